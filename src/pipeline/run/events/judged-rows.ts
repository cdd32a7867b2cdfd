import type { Outcome } from '../../../findings/outcome.js';
import type { Report } from '../../../report/envelope.js';
import type { MeasurementRow, SourceRow } from '../../../report/measure-export-sections.js';
import { sectionOf } from './step-report.js';

interface JudgedRow {
  readonly studyUID: string;
  readonly outcome: Outcome;
}

/** Sections whose rows have an outcome and a study. */
const JUDGED: Readonly<Record<string, readonly string[]>> = {
  'check-protocol': ['studies'],
  'qc-motion': ['series', 'images', 'phantoms'],
};

/**
 * What was judged of each study, by Study Instance UID; none where the command had nothing to judge.
 * @param sources of `measure-export`, which judges by its findings alone: what was read counts as passed
 */
export function outcomesByStudy(
  report: Report,
  sources: readonly SourceRow[],
): ReadonlyMap<string, readonly Outcome[]> {
  const rows: JudgedRow[] = [
    ...(JUDGED[report.command] ?? []).flatMap((name) => [...sectionOf<JudgedRow>(report, name)]),
    ...sources.map(({ source: { studyUID } }) => ({ studyUID, outcome: 'pass' as const })),
  ];
  const outcomes = new Map<string, Outcome[]>();
  for (const { studyUID, outcome } of rows) {
    const own = outcomes.get(studyUID);
    if (own) own.push(outcome);
    else outcomes.set(studyUID, [outcome]);
  }
  return outcomes;
}

/** The objects of a `measure-export` report; none of another's. */
export function sourcesOf(report: Report): SourceRow[] {
  return report.command === 'measure-export' ? [...sectionOf<SourceRow>(report, 'sources')] : [];
}

/**
 * Readings of each study, by the UID of the study that the object is of: its distinct readers among the rows of SR and
 * AIM; those that name nobody are one reader.
 */
export function readsByStudy(report: Report): ReadonlyMap<string, number> {
  const readers = new Map<string, Set<string>>();
  for (const { source, image, reader } of sectionOf<MeasurementRow>(report, 'rows')) {
    if (source.kind !== 'SR' && source.kind !== 'AIM') continue;
    const studyUID = source.studyUID || (image?.studyUID ?? '');
    const own = readers.get(studyUID) ?? new Set();
    readers.set(studyUID, own.add(reader ?? ''));
  }
  return new Map([...readers].map(([studyUID, names]) => [studyUID, names.size]));
}
