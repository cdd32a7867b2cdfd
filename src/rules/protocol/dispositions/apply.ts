import type { AppliedDisposition, CheckResult } from '../check-result.js';
import type { StudyView } from '../study-view.js';
import type { Acceptance } from './acceptance.js';
import type { Disposition, DispositionTarget } from './disposition.js';
import { isAbout, isOfStudy, type PlacedRow } from './target.js';

/** A disposition that was not applied, and why. */
export interface IdleDisposition {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** `unused`: nothing it is about was found. `outdated`: what is there now is not what it was decided on. */
  readonly kind: 'unused' | 'outdated' | 'needless';
  readonly text: string;
}

/**
 * The acceptances among the dispositions that are about a series of these studies, by Series Instance UID. Of two that
 * accept one series the first counts.
 */
export function acceptancesOf(
  dispositions: readonly Disposition[],
  studies: readonly StudyView[],
): ReadonlyMap<string, Acceptance> {
  const acceptances = new Map<string, Acceptance>();
  for (const [i, { accept, who, when, why }] of dispositions.entries()) {
    const seriesUID = accept?.seriesUID;
    if (!accept || seriesUID === undefined || acceptances.has(seriesUID)) continue;
    if (!isThere(accept, studies)) continue;
    const entry = accept.series === undefined ? {} : { entry: accept.series };
    acceptances.set(seriesUID, { seriesUID, ...entry, who, when, why, number: i + 1 });
  }
  return acceptances;
}

function isThere(target: DispositionTarget, studies: readonly StudyView[]): boolean {
  return studies.some(
    (study) =>
      isOfStudy(target, study) && study.series.some(({ seriesUID }) => seriesUID === target.seriesUID),
  );
}

/**
 * Applies waivers: a row that did not pass becomes a warning, and what was found stays beside it. A waiver that names
 * the value it was decided on is not applied to another one. Nothing is waived twice, nor what an acceptance settled.
 * @param results those that acceptances settled already say so
 */
export function applyDispositions(
  results: readonly CheckResult[],
  dispositions: readonly Disposition[],
  studies: readonly StudyView[],
): { readonly results: readonly CheckResult[]; readonly idle: readonly IdleDisposition[] } {
  if (dispositions.length === 0) return { results, idle: [] };
  const placed = placeRows(results, studies);
  const waived = new Map<CheckResult, AppliedDisposition>();
  const idle: IdleDisposition[] = [];
  for (const [i, disposition] of dispositions.entries()) {
    const number = i + 1;
    const why = disposition.waive
      ? waive(disposition.waive, { disposition, number }, { placed, waived })
      : idleAcceptance(disposition.accept ?? {}, { placed, studies });
    if (why) idle.push({ number, ...why });
  }
  return {
    results: results.map((row) => {
      const disposition = waived.get(row);
      return disposition ? { ...row, outcome: 'warn', disposition } : row;
    }),
    idle,
  };
}

function placeRows(results: readonly CheckResult[], studies: readonly StudyView[]): PlacedRow[] {
  const byNumber = new Map(studies.map((study) => [study.number, study]));
  const views = new Map(studies.flatMap(({ series }) => series.map((view) => [view.number, view])));
  return results.map((row) => ({
    row,
    study: byNumber.get(row.study),
    view: row.series === undefined ? undefined : views.get(row.series),
  }));
}

type Why = Omit<IdleDisposition, 'number'>;

interface Numbered {
  readonly disposition: Disposition;
  readonly number: number;
}

/** Rows, and those of them that are waived already. */
interface Waiving {
  readonly placed: readonly PlacedRow[];
  readonly waived: Map<CheckResult, AppliedDisposition>;
}

/** Outcomes that a person can overrule. */
const WAIVABLE = new Set(['fail', 'not-evaluable', 'warn']);

/** Waives what a decision is about; returns why nothing was waived. */
function waive(
  target: DispositionTarget,
  { disposition, number }: Numbered,
  waiving: Waiving,
): Why | undefined {
  const { who, when, why, actual } = disposition;
  const about = waiving.placed.filter((one) => isAbout(target, one)).map(({ row }) => row);
  if (about.length === 0) return { kind: 'unused', text: 'no check of this delivery is the one it is about' };
  const open = about.filter(
    (row) => WAIVABLE.has(row.outcome) && !row.disposition && !waiving.waived.has(row),
  );
  if (open.length === 0) return { kind: 'needless', text: 'what it waives passes, or is settled already' };
  const meant = open.filter((row) => actual === undefined || row.actual === actual);
  if (meant.length === 0) {
    const now = open[0]?.actual;
    return {
      kind: 'outdated',
      text: `it was decided on ${actual}, but the value is ${now ?? 'not there'} now`,
    };
  }
  for (const row of meant) {
    waiving.waived.set(row, { kind: 'waived', original: row.outcome, who, when, why, number });
  }
  return undefined;
}

/** Why an acceptance settled nothing; undefined where the repeats of its series are settled. */
function idleAcceptance(
  target: DispositionTarget,
  { placed, studies }: { readonly placed: readonly PlacedRow[]; readonly studies: readonly StudyView[] },
): Why | undefined {
  const study = studies.find(
    (one) => isOfStudy(target, one) && one.series.some(({ seriesUID }) => seriesUID === target.seriesUID),
  );
  if (!study) return { kind: 'unused', text: 'no series of this delivery is the one it accepts' };
  const taken = entryOf(target, placed);
  const entry = taken ?? target.series;
  const own = placed.flatMap(({ row }) => (row.study === study.number && row.entry === entry ? [row] : []));
  // Two acceptances where the protocol asks for one series settle nothing: neither can be believed.
  if (own.some(({ code }) => code === 'protocol-series-repeated')) {
    return { kind: 'outdated', text: 'it does not settle which of the repeated series counts' };
  }
  const settled = own.some(({ disposition }) => disposition && disposition.kind !== 'waived');
  const meant = target.series === undefined || target.series === taken;
  return settled && meant
    ? undefined
    : {
        kind: 'needless',
        text: 'the series it accepts is not one of several that the protocol asks for once',
      };
}

/** What the accepted series was taken for, as its rows say. */
function entryOf({ seriesUID }: DispositionTarget, placed: readonly PlacedRow[]): string | undefined {
  return placed.find(({ row, view }) => view?.seriesUID === seriesUID && row.entry !== undefined)?.row.entry;
}
