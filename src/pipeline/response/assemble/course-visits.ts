import type { Visit } from '../../../rules/response/course.js';
import type { VisitFact } from '../observation.js';
import { isOf } from './subjects.js';
import { distinct, listed, type Telling } from './telling.js';
import type { TimelineVisit } from './timeline.js';

/** What a course's visits are made of. */
export interface ReadBy {
  readonly reader: string;
  /** Indices of the visits of which the reader has rows. */
  readonly read: ReadonlySet<number>;
  readonly telling: Telling;
}

/** The visits of a subject as one reader read them; one that only others read is not assessed. */
export function courseVisits(visits: readonly TimelineVisit[], by: ReadBy): readonly Visit[] {
  return visits.map((visit, index) => courseVisit(visit, by.read.has(index), by));
}

function courseVisit(
  { name, day, lines }: TimelineVisit,
  isRead: boolean,
  { reader, telling }: ReadBy,
): Visit {
  const own = lines.filter((line) => isOf(reader, line));
  const isMissed = own.some(({ kind }) => kind === 'missed');
  const newLesions = agreed(own, 'newLesions', { name, telling });
  const marker = agreed(own, 'marker', { name, telling });
  const hasLooked = newLesions !== undefined && newLesions !== 'not-evaluated';
  if (isMissed && (isRead || own.some(({ kind }) => kind !== 'missed') || hasLooked)) {
    const detail = 'it is stated to be missed, and something is stated of it';
    telling.block({ code: 'state-conflict', visit: name, detail });
  }
  const isAssessed = !isMissed && (isRead || hasLooked);
  const stated = listed(distinct(own.map(({ why }) => why?.trim() || null)));
  const why = stated || (isMissed ? 'missed' : 'not read by this reader');
  return {
    ...{ name, day, isAssessed },
    ...(!isAssessed && { why }),
    ...(newLesions !== undefined && { newLesions }),
    ...(marker !== undefined && { marker }),
  };
}

/** What lines say, where they agree. */
function agreed<K extends 'newLesions' | 'marker'>(
  lines: readonly VisitFact[],
  key: K,
  { name, telling }: { readonly name: string; readonly telling: Telling },
): NonNullable<VisitFact[K]> | undefined {
  const said = distinct(lines.map((line) => line[key]));
  if (said.length > 1) {
    const what = key === 'marker' ? 'the tumour marker' : 'new lesions';
    const detail = `lines of --visits say different things of ${what}`;
    telling.block({ code: 'facts-conflict', visit: name, detail, actual: said.join(', ') });
  }
  return said.length === 1 ? (said[0] as NonNullable<VisitFact[K]>) : undefined;
}
