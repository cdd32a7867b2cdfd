import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, ROOT, shell } from './cli.js';
import { CAN_MOUNT, onFullDisk } from './deid/full-disk.js';
import {
  below,
  cdOf,
  checked,
  contentOf,
  type Deidentified,
  image,
  Lab,
  LEAKS,
  temporaries,
} from './deid/lab.js';

const KEY = Buffer.alloc(32, 9);

/** So many files of one person, and some that are refused, which are larger. */
function delivery(good: number): string {
  const large = { PatientID: '', Rows: 256, Columns: 256, PixelData: Buffer.alloc(2 ** 17) };
  return cdOf({
    ...Object.fromEntries(Array.from({ length: good }, (_, i) => [`IM${i}`, image(`stopped ${i}`)])),
    ...Object.fromEntries(
      [1, 2, 3].map((i) => [`refused${i}`, image(`refused ${i}`, { ...large, InstanceNumber: i })]),
    ),
  });
}

/** What must be the same, wherever the output stands and however often it was begun. */
function result({ report }: Deidentified): unknown {
  const { run: _, roots: __, ...rest } = report;
  return rest;
}

/** A run that nobody disturbs, to compare with. */
async function undisturbed(cd: string) {
  const lab = new Lab(KEY);
  const maps = ['--uid-map', lab.path('uid.csv'), '--patient-map', lab.path('patient.csv')];
  const ran = await lab.run(cd, ...maps);
  return {
    report: result(ran),
    output: contentOf(lab.out),
    quarantine: contentOf(join(lab.state, 'quarantine')),
    maps: ['uid.csv', 'patient.csv'].map((name) => readFileSync(lab.path(name), 'utf8')),
  };
}

describe.skipIf(!CAN_MOUNT)('a full disk (skipped where none can be mounted)', () => {
  let cd: string;
  let whole: Awaited<ReturnType<typeof undisturbed>>;

  beforeAll(async () => {
    cd = delivery(66);
    whole = await undisturbed(cd);
  });

  const PLACES = ['out', 'state', 'uid.csv', 'patient.csv', 'report.json'];
  it.each([
    ['the output', 'out', '100k', /the disk of the output \S+\/disk\/out failed \(disk-full\).*--resume/],
    [
      'the quarantine',
      'state',
      '250k',
      // The journal stands on the same disk: whichever is written next meets its end.
      /the disk of the quarantine \S+\/disk\/state\/quarantine failed.*--resume|disk\/state\/journal-0001.ndjson could not be written: the disk is full/,
    ],
    [
      'the journal',
      'state',
      '24k',
      /disk\/state\/journal-0001.ndjson could not be written: the disk is full/,
    ],
    ['the map of UIDs', 'uid.csv', '4k', /disk\/uid.csv could not be written: the disk is full/],
    ['the report', 'report.json', '4k', /disk\/report.json could not be written: the disk is full/],
  ])(
    'of %s stops the run with its path; --resume completes it, with nothing doubled',
    async (_, name, size, text) => {
      const lab = new Lab(KEY);
      const [out, state, uids, patients, report] = PLACES.map((own) =>
        own === name ? `disk/${own}` : own,
      ) as [string, ...string[]];
      const flags = [
        '--profile',
        'trial',
        '--key-file',
        lab.key,
        '--jobs',
        '2',
        '--out',
        out,
        '--state',
        state ?? '',
      ];
      const files = ['--uid-map', uids ?? '', '--patient-map', patients ?? '', '--report', report ?? ''];
      const { stopped, left, resumed } = await onFullDisk(lab, size, [cd, ...flags, ...files]);
      expect([stopped.code, stopped.stdout]).toEqual([2, '']);
      expect(stopped.stderr).toMatch(text);
      expect(stopped.stderr).not.toMatch(LEAKS);
      expect(left.filter((path) => path.endsWith('.tmp'))).toEqual([]);
      expect(left.map((path) => path.replace('./disk/', './'))).not.toContain('./report.json');
      const place = (own: string): string => lab.path(own === name ? `kept/${own}` : own);
      const ran = await checked(resumed);
      expect(result(ran)).toEqual(whole.report);
      expect(contentOf(place('out'))).toEqual(whole.output);
      expect(contentOf(join(place('state'), 'quarantine'))).toEqual(whole.quarantine);
      expect(['uid.csv', 'patient.csv'].map((own) => readFileSync(place(own), 'utf8'))).toEqual(whole.maps);
    },
  );
});

