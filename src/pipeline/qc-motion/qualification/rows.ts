import type { Finding } from '../../../findings/finding.js';
import { type Outcome, worst } from '../../../findings/outcome.js';
import { type AnyFigureName, FIGURES_OF, figureOf } from '../../../rules/motion/all-figures.js';
import { scannersOf } from '../../../rules/protocol/devices/scanner.js';
import type { StudyView } from '../../../rules/protocol/study-view.js';
import type { JudgedPhantom } from '../stills/judged-still.js';
import { phantomOutcome } from '../stills/still-rows.js';
import type { QualificationRow } from './qualification-row.js';
import type { NotRecorded, Qualification } from './recorded.js';

/** What is to be recorded of a delivery's phantoms. */
export interface Qualifications {
  readonly recorded: readonly Qualification[];
  readonly notRecorded: readonly NotRecorded[];
}

/** What rows are made from. */
export interface QualificationsIn {
  readonly phantoms: readonly JudgedPhantom[];
  readonly studies: readonly StudyView[];
  /** Identifier and version of the limits. */
  readonly limits: string;
  /** What is wrong with the delivery's files. */
  readonly faults: readonly Finding[];
}

/**
 * One row a study, scanner and phantom: the ACR phantom's localizer, T1 and T2 series qualify a scanner together. The
 * verdict is the worst of their limits; a limit on a figure that none of them shows leaves it not evaluable, and so do
 * files that are damaged or missing.
 */
export function qualifications(input: QualificationsIn): Qualifications {
  const { phantoms, studies } = input;
  const groups = new Map<string, JudgedPhantom[]>();
  const notRecorded: NotRecorded[] = [];
  for (const judged of phantoms) {
    const study = studies.find(({ studyUID }) => studyUID === judged.series.studyUID);
    const why = whyNot(judged, study);
    if (why !== undefined) {
      notRecorded.push({ judged, why });
      continue;
    }
    const { manufacturer, model, serial, software } = scannerOf(judged);
    const { kind } = judged.phantom.declaration.spec;
    const key = JSON.stringify([judged.series.studyUID, manufacturer, model, serial, software, kind]);
    groups.set(key, [...(groups.get(key) ?? []), judged]);
  }
  const recorded = [...groups.values()].map((group) => qualification(group, input));
  return { recorded, notRecorded };
}

function scannerOf({ series }: JudgedPhantom) {
  const [scanner] = scannersOf([series.view]);
  const { manufacturer = '', model = '', serial = '', software = [] } = scanner ?? {};
  return { manufacturer, model, serial, software };
}

function whyNot({ series }: JudgedPhantom, study: StudyView | undefined): string | undefined {
  const scanners = scannersOf([series.view]);
  const [scanner] = scanners;
  if (scanners.length !== 1 || !scanner || scanner.software.length !== 1) {
    return 'its images name several scanners, or several versions of software';
  }
  if (scanner.serial.trim() === '') return 'Device Serial Number has no value';
  if (scanner.software[0]?.length === 0) return 'Software Versions has no value';
  if (!study || !/^\d{8}$/.test(study.studyDate)) return 'Study Date has no value';
  // PS3.3 C.12.1, Longitudinal Temporal Information Modified: the date is not that of the scan.
  return study.datesModified ? 'the dates of the study were shifted' : undefined;
}

function qualification(
  group: readonly JudgedPhantom[],
  { studies, limits, faults }: QualificationsIn,
): Qualification {
  const [first] = group;
  if (!first) throw new RangeError('a group of no phantoms');
  const { manufacturer, model, serial, software } = scannerOf(first);
  const study = studies.find(({ studyUID }) => studyUID === first.series.studyUID);
  const date = study?.studyDate ?? '';
  const missing = unshown(group);
  const { kind } = first.phantom.declaration.spec;
  return {
    row: {
      ...{ serial, manufacturer, model, limits, phantom: kind },
      software: (software[0] ?? []).join('\\'),
      ...(study?.site !== undefined && { site: study.site }),
      from: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
      verdict: verdictOf(group, missing.length > 0 || faults.some((one) => spoils(one, group))),
      figures: figuresOf(group),
      studyUID: first.series.studyUID,
    },
    kind,
    missing: missing.map((name) => figureOf(name).label),
  };
}

function verdictOf(group: readonly JudgedPhantom[], isLess: boolean): Outcome {
  return worst([...group.map(phantomOutcome), ...(isLess ? ['not-evaluable' as const] : [])]);
}

/** Whether files that are damaged or missing may be some of a group's: all that are not known to be others'. */
function spoils({ outcome, subject = {} }: Finding, group: readonly JudgedPhantom[]): boolean {
  if (outcome !== 'fail' && outcome !== 'not-evaluable') return false;
  const { seriesUID, studyUID } = subject;
  if (seriesUID !== undefined) return group.some(({ series: { view } }) => view.seriesUID === seriesUID);
  return studyUID === undefined || group.some(({ series }) => series.studyUID === studyUID);
}

/** Figures with a limit that every series of the group says it does not show. */
function unshown(group: readonly JudgedPhantom[]): AnyFigureName[] {
  const limited = new Set(group.flatMap(({ results }) => results.map(({ figure }) => figure)));
  return [...limited].filter((name) =>
    group.every(({ results }) =>
      results.every(({ figure, outcome }) => figure !== name || outcome === 'not-applicable'),
    ),
  );
}

/** By name; where several series show a figure, with the number of the series: `piuPercent@5`. */
function figuresOf(group: readonly JudgedPhantom[]): QualificationRow['figures'] {
  const [first] = group;
  if (!first) return {};
  const entries = FIGURES_OF[first.phantom.declaration.spec.kind].flatMap((name) => {
    const having = group.filter(({ figures }) => !('notApplicable' in (figures[name] ?? {})));
    return having.map((judged): [string, number | null] => {
      const figure = judged.figures[name];
      const value = figure && 'value' in figure ? Number(figure.value.toPrecision(6)) : null;
      return [having.length > 1 ? `${name}@${seriesName(judged)}` : name, value];
    });
  });
  return Object.fromEntries(entries);
}

function seriesName({ series: { view }, set }: JudgedPhantom): string {
  const number = view.headers.find(({ seriesNumber }) => seriesNumber !== undefined)?.seriesNumber ?? 'none';
  return set && set.number > 0 ? `${number}.${set.number + 1}` : String(number);
}
