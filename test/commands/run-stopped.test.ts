import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialText } from './assign-id/clinic.js';
import { corelab, type Ran, ROOT } from './cli.js';
import { CAN_MOUNT } from './deid/full-disk.js';
import { below, temporaries } from './deid/lab.js';
import { contentBelow, essence, pipelineText, RunLab, refusal, reported } from './run/run-lab.js';

/** Files of a CD that takes a while. */
const FILES = 250;

/** A run that goes on by itself. */
interface Going {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ran>;
  readonly hasEnded: () => boolean;
}

function begin(lab: RunLab, ...args: readonly string[]): Going {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const argv = [join(ROOT, 'bin', 'run.js'), ...lab.args(...args)];
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  const ended = new Promise<Ran>((resolve) => child.on('close', (code) => resolve({ code, ...said })));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended, hasEnded };
}

/** Waits until `deid` has released something. */
async function released(lab: RunLab, going: Going, count = 5): Promise<void> {
  while (!going.hasEnded() && !(existsSync(lab.out) && below(lab.out).length > count))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A lab in which a run of two CDs stands still, stopped by a signal while it released the first. */
async function halted(
  signal: NodeJS.Signals,
): Promise<{ lab: RunLab; paths: string[]; code: number | null; said: string }> {
  for (;;) {
    const lab = await RunLab.make();
    const paths = [lab.largeCd('large', 1, FILES), lab.cd('small', 2)];
    const going = begin(lab, ...paths, '--jobs', '1');
    await released(lab, going);
    going.kill(signal);
    const { code, stdout, stderr } = await going.ended;
    // On a machine that is busy otherwise a run may be at its end before anybody looks.
    if (existsSync(lab.out) && below(lab.out).length < FILES)
      return { lab, paths, code, said: stdout + stderr };
  }
}

let whole: { readonly report: unknown; readonly names: number };

beforeAll(async () => {
  const lab = await RunLab.make();
  const ran = await lab.run(lab.largeCd('large', 1, FILES), lab.cd('small', 2));
  whole = { report: comparable(ran), names: below(lab.out).length };
});

/** Of a run in whatever lab: its key, and with it UIDs, differ. */
function comparable(ran: Parameters<typeof essence>[0]): unknown {
  const { files: _, config: __, ...rest } = essence(ran) as Record<string, unknown>;
  return { ...rest, files: ran.report.files.length };
}

describe('a run that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGKILL', null],
  ] as const)(
    'by %s ends with %s; what was done stands, and --resume alone goes on',
    async (signal, exit) => {
      const { lab, paths, code, said } = await halted(signal);
      expect([code, await lab.problems()]).toEqual([exit, []]);
      if (signal !== 'SIGKILL') {
        expect(said).toMatch(/^corelab: stopping; once more to stop at once\ncorelab: \S.*\n$/);
        expect([
          temporaries(lab.out),
          readdirSync(`${lab.clinic.crosswalk}.runs`, { recursive: true }).filter((name) =>
            String(name).endsWith('.lock'),
          ),
        ]).toEqual([[], []]);
      }
      const before = contentBelow(lab.out);
      expect(await lab.refused(...paths)).toContain('was not brought to its end: complete it with --resume');
      expect(await lab.refused(lab.cd('other', 3))).toContain('complete it with --resume');
      expect(await lab.refused(lab.path('other'), '--resume')).toContain('had other deliveries');
      expect(await lab.refused(...[...paths].reverse(), '--resume')).toContain('had other deliveries');
      expect(await lab.refused(...paths, '--resume', '--exclude', '*.txt')).toContain(
        'another configuration',
      );
      expect(contentBelow(lab.out)).toEqual(before);
      const done = await lab.run(...paths, '--resume');
      expect([done.code, comparable(done), below(lab.out).length]).toEqual([0, whole.report, whole.names]);
      expect([temporaries(lab.out), await lab.problems()]).toEqual([[], []]);
    },
  );

  it('does not go on with another trial file', async () => {
    const { lab, paths } = await halted('SIGKILL');
    writeFileSync(lab.trial, trialText({ sponsor: 'Another', pipeline: pipelineText() }));
    expect(await lab.refused(...paths, '--resume')).toContain('another configuration');
  });
});

