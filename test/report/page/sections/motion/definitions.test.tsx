/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { Defined } from '../../../../../src/report/page/sections/motion/definitions.js';
import { LimitTable } from '../../../../../src/report/page/sections/motion/limit-table.js';
import type { MotionCheckRow } from '../../../../../src/report/qc-motion-sections.js';
import { check } from './fixtures.js';

function shown(rows: readonly MotionCheckRow[]): string {
  const checks = rows.map((value, i) => ({ value, at: `0/checks/${i}` }));
  return renderToString(
    <Defined checks={checks} id="r0-run-figure">
      <LimitTable caption="Limits" checks={checks} />
    </Defined>,
  );
}

const ids = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]+)"`, 'g'))].map(([, id]) => id);

it('says what a figure is once for all that are limited in the same words', () => {
  const html = shown([check({}), check({})]);
  expect(html.match(/mean framewise displacement/g)).toHaveLength(1);
  expect(ids(html, 'popovertarget')).toEqual(['r0-run-figure-0', 'r0-run-figure-0']);
  expect(html).toContain('<div popover id="r0-run-figure-0">');
});

it('keeps apart what is said in other words, and what is said of one value alone with that value', () => {
  const html = shown([check({}), check({ source: 'another manual', note: 'a remark' })]);
  expect(new Set(ids(html, 'popovertarget')).size).toBe(2);
  expect(html).toContain('another manual');
  expect(html.indexOf('a remark')).toBeLessThan(html.indexOf('class="definitions"'));
});
