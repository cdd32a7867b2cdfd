/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { needsOf } from '../../../src/report/page/needs-of.js';
import { groupNeeds, NeedsPerson, nothingOpen } from '../../../src/report/page/needs-person.js';
import { findingOf, rendered, sourceOf } from './page-sample.js';

function shown(...findings: readonly ReturnType<typeof findingOf>[]) {
  const needs = needsOf([sourceOf({ verdict: 'fail', findings })]);
  return { needs, ...rendered(<NeedsPerson needs={needs} verdict="fail" />) };
}

it('says once what is of one code, outcome and severity, and each in a table on demand', () => {
  const { html, text, needs } = shown(
    findingOf({ message: 'one', subject: { name: 'a' } }),
    findingOf({ message: 'two', subject: { name: 'b' }, expected: 3 }),
    findingOf({ message: 'three', severity: 'minor' }),
  );
  expect(groupNeeds(needs).map(({ all }) => all.length)).toEqual([2, 1]);
  expect(text).toContain('one and 1 more like it');
  expect(html).toContain('data-at="0/findings/1/message">two');
  expect(html).toContain('data-at="0/findings/1/expected">3');
  expect(html.match(/class="need /g)).toHaveLength(2);
});

it('keeps reports apart', () => {
  const findings = [findingOf()];
  expect(groupNeeds(needsOf([sourceOf({ findings }), sourceOf({ findings }, 1)]))).toHaveLength(2);
});

it('shows of one thing what was seen, what was expected, why, and what decides', () => {
  const { text } = shown(findingOf({ actual: 11, expected: 12, unit: 'mm', subject: { name: 't1' } }));
  expect(text).toContain('seen 11 mm expected 12 mm in t1');
  expect(text).toContain('manifest · missing-slices · corelab: nothing lost');
});

it('folds warnings below, and counts them', () => {
  const warning = findingOf({ outcome: 'warn', message: 'it warns' });
  const { html } = shown(findingOf(), warning, warning);
  const [above = '', below = ''] = html.split('<details');
  expect(above).not.toContain('it warns');
  expect(below).toContain('Warnings: <data value="2"');
});

it('never says that nothing is open where the verdict says otherwise', () => {
  expect(rendered(<NeedsPerson needs={[]} verdict="pass" />).text).toContain('Nothing needs a person.');
  for (const verdict of ['fail', 'not-evaluable'] as const) {
    expect(nothingOpen(verdict)).not.toContain('Nothing needs');
    expect(rendered(<NeedsPerson needs={[]} verdict={verdict} />).text).toContain('No finding says why');
  }
});
