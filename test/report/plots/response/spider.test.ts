import { describe, expect, it } from 'vitest';
import { spiderSvg } from '../../../../src/report/plots/response/spider.js';
import type { ResponseRow } from '../../../../src/report/response-sections.js';
import {
  baselineRow,
  bestRow,
  criteriaCell,
  missedRow,
  responseRow,
  trial,
} from '../../responses/response-sample.js';
import { faultsOf, spokenOf, textsOf } from './svg.js';

function drawn(responses: readonly ResponseRow[], best = [bestRow()]): Promise<string> {
  return spiderSvg({ sections: { responses, best, criteria: criteriaCell() } });
}

/** The number of points in each line of courses. */
function linesOf(svg: string): number[] {
  const paths = [...svg.matchAll(/<path[^>]* d="([^"]*)"[^>]*stroke-width="1.2"[^>]*>/g)];
  return paths.map(([, path = '']) => path.split(/[ML]/).length - 1);
}

function dots(svg: string, colour: string): number {
  return svg.match(new RegExp(`<path[^>]*fill="${colour}"`, 'g'))?.length ?? 0;
}

const SUMLESS = { sumMm: null, changeFromBaselinePercent: null, overall: 'NE', target: 'NE' };

describe('a spider plot', () => {
  it.each([0, 1, 2, 30, 300])('of %d subjects is well-formed SVG and refers to nothing', async (subjects) => {
    const sections = { ...trial(subjects, ['R1', 'R2']), criteria: criteriaCell() };
    expect(faultsOf(await spiderSvg({ sections }))).toEqual([]);
  });

  it('is the same, byte by byte, whatever the order of the subjects', async () => {
    const one = [baselineRow(), responseRow()];
    const two = one.map((row) => ({ ...row, subject: 'S-002', reader: 'R2' }));
    const best = [bestRow(), bestRow({ subject: 'S-002', reader: 'R2' })];
    expect(await drawn([...two, ...one], [...best].reverse())).toBe(await drawn([...one, ...two], best));
  });

  it('has a line from baseline through the visits, a dot a response, and the name', async () => {
    const later = responseRow({ visit: 'W16', day: 112, overall: 'PD', changeFromBaselinePercent: -10 });
    const svg = await drawn([baselineRow(), responseRow(), later]);
    expect(linesOf(svg)).toEqual([3]);
    expect(dots(svg, '#56b4e9')).toBe(2); // The dot and the legend.
    expect(dots(svg, '#d55e00')).toBe(2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['S-001', 'days since baseline', 'Reader R1']));
    expect(textsOf(svg)).toContain('1 of 1 subject drawn; best response PR 1; new lesions in 0');
  });

  it('never joins across a visit without a sum, which stands on the lowest line', async () => {
    const visits = [2, 3].map((n) => responseRow({ visit: `W${8 * n}`, day: 56 * n }));
    const gap = responseRow({ visit: 'W12', day: 84, ...SUMLESS });
    const svg = await drawn([baselineRow(), responseRow(), gap, ...visits]);
    expect(linesOf(svg)).toEqual([2, 2]);
    expect(textsOf(svg)).toContain('no sum');
    expect(dots(svg, '#8c8c8c')).toBe(2);
    expect(spokenOf(svg).desc).toContain('; 1 visit without a sum');
    const missed = await drawn([baselineRow(), responseRow(), missedRow({ day: 84 }), ...visits]);
    expect(linesOf(missed)).toEqual([2, 2]);
    expect(textsOf(missed)).not.toContain('no sum');
    expect(spokenOf(missed).desc).toContain('; 1 missed');
  });

  it('has one star a subject, where a new lesion was first seen, with a sum or without', async () => {
    const isNew = { newLesion: 'YES', overall: 'PD' };
    const rows = [8, 16, 24].map((week) => responseRow({ visit: `W${week}`, day: 7 * week, ...isNew }));
    const stars = (svg: string): number => svg.match(/stroke="#000000" stroke-width="1.1"/g)?.length ?? 0;
    expect(stars(await drawn([baselineRow(), ...rows]))).toBe(1);
    expect(stars(await drawn([baselineRow(), responseRow({ ...SUMLESS, ...isNew })]))).toBe(1);
    expect(stars(await drawn([baselineRow(), responseRow({ newLesion: 'NE' })]))).toBe(0);
  });

  it('goes by the order of visits for all where one day is not known, and says so', async () => {
    const undated = [baselineRow(), responseRow({ day: null })].map((row) => ({ ...row, subject: 'S-002' }));
    const svg = await drawn([baselineRow(), responseRow(), ...undated]);
    expect(textsOf(svg)).toContain('visits in their order, 0: baseline (no day is known of 1 of 4 visits)');
    expect(textsOf(svg)).not.toContain('56');
    const missed = await drawn([baselineRow(), responseRow(), missedRow({ day: null })]);
    expect(textsOf(missed)).toContain('days since baseline');
  });

  it('cuts points beyond +100% and writes their numbers', async () => {
    const visit = (day: number, percent: number): ResponseRow =>
      responseRow({ visit: `D${day}`, day, changeFromBaselinePercent: percent, overall: 'PD' });
    const svg = await drawn([baselineRow(), visit(56, 100), visit(112, 100.1), visit(168, 250)]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['Beyond +100% (1):', 'S-001 +100.1% +250%']));
    expect(spokenOf(svg).desc).toContain('2 points cut at +100%');
    expect(textsOf(svg)).toContain('S-001 +250%');
  });

  it('lists who has no line: without a sum at baseline, with baseline alone, without a visit', async () => {
    const best = ['S-001', 'S-002', 'S-003', 'S-004'].map((subject) => bestRow({ subject, response: 'NE' }));
    const noSum = [
      baselineRow({ subject: 'S-002', sumMm: null }),
      responseRow({ subject: 'S-002', ...SUMLESS }),
    ];
    const svg = await drawn(
      [baselineRow(), responseRow(), ...noSum, baselineRow({ subject: 'S-003' })],
      best,
    );
    expect(textsOf(svg)).toContain('No line, no change from baseline known (3):');
    expect(textsOf(svg)).toContain('S-002 NE, S-003 NE, S-004 NE');
    expect(textsOf(await drawn([], best))).toContain('no line to draw');
  });

  it('counts 300 subjects and names them nowhere but below', async () => {
    const { responses, best } = trial(300);
    const svg = await drawn(responses, best);
    const texts = textsOf(svg);
    expect(texts.some((text) => text.startsWith('273 of 300 subjects drawn; best response CR'))).toBe(true);
    expect(texts).not.toContain('S-001');
    expect(texts.some((text) => text.endsWith('; lines without their names'))).toBe(true);
    for (const { subject, response } of best)
      if (response === 'NE') expect(texts.join(' ')).toContain(`${subject} NE`);
  });

  it('keeps names with signs of XML, and says what is seen', async () => {
    const named = { subject: '<&>', reader: '"<r>&' };
    const svg = await drawn([baselineRow(named), responseRow(named)], [bestRow(named)]);
    expect(faultsOf(svg)).toEqual([]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['<&>', 'Reader "<r>&']));
    const { title, desc } = spokenOf(svg);
    expect(title).toBe('Change of the sum of diameters from baseline, 1 reader');
    expect(desc).toContain('over days since baseline, a line a subject');
    expect(spokenOf(await drawn([], [])).desc).toContain('No subject.');
  });
});
