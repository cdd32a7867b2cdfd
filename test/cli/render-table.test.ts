import { describe, expect, it } from 'vitest';
import { renderTable } from '../../src/cli/render-table.js';
import type { Cell, Table } from '../../src/report/table.js';

const table = (rows: Iterable<Cell[]>): Table => ({
  columns: [{ title: 'N', align: 'right' }, { title: 'Series', shrinks: true }, { title: 'Lossy' }],
  rows: rows as Iterable<readonly Cell[]>,
});

describe('a table on a terminal', () => {
  it('has its numbers to the right and no colours of its own', () => {
    expect(
      renderTable(
        table([
          [1, 'a', true],
          [100, 'bb', false],
          [undefined, 'c', undefined],
        ]),
        80,
      ),
    ).toBe(['  N  Series  Lossy', '  1  a       yes', '100  bb      no', '     c'].join('\n'));
  });

  it('rounds what is no whole number to six digits', () => {
    expect(renderTable(table([[1.2000000476, 'a', false]]), 80)).toContain('1.2  a');
  });

  it('cuts wide texts so that it fits', () => {
    const rendered = renderTable(table([[1, 'x'.repeat(100), true]]), 40);
    expect(Math.max(...rendered.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
    expect(rendered).toContain('x…');
  });

  it('goes on in the next line where a column wraps: nothing is cut', () => {
    const wide: Table = {
      columns: [{ title: 'N', align: 'right' }, { title: 'Source', wraps: true }, { title: 'Lossy' }],
      rows: [
        [1, `alpha beta gamma ${'x'.repeat(25)}`, true],
        [2, 'short', false],
      ],
    };
    expect(renderTable(wide, 20)).toBe(
      [
        'N  Source      Lossy',
        '1  alpha beta  yes',
        '   gamma',
        '   xxxxxxxxxx',
        '   xxxxxxxxxx',
        '   xxxxx',
        '2  short       no',
      ].join('\n'),
    );
  });

  it('keeps a cut column readable where the terminal is too narrow for all', () => {
    expect(renderTable(table([[1, 'abcdefghijkl', true]]), 5)).toContain('abcdefg…');
  });

  it('shows control characters instead of sending them', () => {
    expect(renderTable(table([[1, '\u001b[2J', true]]), 80)).toContain('\\x1b[2J');
  });

  it('says how many rows it leaves out', () => {
    const rendered = renderTable(table(Array.from({ length: 612 }, (_, i) => [i, 'r', false])), 80);
    expect(rendered.split('\n')).toHaveLength(502);
    expect(rendered).toMatch(/… and 112 more rows: see the report/);
  });
});