describe('a file that is too large for its disk', () => {
  it('is refused, and nothing partial stands; --resume releases it where there is room', async () => {
    const lab = new Lab(KEY);
    const big = image('big', { Rows: 1024, Columns: 1024, PixelData: Buffer.alloc(2 ** 21) });
    const cd = cdOf({ big, small: image('small') });
    const flags = lab.flags.join(' ');
    const script = `trap '' XFSZ; ulimit -f 1024; $CORELAB deid ${cd} ${flags}`;
    const cut = await checked(await shell(script));
    expect([cut.code, cut.report.quarantine]).toMatchObject([1, [{ code: 'file-too-large', kept: false }]]);
    expect([below(lab.out).length, temporaries(lab.folder)]).toEqual([1, []]);
    const ran = await lab.run(cd, '--resume');
    expect([ran.code, ran.report.summary.filesOut, below(lab.out).length]).toEqual([0, 2, 2]);
  });
});

describe('a run that is interrupted', () => {
  let cd: string;
  let whole: Awaited<ReturnType<typeof undisturbed>>;

  beforeAll(async () => {
    cd = delivery(250);
    whole = await undisturbed(cd);
  });

  /** Begins a run, and sends the signal once some files stand. */
  async function interrupted(lab: Lab, flags: readonly string[], signal: NodeJS.Signals) {
    const { NODE_ENV: _, VITEST: __, ...env } = process.env;
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'run.js'), 'deid', cd, ...flags], { env });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const begun = (): boolean => existsSync(lab.out) && below(lab.out).length > 5;
    while (child.exitCode === null && !begun()) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    return { code: await ended, said };
  }

  /** {@link interrupted}, in time: on a machine that is busy otherwise a run may be at its end before anybody looks. */
  async function stoppedLab(flagsOf: (lab: Lab) => readonly string[], signal: NodeJS.Signals) {
    for (let tries = 1; ; tries++) {
      const lab = new Lab(KEY);
      const stopped = await interrupted(lab, flagsOf(lab), signal);
      const isInTime = below(lab.out).length < Object.keys(whole.output).length;
      if (isInTime || tries === 8) return { lab, stopped };
    }
  }

  it.each([
    ['SIGINT', 130, '2'],
    ['SIGTERM', 143, '1'],
    ['SIGKILL', null, '2'],
  ] as const)('by %s ends with %s (--jobs %s), and --resume completes it', async (signal, code, jobs) => {
    const mapsOf = (lab: Lab): string[] => [
      ...['--uid-map', lab.path('uid.csv')],
      ...['--patient-map', lab.path('patient.csv')],
    ];
    const flagsOf = (lab: Lab): string[] => [...lab.flags, ...mapsOf(lab), '--jobs', jobs];
    const { lab, stopped } = await stoppedLab(flagsOf, signal);
    expect(stopped.code).toBe(code);
    expect(stopped.said).not.toMatch(LEAKS);
    expect(below(lab.out).length).toBeLessThan(Object.keys(whole.output).length);
    // What a signal lets come to its end leaves nothing half done.
    if (signal !== 'SIGKILL') expect(temporaries(lab.folder)).toEqual([]);
    expect([existsSync(lab.path('uid.csv')), existsSync(lab.path('patient.csv'))]).toEqual([false, false]);
    for (const [name, bytes] of Object.entries(contentOf(lab.out)))
      if (!name.endsWith('.tmp')) expect(bytes === whole.output[name]).toBe(true);
    const ran = await lab.run(cd, ...mapsOf(lab), '--resume');
    expect(result(ran)).toEqual(whole.report);
    expect(contentOf(lab.out)).toEqual(whole.output);
    expect(contentOf(join(lab.state, 'quarantine'))).toEqual(whole.quarantine);
    expect(['uid.csv', 'patient.csv'].map((name) => readFileSync(lab.path(name), 'utf8'))).toEqual(
      whole.maps,
    );
  });

  it('is not appended to before it is completed', async () => {
    const { lab } = await stoppedLab(({ flags }) => flags, 'SIGKILL');
    const { code, stderr } = await corelab(['deid', cdOf({ a: image('a') }), ...lab.flags, '--append']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('complete it with --resume before more')]);
  });
});
