import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume, Measured } from '../image-volume.js';

/** Planes without any contrast at the border, at most this share of the field: distortion correction leaves such. */
const MOST_EMPTY_SHARE = 0.05;
/** Fewer lines, or a smaller share of those through the object, are chance. */
const LEAST_LINES = 4;
const LEAST_SHARE = 0.002;
/** Of the lines that leave the field, those that come back: a field that closes on itself returns about all. */
const [FEW_RETURN, MANY_RETURN] = [0.2, 0.5];
/** Neighbouring planes that correlate less than this hold no pattern to recognise. */
const LEAST_PATTERN = 0.3;
/** Correlation of the two sides, over that of neighbouring planes: below, they do not join; above, they do. */
const [APART, JOINED] = [0.25, 0.5];
/** Means of two sides without a pattern that differ by more than this share do not join. */
const MOST_STEP = 0.25;

/** What is known of how the axes are encoded. */
interface Encoding {
  readonly phaseAxis?: 'i' | 'j';
  readonly is3d: boolean;
}

/**
 * Share of the lines through the object, along an axis that is encoded by phase, that leave the field at one side and
 * come back at the other, %; the largest of the axes. A discrete Fourier transform's field closes on itself: what wraps
 * around goes on at the other side as it left. An object that is only cut off at one side, or that reaches both sides
 * without the one going on as the other, gives 0. Uncertain where only a part comes back, or where the outermost planes
 * are empty and those behind them hold the object at both sides.
 */
export function wrapAroundPercent(
  image: ImageVolume,
  masks: ImageMasks,
  { phaseAxis, is3d }: Encoding,
): Measured {
  // An axis of frequency encoding does not wrap around: where it is not known which one that is, both are looked at.
  const axes = phaseAxis ? [phaseAxis] : (['i', 'j'] as const);
  const inPlane = axes.map((axis) => alongAxis(image, masks, axis));
  const across = is3d && image.dims[2] > 1 ? [alongAxis(image, masks, 'k')] : [];
  const found = [...inPlane, ...across];
  const largest = Math.max(0, ...found.filter((one) => one !== 'uncertain'));
  if (largest > 0) return largest;
  if (found.includes('uncertain')) return { absent: 'uncertain' };
  return 0;
}

/** The lines of a volume along one axis. */
interface Lines {
  readonly length: number;
  readonly step: number;
  /** Number of the first voxel of each line. */
  readonly starts: Int32Array;
}

function linesAlong([columns, rows, slices]: ImageVolume['dims'], axis: 'i' | 'j' | 'k'): Lines {
  const size = columns * rows;
  if (axis === 'i') {
    return {
      length: columns,
      step: 1,
      starts: Int32Array.from({ length: rows * slices }, (_, n) => n * columns),
    };
  }
  if (axis === 'k') {
    return { length: slices, step: size, starts: Int32Array.from({ length: size }, (_, n) => n) };
  }
  const start = (n: number): number => Math.floor(n / columns) * size + (n % columns);
  return {
    length: rows,
    step: columns,
    starts: Int32Array.from({ length: columns * slices }, (_, n) => start(n)),
  };
}

function alongAxis(image: ImageVolume, masks: ImageMasks, axis: 'i' | 'j' | 'k'): number | 'uncertain' {
  const lines = linesAlong(image.dims, axis);
  const [low, high] = fieldOf(image.values, lines);
  if (high - low < 4) return 0;
  const { starts, step } = lines;
  const { foreground, threshold } = masks;
  const back: number[] = [];
  let leaving = 0;
  let through = 0;
  for (const start of starts) {
    if (crosses(foreground, start, lines)) through++;
    const [a, b] = [start + low * step, start + high * step];
    const [atLow, atHigh] = [foreground[a] === 1, foreground[b] === 1];
    if (!atLow && !atHigh) continue;
    leaving++;
    // What comes back need not hang together with the object.
    const isBack =
      (atLow || (image.values[a] ?? 0) > threshold) && (atHigh || (image.values[b] ?? 0) > threshold);
    if (isBack) back.push(start);
  }
  if (back.length < Math.max(LEAST_LINES, LEAST_SHARE * through) || back.length < FEW_RETURN * leaving)
    return 0;
  if (back.length < MANY_RETURN * leaving) return 'uncertain';
  // Beside empty planes the two sides are no neighbours.
  if (high - low < lines.length - 1) return 'uncertain';
  const isApart = (start: number): boolean => hasGap(image.values, start, { ...lines, threshold });
  const gaps = back.filter(isApart).length >= MANY_RETURN * back.length;
  const joined = sidesJoin(image.values, back, { low: low * step, high: high * step, step, gaps });
  if (joined === 'joined') return (100 * back.length) / Math.max(through, back.length);
  return joined === 'apart' ? 0 : joined;
}

/** The first and the last plane that hold more than one value. */
function fieldOf(values: Float32Array, lines: Lines): [first: number, last: number] {
  const most = Math.floor(MOST_EMPTY_SHARE * lines.length);
  const last = lines.length - 1;
  let [low, high] = [0, last];
  while (low < most && isFlat(values, lines, low)) low++;
  while (last - high < most && isFlat(values, lines, high)) high--;
  return [low, high];
}

function isFlat(values: Float32Array, { starts, step }: Lines, plane: number): boolean {
  const first = values[(starts[0] ?? 0) + plane * step];
  return starts.every((start) => values[start + plane * step] === first);
}

function crosses(mask: Uint8Array, start: number, { length, step }: Lines): boolean {
  for (let at = 0; at < length; at++) if (mask[start + at * step] === 1) return true;
  return false;
}

/** Whether there is air between the two ends of a line. */
function hasGap(
  values: Float32Array,
  start: number,
  { length, step, threshold }: Lines & { readonly threshold: number },
): boolean {
  for (let at = 1; at < length - 1; at++) if ((values[start + at * step] ?? 0) <= threshold) return true;
  return false;
}

/** The ends of lines, as ways from their starts. */
interface Ends {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** Most lines pass through air on their way from one end to the other. */
  readonly gaps: boolean;
}

/**
 * Whether the plane at one end goes on in that at the other, as neighbouring planes do. Where there is no pattern to
 * tell by, an object that fills the field from end to end may be cut off at both.
 */
function sidesJoin(
  values: Float32Array,
  starts: readonly number[],
  { low, high, step, gaps }: Ends,
): 'joined' | 'apart' | 'uncertain' {
  const plane = (away: number): Float64Array =>
    Float64Array.from(starts, (start) => values[start + away] ?? 0);
  const [atLow, atHigh] = [plane(low), plane(high)];
  const within = (correlation(atLow, plane(low + step)) + correlation(atHigh, plane(high - step))) / 2;
  if (!(within >= LEAST_PATTERN)) {
    const [a, b] = [meanOf(atLow), meanOf(atHigh)];
    const isAlike = Math.abs(a - b) <= MOST_STEP * Math.max(Math.abs(a), Math.abs(b));
    return isAlike ? (gaps ? 'joined' : 'uncertain') : 'apart';
  }
  const share = correlation(atLow, atHigh) / within;
  return share >= JOINED ? 'joined' : share < APART ? 'apart' : 'uncertain';
}

const meanOf = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation; 0 where one of the two does not vary. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let n = 0; n < a.length; n++) {
    const [x, y] = [(a[n] ?? 0) - meanA, (b[n] ?? 0) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  const size = Math.sqrt(aa * bb);
  return size > 0 ? ab / size : 0;
}
