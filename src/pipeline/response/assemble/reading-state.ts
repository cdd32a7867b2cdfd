import type { Diameter } from '../../../rules/response/course.js';
import type { Criteria } from '../../../rules/response/criteria/criteria.js';
import type { LesionState } from '../../../rules/response/words.js';
import type { Observation } from '../observation.js';
import { extent } from './diameters.js';
import type { Fault } from './lengths.js';
import { distinct, listed, trimmed } from './telling.js';

/** What rows of a lesion at a visit say of its state; null: nothing. What they say differently is a fault. */
export function saidState(rows: readonly Observation[]): LesionState | Fault | null {
  const byFact = rows.some((row) => row.isFact && row.state !== null);
  const unknown = distinct(rows.map(({ unknownState }) => trimmed(unknownState)));
  // A fact says what a row says in words that nobody knows.
  if (unknown.length > 0 && !byFact) {
    const detail = `its state is none that is known: ${listed(unknown)}`;
    return { code: 'state-unknown', detail, actual: unknown.join(', ') };
  }
  const merges = rows.filter(({ mergedInto }) => trimmed(mergedInto) !== null);
  const states = distinct([...rows.map(({ state }) => state), ...merges.map(() => 'merged' as const)]);
  if (states.length < 2) return states[0] ?? null;
  const isOfFact = byFact || merges.some(({ isFact }) => isFact);
  const detail = `its state is said differently: ${listed(states)}`;
  return { code: isOfFact ? 'facts-conflict' : 'state-conflict', detail, actual: states.join(', ') };
}

/** The state of a lesion by what is said of it and by its lengths; a fault where the two contradict each other. */
export function stateOf(
  said: LesionState | null,
  diameters: readonly Diameter[],
  { criteria, isTarget }: { readonly criteria: Criteria; readonly isTarget: boolean },
): LesionState | Fault {
  const size = extent(diameters);
  if (!size)
    return said === 'measured'
      ? conflict('it is said to be measured, and has no length')
      : (said ?? 'not-evaluated');
  const text = `${size.mm.toFixed()} mm`;
  if (size.isMixed) return conflict(`one of its lengths is 0, and another ${text}`);
  const isSeen = size.mm.gt(0);
  const refused = conflict(`it is said to be ${said}, and has a length of ${text}`);
  switch (said) {
    case null:
      return isSeen ? 'measured' : 'absent';
    case 'absent':
    case 'merged':
      return isSeen ? refused : said;
    case 'not-evaluated':
      return refused;
    case 'too-small':
      // Eisenhauer 2009, 4.3.2: what is too small to measure stands for 5 mm, and is not measured as more.
      return isSeen && size.mm.lte(criteria.tooSmall.mm) ? said : refused;
    case 'present':
      return isSeen ? (isTarget ? 'measured' : said) : refused;
    default:
      return isSeen ? said : refused;
  }
}

function conflict(detail: string): Fault {
  return { code: 'state-conflict', detail };
}
