import { Big } from 'big.js';
import type { Course, Lesion, LesionReading, Visit } from '../../../src/rules/response/course.js';
import type { LesionState } from '../../../src/rules/response/words.js';

/** What a lesion is at a visit: mm (exact text or number), a state, a whole reading, or nothing said. */
export type Said = number | string | LesionState | Omit<LesionReading, 'visit'> | null;

const STATES = ['too-small', 'absent', 'present', 'progressed', 'equivocal', 'not-evaluated'];

/** A lesion by what is said of it visit by visit. */
export interface LesionSketch extends Partial<Omit<Lesion, 'readings'>> {
  readonly label: string;
  readonly said: readonly Said[];
}

function reading(said: Exclude<Said, null>, isNode: boolean): Omit<LesionReading, 'visit'> {
  const seen = { method: 'ct' as const, sliceThicknessMm: new Big(5) };
  if (typeof said === 'object') return { ...seen, ...said };
  if (typeof said === 'string' && STATES.includes(said))
    return { ...seen, state: said as LesionState, diameters: [] };
  const mm = new Big(said);
  const axis = isNode ? 'short' : 'long';
  return {
    ...seen,
    state: mm.eq(0) ? 'absent' : 'measured',
    diameters: [{ axis, storedMm: mm, recomputedMm: null, agrees: null }],
  };
}

/** A lesion; a non-node in the lung unless it says otherwise. */
export function lesion({ said, ...more }: LesionSketch): Lesion {
  const isNode = more.isNode ?? false;
  return {
    role: 'target',
    isNode,
    organ: isNode ? 'lymph nodes' : 'lung',
    ...more,
    readings: said.flatMap((one, visit) => (one === null ? [] : [{ visit, ...reading(one, isNode) }])),
  };
}

/** A course with a visit every 56 days unless days are given; `visits` may overwrite what is said of single ones. */
export function course(
  lesions: readonly LesionSketch[],
  more: Partial<Omit<Course, 'visits' | 'lesions'>> & {
    readonly days?: readonly (number | null)[];
    readonly visits?: Readonly<Record<number, Partial<Visit>>>;
  } = {},
): Course {
  const { days, visits: changes = {}, ...rest } = more;
  const count = Math.max(days?.length ?? 0, ...lesions.map(({ said }) => said.length));
  const visits = Array.from({ length: count }, (_, i): Visit => {
    const day = days ? (days[i] ?? null) : 56 * i;
    return { name: i === 0 ? 'BL' : `V${i}`, day, isAssessed: true, ...changes[i] };
  });
  return {
    subject: 'S-01',
    site: null,
    reader: 'R1',
    treatmentStartDay: null,
    deathDay: null,
    blockers: [],
    ...rest,
    visits,
    lesions: lesions.map(lesion),
  };
}
