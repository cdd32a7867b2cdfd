import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeDicomdir } from '../../fixtures/cd/dicomdir.js';
import { check, type ProtocolReport, site } from './check-protocol/run.js';
import { type Deviant, SITE_PROTOCOL, seriesUid, studyUid, type Visit } from './check-protocol/site.js';

/** What tries to get by, one subject each, and the row that must stop it. */
const ATTEMPTS: readonly {
  readonly what: string;
  readonly deviants: readonly Deviant[];
  readonly row: Partial<ProtocolReport['checks'][number]> | undefined;
}[] = [
  { what: 'nothing', deviants: [], row: undefined },
  {
    what: 'two scans under one Series Instance UID',
    deviants: [{ series: 'pd', slice: 2, but: { SeriesNumber: 9 } }],
    row: { entry: 'pd', check: 'SeriesNumber', code: 'protocol-varies', outcome: 'fail' },
  },
  {
    what: 'a patient who lies otherwise in one slice',
    deviants: [
      { series: 'pd', but: { PatientPosition: 'HFS' } },
      { series: 'pd', slice: 2, but: { PatientPosition: 'FFS' } },
    ],
    row: { entry: 'pd', check: 'PatientPosition', code: 'protocol-varies', outcome: 'fail' },
  },
  {
    what: 'a slice at the end that has no place',
    deviants: [{ series: 'pd', slice: 5, but: { ImagePositionPatient: undefined } }],
    row: { entry: 'pd', check: 'completeness', outcome: 'not-evaluable' },
  },
  {
    what: 'slices that have no place at all',
    deviants: [{ series: 'pd', but: { ImagePositionPatient: undefined } }],
    row: { entry: 'pd', check: 'completeness', outcome: 'not-evaluable' },
  },
  {
    what: 'slices at uneven distances',
    deviants: [{ series: 'pd', slice: 3, but: { ImagePositionPatient: [-1, -1, 7.6] } }],
    row: { entry: 'pd', check: 'completeness', outcome: 'not-evaluable' },
  },
  {
    what: 'a condition that one slice does not fulfil',
    deviants: [
      { series: 'pd', but: { NumberOfAverages: 4 } },
      { series: 'pd', slice: 3, but: { SequenceVariant: 'NONE' } },
    ],
    row: {
      entry: 'pd',
      check: 'NumberOfAverages',
      code: 'protocol-condition-unsettled',
      outcome: 'not-evaluable',
    },
  },
];

const CONDITIONAL = SITE_PROTOCOL.replace(
  'EchoTime: { value: 26 ms, tol: 1 ms }',
  'EchoTime: { value: 26 ms, tol: 1 ms }\n      NumberOfAverages: { value: 1, when: { SequenceVariant: { contains: SK } } }',
);

describe('check-protocol does not pass', () => {
  it('what is absent, of two kinds, or only asked for in part', async () => {
    const visits: Visit[] = ATTEMPTS.map(({ deviants }, subject) => ({ subject, deviants }));
    const { data, protocol } = site(visits, CONDITIONAL);
    const { report } = await check(data, protocol);
    for (const [subject, { what, row }] of ATTEMPTS.entries()) {
      const study = report.studies.find(({ studyUID }) => studyUID === studyUid({ subject }));
      const rows = report.checks.filter((one) => one.study === study?.study);
      if (row) expect(rows, what).toContainEqual(expect.objectContaining(row));
      else expect(study?.outcome, what).toBe('pass');
    }
  }, 30_000);

  it('a series that is split over two studies', async () => {
    const astray = { StudyInstanceUID: studyUid({ subject: 9 }) };
    const { data, protocol } = site([{ subject: 1, deviants: [{ series: 'pd', slice: 5, but: astray }] }]);
    const { report, code } = await check(data, protocol);
    expect(code).toBe(1);
    expect(report.findings.map((finding) => finding.code)).toContain('series-in-several-studies');
  });

  it('a missing series because the visit is spelled otherwise', async () => {
    const visits = [{ subject: 1, deviants: [{ series: 'pd', missing: true }] }] as const;
    const { data, protocol } = site(visits, CONDITIONAL.replace('  pd:\n', '  pd:\n    visits: [V1]\n'));
    const { report } = await check(data, protocol, '--visit', 'v1');
    expect(report.checks).toContainEqual(
      expect.objectContaining({ entry: 'pd', code: 'protocol-series-missing', outcome: 'fail' }),
    );
  });

  it('a repeat of which one is accepted as another series', async () => {
    const visit: Visit = { subject: 1, deviants: [{ series: 'pd', repeated: true }] };
    const { place, data, protocol } = site([visit]);
    const decisions = join(place, 'decisions.yaml');
    const accept = `accept: { seriesUID: ${seriesUid(visit, 'pd')}, series: t1 }`;
    writeFileSync(
      decisions,
      `schema: corelab/dispositions@1\ndispositions:\n  - ${accept}\n    who: A\n    when: 2026-01-01\n    why: x\n`,
    );
    const { report, code } = await check(data, protocol, '--dispositions', decisions);
    expect(code).toBe(1);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ entry: 'pd', code: 'protocol-series-repeated', outcome: 'fail' }),
    );
  });

  it('an index without images', async () => {
    const { place, protocol } = site([]);
    const data = join(place, 'index');
    mkdirSync(data);
    writeFileSync(join(data, 'DICOMDIR'), writeDicomdir([]));
    const { report, code } = await check(data, protocol);
    expect(code).toBe(3);
    expect(report.findings.map((finding) => finding.code)).toEqual(['protocol-nothing-matched']);
  });

  it('a follow-up whose subject the earlier report does not know', async () => {
    const subject = (id: string) => ({ but: { ClinicalTrialSubjectID: id } });
    const before = site([{ subject: 1, ...subject('S-1') }]);
    const after = site([{ subject: 1, date: '20260301', ...subject('S-01') }]);
    const report = join(before.place, 'before.json');
    await check(before.data, before.protocol, '--report', report);
    const { report: found, code } = await check(after.data, after.protocol, '--against', report);
    expect(code).toBe(3);
    expect(found.checks).toContainEqual(
      expect.objectContaining({ code: 'protocol-visit-unsettled', outcome: 'not-evaluable' }),
    );
  });
});
