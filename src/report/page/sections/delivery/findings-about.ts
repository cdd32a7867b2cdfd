import type { Finding } from '../../../../findings/finding.js';
import { OUTCOMES, type Outcome } from '../../../../findings/outcome.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';

/** A finding in its place. */
export type ToldFinding = Told<Finding>;

/** The findings of a report by what they are about, worst first. */
export interface FindingsAbout {
  /** About a series, or about a file of it. */
  readonly series: (studyUID: string, seriesUID: string) => readonly ToldFinding[];
  /** About a study as a whole. */
  readonly study: (studyUID: string) => readonly ToldFinding[];
  readonly file: (file: number) => readonly ToldFinding[];
  /** About what has no UID: a device, a patient. */
  readonly named: (name: string) => readonly ToldFinding[];
}

/** What a finding is about. */
interface Place {
  readonly file: number | undefined;
  readonly name: string | undefined;
  readonly studyUID: string | undefined;
  readonly seriesUID: string | undefined;
}

/** A finding about an instance names its file: the file says of which series it is, an absent UID being empty text. */
function placeOf({ report }: PageSource, { subject = {} }: Finding): Place {
  const { file, name, studyUID, seriesUID } = subject;
  const entry = file === undefined ? undefined : report.files[file];
  if (seriesUID !== undefined || entry?.kind !== 'dicom') return { file, name, studyUID, seriesUID };
  return { file, name, studyUID: entry.studyUID ?? '', seriesUID: entry.seriesUID ?? '' };
}

function rank(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}

/** Findings by key, each list worst first and else in the report's order. */
class Index {
  readonly #lists = new Map<string | number, ToldFinding[]>();

  add(key: string | number | undefined, finding: ToldFinding): void {
    if (key === undefined) return;
    const list = this.#lists.get(key);
    if (list) list.push(finding);
    else this.#lists.set(key, [finding]);
  }

  get(key: string | number): ToldFinding[] {
    return [...(this.#lists.get(key) ?? [])].sort((a, b) => rank(a.value.outcome) - rank(b.value.outcome));
  }
}

/** Sorts the findings of a report by what they are about. */
export function findingsAbout(source: PageSource): FindingsAbout {
  const [bySeries, byStudy, byFile, byName] = [new Index(), new Index(), new Index(), new Index()];
  const studyOf = new Map<ToldFinding, string | undefined>();
  for (const finding of each(of(toldReport(source), 'findings'))) {
    const { file, name, studyUID, seriesUID } = placeOf(source, finding.value);
    studyOf.set(finding, studyUID);
    bySeries.add(seriesUID, finding);
    if (seriesUID === undefined && file === undefined) byStudy.add(studyUID, finding);
    byFile.add(file, finding);
    byName.add(name, finding);
  }
  return {
    series: (study, series) =>
      bySeries.get(series).filter((finding) => (studyOf.get(finding) ?? study) === study),
    study: (uid) => byStudy.get(uid),
    file: (number) => byFile.get(number),
    named: (name) => byName.get(name),
  };
}

/** The worst outcome of findings, in its place; undefined where there are none. */
export function worstOf(findings: readonly ToldFinding[]): Told<Outcome> | undefined {
  const [first] = [...findings].sort((a, b) => rank(a.value.outcome) - rank(b.value.outcome));
  return first && of(first, 'outcome');
}

/** Where something stands among others by its findings: the smaller, the worse. */
export function urgency(findings: readonly ToldFinding[]): number {
  const outcome = worstOf(findings);
  return outcome ? rank(outcome.value) : OUTCOMES.length;
}
