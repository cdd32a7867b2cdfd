import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MISTAKEN_ID } from '../../fixtures/identity/mistaken-id.js';
import { TWO_PATIENTS } from '../../fixtures/identity/two-patients.js';
import { type Assigned, Clinic, checked, outcomes, written } from './assign-id/clinic.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { folder } from './cli.js';
import { type Cd, demoCd, manifest, reportOf } from './delivery.js';

/** A report without what is of one run: times, and where the audit stands. */
function essence({ report }: Assigned): unknown {
  const { run: _, crosswalk: __, upstream: ___, ...rest } = report;
  return rest;
}

/** The files of a report without their checksums, which only some commands compute. */
const filesOf = (files: readonly { path: string }[]): string[] => files.map(({ path }) => path).sort();

describe('assign-id in a pipe', () => {
  let cd: Cd;
  let clinic: Clinic;
  let direct: Assigned;

  beforeAll(async () => {
    cd = demoCd();
    clinic = await Clinic.make();
    direct = await clinic.copy().assign(cd.path);
  });

  it('before manifest passes on the same CD, with its verdict as what came before; the exit code is the worst', async () => {
    const ran = await clinic.copy().script(`set -o pipefail; $ASSIGN ${cd.path} | $CORELAB manifest -`);
    const report = reportOf(ran);
    const alone = await manifest(cd.path);
    expect(report.upstream).toEqual([{ command: 'assign-id', verdict: direct.report.verdict }]);
    expect(report.studies).toEqual(alone.report.studies);
    expect(filesOf(report.files)).toEqual(filesOf(alone.report.files));
    expect(ran.code).toBe(Math.max(direct.code ?? 0, alone.code ?? 0));
    expect(direct.code).toBe(1);
  });

  it('after manifest assigns as from the folder itself, and cannot be better than what came before', async () => {
    const own = clinic.copy();
    const ran = await checked(await own.script(`$CORELAB manifest ${cd.path} | $ASSIGN -`));
    expect(outcomes(ran)).toEqual(outcomes(direct));
    expect(ran.report.upstream).toEqual([{ command: 'manifest', verdict: 'fail' }]);
    expect([ran.code, ran.report.verdict]).toEqual([1, 'fail']);
    expect(filesOf(ran.report.files)).toEqual(filesOf(direct.report.files));
  });

  it('a manifest of a clean delivery stays red after an assignment that failed', async () => {
    const { path } = await written(MISTAKEN_ID);
    const ran = await clinic.copy().script(`$ASSIGN ${path} | $CORELAB manifest - > /dev/null; echo $?`);
    expect(ran.stdout).toBe('1\n');
  });

  it('hands on the copies, not the originals, with --out', async () => {
    const own = clinic.copy();
    const { path } = await written(TWO_PATIENTS);
    const ran = await own.script(`$ASSIGN ${path} --out ${own.path('out')} | $CORELAB manifest -`);
    const report = reportOf(ran);
    expect(report.roots).toMatchObject([{ path: own.path('out') }]);
    expect([report.summary.dicom, report.summary.patients]).toEqual([24, 2]);
  });

  it('is refused nothing at all: empty standard input is exit 2', async () => {
    const ran = await clinic.script('$ASSIGN - < /dev/null');
    expect([ran.code, ran.stdout]).toEqual([2, '']);
  });

  it('writes the same as NDJSON, of which manifest reads the files', async () => {
    const own = clinic.copy();
    const ran = await own.script(`$ASSIGN ${cd.path} --ndjson | $CORELAB manifest -`);
    expect(filesOf(reportOf(ran).files)).toEqual(filesOf(direct.report.files));
  });
});

describe('the number of jobs', () => {
  it('changes nothing in the report but the run, nor does doing it again', async () => {
    const clinic = await Clinic.make();
    const path = folder();
    for (let n = 0; n < 150; n++)
      writeFileSync(join(path, String((n * 67) % 151)), mrFile(`jobs ${n}`, person(n), '20240110'));
    const first = await clinic.assign(path);
    expect([first.report.summary.allocated, first.code]).toEqual([150, 0]);
    const recalls = [];
    for (const jobs of ['1', '2', '2']) recalls.push(await clinic.copy().assign(path, '--jobs', jobs));
    const [one, ...others] = recalls.map(essence);
    for (const other of others) expect(other).toEqual(one);
    const assigned = ({ report }: Assigned): unknown =>
      report.assignments.map(({ outcome: _, ...rest }) => rest);
    expect(assigned(recalls[0] as Assigned)).toEqual(assigned(first));
    expect(recalls[0]?.report.summary).toMatchObject({ recalled: 150, allocated: 0 });
  });

  it('gives new patients the same IDs, in the order of the delivery', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(TWO_PATIENTS);
    const withoutShifts = (ran: Assigned): unknown => ({
      ...(essence(ran) as object),
      assignments: ran.report.assignments.map(({ shiftDays: _, ...rest }) => rest),
    });
    const one = await clinic.copy().assign(path, '--jobs', '1');
    const two = await clinic.copy().assign(path, '--jobs', '2');
    expect(withoutShifts(two)).toEqual(withoutShifts(one));
  });

  it('changes nothing in the copies, blinded or not', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(TWO_PATIENTS);
    await clinic.assign(path);
    for (const flags of [[], ['--blinded']]) {
      const hashes = async (jobs: string): Promise<unknown> => {
        const own = clinic.copy();
        const { report } = await own.assign(path, '--out', own.path('out'), '--jobs', jobs, ...flags);
        return report.files.map((file) => [file.path, file.sha256]);
      };
      expect(await hashes('2')).toEqual(await hashes('1'));
    }
  });
});
