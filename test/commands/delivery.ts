import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AnswerKey } from '../../fixtures/cd/answer-key.js';
import { writeDemoCd } from '../../fixtures/cd/demo-cd.js';
import type { Finding } from '../../src/findings/finding.js';
import type { AgainstSection } from '../../src/pipeline/manifest/against.js';
import type { BagSection } from '../../src/pipeline/manifest/bag/write-bag.js';
import type { VerifySection } from '../../src/pipeline/manifest/verify/section.js';
import type { FileEntry, Report } from '../../src/report/envelope.js';
import type {
  DicomdirRow,
  DuplicateRow,
  NotDicomRow,
  PatientRow,
  SeriesRow,
  StudyRow,
  UnreadableRow,
} from '../../src/report/manifest-sections.js';
import { corelab, folder, type Ran } from './cli.js';

/** The synthetic CD and its answer key. */
export interface Cd {
  readonly path: string;
  readonly key: AnswerKey;
}

/** Writes the synthetic CD into a folder of its own. */
export function demoCd(): Cd {
  const path = join(folder(), 'cd');
  return { path, key: writeDemoCd(path) };
}

/** A new folder with the readable files of some series of the CD (by their names in the key), each at its path. */
export function seriesOfCd({ path, key }: Cd, ...wanted: readonly string[]): string {
  const out = join(folder(), 'delivery');
  mkdirSync(out);
  for (const file of key.files) {
    if (file.kind !== 'dicom' || !wanted.includes(file.series ?? '')) continue;
    mkdirSync(dirname(join(out, file.path)), { recursive: true });
    cpSync(join(path, file.path), join(out, file.path));
  }
  return out;
}

/** Relative paths of the readable files of a series of the CD. */
export function pathsOf({ key }: Cd, series: string): string[] {
  return key.files.filter((f) => f.series === series && f.kind === 'dicom').map(({ path }) => path);
}

/** A manifest report as it was written. */
export interface Manifest extends Omit<Report, 'sections' | 'files'> {
  readonly patients: readonly PatientRow[];
  readonly studies: readonly StudyRow[];
  readonly devices: readonly object[];
  readonly notDicom: readonly NotDicomRow[];
  readonly unreadable: readonly UnreadableRow[];
  readonly duplicates: readonly DuplicateRow[];
  readonly dicomdirs: readonly DicomdirRow[];
  readonly against: AgainstSection;
  readonly verify: VerifySection;
  readonly bag: BagSection;
  readonly files: readonly FileEntry[];
}

/** Runs `corelab manifest` and reads its JSON report, which has to be one. */
export async function manifest(...args: readonly string[]): Promise<Ran & { report: Manifest }> {
  const ran = await corelab(['manifest', ...args]);
  return { ...ran, report: reportOf(ran) };
}

/** The JSON report on standard output. */
export function reportOf({ stdout, stderr }: Ran): Manifest {
  if (!stdout.startsWith('{')) throw new Error(`no report: ${stderr}`);
  return JSON.parse(stdout);
}

/** Codes of a report's findings with the path or UID that each is about. */
export function codes({ findings, files }: Manifest): string[] {
  return findings.map(({ code, subject = {} }: Finding) => {
    const path = subject.file === undefined ? subject.name : files[subject.file]?.path;
    return [code, path].filter((part) => part !== undefined).join(' ');
  });
}

/** All series of a report by UID. */
export function seriesByUid({ studies }: Manifest): Map<string, SeriesRow> {
  return new Map(studies.flatMap(({ series }) => series.map((one) => [one.seriesUID, one] as const)));
}
