import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { CheckProtocolSections } from '../../../../../src/report/check-protocol-sections.js';
import { protocolSections } from '../../../../../src/report/page/sections/protocol/protocol-sections.js';
import { checkedSource, checkRow, seriesRow, studyRow } from './made-report.js';

async function pageOf(sections: CheckProtocolSections): Promise<string> {
  const made = await protocolSections(checkedSource(sections));
  expect(made.map(({ chapter }) => chapter)).toEqual(['protocol']);
  return made.map(({ body }) => renderToString(body)).join('');
}

function part(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  expect(start, from).toBeGreaterThanOrEqual(0);
  return html.slice(start, html.indexOf(to, start));
}

function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, '');
}

const MATRIX = '<table class="protocol-matrix">';

describe('the matrix of a study', () => {
  it('gives a check a letter, an accessible name, and all that is known of it on demand', async () => {
    const check = checkRow({
      check: 'RepetitionTime',
      outcome: 'fail',
      code: 'protocol-deviation',
      actual: '600',
      difference: 100.25,
      rationale: 'contrast',
      variant: 'old software',
      note: 'a remark',
    });
    const html = await pageOf({ studies: [studyRow()], series: [seriesRow()], checks: [check] });
    const button = part(html, '<button', '</button>');
    expect(button).toContain('aria-label="t1 · series 4 · repetition time: fail"');
    expect(button).toContain('data-at="0/checks/0/outcome"');
    expect(textOf(button)).toContain('F');
    const id = /popovertarget="([^"]+)"/.exec(button)?.[1];
    expect(id).toMatch(/^r0-/);
    const details = part(html, `id="${id}"`, '</dl>');
    for (const key of [
      'expected',
      'actual',
      'unit',
      'difference',
      'source',
      'rationale',
      'variant',
      'note',
      'code',
    ])
      expect(details, key).toContain(`data-at="0/checks/0/${key}"`);
    expect(details).toContain('<data value="100.25"');
  });

  it('shows the worst of several checks of one name, and how many there are', async () => {
    const checks = [checkRow(), checkRow({ outcome: 'not-evaluable', actual: null }), checkRow()];
    const html = await pageOf({ studies: [studyRow()], series: [seriesRow()], checks });
    const matrix = part(html, MATRIX, '</table>');
    expect(matrix.match(/<button/g)).toHaveLength(1);
    expect(matrix).toContain('data-at="0/checks/1/outcome"');
    expect(matrix).toContain('echo time: not evaluable ×3');
    const details = part(html, '<div popover', '</div>');
    expect(details.match(/<dl/g)).toHaveLength(3);
  });

  it('says in words why a series was taken for nothing, and gives it no letter that it has not', async () => {
    const series = [
      seriesRow({ seriesUID: '2.25.1', kind: 'other', entry: null, outcome: null, reason: 'no image' }),
      seriesRow({
        seriesUID: '2.25.2',
        kind: 'ambiguous',
        entry: null,
        outcome: 'not-evaluable',
        reason: 'fits two',
      }),
    ];
    const match = checkRow({
      seriesUID: '2.25.2',
      scope: 'matching',
      check: 'match',
      outcome: 'not-evaluable',
    });
    const html = await pageOf({ studies: [studyRow()], series, checks: [match] });
    const matrix = part(html, MATRIX, '</table>');
    expect(matrix).toContain('data-at="0/series/0/reason"');
    expect(matrix).toContain('data-at="0/series/1/reason"');
    expect(matrix.match(/data-outcome="[^"]+"/g)).toEqual(Array(2).fill('data-outcome="not-evaluable"'));
  });

  it('leaves a place empty where a check was not asked of the series', async () => {
    const series = [seriesRow(), seriesRow({ seriesUID: '2.25.22', entry: 't2' })];
    const checks = [checkRow(), checkRow({ seriesUID: '2.25.22', entry: 't2', check: 'FlipAngle' })];
    const matrix = part(await pageOf({ studies: [studyRow()], series, checks }), MATRIX, '</table>');
    expect(matrix.match(/<td class="cell"><\/td>/g)).toHaveLength(2);
  });

  it('tells the original outcome struck beside what a person decided, with who, when and why', async () => {
    const disposition = {
      kind: 'waived',
      original: 'fail',
      who: 'A. Physicist',
      when: '2026-01-02',
      why: 'known limit',
      number: 3,
    } as const;
    const checks = [checkRow({ outcome: 'warn', disposition })];
    const html = await pageOf({ studies: [studyRow({ outcome: 'warn' })], series: [seriesRow()], checks });
    const matrix = part(html, MATRIX, '</table>');
    expect(matrix).toContain('echo time (waived): warning was fail');
    expect(part(matrix, '<s ', '</s>')).toContain('data-at="0/checks/0/disposition/original"');
    const table = part(html, '<caption>Deviations', '</table>');
    for (const key of ['who', 'when', 'why', 'number'])
      expect(table).toContain(`data-at="0/checks/0/disposition/${key}"`);
  });

  it('names instances that deviate where others do not by their paths', async () => {
    const outliers = { count: 12, instances: [{ file: 0, sopInstanceUID: '2.25.5' }] };
    const checks = [checkRow({ outcome: 'fail', outliers })];
    const html = await pageOf({ studies: [studyRow()], series: [seriesRow()], checks });
    expect(html).toContain('data-at="0/checks/0/outliers/count">12');
    expect(html).toContain('<code data-at="0/files/0/path">one/a.dcm</code>');
  });
});

