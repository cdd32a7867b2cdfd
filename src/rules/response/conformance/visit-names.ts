import type { Course, LesionReading } from '../course.js';

/** Names of the visits of readings: `BL, W8`. */
export function visitNames({ visits }: Course, readings: readonly LesionReading[]): string {
  return readings.map(({ visit }) => visits[visit]?.name ?? `visit ${visit + 1}`).join(', ');
}
