import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeError } from '../../../src/cli/errors.js';
import type { Finding } from '../../../src/findings/finding.js';
import { validatorOf } from '../../../src/io/schemas.js';
import type { DeidOptions } from '../../../src/pipeline/deid/options.js';
import { runDeid } from '../../../src/pipeline/deid/run.js';
import type {
  DeidPatientRow,
  DeidQuarantineRow,
  DeidReviewRow,
  DeidSeriesRow,
  DeidSummary,
  DeidVerification,
  DeidVerifiedRow,
} from '../../../src/report/deid-sections.js';
import type { FileEntry, Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { type HeaderPatient, mrFile } from '../assign-id/mr-file.js';
import { corelab, folder, type Ran } from '../cli.js';

/** A deid report as it was written. */
export interface DeidReport extends Omit<Report, 'sections' | 'files' | 'findings'> {
  readonly summary: Report['summary'] & DeidSummary;
  readonly findings: readonly Finding[];
  readonly patients: readonly DeidPatientRow[];
  readonly series: readonly DeidSeriesRow[];
  readonly quarantine: readonly DeidQuarantineRow[];
  readonly review: readonly DeidReviewRow[];
  readonly verification: DeidVerification;
  readonly verified: readonly DeidVerifiedRow[];
  readonly files: readonly FileEntry[];
}

/** A run of `deid` that gave a report. */
export interface Deidentified extends Ran {
  readonly report: DeidReport;
}

/** A folder with a project key, in which runs write. */
export class Lab {
  readonly folder = folder('corelab-lab-');
  readonly key = join(this.folder, 'corelab.key');
  readonly out = join(this.folder, 'out');
  readonly state = `${this.out}.state`;

  constructor(key: Uint8Array = randomBytes(32)) {
    writeFileSync(this.key, key, { mode: 0o600 });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The flags that every run needs. */
  get flags(): string[] {
    return ['--profile', 'trial', '--key-file', this.key, '--out', this.out];
  }

  /** The flags with another value of one of them. */
  flagsBut(flag: string, value: string): string[] {
    const flags = this.flags;
    flags[flags.indexOf(flag) + 1] = value;
    return flags;
  }

  /** Runs `deid`, whose report has to be there and to fit its schema. */
  async run(...args: readonly string[]): Promise<Deidentified> {
    return checked(await corelab(['deid', ...args, ...this.flags]));
  }

  /** Runs what must be refused: exit 2, a message, no report, and nothing in the folder that was not there. */
  async refusedByCli(...args: readonly string[]): Promise<string> {
    return this.leavingNothing(async () => {
      const ran = await corelab(['deid', ...args]);
      if (ran.code !== 2 || ran.stdout !== '' || !/^corelab: \S/.test(ran.stderr))
        throw new Error(`not refused: exit ${ran.code}, ${ran.stderr}`);
      return ran.stderr;
    });
  }

  /** The same in this process, which is quicker: what the command would say of it, without its own name. */
  async refused(
    inputs: string | readonly string[],
    asked: { -readonly [K in keyof DeidOptions]?: DeidOptions[K] },
  ): Promise<string> {
    const options: DeidOptions = {
      ...{ inputs: [inputs].flat(), exclude: [], identifiers: false, jobs: 1, progress: NO_PROGRESS },
      ...{ signal: new AbortController().signal, startedAt: new Date(), arguments: [] },
      ...{ profile: 'trial', keyFile: this.key, out: this.out, identifiedReports: [] },
      ...{ dryRun: false, resume: false, append: false },
      ...asked,
    };
    return this.leavingNothing(async () => {
      const report = await runDeid(options).catch((error: unknown) => describeError(error));
      if (!('exitCode' in report)) throw new Error('not refused');
      if (report.exitCode !== 2) throw new Error(`exit ${report.exitCode}: ${report.message}`);
      return report.message;
    });
  }

  private async leavingNothing(work: () => Promise<string>): Promise<string> {
    const before = below(this.folder);
    const text = await work();
    const after = below(this.folder);
    if (String(after) !== String(before)) throw new Error(`left something behind: ${after}`);
    return text;
  }
}

/** The report of a run, which has to fit its schema and to account for every file. */
export async function checked(ran: Ran): Promise<Deidentified> {
  if (!ran.stdout.startsWith('{')) throw new Error(`no report (exit ${ran.code}): ${ran.stderr}`);
  const report = JSON.parse(ran.stdout) as DeidReport;
  const faults = (await validatorOf('report-deid'))(report);
  if (faults.length > 0) throw new Error(`unfit report: ${JSON.stringify(faults[0])}`);
  const { filesIn, filesOut, planned, quarantined, skipped, duplicates, clean, suspect } = report.summary;
  if (filesIn !== filesOut + planned + quarantined + skipped + duplicates + clean + suspect)
    throw new Error('files were lost');
  return { ...ran, report };
}

/** A report without what is of one run. */
export function essence({ report: { run: _, ...rest } }: Deidentified): unknown {
  return rest;
}

/** Why each quarantined file is, by path. */
export function reasons({ report }: Deidentified): Record<string, string> {
  return Object.fromEntries(report.quarantine.map(({ path, code }) => [path, code]));
}

/** Paths of all files below a folder, sorted. */
export function below(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile())
    .sort();
}

/** All files below a folder, name and bytes, as one value to compare. */
export function contentOf(path: string): Record<string, string> {
  return Object.fromEntries(below(path).map((name) => [name, readFileSync(join(path, name), 'latin1')]));
}

/** Temporary files of this program below a folder. */
export function temporaries(path: string): string[] {
  return below(path).filter((name) => name.endsWith('.tmp'));
}

/** A new folder with these files, by path. */
export function cdOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const path = join(folder(), 'cd');
  mkdirSync(path);
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  return path;
}

/** The patient whom these tests look for. */
export const PLANTED: HeaderPatient = {
  id: 'QV-8812003',
  name: 'Zwetschgenbaum^Ottilie',
  birthDate: '19430217',
  sex: 'F',
};

/** Somebody else. */
export const OTHER: HeaderPatient = {
  id: 'QV-9907114',
  name: 'Kuckelkorn^Balthasar',
  birthDate: '19870929',
  sex: 'M',
};

/** What must be read nowhere of the two, in any way of writing it. */
export const LEAKS =
  /zwetschgenbaum|ottilie|8812003|19430217|1943-02-17|kuckelkorn|balthasar|9907114|19870929|northmere/i;

/** A study of one file. */
export function image(name: string, but: Parameters<typeof mrFile>[3] = {}, patient = PLANTED): Buffer {
  return mrFile(name, patient, '20231104', but);
}
