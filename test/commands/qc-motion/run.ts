import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validatorOf } from '../../../src/io/schemas.js';
import type { Report } from '../../../src/report/envelope.js';
import type { QcMotionSections, QcMotionSummary } from '../../../src/report/qc-motion-sections.js';
import { type BadRun, badRun, soundRun } from '../../helpers/motion/bad-runs.js';
import { corelab, folder, type Ran } from '../cli.js';

/** A report of `qc-motion`, parsed. */
export interface MotionReport extends Omit<Report, 'sections' | 'summary' | 'files'>, QcMotionSections {
  readonly summary: QcMotionSummary;
  readonly files: readonly unknown[];
}

/** A run of the built command with its report. */
export interface Measured extends Ran {
  readonly report: MotionReport;
}

/** The report on standard output, which has to be there and to fit its schema. */
export async function measuredOf(ran: Ran): Promise<Measured> {
  if (ran.stdout === '') throw new Error(`no report: exit ${ran.code}, ${ran.stderr}`);
  const report = JSON.parse(ran.stdout);
  const faults = (await validatorOf('report-qc-motion'))(report);
  if (faults.length > 0) throw new Error(`the report is not valid: ${JSON.stringify(faults[0])}`);
  return { ...ran, report };
}

/** Runs the built command, whose report has to fit its schema. */
export async function qcMotion(data: string, ...more: readonly string[]): Promise<Measured> {
  return measuredOf(await corelab(['qc-motion', data, '--json', ...more]));
}

/** A new folder with a run of six small volumes: a sound one, or one in which something is wrong. */
export function runFolder(kind?: BadRun): string {
  const path = join(folder('corelab-motion-'), 'scan');
  if (kind) badRun(kind, path);
  else soundRun(path);
  return path;
}

/** The findings, as `code outcome`. */
export function said({ findings }: MotionReport): string[] {
  return findings.map(({ code, outcome }) => `${code} ${outcome}`);
}

/** How each volume of the first run ended. */
export function states({ series: [run] }: MotionReport): string[] {
  return run?.volumes.map(({ state }) => state) ?? [];
}

/** A file with this text in a new folder. */
export function textFile(name: string, text: string): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

/** A report without what differs from run to run. */
export function withoutRun({ run: _, ...rest }: MotionReport): Omit<MotionReport, 'run'> {
  return rest;
}
