import { type Report, verdictOf } from '../../report/envelope.js';
import type { MeasurementRow } from '../../report/measure-export-sections.js';
import { type Facts, type Given, readFacts, withReaderNames } from './given.js';
import { criteriaConfig, loadCriteria } from './load-criteria.js';
import type { Observation } from './observation.js';
import type { CriteriaOptions } from './options.js';
import { observationOf } from './read/measurement-observation.js';
import { respond } from './respond.js';

/** What was measured, and the dates that its rows may not tell. */
interface Measured {
  readonly sources: readonly {
    readonly rows: readonly MeasurementRow[];
    readonly studyDate: string | null;
  }[];
  readonly options: { readonly identifiers: boolean };
  /** YYYY-MM-DD by Study Instance UID, of the studies that are there. */
  readonly studyDates: ReadonlyMap<string, string | null>;
  /** Free text without what identifies, as in the rows. */
  readonly describe: (text: string) => string;
}

/**
 * Loads criteria and facts, and gives what adds responses to a report of `measure-export`: sections, findings, counts.
 * @throws ConfigError for criteria or facts with faults, with the place
 */
export async function responsesFor(
  asked: CriteriaOptions,
): Promise<(report: Report, measured: Measured) => Report> {
  const loaded = await loadCriteria(asked.criteria);
  const { criteria } = loaded;
  const facts = await readFacts(asked, 1);
  return (report, { sources, options: { identifiers }, studyDates, describe }) => {
    const dated = sources.flatMap(({ rows, studyDate }) => rows.map((row) => ({ row, studyDate })));
    const observed = dated.flatMap(({ row, studyDate }, i) => {
      const seen = observationOf(row, { source: 0, line: i + 1 });
      // A visit is when its images were made, not when they were read. Dates that are not told still order the visits.
      return seen
        ? { ...seen, date: studyDates.get(row.image?.studyUID ?? '') ?? seen.date ?? studyDate }
        : [];
    });
    const given = withReaderNames(
      {
        ...{ stated: [], ignored: [] },
        ...describedFacts(facts, { describe, observed }),
      },
      identifiers,
    );
    const { sections, findings, summary } = respond(given, {
      ...{ criteria, lengths: asked.lengths, isOngoing: asked.isOngoing ?? false, showsDates: identifiers },
    });
    const all = [...report.findings, ...findings];
    return {
      ...report,
      config: {
        ...report.config,
        criteria: criteriaConfig(loaded),
        lengths: asked.lengths,
        ...(asked.isOngoing && { ongoing: true }),
        facts: facts.files.map(({ name, ...file }) => ({ path: name, ...file })),
      },
      verdict: verdictOf(all, report.upstream),
      summary: { ...report.summary, ...responseCounts(summary) },
      findings: all,
      sections: { ...report.sections, ...sections },
    };
  };
}

/** Facts in the words of the rows: what was taken out of a label there is taken out of it here, and of reasons. */
function describedFacts(
  { observations, visits, adjudications }: Facts,
  { describe, observed }: Pick<Measured, 'describe'> & { readonly observed: readonly Observation[] },
): Omit<Given, 'stated' | 'ignored'> {
  const clean = (text: string | null): string | null => (text === null ? null : describe(text));
  const described = observations.map((one) => ({
    ...one,
    keys: { ...one.keys, trackingId: clean(one.keys.trackingId), label: clean(one.keys.label) },
    ...{ splitFrom: clean(one.splitFrom), mergedInto: clean(one.mergedInto), why: clean(one.why) },
  }));
  return {
    observations: [...observed, ...described],
    visits: visits.map((one) => ({ ...one, why: clean(one.why) })),
    adjudications: adjudications.map((one) => ({ ...one, reason: clean(one.reason) })),
  };
}

/** Counts of responses beside those of measurements, which has rows of its own. */
function responseCounts({ rowsIn, ...counts }: Readonly<Record<string, number>>): Record<string, number> {
  const { evaluable = 0, notEvaluable = 0, ...others } = counts;
  return {
    ...{ diameters: rowsIn ?? 0, ...others },
    ...{ evaluableTimePoints: evaluable, notEvaluableTimePoints: notEvaluable },
  };
}
