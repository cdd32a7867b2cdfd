import type { LesionRow } from '../../report/response-sections.js';
import type { Diameter, Lesion, LesionReading } from '../../rules/response/course.js';
import type { LesionValue } from '../../rules/response/judgement.js';
import { mmCell } from './cells.js';
import type { Judged } from './judged.js';

/** Every lesion at every visit: what was read, and what stands in the sum. */
export function lesionRows(judged: Judged): LesionRow[] {
  const { course, judgement } = judged;
  const sums = [judgement.baseline, ...judgement.timePoints.map(({ measure }) => measure)];
  return course.visits.flatMap((_, visit) =>
    course.lesions.flatMap((lesion) => {
      const value = sums[visit]?.values.find(({ label }) => label === lesion.label);
      const reading = lesion.readings.find((one) => one.visit === visit);
      return reading || value ? [lesionRow(judged, { lesion, visit, reading, value })] : [];
    }),
  );
}

interface Seen {
  readonly lesion: Lesion;
  readonly visit: number;
  readonly reading: LesionReading | undefined;
  readonly value: LesionValue | undefined;
}

function lesionRow({ course, lengths }: Judged, { lesion, visit, reading, value }: Seen): LesionRow {
  const { name = '', day = null } = course.visits[visit] ?? {};
  const diameter = diameterOf(lesion, reading);
  // Eisenhauer 2009, 4.3.2: fragments are added to the lesion that they come from, where they stand in the sum.
  const isPart = lesion.splitFrom !== undefined && !value;
  const [first, second] =
    lengths === 'stored'
      ? [diameter?.storedMm, diameter?.recomputedMm]
      : [diameter?.recomputedMm, diameter?.storedMm];
  return {
    ...{ subject: course.subject, reader: course.reader, lesion: lesion.label, role: lesion.role },
    isNode: lesion.isNode ?? null,
    organ: lesion.organ ?? null,
    ...{ visit: name, day },
    state: value?.state ?? reading?.state ?? 'not-evaluated',
    mm: isPart ? null : mmCell(value ? value.mm : (first ?? second)),
    storedMm: mmCell(diameter?.storedMm),
    recomputedMm: mmCell(diameter?.recomputedMm),
    axis: diameter?.axis ?? null,
    method: reading?.method ?? null,
    sliceThicknessMm: mmCell(reading?.sliceThicknessMm),
    note: isPart ? `added to ${lesion.splitFrom}` : (value?.note ?? reading?.why ?? null),
  };
}

/** Nodes by their short axis, everything else by its long axis: Eisenhauer 2009, 3.1.1. */
function diameterOf({ isNode }: Lesion, reading: LesionReading | undefined): Diameter | undefined {
  const axis = isNode ? 'short' : 'long';
  return reading?.diameters.find((one) => one.axis === axis) ?? reading?.diameters[0];
}
