import { type Finding, finding } from '../../findings/finding.js';
import type { MeasureProblem, MeasureProblemCode } from '../../measure/problem.js';
import { repeatedFiles, seriesInSeveralStudies, severalPatientsInStudy } from '../scan/delivery-findings.js';
import { textOf } from '../scan/reasons.js';
import {
  absentUids,
  linksNotFollowed,
  noDicom,
  pixelFaults,
  unreadableFiles,
} from '../scan/scan-findings.js';
import type { Done, MeasuredSource } from './run-state.js';

type Check = (done: Done) => Finding[];

/** Every check, in the order of its findings: the files first, then what they hold. */
const CHECKS: readonly Check[] = [
  (done) => (done.sources.length === 0 ? noDicom(done) : []),
  unreadableFiles,
  linksNotFollowed,
  absentUids,
  severalPatientsInStudy,
  seriesInSeveralStudies,
  repeatedFiles,
  repeatedAnnotations,
  pixelFaults,
  nothingFound,
  unsupported,
  ({ sources }) => sources.flatMap(sourceFindings),
];

/** What is to be told of a run of the command. */
export function findingsOf(done: Done): Finding[] {
  return CHECKS.flatMap((check) => check(done));
}

function nothingFound({ sources, scan }: Done): Finding[] {
  const isEmpty = scan.instances.size === 0 && scan.directories.size === 0;
  return sources.length > 0 || isEmpty ? [] : [finding('measure-nothing-found')];
}

/** AIM documents that came more than once: they are taken once, as instances are. */
function repeatedAnnotations({ repetition, scan }: Done): Finding[] {
  return repetition
    .filter(({ kind, files }) => kind === 'same-bytes' && scan.notDicom.get(files[0] ?? -1) === 'aim-xml')
    .map(({ files }) =>
      finding('duplicate-instance', { subject: { file: files[0] ?? 0 }, params: { count: files.length } }),
    );
}

function unsupported({ unsupported: files }: Done): Finding[] {
  return files.map((file) => finding('measure-source-unsupported', { subject: { file } }));
}

function sourceFindings({
  source,
  seriesUID,
  sopInstanceUID,
  problems,
  unreadable,
}: MeasuredSource): Finding[] {
  const subject = {
    file: source.file,
    ...(seriesUID !== '' && { seriesUID }),
    ...(sopInstanceUID !== '' && { sopInstanceUID }),
  };
  const broken =
    unreadable === undefined
      ? []
      : [finding('measure-source-unreadable', { subject, params: { why: textOf(unreadable) } })];
  return [
    ...broken,
    ...byCode(problems).map(([code, all]) => {
      const [first] = all;
      const where = first?.itemPath ?? 'the object';
      const details = [...new Set(all.flatMap(({ detail }) => detail ?? []))];
      const why = details.length === 0 ? '' : ` (${details.slice(0, MAX_DETAILS).join('; ')})`;
      return finding(`measure-${code}`, { subject, params: { count: all.length, where, why } });
    }),
  ];
}

/** Details that one finding names; rows have them all. */
const MAX_DETAILS = 3;

/** Problems of one kind together, in the order in which kinds are first met; the same one of one item once. */
function byCode(problems: readonly MeasureProblem[]): [MeasureProblemCode, MeasureProblem[]][] {
  const groups = new Map<MeasureProblemCode, Map<string, MeasureProblem>>();
  for (const problem of problems) {
    const group = groups.get(problem.code) ?? new Map<string, MeasureProblem>();
    groups.set(problem.code, group);
    group.set(`${problem.itemPath ?? ''}|${problem.detail ?? ''}`, problem);
  }
  return [...groups].map(([code, group]) => [code, [...group.values()]]);
}
