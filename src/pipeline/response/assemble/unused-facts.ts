import type { Observation } from '../observation.js';
import { isReading, type SubjectRows, saysState } from './subjects.js';
import { places, trimmed } from './telling.js';
import { keysOfLine, saysVisit } from './visit-index.js';

/** Tells of facts, and of lines of `--visits`, that nothing was made of. Nothing is suggested: it may be a slip, or a row that is missing. */
export function tellUnused(rows: SubjectRows, matched: ReadonlySet<Observation>): void {
  const { telling, readers } = rows;
  for (const fact of [...rows.facts, ...rows.readings.filter(({ isFact }) => isFact)]) {
    const { label, trackingId, trackingUid } = fact.keys;
    const lesion = [label, trackingId, trackingUid].map(trimmed).find((name) => name !== null);
    const problem = {
      code: 'fact-unused',
      ...(lesion !== undefined && lesion !== null && { lesion }),
    } as const;
    if (!matched.has(fact)) {
      const detail = `${places([fact])} is of no lesion and visit of ${fact.reader ?? 'any reader'}`;
      telling.tell({ ...problem, detail });
    } else if (!isReading(fact) && saysState(fact) && !saysVisit(fact)) {
      // A length or a state is of one visit; the rest of the fact holds for all.
      telling.tell({ ...problem, detail: `${places([fact])} gives a length or a state, and no visit` });
    }
  }
  for (const line of rows.visitFacts) {
    const reader = trimmed(line.reader);
    const isUnread = reader !== null && !readers.includes(reader);
    const isEvent = line.kind === 'death' || line.kind === 'treatment-start';
    const isNowhere = !isEvent && Object.values(keysOfLine(line)).every((key) => key === null);
    if (!isUnread && !isNowhere) continue;
    const why = isUnread ? `the subject has no reader ${reader}` : 'it is of no visit';
    telling.tell({ code: 'fact-unused', detail: `${places([line])}: ${why}` });
  }
}
