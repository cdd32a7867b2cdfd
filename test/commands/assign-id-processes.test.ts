import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Random, random } from '../../fixtures/random.js';
import { Clinic } from './assign-id/clinic.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { folder } from './cli.js';

/** Of a loaded machine: nothing here is a matter of time. */
const TIMEOUT_MS = 240_000;

const MAIN = fileURLToPath(new URL('assign-id/assign-main.mjs', import.meta.url));

/** A patient as a process told of them. */
interface Told {
  readonly outcome: string;
  readonly subject: string | null;
  readonly studies: readonly string[];
}

/** What a process is told to do. */
interface Order {
  readonly folder: string;
  /** Paths of each delivery. */
  readonly deliveries: readonly (readonly string[])[];
  readonly create?: boolean;
  readonly out?: string;
  readonly resume?: boolean;
}

interface Process {
  readonly code: number | null;
  readonly told: readonly Told[];
  readonly stderr: string;
}

/** Runs the order, and kills the process so many milliseconds after its work began. */
function run(order: Order, killAfterMs?: number): Promise<Process> {
  const child = spawn(process.execPath, [MAIN, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const isBegun = stdout !== '';
    stdout += text;
    if (!isBegun && killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = stdout.split('\n').slice(1, -1);
      resolve({ code, stderr, told: lines.flatMap((line) => JSON.parse(line) as Told[]) });
    });
  });
}

/** A folder with one file for each person, and the paths. */
function files(count: number): string[] {
  const path = folder();
  return Array.from({ length: count }, (_, n) => {
    const file = join(path, String(n).padStart(5, '0'));
    writeFileSync(file, mrFile(`process ${n}`, person(n), '20240110'));
    return file;
  });
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, i) => i * size);
  return starts.map((at) => all.slice(at, at + size));
}

function shuffled<T>(all: readonly T[], { integer }: Random): T[] {
  const mixed = [...all];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

/** The subject of each study; throws when a study was told to be of two, or two studies' persons of one subject. */
function subjectsByStudy(told: readonly Told[], known = new Map<string, string>()): Map<string, string> {
  for (const { subject, studies } of told) {
    const [study = ''] = studies;
    if (subject === null) throw new Error(`${study} was assigned to nobody`);
    const before = known.get(study);
    if (before !== undefined && before !== subject)
      throw new Error(`one person, two IDs: ${before}, ${subject}`);
    known.set(study, subject);
  }
  if (new Set(known.values()).size !== known.size) throw new Error('two persons, one ID');
  return known;
}

describe('eight processes at once', { timeout: TIMEOUT_MS }, () => {
  it.each([
    ['sequential', 500, 1200],
    ['random', 100, 240],
  ])(
    'never give an ID twice, or one person two: %s, %i patients each of %i people',
    async (allocation, each, people) => {
      const scheme = `{ pattern: "{site}-{sequence:4}-{check}", check: iso7064-mod37-2, allocation: ${allocation} }`;
      const clinic = await Clinic.make({ subjectIds: scheme });
      const everyone = files(people);
      const orders = Array.from({ length: 8 }, (_, p) => {
        const own = shuffled(everyone, random(`process ${p}`)).slice(0, each);
        return { folder: clinic.folder, deliveries: chunks(own, 25) };
      });
      const runs = await Promise.all(orders.map((order) => run(order)));
      expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(Array(8).fill([0, '']));
      const told = runs.flatMap((one) => one.told);
      expect(told).toHaveLength(8 * each);
      const subjects = subjectsByStudy(told);
      const asked = new Set(orders.flatMap(({ deliveries }) => deliveries.flat()));
      expect(subjects.size).toBe(asked.size);
      // Who is recalled was allocated before: as many allocations as people.
      expect(told.filter(({ outcome }) => outcome === 'allocated')).toHaveLength(asked.size);
      expect(await clinic.subjects()).toEqual([...subjects.values()].sort());
      expect(await clinic.problems()).toEqual([]);
    },
  );
});

/** The copies below a folder: path and bytes. */
function copies(out: string): [string, string][] {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.dcm'),
  );
  return paths.sort().map((path) => [path, readFileSync(join(out, path)).toString('base64')]);
}

describe('a process that is killed', { timeout: TIMEOUT_MS }, () => {
  const people = files(40);
  const seeds = random('moments of kill -9');

  it('60 times while it makes a crosswalk leaves one that is completed, or none', async () => {
    const attempt = async (isRepeated: boolean): Promise<void> => {
      const clinic = await Clinic.make();
      for (const name of ['x.db', 'x.db.anchor']) rmSync(clinic.path(name));
      const order = { folder: clinic.folder, deliveries: [people.slice(0, 2)], create: true };
      const { told } = await run(order, seeds.uniform() * 40);
      (await clinic.open({ create: true })).close();
      expect(await clinic.problems()).toEqual([]);
      if (!isRepeated) return;
      const again = await run(order);
      expect([again.code, again.stderr]).toEqual([0, '']);
      subjectsByStudy(again.told, subjectsByStudy(told));
    };
    for (let i = 0; i < 20; i++) await Promise.all([attempt(false), attempt(false), attempt(i % 2 === 0)]);
  });

  it('100 times while it assigns loses nothing that it told, and the run repeated gives the same IDs', async () => {
    const lane = async (): Promise<void> => {
      const clinic = await Clinic.make();
      const order = { folder: clinic.folder, deliveries: chunks(people, 2) };
      const known = new Map<string, string>();
      for (let kill = 0; kill < 25; kill++) {
        const { told } = await run(order, seeds.uniform() * 150);
        subjectsByStudy(told, known);
        expect(await clinic.problems()).toEqual([]);
        const ids = await clinic.subjects();
        expect([...known.values()].filter((id) => !ids.includes(id))).toEqual([]);
      }
      const done = await run(order);
      expect([done.code, subjectsByStudy(done.told, known).size]).toEqual([0, people.length]);
      expect(await clinic.subjects()).toEqual([...known.values()].sort());
    };
    await Promise.all([lane(), lane(), lane(), lane()]);
  });

  it('40 times while it writes copies is completed by --resume, with the same files as a run that nobody killed', async () => {
    const undisturbed = await Clinic.make();
    const expected = undisturbed.path('out');
    expect((await run({ folder: undisturbed.folder, deliveries: [people], out: expected })).code).toBe(0);
    const lane = async (): Promise<void> => {
      const clinic = undisturbed.copy();
      const order = { folder: clinic.folder, deliveries: [people], resume: true };
      const released = async (): Promise<number> => {
        const crosswalk = await clinic.open();
        const count = Number(
          crosswalk.scalar('SELECT count(DISTINCT study) FROM releases WHERE folder = ?', out),
        );
        crosswalk.close();
        return count;
      };
      let out = '';
      for (let kill = 0; kill < 20; kill++) {
        if (kill % 5 === 0) {
          out = clinic.path(`out-${kill}`);
          mkdirSync(out);
        }
        await run({ ...order, out }, 20 + seeds.uniform() * 200);
        expect(await clinic.problems()).toEqual([]);
        if (kill % 5 < 4) continue;
        const done = await run({ ...order, out });
        expect([done.code, done.stderr]).toEqual([0, '']);
        expect(copies(out)).toEqual(copies(expected));
        expect(await released()).toBe(people.length);
      }
    };
    await Promise.all([lane(), lane()]);
    expect(copies(expected)).toHaveLength(people.length);
  });
});
