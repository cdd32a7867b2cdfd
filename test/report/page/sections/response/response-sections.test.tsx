import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../../../../../src/report/page/page-source.js';
import { responseSections } from '../../../../../src/report/page/sections/response/response-sections.js';
import type {
  BestRow,
  LesionRow,
  OtherwiseCell,
  ResponseRow,
  ResponseSections,
} from '../../../../../src/report/response-sections.js';

const LESION: LesionRow = {
  ...{ subject: 'S-1', reader: 'R1', lesion: 'T1', role: 'target', isNode: false, organ: 'lung' },
  ...{ visit: 'Baseline', day: 0, state: 'measured', mm: '24.2', storedMm: '24.2', recomputedMm: null },
  ...{ axis: 'long', method: 'ct', sliceThicknessMm: '5', note: null },
};
const RESPONSE: ResponseRow = {
  ...{ subject: 'S-1', site: null, reader: 'R1', visit: 'Week 8', day: 56, date: null, kind: 'follow-up' },
  ...{ sumMm: '14.40', baselineSumMm: '24.2', nadirSumMm: '24.2', nadirVisit: 'Baseline' },
  ...{ changeFromBaselinePercent: -40.5, changeFromNadirPercent: -40.5, changeFromNadirMm: '-9.8' },
  ...{ target: 'PR', nonTarget: 'NONE', newLesion: 'NO', overall: 'PR', isAfterProgression: false },
  missing: [],
  decisions: [
    { step: 'target', answer: 'PR', rule: 'partial', text: 'the sum is below', source: 'Made up, section 4' },
  ],
  margins: [{ answer: 'PD', side: 'at-least', sumMm: '29.04', changeMm: '14.64' }],
  alternatives: [
    { part: 'target', answer: 'PD', overall: 'PD' },
    { part: 'new', answer: 'YES', overall: 'PD' },
  ],
  ...{ otherwise: null, conformance: 'pass' },
};
const BEST: BestRow = {
  ...{ subject: 'S-1', site: null, reader: 'R1', response: 'PR', isConfirmed: null, visit: 'Week 8' },
  ...{ bestChangePercent: -40.5, progressionVisit: null, progressionDay: null, deathDay: null },
  ...{ durationOfResponseDays: 56, durationOfStableDays: null, isOpen: true, decisions: [], otherwise: null },
};
const SECTIONS: ResponseSections = {
  criteria: {
    ...{ name: 'made-up', title: 'Made-up criteria', source: 'Nobody 2020', modifications: [], choices: [] },
    thresholds: [{ answer: 'PR', percent: -30, of: 'baseline' }],
  },
  ...{ responses: [RESPONSE], best: [BEST], lesions: [LESION], discordances: [], stated: [] },
};

async function htmlOf(
  sections: Partial<ResponseSections>,
  report: Partial<JsonReport> = {},
): Promise<string> {
  const made = { command: 'response', summary: {}, findings: [], files: [], ...report, ...sections };
  const source = { number: 3, report: made as unknown as JsonReport, sha256: null };
  return (await responseSections(source)).map(({ body }) => renderToString(body)).join('');
}

/** A page without its drawings. */
const tables = (html: string): string => html.replace(/<svg.*?<\/svg>/gs, '');

