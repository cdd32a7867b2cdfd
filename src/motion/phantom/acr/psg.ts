import type { Measured } from '../../image/image-volume.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';
import { isBesideBoth } from './both-axes.js';
import { largeRegionRadiusMm } from './piu.js';

/** ACR, Large and Medium Phantom Test Guidance: regions of 10 cm², four times as long as wide. */
const AREA_MM2 = 1000;
const WIDTH_MM = Math.sqrt(AREA_MM2 / 4);
/** Where the air is narrower, a region is narrower and longer, as the guidance allows, but not more than twice as long. */
const LEAST_WIDTH_MM = WIDTH_MM / 2;
const LEAST_WIDTH_PIXELS = 3;
/** Kept from the phantom's edge, which rings, and from the field's, where filters and gradient correction show. */
const MARGIN_MM = 2;
const MARGIN_PIXELS = 2;

/** A region of air: centre and half sides in pixels along a row and along a column, and its mean. */
interface PsgRegion {
  readonly centre: readonly [number, number];
  readonly halfPixels: readonly [number, number];
  readonly mean: number;
}

/** Ghosting beside a disc, and the regions of air: above, below, left and right as stored. */
export interface PsgResult {
  readonly percent: Measured;
  readonly regions: readonly PsgRegion[];
}

/** A side of the disc: the axis that leads to it (0 along a row, 1 along a column), and whether it lies at its end. */
interface Side {
  readonly across: 0 | 1;
  readonly far: boolean;
}

// ACR: top, bottom, left, right.
const SIDES: readonly Side[] = [
  { across: 1, far: false },
  { across: 1, far: true },
  { across: 0, far: false },
  { across: 0, far: true },
];

type Span = readonly [number, number];

/** The lowest and the highest value of a line of pixels: pixel `at` of `across`, `span` along the other axis. */
function lineRange(slice: Slice2d, across: 0 | 1, at: number, span: Span): Span {
  const [step, start] = across === 1 ? [1, at * slice.columns] : [slice.columns, at];
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let n = span[0]; n <= span[1]; n++) {
    const value = slice.values[start + n * step] ?? 0;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return [lowest, highest];
}

function isConstant(slice: Slice2d, across: 0 | 1, at: number, span: Span): boolean {
  const [lowest, highest] = lineRange(slice, across, at, span);
  return lowest === highest;
}

/** The first and the last pixel within a length about a place. */
function spanAbout(centre: number, length: number, size: number): Span {
  return [Math.max(0, Math.ceil(centre - length / 2)), Math.min(size - 1, Math.floor(centre + length / 2))];
}

/** Where there is air between the disc and the end of the field, pixels along `across`; lines of one value are none. */
function airBeside(slice: Slice2d, disc: FoundDisc, side: Side): Span | 'masked-background' | 'little-air' {
  const { across, far } = side;
  const along = across === 0 ? 1 : 0;
  const size = across === 0 ? slice.columns : slice.rows;
  const half = disc.halfAxesMm[across] / slice.spacingMm[across];
  const margin = Math.max(MARGIN_PIXELS, MARGIN_MM / slice.spacingMm[across]);
  const edge = disc.centre[across] + (far ? half : -half);
  const length = AREA_MM2 / WIDTH_MM / slice.spacingMm[along];
  const span = spanAbout(disc.centre[along], length, along === 0 ? slice.columns : slice.rows);
  const inward = far ? -1 : 1;
  let line = far ? size - 1 : 0;
  const beyond = (at: number): boolean => (far ? at > edge + margin : at < edge - margin);
  if (!beyond(line)) return 'little-air';
  while (beyond(line) && isConstant(slice, across, line, span)) line += inward;
  if (!beyond(line)) return 'masked-background';
  const limit = line + inward * margin;
  return far ? [edge + margin, limit] : [limit, edge - margin];
}

