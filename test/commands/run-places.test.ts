import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mrFile, person } from './assign-id/mr-file.js';
import { corelab } from './cli.js';
import { contentBelow, PLACED, RunLab, refusal, reported } from './run/run-lab.js';

describe('an output', () => {
  it('or a state that lies in a delivery, or in one another, is refused', async () => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    const run = async (...args: string[]) => refusal(await corelab(['run', lab.trial, cd, ...args]));
    expect(await run('--out', join(cd, 'out'))).toContain('must lie outside each other');
    expect(await run('--out', lab.path('.'))).toContain('must lie outside each other');
    expect(await run('--out', lab.out, '--state', join(cd, 's'))).toContain('must lie outside each other');
    expect(await run('--out', lab.out, '--state', join(lab.out, 's'))).toContain(
      'must lie outside each other',
    );
    expect(await run('--out', join(cd, 'IM1'))).toMatch(/must lie outside each other|is not a folder/);
    expect([existsSync(lab.out), lab.names().includes('out.state')]).toEqual([false, false]);
  });

  it('that holds what no run of the trial has written is refused, and left as it is', async () => {
    const lab = await RunLab.make();
    mkdirSync(lab.out);
    writeFileSync(join(lab.out, 'mine.txt'), 'x');
    expect(await lab.refused(lab.cd('cd', 1))).toContain(`the output folder ${lab.out} is not empty`);
    expect([existsSync(lab.state), (await lab.events()).length]).toEqual([false, 0]);
    rmSync(join(lab.out, 'mine.txt'));
    expect((await lab.run(lab.path('cd'))).code).toBe(0);
    // Its own runs add to it.
    expect((await lab.run(lab.cd('more', 2))).code).toBe(0);
  });

  it('or a state that cannot be used is told, and no run is begun', async () => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    writeFileSync(lab.path('file'), 'x');
    const run = async (...args: string[]) => refusal(await corelab(['run', lab.trial, cd, ...args]));
    expect(await run('--out', lab.path('file'))).toContain('is not a folder');
    expect(await run('--out', lab.out, '--state', lab.path('file'))).toContain(lab.path('file'));
    mkdirSync(lab.path('open'));
    chmodSync(lab.path('open'), 0o755);
    expect(await run('--out', lab.out, '--state', lab.path('open'))).toContain("run 'chmod 700' on it");
    expect(await run('--out', lab.path('file/out'))).toContain(lab.path('file/out'));
    expect(await lab.events()).toEqual([]);
  });
});

describe('an output or a state where no folder can be made', () => {
  it.each([
    ['--out /proc/corelab', 'the output folder /proc/corelab cannot be used (no folder can be made there)'],
    ['--out out --state /proc/corelab/x', 'the state folder /proc/corelab/x cannot be made'],
  ])('is refused, and nothing is begun: %s', async (places, told) => {
    const lab = await RunLab.make();
    const call = `cd ${lab.clinic.folder}; timeout -s KILL 60 $CORELAB run ${lab.trial} ${lab.cd('cd', 1)} ${places}`;
    expect(refusal(await lab.script(call))).toContain(told);
    expect(await lab.events()).toEqual([]);
  });
});

describe('--give-up', () => {
  it('is of what is stopped: of what is done, or is not there, it is refused and nothing is recorded', async () => {
    const lab = await RunLab.make();
    const paths = [lab.cd('cd', 1), lab.path('gone')];
    expect((await lab.runEjecting(lab.path('gone'), ...paths)).code).toBe(1);
    const before = (await lab.events()).length;
    expect(await lab.refused(...paths, '--give-up', '2')).toContain('--resume');
    expect(await lab.refused(...paths, '--resume', '--give-up', '1')).toContain(
      '--give-up 1: that delivery is done',
    );
    expect(await lab.refused(...paths, '--resume', '--give-up', '2', '--give-up', '1')).toContain('is done');
    expect(await lab.refused(...paths, '--resume', '--give-up', '3')).toContain(
      'the run has deliveries 1 to 2',
    );
    expect(await lab.refused(...paths, '--resume', '--give-up', '0')).toContain('--give-up');
    expect((await lab.events()).length).toBe(before);
    const left = await lab.run(...paths, '--resume', '--give-up', '2');
    expect([left.code, left.report.findings.map(({ code }) => code)]).toEqual([1, ['run-delivery-given-up']]);
    // The run is over: the same again tells the same, and what is done cannot be left.
    const again = await lab.run(...paths, '--resume', '--give-up', '2');
    expect([again.code, again.report.deliveries]).toEqual([1, left.report.deliveries]);
    expect(await lab.refused(...paths, '--resume', '--give-up', '1')).toContain('is done');
    expect((await lab.run(lab.cd('next', 2))).code).toBe(0);
  });
});

