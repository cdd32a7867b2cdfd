import { groupBy } from '../../findings/group-by.js';
import type { ReconciliationRow } from '../../report/ledger-sections.js';
import {
  type Came,
  type Claim,
  folded,
  type Left,
  type Match,
  matchLines,
  seriesCount,
  visitFit,
} from './match-lines.js';

interface Line extends Claim {
  readonly line: number;
  readonly site: string | undefined;
}

interface Study extends Came {
  readonly site: string;
}

/** What a study is called that was assigned to no visit of the schedule. */
const UNSCHEDULED = 'unscheduled';

/** How differences of a study are told. */
interface Telling {
  /** A text of the list, where it is that of something which came, but for case and blanks: else it may be a name. */
  readonly told: (text: string) => string | null;
  /** Whether a difference of the study was not told before: lines of several modalities have it in common. */
  readonly isNews: (study: Study, what: readonly unknown[]) => boolean;
}

/** The differences in the order of the lines, each once, and then what no line speaks of. */
export function differenceRows(lines: readonly Line[], studies: readonly Study[]): ReconciliationRow[] {
  const { ofLines, left } = matchLines(lines, studies);
  const [came, listed] = [likeOf(studies), likeOf(lines)];
  const telling = tellingOf(studies);
  const rows = lines.flatMap((line, i) => {
    const match = ofLines[i];
    if (!match) return [{ ...rowOf(line), kind: 'not-received' as const, received: came(line.subject) }];
    const ofStudies = match.studies.flatMap((study) => studyRows(line, study, telling));
    return [...distinct(ofStudies), ...seriesRows(line, match)];
  });
  return [...rows, ...left.flatMap((one) => leftRows(one, listed(one.study.subject)))];
}

/** Finds the subject that differs from another in case or blanks alone. */
function likeOf(all: readonly { readonly subject: string }[]): (subject: string) => string | null {
  const alike = groupBy(all, ({ subject }) => folded(subject));
  return (subject) => {
    const other = alike.get(folded(subject))?.find((one) => one.subject !== subject);
    return other ? `as ${other.subject}` : null;
  };
}

function tellingOf(studies: readonly Study[]): Telling {
  const texts = new Set(studies.flatMap(({ site, visit }) => [site, visit ?? '']).map(folded));
  const told = new Map<Study, Set<string>>(studies.map((study) => [study, new Set()]));
  return {
    told: (text) => (texts.has(folded(text)) ? text : null),
    isNews: (study, what) => {
      const key = JSON.stringify(what);
      if (told.get(study)?.has(key)) return false;
      told.get(study)?.add(key);
      return true;
    },
  };
}

/** Studies that one line speaks of together can differ from it in the same. */
function distinct(rows: readonly ReconciliationRow[]): ReconciliationRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

function rowOf({ line, subject, visit, modality }: Line) {
  return { line, subject, visit: visit ?? null, modality: modality ?? null, listed: null, received: null };
}

/** What differs in the study that a line speaks of, whatever its series are. */
function studyRows(line: Line, study: Study, { told, isNews }: Telling): ReconciliationRow[] {
  const base = { ...rowOf(line), modality: null };
  const rows: ReconciliationRow[] = [];
  const fit = visitFit(line, study);
  if (line.visit !== undefined && fit !== 'same' && isNews(study, ['visit', line.visit])) {
    const [listed, received] = [told(line.visit), study.visit ?? UNSCHEDULED];
    rows.push({ ...base, kind: 'other-visit', listed, received });
  }
  if (line.day !== undefined && line.day !== study.day && isNews(study, ['day', line.day]))
    rows.push({ ...base, kind: 'other-date', received: daysText(study.day - line.day) });
  if (line.site !== undefined && line.site !== study.site && isNews(study, ['site', line.site]))
    rows.push({ ...base, kind: 'other-site', listed: told(line.site), received: study.site });
  return rows;
}

/** `+3 days`, `-1 day`. */
function daysText(days: number): string {
  return `${days > 0 ? '+' : ''}${days} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
}

/** What differs in the series that a line speaks of. */
function seriesRows(line: Line, { studies, instead }: Match<Study>): ReconciliationRow[] {
  if (instead) {
    const [listed, received] = [line.modality ?? null, instead.join(', ')];
    return [{ ...rowOf(line), kind: 'other-modality', listed, received }];
  }
  const count = studies.reduce((sum, study) => sum + seriesCount(line, study), 0);
  if (line.series === undefined || line.series === count) return [];
  return [{ ...rowOf(line), kind: 'other-count', listed: String(line.series), received: String(count) }];
}

/** @param listed how the list writes the subject, where it does so otherwise */
function leftRows({ study, modalities }: Left<Study>, listed: string | null): ReconciliationRow[] {
  const { subject, visit, seriesByModality } = study;
  const base = { line: null, kind: 'not-listed', subject, visit } as const;
  if (modalities)
    return modalities.map((modality) => {
      const received = String(seriesByModality[modality] ?? 0);
      return { ...base, modality, listed: null, received };
    });
  const present = Object.entries(seriesByModality).filter(([, count]) => count > 0);
  const series = present.map(([modality, count]) => `${count} ${modality}`);
  return [{ ...base, modality: null, listed, received: series.sort().join(', ') || null }];
}
