import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Clinic } from './assign-id/clinic.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { corelab, folder, type Ran } from './cli.js';

/** A folder with one image of each of two people. */
function delivery(): string {
  const path = folder();
  writeFileSync(join(path, 'a'), mrFile('a', person(1), '20240110'));
  writeFileSync(join(path, 'b'), mrFile('b', person(2), '20240110'));
  return path;
}

/** `assign-id | deid`, which tells the crosswalk what it released. */
function released(clinic: Clinic, path: string, out: string): Promise<Ran> {
  const flags = `--profile trial --key-file ${clinic.projectKey} --out ${clinic.path(out)}`;
  return clinic.script(`$ASSIGN ${path} | $CORELAB deid - ${flags} ${clinic.store.join(' ')}`);
}

describe('deid --crosswalk', () => {
  it('records every released file, so that a withdrawal names it', async () => {
    const clinic = await Clinic.make();
    const ran = await released(clinic, delivery(), 'clean');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const [first = ''] = await clinic.subjects();
    const gone = await clinic.ask('withdraw', first, '--trial', clinic.trial, '--reason', 'wish');
    expect(gone.report.summary.released).toBe(1);
    const paths = gone.report.affected.flatMap((row: { releases: { paths: string[] }[] }) =>
      row.releases.flatMap(({ paths: own }) => own),
    );
    const own = JSON.parse(ran.stdout).files.map(({ path }: { path: string }) => path);
    expect(paths).toHaveLength(1);
    expect(own).toContain(paths[0]);
    expect(await clinic.problems()).toEqual([]);
  });

  it('quarantines what is of a subject that left after the IDs were assigned', async () => {
    const clinic = await Clinic.make();
    const path = delivery();
    const assigned = await clinic.assign(path);
    const report = clinic.path('assigned.json');
    writeFileSync(report, assigned.stdout);
    const [first = ''] = await clinic.subjects();
    await clinic.ask('withdraw', first, '--trial', clinic.trial, '--reason', 'wish');
    const flags = ['--profile', 'trial', '--key-file', clinic.projectKey, '--out', clinic.path('clean')];
    const ran = await corelab(['deid', path, '--assignments', report, ...flags, ...clinic.store]);
    expect(ran.code).toBe(1);
    const { summary, quarantine } = JSON.parse(ran.stdout);
    expect(summary).toMatchObject({ filesOut: 1, quarantined: 1 });
    expect(quarantine).toMatchObject([{ code: 'superseded' }]);
  });

  it('needs assignments, and opens the crosswalk before a file is written', async () => {
    const clinic = await Clinic.make();
    const path = delivery();
    const flags = ['--profile', 'trial', '--key-file', clinic.projectKey, '--out', clinic.path('clean')];
    const without = await corelab(['deid', path, ...flags, ...clinic.store]);
    expect([without.code, without.stdout]).toEqual([2, '']);
    expect(without.stderr).toContain('--assignments');
    const assigned = await clinic.assign(path);
    writeFileSync(clinic.path('assigned.json'), assigned.stdout);
    writeFileSync(clinic.path('other.key'), Buffer.alloc(32, 7), { mode: 0o600 });
    const store = ['--crosswalk', clinic.crosswalk, '--crosswalk-key', clinic.path('other.key')];
    const given = ['--assignments', clinic.path('assigned.json')];
    const locked = await corelab(['deid', path, ...given, ...flags, ...store]);
    expect([locked.code, locked.stdout]).toEqual([2, '']);
    const written = await corelab(['manifest', clinic.path('clean')]);
    expect(written.code).toBe(2);
  });
});