describe('a report in the state folder', () => {
  const deidReport = async (lab: RunLab): Promise<string> =>
    join(
      lab.state,
      (await lab.events()).find(({ kind }) => kind === 'begun')?.run ?? '',
      '0001',
      'deid.json',
    );

  it.each([
    ['edited', (path: string) => appendFileSync(path, ' ')],
    ['deleted', (path: string) => rmSync(path)],
    ['emptied', (path: string) => writeFileSync(path, '')],
  ])(
    'that was %s while the run stood still stops the delivery, and is told by its path',
    async (_, spoil) => {
      const lab = await RunLab.make();
      const paths = [lab.cd('cd', 1), lab.path('gone')];
      await lab.runEjecting(lab.path('gone'), ...paths);
      const path = await deidReport(lab);
      const bytes = readFileSync(path);
      spoil(path);
      const { code, report, stderr } = await lab.run(...paths, '--resume');
      const name = path.slice(lab.state.length + 1);
      expect([code, stderr, report.deliveries[0]?.state, report.files.length]).toEqual([1, '', 'stopped', 0]);
      expect(report.deliveries[0]?.why[0]).toBe(
        `the report ${name} in the state folder is gone, or is not what the ledger says`,
      );
      // Brought back, it counts again; and what nobody can bring back is left.
      writeFileSync(path, bytes);
      const back = await lab.run(...paths, '--resume');
      expect([back.report.deliveries[0]?.state, back.report.files.length]).toEqual(['done', 1]);
      spoil(path);
      const left = await lab.run(...paths, '--resume', '--give-up', '1', '--give-up', '2');
      expect([left.code, left.report.summary.stopped, left.report.files.length]).toEqual([1, 0, 0]);
    },
  );

  it('that was edited after the run refuses to be told again', async () => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    const first = await lab.run(cd);
    const again = reported(await corelab(lab.args(cd, '--resume')));
    expect([again.code, again.report.deliveries]).toEqual([0, first.report.deliveries]);
    appendFileSync(await deidReport(lab), ' ');
    expect(await lab.refused(cd, '--resume')).toMatch(
      /the report \S+\/0001\/deid\.json in the state folder is gone, or is not/,
    );
  });
});

describe('what a delivery holds in quarantine', () => {
  it('is listed by the state folder of the delivery, and stands nowhere in the output', async () => {
    const lab = await RunLab.make();
    const path = lab.cd('cd');
    writeFileSync(
      join(path, 'IM1'),
      mrFile('held', person(1), '20240110', { ...PLACED, BurnedInAnnotation: 'YES' }),
    );
    const { code, report } = await lab.run(path, '--operator', 'first');
    expect([code, report.summary.filesOut, report.summary.quarantined]).toEqual([1, 0, 1]);
    const state = join(lab.state, (await lab.events())[0]?.run ?? '', '0001', 'deid');
    const list = await corelab(['quarantine', 'list', '--state', state]);
    expect([JSON.parse(list.stdout).entries.length, contentBelow(lab.out)]).toEqual([1, {}]);
  });
});

describe('a project key', () => {
  it('that is not there, that others may read, or that is another is refused, and nothing is made', async () => {
    const lab = await RunLab.make();
    const cd = lab.cd('cd', 1);
    chmodSync(lab.clinic.projectKey, 0o644);
    expect(await lab.refused(cd)).toContain('chmod 600');
    rmSync(lab.clinic.projectKey);
    expect(await lab.refused(cd)).toContain('corelab key new');
    expect(existsSync(lab.out)).toBe(false);
    writeFileSync(lab.clinic.projectKey, Buffer.alloc(32, 3), { mode: 0o600 });
    await lab.run(cd);
    writeFileSync(lab.path('other.key'), Buffer.alloc(32, 4), { mode: 0o600 });
    expect(await lab.refused(lab.cd('next', 2), '--key-file', lab.path('other.key'))).toContain(
      'project key',
    );
  });
});
