import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Crosswalk } from '../../src/identity/crosswalk/crosswalk.js';
import { assignPatients } from '../../src/pipeline/assign-id/assign-patients.js';
import { ADA, contextOf, patient } from '../pipeline/assign-id/world.js';
import { Clinic, outcomes } from './assign-id/clinic.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { folder } from './cli.js';

const HOLD = fileURLToPath(new URL('assign-id/hold-main.mjs', import.meta.url));

const held: ChildProcess[] = [];
afterEach(() => {
  for (const child of held.splice(0)) child.kill('SIGKILL');
});

/** Another process that holds the write transaction of the crosswalk, by the time that this returns. */
async function hold(clinic: Clinic, milliseconds: number): Promise<void> {
  const args = [HOLD, clinic.folder, String(milliseconds)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  held.push(child);
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', reject);
  });
}

describe('a crosswalk that another process writes to', () => {
  it('is waited for, and the patient is assigned', async () => {
    const clinic = await Clinic.make();
    const path = folder();
    writeFileSync(join(path, '1'), mrFile('locked', person(1), '20240110'));
    await hold(clinic, 1500);
    expect(outcomes(await clinic.assign(path))).toEqual(['allocated 07-0001-Y']);
  });

  it('for longer than anybody waits is told, nothing is assigned, and it goes on afterwards', async () => {
    const clinic = await Clinic.make();
    const crosswalk = await Crosswalk.open({
      path: clinic.crosswalk,
      secret: { kind: 'key-file', bytes: readFileSync(clinic.key) },
      actor: { osUser: 'reader', operator: null },
      toolVersion: '0.0.1',
      busyTimeoutMs: 200,
    });
    const assign = () => {
      const arrival = { patients: [patient(ADA)], run: 'run 1', inputs: ['/cd'] };
      const { signal } = new AbortController();
      const options = { yes: false, identifiers: false, startedAt: new Date(0), signal };
      return assignPatients(crosswalk, arrival, contextOf(), options);
    };
    await hold(clinic, 600_000);
    const before = clinic.bytes();
    await expect(assign()).rejects.toMatchObject({
      code: 'crosswalk-locked',
      message: expect.stringContaining(clinic.crosswalk),
    });
    expect(clinic.bytes().equals(before)).toBe(true);
    const gone = new Promise((resolve) => held[0]?.once('exit', resolve));
    held[0]?.kill('SIGKILL');
    await gone;
    expect((await assign()).map(({ outcome }) => outcome)).toEqual(['allocated']);
    expect(crosswalk.verify().problems).toEqual([]);
    crosswalk.close();
  });
});
