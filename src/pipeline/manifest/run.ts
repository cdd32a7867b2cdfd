import { randomUUID } from 'node:crypto';
import type { Finding } from '../../findings/finding.js';
import { joinPath, textToPath } from '../../io/path-bytes.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import type { ProgressSink } from '../../report/progress.js';
import { readReport } from '../../report/read-report.js';
import { thisTool } from '../../report/tool.js';
import { buildDelivery } from '../../study/model.js';
import { Redactor } from '../../study/redact.js';
import { GlobExclusion } from '../scan/exclusion.js';
import {
  type Exclusion,
  InputError,
  type Inputs,
  inputsFromPaths,
  inputsFromReport,
} from '../scan/inputs.js';
import { scan } from '../scan/scan.js';
import { changedSoftware } from './checks/devices.js';
import { directoryFindings } from './checks/directories.js';
import {
  absentUids,
  aimFiles,
  linksNotFollowed,
  noDicom,
  repeatedFiles,
  shortPixelData,
  unreadableFiles,
} from './checks/files.js';
import { contradictedPatients, severalPatientsInStudy } from './checks/patients.js';
import { seriesFindings } from './checks/series.js';
import { seriesInSeveralStudies } from './checks/studies.js';
import type { ManifestContext } from './context.js';
import { compareDirectories } from './dicomdir.js';
import { findRepetition } from './repetition.js';
import { deviceRows } from './sections/device-rows.js';
import { dicomdirRows, duplicateRows, notDicomRows, unreadableRows } from './sections/file-rows.js';
import { patientRows, studyRows } from './sections/study-rows.js';

/** What `manifest` is asked to do. */
export interface ManifestOptions {
  /** Paths, or `-` alone for a report on standard input. */
  readonly inputs: readonly string[];
  readonly checksums: boolean;
  readonly against?: string;
  readonly verify?: string;
  readonly bag?: string;
  readonly exclude: readonly string[];
  readonly identifiers: boolean;
  readonly jobs: number;
  readonly keyFile?: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
  readonly operator?: string;
}

/** Every check of a manifest, in the order of its findings. */
const CHECKS: readonly ((context: ManifestContext) => Finding[])[] = [
  noDicom,
  unreadableFiles,
  linksNotFollowed,
  absentUids,
  severalPatientsInStudy,
  contradictedPatients,
  seriesInSeveralStudies,
  repeatedFiles,
  shortPixelData,
  seriesFindings,
  changedSoftware,
  directoryFindings,
  aimFiles,
];

/**
 * Tells what a delivery holds, what is missing, what is doubled, and what changed.
 * @throws InputError, ReportError and the errors of `--verify` and `--bag` when there is nothing to work on
 */
export async function runManifest(options: ManifestOptions): Promise<Report> {
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await resolveInputs(options.inputs, exclusion, options.signal);
  const found = await scan(inputs, options);
  const delivery = buildDelivery(found.instances);
  const roots = inputs.roots.map((root) => textToPath(root));
  const fullPath = (file: number): Buffer =>
    joinPath(roots[found.files.root(file)] ?? Buffer.alloc(0), found.files.path(file));
  const repetition = await findRepetition({ scan: found, delivery, fullPath, signal: options.signal });
  const context: ManifestContext = {
    scan: found,
    delivery,
    repetition,
    directories: compareDirectories(found),
    redactor: new Redactor(found.instances.headers.map(({ identifying }) => identifying)),
    identifiers: options.identifiers,
  };
  const findings = CHECKS.flatMap((check) => check(context));
  return {
    schema: 'corelab/report/manifest@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'manifest',
    run: runInfo(options, inputs),
    config: { checksums: options.checksums, exclude: { globs: options.exclude, leftOut: exclusion.count } },
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: summary(context),
    findings,
    sections: sections(context),
    roots: inputs.roots,
    files: rows(() => found.files.entries(found.instances)),
  };
}

async function resolveInputs(
  paths: readonly string[],
  exclusion: Exclusion,
  signal: AbortSignal,
): Promise<Inputs> {
  if (!paths.includes('-')) return inputsFromPaths(paths, exclusion);
  if (paths.length > 1)
    throw new InputError('mixed-inputs', "'-' reads a report and cannot stand beside paths");
  return inputsFromReport(await readReport('-', signal), exclusion);
}

function runInfo(options: ManifestOptions, inputs: Inputs): Report['run'] {
  return {
    id: randomUUID(),
    startedAt: options.startedAt.toISOString(),
    durationMs: Date.now() - options.startedAt.getTime(),
    ...(options.operator !== undefined && { operator: options.operator }),
    arguments: options.arguments,
    ...(inputs.upstreamSha256 !== undefined && { upstreamSha256: inputs.upstreamSha256 }),
  };
}

function summary({
  scan: { files, instances, notDicom, unreadable },
  delivery,
  repetition,
}: ManifestContext) {
  const surplus = delivery.repeated.reduce((sum, group) => sum + group.length - 1, 0);
  return {
    filesIn: files.size,
    dicom: files.size - notDicom.size - unreadable.size,
    notDicom: notDicom.size,
    unreadable: unreadable.size,
    duplicates: repetition.reduce((sum, group) => sum + group.files.length - 1, 0),
    patients: delivery.patients.length,
    studies: delivery.studies.length,
    series: delivery.studies.reduce((sum, study) => sum + study.series.length, 0),
    instances: instances.size - surplus,
  };
}

function sections(context: ManifestContext): Report['sections'] {
  return {
    patients: rows(() => patientRows(context)),
    studies: rows(() => studyRows(context)),
    devices: deviceRows(context),
    notDicom: rows(() => notDicomRows(context)),
    unreadable: rows(() => unreadableRows(context)),
    duplicates: rows(() => duplicateRows(context)),
    dicomdirs: rows(() => dicomdirRows(context)),
  };
}

/** Rows that can be gone through again and again, made anew each time. */
function rows<T>(make: () => Iterator<T>): Iterable<T> {
  return { [Symbol.iterator]: make };
}
