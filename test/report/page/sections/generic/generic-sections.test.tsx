import { expect, it } from 'vitest';
import { genericSections, restOf } from '../../../../../src/report/page/sections/generic/generic-sections.js';
import { allOf, rendered, sourceOf } from '../../page-sample.js';

async function shown(section: unknown) {
  const [only] = await genericSections(sourceOf({ command: 'new', section }, 2));
  return rendered(only?.body ?? null);
}

it('shows every section that is none of the envelope, and nothing of the envelope', async () => {
  const source = sourceOf({
    command: 'new',
    someRows: [],
    oneThing: { a: 1 },
    summary: { x: 1 },
    pathsHashed: true,
  });
  expect((await genericSections(source)).map(({ title, chapter }) => [title, chapter])).toEqual([
    ['new: some rows', 'other'],
    ['new: one thing', 'other'],
  ]);
  expect(restOf(source, ['someRows'])).toHaveLength(1);
});

it('makes columns of all keys that any row has, and – where a row has none', async () => {
  const { html } = await shown([
    { sopUID: '1.2', sizeMm: 3 },
    { sizeMm: 4.25, isNew: false },
  ]);
  expect(allOf(html, /<th scope="col"[^>]*>([^<]*)</g)).toEqual(['sop UID', 'size mm', 'is new']);
  expect(html).toContain('data-at="2/section/1/sizeMm">4.25');
  expect(html).toContain('data-at="2/section/1/isNew">false');
  expect(html.match(/class="nothing"/g)).toHaveLength(2);
});

it('shows outcomes as marks, and a severity as such', async () => {
  const { html } = await shown([
    { verdict: 'fail', severity: 'minor' },
    { verdict: null, severity: 'none' },
  ]);
  expect(html).toContain('data-outcome="fail" data-at="2/section/0/verdict"');
  expect(html).toContain('class="severity minor"');
  expect(html).toContain('data-at="2/section/1/severity">none');
});

it('lists what is nested, with the place of each value', async () => {
  const { html, text } = await shown([{ at: { x: 1, y: [2, 3] }, hits: [{ where: 'here' }] }]);
  expect(text).toContain('x: 1 y: 2, 3');
  expect(html).toContain('data-at="2/section/0/at/y/1">3');
  expect(html).toContain('data-at="2/section/0/hits/0/where">here');
});

it('shows an object as a list of its properties, lists of objects in it as tables', async () => {
  const { html, text } = await shown({ name: 'n', rows: [{ a: 1 }], none: [], nothing: {} });
  expect(text).toContain('name n');
  expect(html).toContain('<caption>rows</caption>');
  expect(html).toContain('data-at="2/section/rows/0/a">1');
  expect(html.match(/title="empty"/g)).toHaveLength(2);
});

it('folds what is long, and says how long', async () => {
  const rows = Array.from({ length: 31 }, (_, a) => ({ a }));
  expect((await shown(rows)).html).toMatch(/^<details><summary>section <data value="31"/);
  expect((await shown(rows.slice(1))).html).not.toContain('<details');
});

it('shows a lone value, and an empty list as none', async () => {
  expect((await shown(0)).html).toContain('data-at="2/section">0');
  expect((await shown([])).text).toBe('None.');
  expect((await shown([1, { a: 'mixed' }])).html).toContain('data-at="2/section/1/a">mixed');
});
