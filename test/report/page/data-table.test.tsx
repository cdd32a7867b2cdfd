/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { DataTable, MOST_ROWS } from '../../../src/report/page/data-table.js';
import { allOf, rendered } from './page-sample.js';

const columns = [
  { title: 'Name', head: true, cell: (row: number) => <>row {row}</> },
  { title: 'Size', numeric: true, wide: true, cell: (row: number) => <>{row * 2}</> },
];

it('has a caption, a scope for each header cell, and a name for the keyboard', () => {
  const { html } = rendered(<DataTable caption="Things" columns={columns} rows={[1, 2]} />);
  expect(html).toContain('<caption>Things</caption>');
  expect(allOf(html, /<th scope="(\w+)"/g)).toEqual(['col', 'col', 'row', 'row']);
  expect(html).toMatch(/class="scroll" role="group" tabindex="0" aria-label="Things"/i);
  expect(allOf(html, /<td class="([^"]*)"/g)).toEqual(['numeric wide', 'numeric wide']);
});

it('shows 500 rows, and says how many more there are', () => {
  const rows = Array.from({ length: MOST_ROWS + 3 }, (_, i) => i);
  const { html, text } = rendered(<DataTable caption="Things" columns={columns} rows={rows} />);
  expect(MOST_ROWS).toBe(500);
  expect(allOf(html, /(<tr)/g)).toHaveLength(1 + 500);
  expect(html).toContain('<data value="3" data-count="rows not shown">');
  expect(text).toContain('and 3 more rows');
});

it('says nothing of more where all is shown', () => {
  const rows = Array.from({ length: MOST_ROWS }, (_, i) => i);
  expect(rendered(<DataTable caption="Things" columns={columns} rows={rows} />).text).not.toContain('more');
});

it('says what is not there, where it is told what to say', () => {
  expect(rendered(<DataTable caption="Things" columns={columns} rows={[]} empty="None." />).text).toBe(
    'None.',
  );
  expect(rendered(<DataTable caption="Things" columns={columns} rows={[]} />).html).toBe('');
});
