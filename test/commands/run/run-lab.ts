import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerEvent } from '../../../src/identity/ledger/event.js';
import { eventsOf } from '../../../src/identity/ledger/ledger.js';
import type { FileEntry, Report } from '../../../src/report/envelope.js';
import type { RunDeliveryRow, RunProblemRow } from '../../../src/report/run-sections.js';
import { Clinic } from '../assign-id/clinic.js';
import { mrFile, person } from '../assign-id/mr-file.js';
import { corelab, type Ran, shell } from '../cli.js';
import { ejected } from './meddled.js';

/** The least that a trial can ask for. */
export const DEID_ALONE = 'deid: { profile: trial }';

/** What an image has to say for nothing to be found of it. */
export const PLACED = {
  ImagePositionPatient: [0, 0, 0],
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  PixelSpacing: [1, 1],
  SliceThickness: 1,
};

/** With the store that {@link Clinic} makes beside the trial file. */
export function pipelineText(asked: string = DEID_ALONE): string {
  return `{ crosswalk: x.db, crosswalkKey: x.key, ${asked} }`;
}

/** A report of `run`. */
export interface RunReport extends Omit<Report, 'files'> {
  readonly files: readonly FileEntry[];
  readonly deliveries: readonly RunDeliveryRow[];
  readonly problems: readonly RunProblemRow[];
}

/** A process that gave a report. */
export interface Reported extends Ran {
  readonly report: RunReport;
}

/** A trial with a pipeline, its keys and store, and the CDs that come to it, in a folder of its own. */
export class RunLab {
  private constructor(readonly clinic: Clinic) {}

  static async make(asked?: string): Promise<RunLab> {
    return new RunLab(await Clinic.make({ pipeline: pipelineText(asked) }));
  }

  path(name: string): string {
    return this.clinic.path(name);
  }

  get trial(): string {
    return this.clinic.trial;
  }

  get out(): string {
    return this.path('out');
  }

  get state(): string {
    return `${this.out}.state`;
  }

  /** A CD with a study of each of these people; its path. */
  cd(name: string, ...people: readonly number[]): string {
    const path = this.path(name);
    mkdirSync(path, { recursive: true });
    for (const n of people)
      writeFileSync(join(path, `IM${n}`), mrFile(`run ${n}`, person(n), '20240110', PLACED));
    return path;
  }

  /** A CD with so many files of one study. */
  largeCd(name: string, n: number, files: number): string {
    const path = this.cd(name);
    for (let i = 1; i <= files; i++) writeFileSync(join(path, `IM${i}`), largeFile(n, i));
    return path;
  }

  /** Arguments of a run of these deliveries into `out`. */
  args(...args: readonly string[]): string[] {
    return ['run', this.trial, ...args, '--out', this.out];
  }

  /** Runs what has to give a report. */
  async run(...args: readonly string[]): Promise<Reported> {
    return reported(await corelab(this.args(...args)));
  }

  /** Runs deliveries of which `path`, not the first, is taken out when the first is worked on: it is stopped. */
  async runEjecting(path: string, ...args: readonly string[]): Promise<Reported> {
    return reported(await corelab(this.args(...args), ejected(path)));
  }

  /** Runs what must be refused: exit 2, nothing on standard output, a message. */
  async refused(...args: readonly string[]): Promise<string> {
    return refusal(await corelab(this.args(...args)));
  }

  /** `status`, `ledger`, `decide` on the trial. */
  ask(command: string, ...args: readonly string[]): Promise<Ran> {
    return corelab([command, this.trial, ...args]);
  }

  /** Runs a script in which `$RUN` is a run with its trial and output. */
  script(text: string): Promise<Ran> {
    return shell(text.replaceAll('$RUN', `$CORELAB run ${this.trial} --out ${this.out}`));
  }

  /** All events of the trial; none where the store does not know it yet. */
  async events(): Promise<LedgerEvent[]> {
    const crosswalk = await this.clinic.open();
    const [trial] = crosswalk.rows('trials', '1');
    const events = trial ? eventsOf(crosswalk, trial.id) : [];
    crosswalk.close();
    return events;
  }

  /** What the store's own check finds. */
  problems(): Promise<string[]> {
    return this.clinic.problems();
  }

  /** Names in the lab's folder. */
  names(): string[] {
    return readdirSync(this.clinic.folder).sort();
  }
}

/** File number `i` of a study that belongs together. */
function largeFile(n: number, i: number): Buffer {
  const size = { Rows: 64, Columns: 64, PixelData: Buffer.alloc(2 * 64 * 64, i) };
  const placed = { ...PLACED, ImagePositionPatient: [0, 0, i] };
  const uid = `2.25.${10_000 + n}${String(i).padStart(5, '0')}`;
  return mrFile(`run ${n}`, person(n), '20240110', {
    ...placed,
    ...size,
    SOPInstanceUID: uid,
    InstanceNumber: i,
  });
}

/** The report of a process. */
export function reported(ran: Ran): Reported {
  if (!ran.stdout.startsWith('{')) throw new Error(`no report (exit ${ran.code}): ${ran.stderr}`);
  return { ...ran, report: JSON.parse(ran.stdout) };
}

/** What a process says that must be refused. */
export function refusal(ran: Ran): string {
  if (ran.code !== 2 || ran.stdout !== '' || !/^corelab: \S/.test(ran.stderr))
    throw new Error(`not refused: exit ${ran.code}, ${ran.stderr}${ran.stdout}`);
  return ran.stderr;
}

/** A report without what is of one run alone. */
export function essence({ report }: Reported): unknown {
  const { run: _, roots: __, deliveries, ...rest } = report;
  const told = deliveries.map(({ input: _input, steps, ...row }) => {
    return { ...row, steps: steps.map(({ command, verdict }) => [command, verdict]) };
  });
  return { ...rest, deliveries: told };
}

/** Bytes of every file below a folder, by path. */
export function contentBelow(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((file) => [file.slice(path.length), readFileSync(file, 'base64')]));
}
