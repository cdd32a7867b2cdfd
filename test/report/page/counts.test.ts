import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../src/report/page/render-page.js';
import { type AnyReport, asSource, countsOf, validExamples } from './examples.js';
import { findingOf, sourceOf } from './page-sample.js';
import { recounted } from './recounted.js';

/** Counts that nothing here counts anew: of parts whose own tests do, and of groups that only the page makes. */
const HELD_ELSEWHERE: readonly RegExp[] = [
  /^(attributes|rules|examples|files of all series|series of the rule)/,
  /^(conditions that hold|candidates not shown)/,
  /^(lesions of the reading|further figures|measurements of the reading that disagree|objects with)/,
  /^(decisions of the course|figures without a limit|Censored volumes|slices held against)/,
  /^number of /,
  /^(details|problems|visits|series of other studies)$/,
];

function isHeldElsewhere(what: string): boolean {
  return HELD_ELSEWHERE.some((words) => words.test(what));
}

/** Counts of a page that are not what the JSON comes to, and those that nothing here knows. */
async function wrongCounts(report: AnyReport): Promise<string[]> {
  const known = recounted(report).map(([what, n]) => `${what}: ${n}`);
  const said = countsOf(await renderPage([asSource(report)]));
  return said
    .filter(([what]) => !isHeldElsewhere(what))
    .map(([what, n]) => `${what}: ${n}`)
    .filter((one) => !known.includes(one));
}

describe.each(validExamples())('the page of the example $name', ({ report }) => {
  it('counts what the JSON comes to', async () => {
    if (report.command === 'status' || report.command === 'run') {
      const said = await wrongCounts(report);
      expect(
        said.filter((one) => !/^(things that need|of this code|more of this|warnings|readings)/.test(one)),
      ).toEqual([]);
    } else expect(await wrongCounts(report)).toEqual([]);
  });
});

it('counts findings of every kind where they stand', async () => {
  const of = (n: number, but: Parameters<typeof findingOf>[0]) =>
    Array.from({ length: n }, () => findingOf(but));
  const findings = [
    ...of(3, {}),
    ...of(1, { code: 'duplicate-slices' }),
    ...of(2, { outcome: 'not-evaluable' }),
    ...of(4, { outcome: 'warn', code: 'lossy-compression' }),
    ...of(5, { outcome: 'pass', code: 'not-dicom-not-released' }),
    ...of(1, { outcome: 'not-applicable', code: 'measure-not-in-pixels' }),
  ];
  const html = await renderPage([sourceOf({ command: 'response', verdict: 'fail', findings })]);
  expect(countsOf(html)).toEqual(
    expect.arrayContaining([
      ['things that need a person', 3],
      ['more of this code', 2],
      ['of this code', 3],
      ['warnings', 4],
      ['notes', 6],
    ]),
  );
});
