import { type Outcome, worst } from '../../findings/outcome.js';
import type {
  ProtocolCandidate,
  ProtocolCheckRow,
  ProtocolSeriesRow,
  ProtocolStudyRow,
} from '../../report/check-protocol-sections.js';
import type { CheckResult } from '../../rules/protocol/check-result.js';
import type { Candidate } from '../../rules/protocol/match/match.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { Checked } from './run-state.js';

/** Instances that a row names; how many there are it always says. */
const MOST_OUTLIERS = 20;

/** The studies, each with the worst of its checks. */
export function studyRows({ studies, judgement: { results, matches } }: Checked): ProtocolStudyRow[] {
  return studies.map((study) => ({
    study: study.number + 1,
    studyUID: study.studyUID,
    subject: study.subject ?? null,
    visit: study.visit ?? null,
    site: study.site ?? null,
    outcome: worst(results.filter((row) => row.study === study.number).map(({ outcome }) => outcome)),
    series: study.series.length,
    matched: study.series.filter(({ number }) => matches.get(number)?.kind === 'matched').length,
  }));
}

/** Every series, and what it was taken for. */
export function seriesRows({ studies, judgement, conceal }: Checked): ProtocolSeriesRow[] {
  const outcomes = outcomesBySeries(judgement.results);
  return studies.flatMap((study) =>
    study.series.map((view): ProtocolSeriesRow => {
      const match = judgement.matches.get(view.number);
      const [best, second] = match?.candidates ?? [];
      const own = outcomes.get(view.number);
      return {
        study: study.number + 1,
        ...seriesFacts(view, (text) => conceal.description(text)),
        kind: match?.kind ?? 'other',
        entry: match?.entry ?? null,
        reason: match?.reason ?? '',
        score: best?.score ?? null,
        runnerUp: second?.entry ?? null,
        margin: match?.margin ?? null,
        outcome: own ? worst(own) : null,
        candidates: (match?.candidates ?? []).map((candidate) =>
          candidateRow(candidate, (quantity, text) => conceal.valueOf(quantity, text)),
        ),
      };
    }),
  );
}

function seriesFacts(view: SeriesView, description: (text: string) => string) {
  const [header] = view.headers;
  return {
    seriesUID: view.seriesUID,
    seriesNumber: seriesNumberOf(view),
    modality: header?.modality || null,
    description: description(header?.seriesDescription ?? ''),
    instances: view.instances.length,
  };
}

/** Series Number; the least where instances differ, so that no order of files decides. */
function seriesNumberOf({ headers }: SeriesView): number | null {
  const numbers = headers.flatMap(({ seriesNumber }) => seriesNumber ?? []);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function candidateRow(
  { entry, score, agreement, terms }: Candidate,
  show: (quantity: string, text: string) => string,
): ProtocolCandidate {
  return {
    entry,
    score,
    ...(agreement !== undefined && { agreement }),
    conditions: terms.map(({ quantity, holds, expected, actual }) => ({
      quantity,
      holds,
      expected,
      ...(actual !== undefined && { actual: show(quantity, actual) }),
    })),
  };
}

function outcomesBySeries(results: readonly CheckResult[]): Map<number, Outcome[]> {
  const outcomes = new Map<number, Outcome[]>();
  for (const { series, outcome } of results) {
    if (series === undefined) continue;
    const known = outcomes.get(series);
    if (known) known.push(outcome);
    else outcomes.set(series, [outcome]);
  }
  return outcomes;
}

/** Every check, in the order of the judgement. */
export function checkRows(checked: Checked): ProtocolCheckRow[] {
  const views = viewsByNumber(checked);
  return checked.judgement.results.map((result) => checkRow(result, checked, views));
}

/** Series of the delivery by their number. */
export function viewsByNumber({ studies }: Pick<Checked, 'studies'>): ReadonlyMap<number, SeriesView> {
  return new Map(studies.flatMap(({ series }) => series.map((view) => [view.number, view])));
}

function checkRow(
  result: CheckResult,
  { scan }: Checked,
  views: ReadonlyMap<number, SeriesView>,
): ProtocolCheckRow {
  const view = result.series === undefined ? undefined : views.get(result.series);
  const { outliers = [] } = result;
  return {
    study: result.study + 1,
    seriesUID: view?.seriesUID ?? null,
    seriesNumber: view ? seriesNumberOf(view) : null,
    entry: result.entry ?? null,
    scope: result.scope,
    check: result.check,
    code: result.code,
    outcome: result.outcome,
    severity: result.severity,
    expected: result.expected ?? null,
    actual: result.actual ?? null,
    unit: result.unit ?? null,
    difference: result.difference ?? null,
    source: result.source ?? null,
    rationale: result.rationale ?? null,
    variant: result.variant ?? null,
    note: result.note ?? null,
    ...(outliers.length > 0 && {
      outliers: {
        count: outliers.length,
        instances: outliers.slice(0, MOST_OUTLIERS).map((instance) => ({
          file: scan.instances.file(instance),
          sopInstanceUID: scan.instances.sopInstanceUID(instance),
        })),
      },
    }),
    ...(result.disposition && { disposition: result.disposition }),
  };
}
