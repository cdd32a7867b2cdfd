import fc from 'fast-check';
import type { Visit } from '../../../src/identity/trial/trial.js';
import type { ArrivedStudy, PlacedStudy, SubjectVisits } from '../../../src/identity/visits/visit-plan.js';

/** A day to count from; any will do. */
export const BASE = 20_000;

/** A visit with a window of so many days on either side. */
export function visit(
  id: string,
  targetDay: number,
  [minus, plus]: readonly [number, number] = [0, 0],
): Visit {
  const baseline = id === 'BL' ? { baseline: true } : {};
  return { id, targetDay, windowMinusDays: minus, windowPlusDays: plus, ...baseline };
}

/** Baseline, weeks 4, 8 and 12, each with a week either way for the later ones. */
export const PLAIN = [
  visit('BL', 0),
  visit('W4', 28, [3, 3]),
  visit('W8', 56, [7, 7]),
  visit('W12', 84, [7, 7]),
];

/** The same with a screening scan in the four weeks before. */
export const SCREENED = [visit('SCR', -14, [14, 13]), ...PLAIN];

/** A study that arrived so many days after {@link BASE}. */
export function arrived(
  offset: number,
  name = `s${offset}`,
  series: Record<string, number> = {},
): ArrivedStudy {
  return { studyUID: name, day: BASE + offset, seriesByModality: series };
}

/** A study that was placed before. */
export function placed(offset: number, id: string | null, name = `s${offset}`): PlacedStudy {
  return { studyUID: name, day: BASE + offset, visit: id };
}

/** What was planned in few words: `W4 late +33`. */
export function inWords({ planned }: SubjectVisits): string[] {
  return planned.map(({ visit: id, timing, offsetDays }) => `${id} ${timing} ${offsetDays}`);
}

/** What the crosswalk holds when a plan was carried out. */
export function carriedOut(studies: readonly ArrivedStudy[], { planned }: SubjectVisits): PlacedStudy[] {
  return studies.map(({ studyUID, day }, i) => ({ studyUID, day, visit: planned[i]?.visit ?? null }));
}

/** Schedules whose windows do not overlap, with or without visits before the baseline. */
export const schedules: fc.Arbitrary<Visit[]> = fc
  .record({
    before: fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 2 }),
    after: fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 5 }),
    own: fc.tuple(fc.nat(3), fc.nat(3)),
  })
  .map(({ before, after, own }) => {
    const made = [visit('BL', 0, own)];
    let end = own[1];
    for (const [gap, minus, plus] of after) {
      made.push(visit(`V${made.length}`, end + 1 + gap + minus, [minus, plus]));
      end += 1 + gap + minus + plus;
    }
    let start = -own[0];
    for (const [gap, minus, plus] of before) {
      made.unshift(visit(`P${made.length}`, start - 1 - gap - plus, [minus, plus]));
      start -= 1 + gap + plus + minus;
    }
    return made;
  });

/** Studies of one subject, some of one day. */
export const deliveries: fc.Arbitrary<ArrivedStudy[]> = fc
  .array(fc.integer({ min: -30, max: 90 }), { maxLength: 7 })
  .map((offsets) => offsets.map((offset, i) => arrived(offset, `study${i}`)));
