import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { check, notPassed, site } from './check-protocol/run.js';
import { type Deviant, seriesUid, studyUid, type Visit } from './check-protocol/site.js';
import { corelab, shell } from './cli.js';

/** One subject each, and what must be said of it: nothing else, and nothing of anybody else. */
const PLANTED: readonly { readonly deviants: readonly Deviant[]; readonly said: readonly string[] }[] = [
  {
    deviants: [{ series: 'pd', but: { EchoTime: 85 } }],
    said: ['pd EchoTime fail'],
  },
  {
    deviants: [{ series: 'flair', but: { InversionTime: undefined } }],
    said: ['flair InversionTime not-evaluable'],
  },
  {
    deviants: [{ series: 't1', but: { AcquisitionMatrix: [0, 192, 256, 0] } }],
    said: ['t1 acquisitionMatrix fail'],
  },
  {
    deviants: [{ series: 't1', without: [2, 3] }],
    said: ['t1 incompleteVolumes fail', 't1 missingSlices fail', 't1 slices fail'],
  },
  {
    deviants: [{ series: 'flair', but: { ReceiveCoilName: 'Body_18' } }],
    said: ['flair ReceiveCoilName fail'],
  },
  {
    deviants: [{ series: 'flair', but: { EchoTime: 128 } }],
    said: ['flair EchoTime warn'],
  },
  {
    deviants: [{ series: 't1', slice: 4, but: { FlipAngle: 150 } }],
    said: ['t1 FlipAngle fail'],
  },
  {
    deviants: [{ series: 'pd', but: { SoftwareVersions: 'syngo MR 1-beta' } }],
    said: ['pd RepetitionTime not-evaluable'],
  },
  { deviants: [{ series: 'pd', missing: true }], said: [] },
  { deviants: [{ series: 't1', repeated: true }], said: ['t1 count fail'] },
];

describe('check-protocol on a site of 30 subjects', () => {
  it('says exactly what deviates, and of nobody else', async () => {
    const visits: Visit[] = Array.from({ length: 30 }, (_, subject) => ({
      subject,
      deviants: PLANTED[subject / 3]?.deviants ?? [],
    }));
    const { data, protocol } = site(visits);
    const { report, code, stderr } = await check(data, protocol);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(report.summary).toMatchObject({ studies: 30, filesIn: 30 * 18 - 2 - 6 + 6 });
    const flagged = new Map(report.studies.map(({ studyUID, study }) => [studyUID, study]));
    for (const visit of visits) {
      const study = flagged.get(studyUid(visit));
      const checks = report.checks.filter((row) => row.study === study);
      const said = PLANTED[visit.subject / 3]?.said ?? [];
      const found = notPassed({ ...report, checks });
      if (visit.subject === 24) {
        expect(found).toContain('pd count fail');
        expect(found.some((row) => row.includes('FrameOfReferenceUID'))).toBe(true);
      } else expect(found, `subject ${visit.subject}`).toEqual([...said].sort());
    }
    const validate = await validatorOf('report-check-protocol');
    expect(validate(report)).toEqual([]);
  }, 60_000);

  it('names the one slice that deviates', async () => {
    const visit = { subject: 1, deviants: PLANTED[6]?.deviants ?? [] };
    const { data, protocol } = site([visit]);
    const { report } = await check(data, protocol);
    const row = report.checks.find(({ outcome }) => outcome === 'fail');
    expect(row).toMatchObject({ check: 'FlipAngle', code: 'protocol-varies', outliers: { count: 1 } });
    const [finding] = report.findings.filter(({ outcome }) => outcome === 'fail');
    expect(finding?.subject?.sopInstanceUID).toBe(row?.outliers?.instances[0]?.sopInstanceUID);
  });
});

describe('dispositions', () => {
  const file = (place: string, text: string): string => {
    const path = join(place, 'decisions.yaml');
    writeFileSync(path, `schema: corelab/dispositions@1\ndispositions:\n${text}`);
    return path;
  };
  const visit = { subject: 2, deviants: [{ series: 'pd', but: { EchoTime: 85 } }] } as const;

  it('waive a deviation in sight: the original outcome stays beside what counts', async () => {
    const { place, data, protocol } = site([visit]);
    const waive = `  - waive: { studyUID: ${studyUid(visit)}, series: pd, check: EchoTime }
    who: A Physicist
    when: 2026-01-06
    why: the site's own protocol, accepted for this visit\n`;
    const ran = await check(data, protocol, '--dispositions', file(place, waive));
    expect(ran.code).toBe(0);
    expect(ran.report.verdict).toBe('warn');
    const row = ran.report.checks.find(({ disposition }) => disposition);
    expect(row).toMatchObject({
      check: 'EchoTime',
      outcome: 'warn',
      disposition: { kind: 'waived', original: 'fail', who: 'A Physicist', when: '2026-01-06' },
    });
    expect(ran.report.summary.waived).toBe(1);
  });

  it('accept one of two repeats, and supersede the other', async () => {
    const repeated = { subject: 3, deviants: [{ series: 't1', repeated: true }] } as const;
    const { place, data, protocol } = site([repeated]);
    const accept = `  - accept: { seriesUID: ${seriesUid(repeated, 't1 again')} }
    who: A Physicist
    when: 2026-01-06
    why: motion in the first\n`;
    const ran = await check(data, protocol, '--dispositions', file(place, accept));
    expect(ran.code).toBe(0);
    const kinds = Object.fromEntries(ran.report.series.map(({ seriesUID, kind }) => [seriesUID, kind]));
    expect(kinds[seriesUid(repeated, 't1')]).toBe('superseded');
    expect(kinds[seriesUid(repeated, 't1 again')]).toBe('matched');
  });

  it('do not hide what was not decided on: another value than the one that was seen is told', async () => {
    const { place, data, protocol } = site([visit]);
    const stale = `  - waive: { studyUID: ${studyUid(visit)}, series: pd, check: EchoTime }
    who: A
    when: 2026-01-06
    why: seen
    actual: "90"\n`;
    const { report, code } = await check(data, protocol, '--dispositions', file(place, stale));
    expect(code).toBe(1);
    expect(report.findings.map((finding) => finding.code)).toContain('disposition-outdated');
  });
});

