import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type FindingDetails, finding } from '../../src/findings/finding.js';
import type { Outcome } from '../../src/findings/outcome.js';
import type { Report } from '../../src/report/envelope.js';
import { junitChunks } from '../../src/report/write-junit.js';
import { checkRow, protocolReport } from './check-protocol-sample.js';
import { file, report, text } from './sample.js';

const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' });
const noDicom = (outcome: Outcome, details: FindingDetails = {}) =>
  finding('no-dicom', { ...details, outcome });

function suite(overrides: Partial<Report>) {
  const xml = text(junitChunks(report(overrides)));
  expect(XMLValidator.validate(xml)).toBe(true);
  return parser.parse(xml).testsuites.testsuite;
}

describe('a report as JUnit XML', () => {
  it('has a case for the verdict, so that no suite is empty', () => {
    const { testcase, ...totals } = suite({ findings: [], verdict: 'pass' });
    expect(totals).toMatchObject({ '@_tests': '1', '@_failures': '0', '@_errors': '0', '@_time': '1.234' });
    expect(testcase).toEqual([{ '@_classname': 'corelab.manifest', '@_name': 'verdict' }]);
  });

  it('fails on the verdict alone when what failed came before it in the pipe', () => {
    const upstream = [{ command: 'deid', verdict: 'fail' as const }];
    const { testcase } = suite({ findings: [], verdict: 'fail', upstream });
    expect(testcase[0].failure['@_message']).toBe('the verdict is fail (before it: deid: fail)');
  });

  it('tells the five outcomes apart', () => {
    const outcomes: Outcome[] = ['fail', 'not-evaluable', 'warn', 'pass', 'not-applicable'];
    const { testcase, ...totals } = suite({ findings: outcomes.map((one) => noDicom(one)), verdict: 'fail' });
    expect(totals).toMatchObject({ '@_tests': '6', '@_failures': '2', '@_errors': '1', '@_skipped': '1' });
    const kinds = testcase
      .slice(1)
      .map((one: object) => Object.keys(one).find((key) => !key.startsWith('@_')));
    expect(kinds).toEqual(['failure', 'error', 'system-out', undefined, 'skipped']);
  });

  it('names the file, the values and the source', () => {
    const details = {
      subject: { file: 1 },
      expected: 1.5,
      actual: [1, 2],
      unit: 'mm',
      source: 'PS3.3 C.7.6.2',
    };
    const { testcase } = suite({ findings: [noDicom('fail', details)] });
    expect(testcase[1]['@_name']).toBe('no-dicom in/cd/junk/README.txt');
    expect(testcase[1].failure['@_message']).toBe(
      `${noDicom('fail').message}; expected: 1.5; actual: 1,2; unit: mm; source: PS3.3 C.7.6.2`,
    );
  });

  it('names a series by what people know it by, and by the UID that tells it apart (issue 12)', () => {
    const of = (seriesUID: string) => noDicom('fail', { subject: { seriesUID } });
    const studies: { series: { seriesUID: string; seriesNumber: number | null; description: string }[] }[] = [
      { series: [{ seriesUID: '1.2.5', seriesNumber: 5, description: 't1_mprage' }] },
      { series: [{ seriesUID: '1.2.6', seriesNumber: 5, description: 't1_mprage' }] },
      { series: [{ seriesUID: '1.2.7', seriesNumber: null, description: '' }] },
    ];
    const findings = ['1.2.5', '1.2.6', '1.2.7', '1.2.8'].map(of);
    const { testcase } = suite({ findings, sections: { studies } });
    expect(testcase.slice(1).map((one: { '@_name': string }) => one['@_name'])).toEqual([
      ...['no-dicom series 5 t1_mprage 1.2.5', 'no-dicom series 5 t1_mprage 1.2.6'],
      ...['no-dicom 1.2.7', 'no-dicom 1.2.8'],
    ]);
    const flat = suite({ findings, sections: { series: studies.flatMap(({ series }) => series) } });
    expect(flat.testcase).toEqual(testcase);
  });

  it('is well-formed whatever a path holds, and has no character that XML 1.0 forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const files = [file(path), file('x')];
        const xml = text(
          junitChunks(report({ files, findings: [noDicom('fail', { subject: { file: 0 } })] })),
        );
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      }),
    );
  });

  it('cannot be broken out of', () => {
    const path = '"/></testcase><testcase name="ok"/>]]>&lt;';
    const { testcase } = suite({
      files: [file(path)],
      findings: [noDicom('fail', { subject: { file: 0 } })],
    });
    expect(testcase).toHaveLength(2);
  });
});

describe('checks as JUnit XML', () => {
  const suiteOf = (checks: Parameters<typeof protocolReport>[0], over: Partial<Report> = {}) => {
    const xml = text(junitChunks(protocolReport(checks, over)));
    expect(XMLValidator.validate(xml)).toBe(true);
    return parser.parse(xml).testsuites.testsuite;
  };

  it('are one test case each, those that pass among them', () => {
    const checks = [
      checkRow(),
      checkRow({ check: 'FlipAngle', code: 'protocol-deviation', outcome: 'fail' }),
    ];
    const { testcase, ...totals } = suiteOf(checks, { verdict: 'fail' });
    expect(totals).toMatchObject({ '@_tests': '3', '@_failures': '2' });
    expect(testcase[1]).toEqual({
      '@_classname': 'corelab.check-protocol',
      '@_name': 'study 1 series 4 t1 EchoTime 1.2.3.4',
    });
    expect(testcase[2].failure['@_message']).toContain(
      't1: FlipAngle deviates from the protocol; expected: 3 ms ± 0.1 ms; actual: 3',
    );
    // The code is the type of the failure: the message begins with the sentence (issue 12).
    expect(testcase[2].failure['@_type']).toBe('protocol-deviation');
  });

  it('stand in the place of their findings; other findings stay', () => {
    const checks = [checkRow({ code: 'protocol-deviation', outcome: 'fail' })];
    const findings = [
      finding('protocol-deviation', { params: { check: 'EchoTime', series: 't1' } }),
      finding('unreadable-file', { params: { reason: 'cut' } }),
    ];
    const { testcase } = suiteOf(checks, { findings, verdict: 'fail' });
    expect(testcase.map((one: { '@_name': string }) => one['@_name'])).toEqual([
      'verdict',
      'study 1 series 4 t1 EchoTime 1.2.3.4',
      'unreadable-file',
    ]);
  });

  it('tell who waived them, and that they failed before', () => {
    const disposition = {
      ...{ kind: 'waived' as const, original: 'fail' as const, who: 'A', when: '2026-01-02' },
      ...{ why: 'phantom', number: 1 },
    };
    const { testcase } = suiteOf([checkRow({ outcome: 'warn', disposition })], { verdict: 'warn' });
    expect(testcase[1]['system-out']).toContain('waived by A (fail before): phantom');
  });
});
