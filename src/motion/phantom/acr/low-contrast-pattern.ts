/** Discs of the low-contrast insert: ten spokes of three. ACR, Large and Medium Phantom Test Guidance. */
export const SPOKES = 10;
/** Diameter of the discs of spoke 1, and of the last; between them they shrink evenly. */
const LARGEST_MM = 7;
const SMALLEST_MM = 1.5;
/** From the pattern's centre; phantoms differ, so that each ring is fitted within a millimetre and a half. */
export const RING_RADII_MM = [13.4, 25.9, 38.3] as const;
/** Half the angle between spokes. */
export const HALF_SPOKE_RAD = Math.PI / SPOKES;

/** Where the pattern lies in a slice. */
export interface Pattern {
  /** Centre, pixels. */
  readonly centre: readonly [number, number];
  /** Of spoke 1 from the direction of falling rows, turning towards rising columns. */
  readonly angleRad: number;
  /** 1: the spokes follow in that sense of turning; −1: against it, as in a mirrored image. */
  readonly handedness: 1 | -1;
  readonly ringsMm: readonly [number, number, number];
}

/** Radius of the discs of a spoke counted from 0, mm. */
export function discRadiusMm(spoke: number): number {
  return (LARGEST_MM - ((LARGEST_MM - SMALLEST_MM) * spoke) / (SPOKES - 1)) / 2;
}

/** The place at a distance from the pattern's centre in the direction of a spoke (halves lie between spokes), pixels. */
export function placeOf(
  { centre, angleRad, handedness }: Pattern,
  { spoke, distanceMm }: { spoke: number; distanceMm: number },
  spacingMm: readonly [number, number],
): readonly [number, number] {
  const angle = angleRad + handedness * spoke * 2 * HALF_SPOKE_RAD;
  return [
    centre[0] + (distanceMm * Math.sin(angle)) / spacingMm[0],
    centre[1] - (distanceMm * Math.cos(angle)) / spacingMm[1],
  ];
}