describe('two runs at once on one trial', () => {
  it('the second is refused, whatever its output, and the first is not harmed; others may look and decide', async () => {
    const lab = await RunLab.make();
    // Something to be decided on.
    const gone = [lab.cd('empty'), lab.path('gone')];
    await lab.runEjecting(lab.path('gone'), ...gone);
    await lab.run(...gone, '--resume', '--give-up', '2');
    const item = (await lab.events()).find(({ command }) => command === 'run')?.id;
    const paths = [lab.largeCd('large', 1, FILES), lab.cd('small', 2)];
    const going = begin(lab, ...paths, '--jobs', '1');
    await released(lab, going, 0);
    going.kill('SIGSTOP');
    const others = [
      await corelab(lab.args(lab.path('small'))),
      await corelab(['run', lab.trial, lab.path('small'), '--out', lab.path('elsewhere')]),
      await corelab(lab.args(...paths, '--resume')),
    ];
    for (const other of others)
      expect(refusal(other)).toContain('another run is at work on this trial, and this one was not begun');
    expect(others[0]?.stderr).toContain(`process ${going.pid}`);
    expect(existsSync(lab.path('elsewhere'))).toBe(false);
    const asked = [
      (await lab.ask('status')).code,
      (await lab.ask('ledger')).code,
      (await lab.ask('decide', `${item}.1`, '--accept', '--reason', 'seen to')).code,
    ];
    expect([asked, going.hasEnded()]).toEqual([[1, 0, 0], false]);
    going.kill('SIGCONT');
    const done = reported(await going.ended);
    expect([done.code, done.report.summary.filesOut, await lab.problems()]).toEqual([0, FILES + 1, []]);
  });

  it('the lock of a process that died is void, and one that nobody can read is told', async () => {
    const { lab, paths } = await halted('SIGKILL');
    const [name = ''] = readdirSync(`${lab.clinic.crosswalk}.runs`);
    const locks = join(`${lab.clinic.crosswalk}.runs`, name);
    expect(readdirSync(locks)).toEqual(['run-1.lock']);
    expect((await lab.run(...paths, '--resume')).code).toBe(0);
    expect(readdirSync(locks)).toEqual([]);
    writeFileSync(join(locks, 'run-1.lock'), 'x');
    expect(await lab.refused(lab.cd('next', 3))).toContain(`if none is, remove ${join(locks, 'run-1.lock')}`);
  });
});

describe.skipIf(!CAN_MOUNT)('a full disk (skipped where none can be mounted)', () => {
  const PLACES = ['out', 'state', 'x.db'] as const;
  it.each([
    ['the output', 'out', '400k', /the disk of the output \S+\/disk\/out failed \(disk-full\).*--resume/],
    [
      'the state',
      'state',
      '60k',
      /disk\/state\S* could not be written: the disk is full|disk of \S+ \S+disk\/state\S* failed/,
    ],
    ['the store', 'x.db', '240k', /disk\/x\.db/],
  ] as const)(
    'of %s stops the run with its path; --resume comes to the same',
    async (_, name, size, text) => {
      const lab = await RunLab.make();
      const paths = [lab.largeCd('large', 1, FILES), lab.cd('small', 2)];
      mkdirSync(lab.path('disk'));
      const [out, state, store] = PLACES.map((own) => lab.path(own === name ? `disk/${own}` : own));
      const run = `$CORELAB run ${lab.trial} ${paths.join(' ')} --out ${out} --state ${state} --crosswalk ${store}`;
      const script = `cd ${lab.clinic.folder}; mkdir said
      mount -t tmpfs -o size=${size} t disk
      ${name === 'x.db' ? 'cp -p x.db x.db.anchor disk/' : ''}
      ${run} > said/out1 2> said/err1; echo $? > said/code1
      mount -o remount,size=100m disk
      ${run} --resume > said/out2 2> said/err2; echo $? > said/code2
      cp -a disk kept`;
      await lab.script(`export CORELAB; unshare -rm bash -c '${script}'`);
      const said = (what: string): string => readFileSync(lab.path(`said/${what}`), 'utf8');
      expect([said('code1'), said('out1').length]).toEqual(['2\n', 0]);
      expect(said('err1')).toMatch(text);
      expect(said('err1')).not.toMatch(/birtwhistle|copperfield|NM-5/i);
      const resumed = reported({ code: Number(said('code2')), stdout: said('out2'), stderr: said('err2') });
      expect([resumed.code, comparable(resumed)]).toEqual([0, whole.report]);
      const kept = name === 'out' ? lab.path('kept/out') : (out ?? '');
      expect([below(kept).length, temporaries(kept)]).toEqual([whole.names, []]);
    },
  );
});

describe('a store that is written to by another', () => {
  it('is waited for', async () => {
    const lab = await RunLab.make();
    const hold = fileURLToPath(new URL('assign-id/hold-main.mjs', import.meta.url));
    const child = spawn(process.execPath, [hold, lab.clinic.folder, '1500'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect((await lab.run(lab.cd('cd', 1))).code).toBe(0);
    expect(await lab.problems()).toEqual([]);
  });
});
