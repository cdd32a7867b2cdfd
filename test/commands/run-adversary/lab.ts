import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { LIMITS_YAML, PROTOCOL_YAML, TRIAL_YAML } from '../../../fixtures/trial/config-files.js';
import { discFiles, discs } from '../../../fixtures/trial/discs.js';
import type { VisitId } from '../../../fixtures/trial/subjects.js';
import type { RunDeliveryRow, RunProblemRow } from '../../../src/report/run-sections.js';
import { corelab, folder, type Ran } from '../cli.js';
import { ejected } from '../run/meddled.js';

/** A report as a test looks at it. */
export interface Told extends Ran {
  // biome-ignore lint/suspicious/noExplicitAny: reports of four commands, each with sections of its own
  readonly report: any;
}

/** The files of a disc of the synthetic trial that came first, by series. */
export async function disc(key: string, visit: VisitId = 'V1') {
  const found = discs().find((one) => one.subject.key === key && one.visit === visit);
  if (!found) throw new RangeError(`no disc ${key} ${visit}`);
  const all = await discFiles(found);
  const of = (pattern: RegExp) => all.filter(({ path }) => pattern.test(path));
  return { all, t1: of(/V\d-2\//), bold: of(/V\d-3\//), reading: of(/sr\.dcm$/), picture: of(/-us\//) };
}

/** A file whose last stored value is raised by 1. */
export function otherPixel({ path, bytes }: FixtureFile): FixtureFile {
  const own = Buffer.from(bytes);
  own.writeUInt16LE(own.readUInt16LE(own.length - 2) + 1, own.length - 2);
  return { path, bytes: own };
}

/** The synthetic trial with a store of its own; what comes to it, a test says. */
export class AdversaryLab {
  readonly dir = folder('corelab-adversary-');
  /** Of `status`: within V1 of the subjects that are used. */
  day = '2025-01-31';

  static async make(edit: (trial: string) => string = (text) => text): Promise<AdversaryLab> {
    const lab = new AdversaryLab();
    lab.write('protocol.yaml', PROTOCOL_YAML);
    lab.write('limits.yaml', LIMITS_YAML);
    lab.write('trial.yaml', edit(TRIAL_YAML));
    const key = ['--crosswalk-key', lab.path('crosswalk.key')];
    for (const args of [
      ['key', 'new', lab.path('corelab.key')],
      ['key', 'new', lab.path('crosswalk.key')],
      ['crosswalk', 'new', lab.path('x.db'), ...key],
    ]) {
      const { code, stderr } = await corelab(args);
      if (code !== 0) throw new Error(stderr);
    }
    return lab;
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  /** A CD with these files; its path. */
  cd(name: string, ...files: readonly FixtureFile[]): string {
    mkdirSync(this.path(name), { recursive: true });
    for (const { path, bytes } of files) {
      const full = join(this.path(name), path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, bytes);
    }
    return this.path(name);
  }

  /** A run of CDs of site 01, unless they say another. */
  run(...args: readonly string[]): Promise<Told> {
    return this.told('run', ...args, '--site', '01', '--out', this.path('out'));
  }

  /** A run of CDs of which `path`, not the first, is taken out when the first is worked on. */
  runEjecting(path: string, ...args: readonly string[]): Promise<Told> {
    return this.toldWith(ejected(path), 'run', ...args, '--site', '01', '--out', this.path('out'));
  }

  status(...args: readonly string[]): Promise<Told> {
    return this.told('status', '--day', this.day, ...args);
  }

  /** Decides on items; refused unless it exits 0. */
  async decide(items: readonly string[], decision: string): Promise<void> {
    const { code, stderr } = await this.told('decide', ...items, decision, '--reason', 'as seen');
    if (code !== 0) throw new Error(stderr);
  }

  told(command: string, ...args: readonly string[]): Promise<Told> {
    return this.toldWith({}, command, ...args);
  }

  private async toldWith(env: NodeJS.ProcessEnv, command: string, ...args: readonly string[]): Promise<Told> {
    const ran = await corelab([command, this.path('trial.yaml'), ...args, '--json'], env);
    return { ...ran, report: ran.stdout === '' ? undefined : JSON.parse(ran.stdout) };
  }

  /** The state of a subject's V1. */
  async v1(subject: string): Promise<string | undefined> {
    const { report } = await this.status('--subject', subject, '--visit', 'V1');
    return report?.visits[0]?.state;
  }

  /** Items of the worklist with their codes. */
  async worklist(): Promise<{ readonly item: string; readonly code: string; readonly command: string }[]> {
    const { report } = await this.status('--worklist');
    return report.worklist.filter(({ item }: { item: string | null }) => item !== null);
  }

  /** Accepts everything that is open. */
  async acceptAll(): Promise<void> {
    await this.decide(
      (await this.worklist()).map(({ item }) => item),
      '--accept',
    );
  }

  withdraw(subject: string): void {
    this.crosswalk('withdraw', subject);
  }

  correct(subject: string, to: string): void {
    this.crosswalk('correct', subject, '--to', to);
  }

  private crosswalk(...told: readonly string[]): void {
    const own = ['--crosswalk', this.path('x.db'), '--crosswalk-key', this.path('crosswalk.key')];
    const args = ['crosswalk', ...told, ...own, '--trial', this.path('trial.yaml')];
    const run = join(import.meta.dirname, '../../../bin/run.js');
    const { status, stderr } = spawnSync(process.execPath, [run, ...args, '--reason', 'left'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }
}

/** Commands that a delivery went through. */
export function steps({ report }: Told, delivery = 1): string[] {
  const row: RunDeliveryRow = report.deliveries[delivery - 1];
  return row.steps.map(({ command }) => command);
}

/** Codes of the problems of a run, each once. */
export function codes({ report }: Told): string[] {
  return [...new Set(report.problems.map(({ code }: RunProblemRow) => code))].sort() as string[];
}

/** What is left of the files that came when all that is told of them is taken off: 0 where none is lost. */
export function lost({ report }: Told): number[] {
  return report.deliveries.map(
    ({ filesIn, filesOut, quarantined, skipped, duplicates }: RunDeliveryRow) =>
      filesIn - filesOut - quarantined - skipped - duplicates,
  );
}
