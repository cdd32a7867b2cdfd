import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WorkContext } from '../../src/cli/base-command.js';
import { trialCall } from '../../src/cli/trial-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { NO_PROGRESS } from '../../src/report/progress.js';

const startedAt = new Date(0);
const { signal } = new AbortController();
const typed = ['trial.yaml', '--worklist'];
let at: string;

const context = (operator?: string): WorkContext =>
  ({ options: { operator }, signal, progress: NO_PROGRESS, startedAt, arguments: typed }) as never;
const file = (name: string) => join(at, name);
const declared = (store: { crosswalk?: string; crosswalkKey?: string } = {}) => ({
  path: file('trial.yaml'),
  store,
});

beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), 'corelab-trial-flags-'));
  for (const name of ['own.db', 'trial.db']) writeFileSync(file(name), 'x');
  writeFileSync(file('own.key'), Buffer.alloc(32, 1), { mode: 0o600 });
  writeFileSync(file('trial.key'), Buffer.alloc(32, 2), { mode: 0o600 });
});
afterEach(() => rmSync(at, { recursive: true }));

it('takes the store that the trial names', async () => {
  const store = { crosswalk: file('trial.db'), crosswalkKey: file('trial.key') };
  expect(await trialCall(declared(store), {}, context('jd'))).toEqual({
    ...{ trial: file('trial.yaml'), crosswalk: file('trial.db'), operator: 'jd', signal, startedAt },
    ...{ secret: { kind: 'key-file', bytes: Buffer.alloc(32, 2) }, arguments: typed },
  });
});

it('takes what is given instead, each by itself', async () => {
  const store = { crosswalk: file('trial.db'), crosswalkKey: file('trial.key') };
  const flags = { crosswalk: file('own.db'), 'crosswalk-key': file('own.key') };
  const both = await trialCall(declared(store), flags, context());
  expect(both).toMatchObject({ crosswalk: file('own.db'), secret: { bytes: Buffer.alloc(32, 1) } });
  expect(both).not.toHaveProperty('operator');
  const one = await trialCall(declared(store), { crosswalk: file('own.db') }, context());
  expect(one).toMatchObject({ crosswalk: file('own.db'), secret: { bytes: Buffer.alloc(32, 2) } });
});

it('says what to give where nothing names a store', async () => {
  const call = trialCall(declared({ crosswalkKey: file('trial.key') }), {}, context());
  await expect(call).rejects.toThrow(UsageError);
  await expect(call).rejects.toThrow(
    `give --crosswalk FILE, or name it in 'pipeline: crosswalk:' of ${file('trial.yaml')}`,
  );
});

it('makes no store of a name that was mistyped', async () => {
  const call = trialCall(declared(), { crosswalk: file('none.db') }, context());
  await expect(call).rejects.toMatchObject({ code: 'crosswalk-missing' });
});