describe('the tables of a study', () => {
  it('list what deviates, worst first, outside of any fold, and the rest folded', async () => {
    const checks = [
      checkRow({ check: 'A', outcome: 'warn' }),
      checkRow({ check: 'B' }),
      checkRow({ check: 'C', outcome: 'not-evaluable', actual: null }),
      checkRow({ check: 'D', outcome: 'fail', severity: 'minor' }),
      checkRow({ check: 'E', outcome: 'fail', severity: 'critical' }),
      checkRow({ check: 'F', outcome: 'not-applicable' }),
    ];
    const html = await pageOf({ studies: [studyRow()], series: [seriesRow()], checks });
    const table = part(html, '<caption>Deviations', '</table>');
    expect([...table.matchAll(/checks\/(\d)\/check"/g)].map(([, n]) => n)).toEqual(['4', '3', '2', '0']);
    const fold = part(html, '<details', '</details>');
    expect(html.indexOf('<details')).toBeGreaterThan(html.indexOf('<caption>Deviations'));
    expect([...fold.matchAll(/checks\/(\d)\/check"/g)].map(([, n]) => n)).toEqual(['1', '5']);
  });

  it('hold what was checked of the study as a whole, and of series that the report does not list', async () => {
    const checks = [
      checkRow({
        seriesUID: null,
        seriesNumber: null,
        scope: 'count',
        check: 'count',
        outcome: 'fail',
        actual: '0',
      }),
      checkRow({
        seriesUID: null,
        seriesNumber: null,
        entry: null,
        scope: 'across-visits',
        check: 'same scanner',
      }),
      checkRow({ seriesUID: '2.25.99' }),
    ];
    const html = await pageOf({ studies: [studyRow()], series: [seriesRow()], checks });
    const table = part(html, '<table class="protocol-study-level">', '</table>');
    expect(table.match(/<button/g)).toHaveLength(3);
    expect(textOf(table)).toContain('Between visits');
    expect(textOf(table)).toContain('t1: Ffail');
  });

  it('tell why a series was taken for what it was, and count the candidates that they leave out', async () => {
    const conditions = [
      { quantity: 'Modality', holds: 'yes', expected: 'MR', actual: 'MR' },
      { quantity: 'EchoTime', holds: 'unknown', expected: '3 ms' },
    ] as const;
    const candidates = ['t1', 't2', 'pd', 'dwi'].map((entry) => ({ entry, score: 0.5, conditions }));
    const series = [seriesRow({ kind: 'unexpected', entry: null, margin: 0, runnerUp: 't2', candidates })];
    const html = await pageOf({ studies: [studyRow()], series, checks: [] });
    const fold = part(html, 'Why each series was taken', '</details>');
    expect(fold).toContain('data-at="0/series/0/candidates/1/conditions/1/holds">unknown');
    expect(fold).toContain('<data value="2" data-count="candidates not shown');
  });
});

describe('the studies of a report', () => {
  it('stand worst first, those that pass whole folded, each with its sums', async () => {
    const studies = [
      studyRow({ study: 1, outcome: 'pass', subject: 'S-1' }),
      studyRow({ study: 2, outcome: 'not-evaluable' }),
      studyRow({ study: 3, outcome: 'fail' }),
    ];
    const checks = [
      checkRow({ seriesUID: null }),
      checkRow({ seriesUID: null }),
      checkRow({ study: 3, seriesUID: null, outcome: 'fail' }),
    ];
    const html = await pageOf({ studies, series: [], checks });
    expect([...html.matchAll(/id="r0-studies-(\d)"/g)].map(([, n]) => n)).toEqual(['2', '1', '0']);
    expect(part(html, '<details', '</summary>')).toContain('S-1');
    expect(html.match(/<details/g)).toHaveLength(2);
    expect(html).toContain('<data value="2" data-count="checks: pass, study 1');
    expect(html).not.toContain('data-count="checks: pass, study 3');
  });

  it('are told by a sentence where there are none, and no check of an unknown study vanishes', async () => {
    const html = await pageOf({ studies: [], series: [], checks: [checkRow({ study: 9, outcome: 'fail' })] });
    expect(html).toContain('No study was found');
    expect(part(html, 'Checks of no study', '</table>')).toContain('data-at="0/checks/0/actual"');
  });

  it('give way to the manual in a report of --explain', async () => {
    const row = {
      series: 't1',
      what: 'Echo Time',
      expected: '3 ms',
      when: null,
      onDeviation: 'fail',
    } as const;
    const html = await pageOf({ manual: [{ ...row, severity: 'major', source: 'p. 3', rationale: null }] });
    expect(html).toContain('data-at="0/manual/0/expected"');
    expect(html).not.toContain('No study was found');
  });

  it('use no id twice', async () => {
    const checks = [checkRow(), checkRow({ check: 'B' }), checkRow({ seriesUID: null, scope: 'count' })];
    const html = await pageOf({ studies: [studyRow()], series: [seriesRow()], checks });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/popovertarget="([^"]+)"/g)) expect(ids).toContain(target);
  });
});

describe('what later visits are compared with', () => {
  const visit = {
    ...{ studyUID: '2.25.11', subject: 'TRIAL-0007', visit: 'V1' },
    series: {
      t1: {
        SoftwareVersions: { state: 'value', texts: ['XA30', 'XA31'] },
        EchoTime: { state: 'value', numbers: [2.98, 3] },
        StationName: { state: 'absent' },
      },
      bold: { EchoTime: { state: 'value', texts: ['30'], numbers: [30] } },
    },
  } as const;

  it('is a row for each series of a visit, each value with its place', async () => {
    const html = await pageOf({ visits: [visit] });
    const fold = part(html, 'What later visits are compared with', '</details>');
    expect(fold).toContain('<data value="1" data-count="visits">1</data>');
    const titles = [...fold.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, title]) => title);
    expect(titles).toEqual([
      ...['Visit', 'Series', 'software versions', 'echo time', 'station name', 'Subject', 'Order', 'Study'],
    ]);
    expect(fold).toContain('<span data-at="0/visits/0/series/t1/SoftwareVersions/texts/1">XA31</span>');
    expect(fold).toContain('data-at="0/visits/0/series/t1/EchoTime/numbers/0"');
    expect(fold).toContain('<span data-at="0/visits/0/series/t1/StationName/state">absent</span>');
    expect(fold).toContain('<span data-at="0/visits/0/series/bold/EchoTime/texts/0">30</span>');
    expect(fold).toContain('title="not asked of this series"');
    expect(fold.match(/<span data-figure="t1">t1<\/span>/g)).toHaveLength(1);
  });

  it('names a visit that has nothing to compare, and is nothing without visits', async () => {
    const html = await pageOf({ visits: [{ studyUID: '2.25.12', series: {} }] });
    expect(textOf(html)).toMatch(/Visits with no value to compare: – \(2\.25\.12\)/);
    expect(await pageOf({ visits: [] })).not.toContain('What later visits');
  });
});
