import type { Finding, Subject } from '../../../findings/finding.js';
import type { Problem } from '../../../identity/ledger/event.js';
import type { Report } from '../../../report/envelope.js';
import { isProblem, problemOf } from './problems.js';

/** What tells more of findings than they say themselves. */
export interface Telling {
  /** The studies that are told of; what belongs to none of them is `rest`. */
  readonly isKnown: (studyUID: string) => boolean;
  /** Studies of findings that name no study, series or file, as those of a patient. */
  readonly studiesNamed?: (finding: Finding) => readonly string[];
  /** Studies of files that hold no instance, by their numbers in `files`. */
  readonly studyOfFile?: ReadonlyMap<number, string>;
  /** What the ledger calls what a finding is about. */
  readonly nameOf?: (finding: Finding) => string | undefined;
}

/** The problems of a report by the studies that they are of. */
class ProblemsOfStudies {
  /** Of no study that is known. */
  readonly rest: Problem[] = [];
  private readonly ofStudies = new Map<string, Problem[]>();

  /** Adds a problem to each of these studies that is known: none of them is as it should be. */
  add(problem: Problem, studies: readonly string[], { isKnown }: Pick<Telling, 'isKnown'>): void {
    const known = studies.filter(isKnown);
    if (known.length === 0) this.rest.push(problem);
    for (const studyUID of known) {
      const own = this.ofStudies.get(studyUID);
      if (own) own.push(problem);
      else this.ofStudies.set(studyUID, [problem]);
    }
  }

  of(studyUID: string): readonly Problem[] {
    return this.ofStudies.get(studyUID) ?? [];
  }
}

/**
 * The problems among a report's findings by study: the one that a finding names, else that of its file, else those that
 * its series stands in.
 */
export function problemsOfStudies(report: Report, telling: Telling): ProblemsOfStudies {
  const problems = new ProblemsOfStudies();
  const findings = report.findings.filter(isProblem);
  if (findings.length === 0) return problems;
  const index = indexOf(report, findings);
  for (const finding of findings) {
    const found = studiesOf(finding.subject ?? {}, index, telling.studyOfFile);
    const studies = found.length > 0 ? found : (telling.studiesNamed?.(finding) ?? []);
    problems.add(problemOf(finding, telling.nameOf?.(finding)), studies, telling);
  }
  return problems;
}

interface Index {
  /** Of the files that findings name. */
  readonly ofFile: ReadonlyMap<number, string>;
  /** Of the series that findings name. */
  readonly ofSeries: ReadonlyMap<string, ReadonlySet<string>>;
}

/** One pass through `files`, which may be many and are made one by one. */
function indexOf({ files }: Report, findings: readonly Finding[]): Index {
  const wanted = new Set(findings.flatMap(({ subject }) => subject?.file ?? []));
  const ofFile = new Map<number, string>();
  const ofSeries = new Map(
    findings.flatMap(({ subject }) => (subject?.seriesUID ? [[subject.seriesUID, new Set<string>()]] : [])),
  );
  let file = 0;
  for (const { studyUID, seriesUID } of files) {
    if (studyUID) {
      if (wanted.has(file)) ofFile.set(file, studyUID);
      if (seriesUID) ofSeries.get(seriesUID)?.add(studyUID);
    }
    file++;
  }
  return { ofFile, ofSeries };
}

function studiesOf(
  { studyUID, seriesUID, file }: Subject,
  { ofFile, ofSeries }: Index,
  studyOfFile: Telling['studyOfFile'],
): string[] {
  if (studyUID) return [studyUID];
  const own = file === undefined ? undefined : (ofFile.get(file) ?? studyOfFile?.get(file));
  if (own) return [own];
  return seriesUID ? [...(ofSeries.get(seriesUID) ?? [])] : [];
}