describe('visits', () => {
  const upgraded = { SoftwareVersions: 'syngo MR XA30' };
  // With an ID of the trial the subject is known without a key.
  const trial = { ClinicalTrialSubjectID: 'S-001' };

  it('of one delivery are compared: a software upgrade is told, as a warning', async () => {
    const visits = [
      { subject: 5, but: trial },
      { subject: 5, date: '20260705', but: { ...trial, ...upgraded } },
    ];
    const { data, protocol } = site(visits);
    const { report } = await check(data, protocol);
    const rows = report.checks.filter(({ scope }) => scope === 'across-visits');
    expect(rows.filter(({ outcome }) => outcome === 'warn').length).toBeGreaterThan(0);
    expect(rows.every(({ outcome }) => outcome !== 'fail')).toBe(true);
    expect(report.verdict).toBe('warn');
  });

  it('of an earlier report are compared with --against', async () => {
    const first = site([{ subject: 6, but: trial }]);
    const second = site([{ subject: 6, date: '20260705', but: { ...trial, ...upgraded } }]);
    const earlier = join(first.place, 'visit1.json');
    await check(first.data, first.protocol, '--report', earlier);
    const { report } = await check(second.data, first.protocol, '--against', earlier);
    const rows = report.checks.filter(
      ({ scope, outcome }) => scope === 'across-visits' && outcome === 'warn',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ actual }) => actual).join()).toContain('XA30');
  });

  it('of nobody knows whom are not compared, and not passed', async () => {
    const first = site([{ subject: 6 }]);
    const second = site([{ subject: 6, date: '20260705' }]);
    const earlier = join(first.place, 'visit1.json');
    await check(first.data, first.protocol, '--report', earlier);
    const { report, code } = await check(second.data, first.protocol, '--against', earlier);
    expect(code).toBe(3);
    expect(report.checks.some(({ code: why }) => why === 'protocol-visit-unsettled')).toBe(true);
  });

  it('are those of one subject by the project key, too', async () => {
    const first = site([{ subject: 7 }]);
    const second = site([{ subject: 7, date: '20260705', but: upgraded }]);
    const key = join(first.place, 'corelab.key');
    await corelab(['key', 'new', key]);
    const earlier = join(first.place, 'visit1.json');
    await check(first.data, first.protocol, '--report', earlier, '--key-file', key);
    const { report, stdout } = await check(
      second.data,
      first.protocol,
      '--against',
      earlier,
      '--key-file',
      key,
    );
    expect(report.checks.some(({ code: why }) => why === 'protocol-visit-changed')).toBe(true);
    expect(stdout).not.toContain('PT-4007');
  });
});

describe('a folder where nothing matches', () => {
  it('is no pass, whatever the protocol asks for', async () => {
    const optional = `schema: corelab/protocol@1
protocol: { id: X, version: 1 }
unexpected: ignore
series:
  dwi: { match: { SeriesDescription: /dwi/i }, count: { min: 0, max: 1 }, checks: { missingSlices: 0 } }
`;
    const { data, protocol } = site([{ subject: 8 }], optional);
    const { report, code } = await check(data, protocol);
    expect(code).toBe(3);
    expect(report.verdict).toBe('not-evaluable');
    expect(report.findings.map((finding) => finding.code)).toContain('protocol-nothing-matched');
  });
});

describe('in a pipe', () => {
  it('works on the files of a report and passes them on', async () => {
    const { data, protocol } = site([{ subject: 9 }]);
    const { stdout, code } = await shell(
      `$CORELAB manifest '${data}' --json | $CORELAB check-protocol - --protocol '${protocol}' --json`,
    );
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report.upstream).toEqual([{ command: 'manifest', verdict: 'pass' }]);
    expect(report.files).toHaveLength(18);
  });

  it('gives the same report on one thread and on two', async () => {
    const { data, protocol } = site(Array.from({ length: 30 }, (_, subject) => ({ subject })));
    const [one, two] = await Promise.all([
      check(data, protocol, '--jobs', '1'),
      check(data, protocol, '--jobs', '2'),
    ]);
    const { run: _, ...first } = JSON.parse(one.stdout);
    const { run: __, ...second } = JSON.parse(two.stdout);
    expect(second).toEqual(first);
  });
});