describe('responses on a page', () => {
  it('show lesions by visits with the sum below, each value with its place in the report', async () => {
    const html = await htmlOf(SECTIONS);
    expect(html).toContain('<span data-at="3/lesions/0/mm">24.2</span>');
    expect(html).toContain('<span data-at="3/responses/0/sumMm">14.40</span>');
    expect(html).toContain(
      '<data value="-40.5" data-at="3/responses/0/changeFromNadirPercent">-40.5 %</data>',
    );
    expect(html).toMatch(/<th scope="col"><span data-at="3\/responses\/0\/visit">Week 8/);
    expect(html.indexOf('Target lesions')).toBeLessThan(html.indexOf('>Sum, mm<'));
  });

  it('have no alternatives of a report that was made before there were any', async () => {
    const { alternatives: _, ...before } = RESPONSE;
    const html = await htmlOf({ ...SECTIONS, responses: [before] });
    expect(html).toContain('title="no part alone would change it"');
  });

  it('put the lesions of a visit without a response in a column of their own', async () => {
    const html = await htmlOf(SECTIONS);
    expect(html).toContain('<span data-at="3/lesions/0/visit">Baseline</span>');
    expect(html).toContain('title="no response was made of this visit"');
  });

  it('give decisions with rule, text and source, and what would have changed it', async () => {
    const html = await htmlOf(SECTIONS);
    for (const at of ['decisions/0/rule', 'decisions/0/text', 'decisions/0/source', 'margins/0/sumMm'])
      expect(html).toContain(`data-at="3/responses/0/${at}"`);
    expect(tables(html)).toMatch(/≥ <span data-at="3\/responses\/0\/margins\/0\/sumMm">29\.04<\/span> mm/);
    // One line for the response, with every part that alone would lead to it.
    const line = tables(html).match(
      /<li><span class="answer"[^>]*><span data-at="3\/responses\/0\/alternatives.*?<\/li>/,
    )?.[0];
    expect(line?.replace(/<[^>]*>/g, '')).toBe('PD if target PD, new lesion YES');
  });

  it('never mark a response as pass or fail: progression is no failure', async () => {
    const pd = { ...RESPONSE, target: 'PD', overall: 'PD' };
    const html = tables(await htmlOf({ ...SECTIONS, responses: [pd], best: [{ ...BEST, response: 'PD' }] }));
    expect(html).toContain('>PD</span>');
    expect(html).not.toContain('data-outcome="fail"');
    expect(html.match(/data-outcome="pass"/g)).toHaveLength(3);
  });

  it('say aloud that a response flips, and whether the lengths agree', async () => {
    const otherwise: OtherwiseCell = {
      ...{ lengths: 'recomputed', of: 1, sumMm: '18.1', target: 'SD', overall: 'SD' },
      ...{ flips: true, agrees: false },
    };
    const html = await htmlOf({ ...SECTIONS, responses: [{ ...RESPONSE, otherwise }] });
    expect(html).toContain('flips: ');
    expect(html).toContain('data-at="3/responses/0/otherwise/agrees">the lengths disagree<');
    expect(await htmlOf(SECTIONS)).not.toContain('flips: ');
  });

  it('show what is not had as a dash with the reason, never as zero', async () => {
    const missed: ResponseRow = {
      ...RESPONSE,
      ...{ kind: 'missed', sumMm: null, baselineSumMm: null, nadirSumMm: null, nadirVisit: null },
      ...{ changeFromBaselinePercent: null, changeFromNadirPercent: null, changeFromNadirMm: null },
      ...{ target: null, nonTarget: null, newLesion: null, overall: null, conformance: 'not-evaluable' },
    };
    const html = tables(await htmlOf({ ...SECTIONS, responses: [missed] }));
    expect(html).toMatch(/Sum, mm<\/th>.*?title="missed visit">–</s);
    expect(html).toContain('data-outcome="not-evaluable"');
    expect(html).not.toMatch(/data-at="3\/responses\/0\/(sumMm|nadirSumMm|change|overall)/);
  });

  it('say of an open duration that it lasted at least that long', async () => {
    const [open, closed] = [
      await htmlOf(SECTIONS),
      await htmlOf({ ...SECTIONS, best: [{ ...BEST, isOpen: false }] }),
    ];
    expect(open).toMatch(/response ≥ <data value="56"/);
    expect(closed).toMatch(/response <data value="56"/);
  });

  it('draw both plots with names of their own, and the lines of the criteria', async () => {
    const html = await htmlOf(SECTIONS);
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html).toContain('−30%');
    for (const [, id] of html.matchAll(/ id="([^"]+)"/g)) expect(id).toMatch(/^r3-/);
  });

  it('put first where readers differ and nobody decided', async () => {
    const readers = [{ reader: 'R1', answer: 'PR' }];
    const adjudicated = { reader: 'R1', reason: 'seen again', line: 2 };
    const html = await htmlOf({
      ...SECTIONS,
      discordances: [
        { subject: 'S-1', visit: 'Week 8', of: 'overall', readers, adjudicated },
        { subject: 'S-1', visit: null, of: 'best', readers, adjudicated: null },
      ],
    });
    expect(html.indexOf('nobody decided')).toBeGreaterThan(0);
    expect(html.indexOf('nobody decided')).toBeLessThan(html.indexOf('seen again'));
  });

  it('hold what a source states against what was found, what differs first', async () => {
    const stated = { subject: 'S-1', reader: 'R1', visit: 'Week 8', of: 'overall' } as const;
    const html = await htmlOf({
      ...SECTIONS,
      stated: [
        { ...stated, stated: 'PR', found: 'PR', agrees: true },
        { ...stated, stated: 'CR', found: 'PR', agrees: false },
        { ...stated, stated: 'CR', found: null, agrees: null },
      ],
    });
    const marks = [...html.matchAll(/data-outcome="([^"]+)" data-at="3\/stated\/(\d)\/agrees"/g)];
    expect(marks.map(([, outcome, n]) => `${n} ${outcome}`)).toEqual(['1 fail', '2 not-evaluable', '0 pass']);
  });

  it('stand beside measurements by the counts that are of responses', async () => {
    const summary = { evaluable: 7, evaluableTimePoints: 5 };
    const html = await htmlOf(SECTIONS, { command: 'measure-export', summary });
    expect(html).toContain('data-at="3/summary/evaluableTimePoints">5<');
    expect(html).not.toContain('data-at="3/summary/evaluable">');
  });

  it('are absent without criteria, and say so where no row told of a lesion', async () => {
    expect(await htmlOf({})).toBe('');
    const none = { ...SECTIONS, responses: [], best: [], lesions: [] };
    expect(await htmlOf(none)).toContain('there is no response');
  });
});
