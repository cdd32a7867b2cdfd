import { FreeText, namesIn } from './free-text.js';
import type {
  AdjudicationLine,
  Observation,
  RowSourceFile,
  StatedResponse,
  VisitFact,
} from './observation.js';
import type { CriteriaOptions } from './options.js';
import { ReaderNames } from './reader-names.js';

/** Everything that responses are made of. */
export interface Given {
  readonly observations: readonly Observation[];
  readonly stated: readonly StatedResponse[];
  /** Rows that say nothing for responses, each with the reason. */
  readonly ignored: readonly { readonly why: string }[];
  readonly visits: readonly VisitFact[];
  readonly adjudications: readonly AdjudicationLine[];
}

/** Files of facts, read. */
export interface Facts extends Omit<Given, 'stated' | 'ignored'> {
  readonly files: readonly RowSourceFile[];
}

/**
 * Reads `--lesions`, `--visits` and `--adjudication`.
 * @param first number of the first of these files among all sources
 * @throws ConfigError with file, line and column
 */
export async function readFacts(
  { lesions, visits, adjudication }: Pick<CriteriaOptions, 'lesions' | 'visits' | 'adjudication'>,
  first: number,
): Promise<Facts> {
  const { readAdjudication, readLesions, readVisits } = await import('./read/facts.js');
  const files: RowSourceFile[] = [];
  const next = (): number => first + files.length;
  const facts = { observations: [] as readonly Observation[], visits: [] as readonly VisitFact[] };
  let adjudications: readonly AdjudicationLine[] = [];
  if (lesions !== undefined) {
    const { observations, sha256 } = await readLesions(lesions, next());
    facts.observations = observations;
    files.push({ name: lesions, form: 'lesions', sha256, rows: observations.length });
  }
  if (visits !== undefined) {
    const read = await readVisits(visits, next());
    facts.visits = read.visits;
    files.push({ name: visits, form: 'visits', sha256: read.sha256, rows: read.visits.length });
  }
  if (adjudication !== undefined) {
    const { lines, sha256 } = await readAdjudication(adjudication, next());
    adjudications = lines;
    files.push({ name: adjudication, form: 'adjudication', sha256, rows: lines.length });
  }
  return { ...facts, adjudications, files };
}

/** The same with readers and texts as a report may hold them. */
export function withReaderNames(given: Given, identifiers: boolean): Given {
  const { observations, stated, visits, adjudications } = given;
  const all = [...observations, ...stated, ...visits, ...adjudications];
  const names = new ReaderNames(
    identifiers,
    all.map(({ reader }) => reader),
  );
  const known = <T extends { readonly reader: string | null }>(one: T): T => ({
    ...one,
    reader: names.of(one.reader),
  });
  if (identifiers) {
    return {
      ...{ observations: observations.map(known), stated: stated.map(known), ignored: given.ignored },
      ...{ visits: visits.map(known), adjudications: adjudications.map(known) },
    };
  }
  const text = new FreeText(names.hidden, [
    ...observations.flatMap(namesIn),
    ...[...stated, ...visits, ...adjudications].map(({ visit }) => visit),
  ]);
  const shown = <T extends { readonly reader: string | null; readonly visit: string | null }>(one: T): T => ({
    ...known(one),
    visit: text.nameOf(one.visit),
  });
  return {
    ignored: given.ignored,
    observations: observations.map((one) => shown(text.ofRow(one))),
    stated: stated.map(shown),
    visits: visits.map((one) => ({ ...shown(one), why: text.clean(one.why) })),
    adjudications: adjudications.map((one) => ({ ...shown(one), reason: text.clean(one.reason) })),
  };
}