/** Puts a region into the air, or says why there can be none. */
function regionBeside(
  slice: Slice2d,
  disc: FoundDisc,
  side: Side,
): PsgRegion | 'masked-background' | 'little-air' | 'uncertain' {
  const air = airBeside(slice, disc, side);
  if (typeof air === 'string') return air;
  const { across } = side;
  const along = across === 0 ? 1 : 0;
  const roomMm = (air[1] - air[0] + 1) * slice.spacingMm[across];
  const widthMm = Math.min(WIDTH_MM, roomMm);
  const width = widthMm / slice.spacingMm[across];
  if (widthMm < LEAST_WIDTH_MM || width < LEAST_WIDTH_PIXELS) return 'little-air';
  const length = AREA_MM2 / widthMm / slice.spacingMm[along];
  const whole = along === 0 ? slice.columns : slice.rows;
  if (disc.centre[along] - length / 2 < 0 || disc.centre[along] + length / 2 > whole - 1) return 'little-air';
  const lines = spanAbout((air[0] + air[1]) / 2, width, across === 0 ? slice.columns : slice.rows);
  const span = spanAbout(disc.centre[along], length, whole);
  const mean = meanOf(slice, across, lines, span);
  if (mean === undefined) return 'masked-background';
  if (!Number.isFinite(mean)) return 'uncertain';
  const middle = [(lines[0] + lines[1]) / 2, (span[0] + span[1]) / 2] as const;
  const halves = [(lines[1] - lines[0] + 1) / 2, (span[1] - span[0] + 1) / 2] as const;
  return across === 0
    ? { centre: [middle[0], middle[1]], halfPixels: [halves[0], halves[1]], mean }
    : { centre: [middle[1], middle[0]], halfPixels: [halves[1], halves[0]], mean };
}

/** Mean of the lines' spans; undefined where a whole line has one value, as only a mask makes it. */
function meanOf(slice: Slice2d, across: 0 | 1, lines: Span, span: Span): number | undefined {
  let sum = 0;
  for (let line = lines[0]; line <= lines[1]; line++) {
    if (isConstant(slice, across, line, span)) return undefined;
    const [step, start] = across === 1 ? [1, line * slice.columns] : [slice.columns, line];
    for (let n = span[0]; n <= span[1]; n++) sum += slice.values[start + n * step] ?? 0;
  }
  return sum / ((lines[1] - lines[0] + 1) * (span[1] - span[0] + 1));
}

/** Mean within a circle. */
function meanWithin(
  { values, columns, rows, spacingMm }: Slice2d,
  disc: FoundDisc,
  radiusMm: number,
): number {
  let [sum, count] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const y = (row - disc.centre[1]) * spacingMm[1];
    for (let column = 0; column < columns; column++) {
      const x = (column - disc.centre[0]) * spacingMm[0];
      if (x * x + y * y > radiusMm * radiusMm) continue;
      sum += values[row * columns + column] ?? 0;
      count++;
    }
  }
  return sum / count;
}

/**
 * Percent signal ghosting: |(top + bottom) − (left + right)| of the means of four regions of air, over twice the mean of
 * the disc's middle region, in percent. A region is a box of 10 cm², four times as long as wide, in the middle of the
 * air between the disc and the field's edge; where the air is narrower, it is narrower and longer. Lines of one value at
 * the field's edge (left by the correction of gradients) are not air.
 * Source: ACR, Large and Medium Phantom Test Guidance, percent signal ghosting.
 * @returns absent: `masked-background` where a whole line of a region has one value, `little-air` where a region has no
 *   room, `no-signal`, `uncertain` where a value is no number, or there are ghosts along both axes
 */
export function psg(slice: Slice2d, disc: FoundDisc): PsgResult {
  const regions: PsgRegion[] = [];
  for (const side of SIDES) {
    const region = regionBeside(slice, disc, side);
    if (typeof region === 'string') return { percent: { absent: region }, regions };
    regions.push(region);
  }
  const large = meanWithin(slice, disc, largeRegionRadiusMm(disc));
  if (!Number.isFinite(large)) return { percent: { absent: 'uncertain' }, regions };
  if (large <= 0) return { percent: { absent: 'no-signal' }, regions };
  const means = regions.map(({ mean }) => mean);
  if (isBesideBoth(slice, means, large)) return { percent: { absent: 'uncertain' }, regions };
  const [top = 0, bottom = 0, left = 0, right = 0] = means;
  return { percent: (100 * Math.abs(top + bottom - left - right)) / (2 * large), regions };
}
