import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { trialFiles } from '../../../fixtures/trial/trial.js';
import { type DiscTruth, TRUTH } from '../../../fixtures/trial/truth.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import type { Report } from '../../../src/report/envelope.js';
import type { RunSections } from '../../../src/report/run-sections.js';
import { corelab, folder, type Ran } from '../../commands/cli.js';

/** A report of `run` as it is written. */
export type RunReport = Report & RunSections;

const files: FixtureFile[] = [];

/** Files of the synthetic trial: made once. */
async function madeFiles(): Promise<readonly FixtureFile[]> {
  if (files.length === 0) for await (const file of trialFiles()) files.push(file);
  return files;
}

/** A disc of the trial. @throws RangeError when there is none */
export function discOf(subject: string, visit: string): DiscTruth {
  const found = TRUTH.discs.find((disc) => disc.subject === subject && disc.visit === visit);
  if (!found) throw new RangeError(`no disc of ${subject} ${visit}`);
  return found;
}

/** `SITE=PATH` of a disc. */
export function given({ site, path }: Pick<DiscTruth, 'site' | 'path'>): string {
  return `${site}=${path}`;
}

/** Verdict to exit code, as DESIGN 2.5 has it. */
const CODES: Readonly<Record<string, number>> = { fail: 1, 'not-evaluable': 3, warn: 0, pass: 0 };

/** The synthetic trial in a folder: configuration, keys, store and discs. Every path that is given is below it. */
export class TrialLab {
  /** Where the trial lies; its path stays the same when a copy of it is put back. */
  readonly dir: string;
  private readonly place: string;

  private constructor() {
    this.place = folder('corelab-trial-');
    this.dir = join(this.place, 'trial');
  }

  /** @param discs those that are written */
  static async make(discs: readonly DiscTruth[] = TRUTH.discs): Promise<TrialLab> {
    const lab = new TrialLab();
    mkdirSync(lab.dir);
    const isWanted = ({ path }: FixtureFile): boolean =>
      !path.startsWith('batch-') || discs.some((disc) => path.startsWith(`${disc.path}/`));
    writeFiles(lab.dir, (await madeFiles()).filter(isWanted));
    for (const name of ['corelab.key', 'crosswalk.key']) await lab.ok(['key', 'new', lab.path(name)]);
    await lab.ok(['crosswalk', 'new', ...lab.store]);
    return lab;
  }

  path(...names: readonly string[]): string {
    return join(this.dir, ...names);
  }

  /** What names the store to commands that work on no trial. */
  get store(): string[] {
    return [this.path('x.db'), '--crosswalk-key', this.path('crosswalk.key')];
  }

  /** The flags that name the store. */
  get crosswalk(): string[] {
    return ['--crosswalk', ...this.store];
  }

  get trial(): string {
    return this.path('trial.yaml');
  }

  /** Arguments of a run; deliveries are `SITE=PATH` with paths below the lab. */
  runArgs(deliveries: readonly string[], ...flags: readonly string[]): string[] {
    const absolute = deliveries.map((one) => one.replace(/^(\d+=)?/, (site) => `${site}${this.dir}/`));
    return ['run', this.trial, ...absolute, '--out', this.path('out'), '--json', ...flags];
  }

  /** Runs, and holds the exit code against the verdict. */
  async run(deliveries: readonly string[], ...flags: readonly string[]): Promise<RunReport> {
    const ran = await corelab(this.runArgs(deliveries, ...flags));
    const report = reportOf(ran) as unknown as RunReport;
    expect(ran.code, ran.stderr).toBe(CODES[report.verdict]);
    return report;
  }

  /** A command that has to succeed. */
  async ok(args: readonly string[]): Promise<Ran> {
    const ran = await corelab(args);
    expect(ran.code, `${args[0]}: ${ran.stderr}`).toBe(0);
    return ran;
  }

  /** The report of a command that reads the trial. */
  async ask(command: string, ...flags: readonly string[]): Promise<Report & Record<string, unknown>> {
    return reportOf(await corelab([command, this.trial, ...flags, '--json']));
  }

  /** A report in the state folder. @param run ID */
  kept(run: string, delivery: number, command: string): Report & Record<string, unknown> {
    const place = this.path('out.state', run, String(delivery).padStart(4, '0'), `${command}.json`);
    return JSON.parse(readFileSync(place, 'utf8'));
  }

  /** Commands that a delivery has a report of. */
  keptOf(run: string, delivery: number): string[] {
    const names = readdirSync(this.path('out.state', run, String(delivery).padStart(4, '0')));
    // `trial.json` marks whose state it is, and is no report.
    const reports = names.filter((name) => name.endsWith('.json') && name !== 'trial.json');
    return reports.map((name) => basename(name, '.json'));
  }

  /** Keeps what is there now. @returns what puts it back */
  async keep(): Promise<() => Promise<void>> {
    const copy = join(this.place, 'kept');
    await copyOf(this.dir, copy);
    return async () => {
      rmSync(this.dir, { recursive: true });
      await copyOf(copy, this.dir);
    };
  }

  /** Files below a folder, by path, as they are. */
  filesIn(name: string): Map<string, Buffer> {
    const entries = readdirSync(this.path(name), { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const root = this.path(name).length + 1;
    return new Map(paths.sort().map((path) => [path.slice(root), readFileSync(path)]));
  }
}

/** Copies a folder with the modes of its folders, which `cpSync` of Node 24 drops: `run` refuses a state that others can read. */
async function copyOf(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
}

function reportOf({ stdout, stderr, code }: Ran): Report & Record<string, unknown> {
  expect(stdout, `exit code ${code}: ${stderr}`).toMatch(/^\{/);
  return JSON.parse(stdout);
}
