import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { LedgerRow } from '../../../src/report/ledger-sections.js';
import { corelab } from '../cli.js';
import { AdversaryLab, disc, lost, steps } from './lab.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describe('a picture of a delivery that a second person lets go from the quarantine', () => {
  let lab: AdversaryLab;
  let cd: string;
  let subject: string;
  let state: string;
  /** What was let go, below the output. */
  let file = '';

  const stateOf = async (): Promise<string> =>
    (await lab.status('--subject', subject)).report.visits.find(
      (row: { readonly receivedAt: string | null }) => row.receivedAt !== null,
    )?.state;
  const store = () => [
    ...['--trial', lab.path('trial.yaml'), '--crosswalk', lab.path('x.db')],
    ...['--crosswalk-key', lab.path('crosswalk.key')],
  ];
  const release = (...args: readonly string[]) =>
    corelab([
      ...['quarantine', 'release', '1', '--state', state, '--key-file', lab.path('corelab.key')],
      ...['--operator', 'B. Second', '--reason', 'looked at: no text', ...args],
    ]);
  const hold = (): string[] =>
    readdirSync(lab.path('out'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.dcm'),
    );

  beforeAll(async () => {
    lab = await AdversaryLab.make();
    cd = lab.cd('cd', ...(await disc('a3', 'V2')).all);
    const first = await lab.run(`03=${cd}`, '--operator', 'A. Runner');
    expect(first.report.summary).toMatchObject({ quarantined: 1 });
    const { report } = await lab.status();
    subject = report.visits.find((row: { receivedAt: string | null }) => row.receivedAt !== null).subject;
    state = join(lab.path('out.state'), first.report.run.id, '0001', 'deid');
    await lab.acceptAll();
    expect(await stateOf()).toBe('passed');
  });

  it('is not let go unless the trial is named, and the right one', async () => {
    const before = hold();
    const without = await release();
    expect([without.code, without.stdout]).toEqual([2, '']);
    expect(without.stderr).toContain('give --trial');
    lab.write(
      'other.yaml',
      readFileSync(lab.path('trial.yaml'), 'utf8').replace(/(protocol: \{ id: )[^,]+/, '$1ELSE'),
    );
    const [, ...others] = store().slice(1);
    const other = await release('--trial', lab.path('other.yaml'), ...others);
    expect([other.code, other.stdout]).toEqual([2, '']);
    expect(other.stderr).toContain('not for ELSE');
    const stray = await release(...others);
    expect([stray.code, stray.stdout]).toEqual([2, '']);
    expect(hold()).toEqual(before);
    expect(await stateOf()).toBe('passed');
  });

  it('stands in the ledger, is among what has to be destroyed, and takes the pass from the visit', async () => {
    const before = new Set(hold());
    const released = await release(...store());
    expect([released.code, released.stderr]).toEqual([0, '']);
    const [name = '', ...more] = hold().filter((path) => !before.has(path));
    expect(more).toEqual([]);
    file = name;
    for (const one of [name, lab.path(`out/${name}`), JSON.parse(released.stdout).files[0].sha256]) {
      const { code, report } = await lab.told('ledger', '--file', one);
      expect(code).toBe(0);
      const own = report.events.filter(({ command }: LedgerRow) => command === 'quarantine');
      expect(own).toMatchObject([
        { kind: 'released', operator: 'B. Second', subject, run: null, report: null, details: { files: 1 } },
      ]);
    }
    expect(await stateOf()).toBe('received');
    const again = await release(...store());
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is released')]);
  });

  it('is checked as it stands when it comes again, though it is held again, and the visit passes', async () => {
    // Nothing of it stands in the output by the run: no file is one that came before.
    const again = await lab.run(
      `03=${lab.cd('picture', ...(await disc('a3', 'V2')).picture)}`,
      '--operator',
      'A. Runner',
    );
    expect(again.report.summary).toMatchObject({ filesOut: 0, quarantined: 1, duplicates: 0 });
    expect(lost(again)).toEqual([0]);
    expect(steps(again)).toEqual(expect.arrayContaining(['check-protocol', 'qc-motion']));
    const { id } = again.report.run;
    const checked = JSON.parse(
      readFileSync(join(lab.path('out.state'), id, '0001', 'check-protocol.json'), 'utf8'),
    );
    expect(checked.files.map(({ path }: { path: string }) => path).sort()).toEqual([file]);
    await lab.acceptAll();
    expect(await stateOf()).toBe('passed');
    expect(steps(await lab.run(`03=${cd}`, '--operator', 'A. Runner'))).toEqual([
      'manifest',
      'assign-id',
      'deid',
    ]);
  });

  it('is listed when its subject leaves, of whom nothing is let go any more', async () => {
    const before = hold();
    const [, ...own] = store();
    const left = await corelab([
      ...['crosswalk', 'withdraw', subject, '--trial', ...own, '--reason', 'left', '--json'],
    ]);
    expect([left.code, left.stderr]).toEqual([0, '']);
    const listed = JSON.parse(left.stdout).affected.flatMap(
      ({ releases }: { releases: { paths: string[] }[] }) => releases.flatMap(({ paths }) => paths),
    );
    expect([...new Set(listed)].sort()).toEqual(before.sort());
    const runs = readdirSync(lab.path('out.state')).filter((name) => /^[0-9a-f-]{36}$/.test(name));
    for (const name of runs.filter((one) => !state.includes(one))) {
      state = join(lab.path('out.state'), name, '0001', 'deid');
      const refused = await release(...store());
      expect([refused.code, refused.stderr]).toEqual([
        2,
        expect.stringContaining('its subject is withdrawn'),
      ]);
    }
    expect(runs).toHaveLength(3);
    expect(hold()).toEqual(before);
  });
});
