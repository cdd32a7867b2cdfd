/** @jsxImportSource preact */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/findings/outcome.js';
import { doubtsOf } from '../../../src/report/page/doubts.js';
import { renderPage } from '../../../src/report/page/render-page.js';
import { type AnyReport, asSource, validExamples } from './examples.js';
import { findingOf, sourceOf } from './page-sample.js';

const EXAMPLES = validExamples();

function example(name: string): AnyReport {
  const found = EXAMPLES.find((one) => one.name === name);
  if (!found) throw new RangeError(name);
  return structuredClone(found.report);
}

const whats = (report: AnyReport): string[] => doubtsOf([asSource(report)]).map(({ what }) => what);

/** A report that says pass and fails in one part. */
const CONTRADICTED: Readonly<Record<string, AnyReport>> = {
  'a finding that fails': { ...sourceOf({ findings: [findingOf()] }).report },
  'a command before it that failed': {
    ...sourceOf({ upstream: [{ command: 'deid', verdict: 'fail' }] }).report,
  },
  'checks that fail': { ...example('check-protocol check'), verdict: 'pass', findings: [] },
  'a delivery of a run that failed': { ...example('run re-sent-and-repeat'), verdict: 'pass', findings: [] },
  'an item that waits for a person': { ...example('status worklist'), verdict: 'pass', findings: [] },
  'a series that could not be measured': {
    ...example('qc-motion unmeasurable'),
    ...{ verdict: 'pass', findings: [] },
  },
  'a value that disagrees': { ...example('measure-export stored'), verdict: 'pass', findings: [] },
  'a chain that is not verified': { ...example('ledger broken-chain'), verdict: 'pass', findings: [] },
  'a store whose records are broken': { ...example('crosswalk verify'), verdict: 'pass' },
  'files in quarantine': { ...example('deid release'), verdict: 'pass', findings: [] },
  'a patient in conflict': { ...example('assign-id conflict'), verdict: 'pass', findings: [] },
};

describe('a report that says pass', () => {
  it.each(Object.entries(CONTRADICTED))(
    'is not believed over %s, and the page does not look green',
    async (_, report) => {
      expect(doubtsOf([asSource(report)]).length).toBeGreaterThan(0);
      const html = await renderPage([asSource(report)]);
      expect(html).toContain('<h1>Verdict: pass</h1>');
      expect(html).toContain('Do not rely on this verdict');
      expect(html).toMatch(/<header class="verdict (?:fail|not-evaluable)">/);
      expect(html).toContain('<title>pass, contradicted: ');
      expect(html).not.toContain('Nothing needs a person.');
    },
  );

  it('is not believed where its counts do not add up, or are not those of its rows', () => {
    const sound = {
      ...example('manifest one-series'),
      verdict: 'pass',
      findings: [],
      unreadable: [],
    } as AnyReport;
    const summary = { ...sound.summary, filesIn: 4, unreadable: 0 };
    expect(whats({ ...sound, summary })).toEqual([]);
    expect(whats({ ...sound, summary: { ...summary, filesIn: 9 } })).toEqual(['its counts do not add up']);
    expect(whats({ ...sound, summary: { ...summary, studies: 2 } })).toEqual([
      'it lists more or fewer things than it counts',
    ]);
  });

  it('is not believed where nothing was judged', () => {
    const none = { filesIn: 0, dicom: 0, notDicom: 0, unreadable: 0 };
    expect(whats({ ...sourceOf({ summary: none }).report })).toEqual(['no file came in: nothing was judged']);
    const motion = example('qc-motion measured');
    expect(whats(motion)).toEqual([]);
    expect(whats({ ...motion, checks: [] })).toEqual(['something passes that no check was held against']);
    const protocol = { ...example('check-protocol check'), ...{ verdict: 'pass', findings: [], checks: [] } };
    const study = (protocol as unknown as { studies: object[] }).studies[0];
    const unchecked = {
      ...protocol,
      ...{ studies: [{ ...study, outcome: 'pass' }], series: [], summary: { filesIn: 3, studies: 1 } },
    } as unknown as AnyReport;
    expect(whats(unchecked)).toEqual(['something passes that no check was held against']);
  });

  it('is not believed where less was searched than was released', () => {
    const report = example('deid release') as AnyReport & { verification: { files: number } };
    const clean = {
      ...report,
      ...{ verdict: 'pass', findings: [], quarantine: [], patients: [] },
      summary: { ...report.summary, filesIn: 3, quarantined: 0 },
    } as AnyReport;
    expect(whats(clean)).toEqual([]);
    expect(whats({ ...clean, verification: { ...report.verification, files: 1 } })).toEqual([
      'not every released file was searched for what identifies',
    ]);
  });
});

describe('nothing is doubted', () => {
  it.each(EXAMPLES)('in the example $name', ({ report }) => {
    expect(doubtsOf([asSource(report)])).toEqual([]);
  });

  it('where the verdict is as bad as its worst part', () => {
    const of = (verdict: Outcome) => sourceOf({ verdict, findings: [findingOf({ outcome: 'warn' })] });
    expect(doubtsOf([of('warn'), of('not-evaluable'), of('fail')])).toEqual([]);
    expect(doubtsOf([of('pass')])).toHaveLength(1);
  });

  it('in what the ledger tells of earlier days, and in what a person decided', () => {
    const event = { event: 1, details: { verdict: 'fail', problems: [{ outcome: 'fail' }] } };
    const check = { outcome: 'pass', disposition: { original: 'fail', kind: 'waive' } };
    expect(
      doubtsOf([sourceOf({ command: 'ledger', events: [event] }), sourceOf({ notes: [check] })]),
    ).toEqual([]);
  });
});

it('says of each report how many parts are worse, and shows the worst where it stands', async () => {
  const findings = [findingOf({ outcome: 'not-evaluable' }), findingOf()];
  const html = await renderPage([sourceOf(), sourceOf({ findings }, 1)]);
  expect(html).toContain('<data value="2" data-count="parts worse than the verdict of report 1">2</data>');
  expect(html).toMatch(
    /things in it are worse, the worst <span class="mark fail" data-outcome="fail" data-at="1\/findings\/1\/outcome">/,
  );
});
