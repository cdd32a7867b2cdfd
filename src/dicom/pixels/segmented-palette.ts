import { PixelError } from './pixel-error.js';

/** Segment types. PS3.3 C.7.9.2. */
const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/**
 * Expands the segments of a palette colour table. PS3.3 C.7.9.2: discrete segments list entries, linear ones run to
 * their end value, indirect ones repeat earlier segments.
 * @param units the segmented data, in units of `bits`, as an entry has
 * @param entries that the descriptor says; never more are made
 * @throws PixelError `lut-damaged` where the segments do not make exactly that many
 */
export function expandSegments(units: Uint16Array, bits: 8 | 16, entries: number): Uint16Array {
  const table = new Uint16Array(entries);
  const state: Expansion = { units, bits, table, starts: new Set(), filled: 0 };
  let at = 0;
  while (state.filled < entries) {
    const start = at;
    at = units[at] === INDIRECT ? expandIndirect(state, at) : expandDirect(state, at);
    state.starts.add(start);
  }
  return table;
}

interface Expansion {
  readonly units: Uint16Array;
  readonly bits: 8 | 16;
  readonly table: Uint16Array;
  /** Where the segments so far begin. */
  readonly starts: Set<number>;
  filled: number;
}

function unitAt({ units }: Expansion, at: number): number {
  const unit = units[at];
  if (unit === undefined) throw new PixelError('lut-damaged');
  return unit;
}

/** A discrete or linear segment at `at`. @returns where the next one begins. */
function expandDirect(state: Expansion, at: number): number {
  const type = unitAt(state, at);
  const length = unitAt(state, at + 1);
  const { table, filled } = state;
  // Every segment makes entries: so the work is bounded by the table, whatever repeats what.
  if (length === 0 || filled + length > table.length) throw new PixelError('lut-damaged');
  if (type === DISCRETE) {
    for (let i = 0; i < length; i++) table[filled + i] = unitAt(state, at + 2 + i);
  } else if (type === LINEAR) {
    // It begins from the entry before it, which it does not repeat.
    if (filled === 0) throw new PixelError('lut-damaged');
    const from = table[filled - 1] ?? 0;
    const rise = unitAt(state, at + 2) - from;
    for (let i = 1; i <= length; i++) table[filled + i - 1] = Math.round(from + (rise * i) / length);
  } else throw new PixelError('lut-damaged');
  state.filled += length;
  return at + 2 + (type === DISCRETE ? length : 1);
}

/** Repeats earlier segments, as many as the second unit says. PS3.3 C.7.9.2.3: none of them is indirect. */
function expandIndirect(state: Expansion, at: number): number {
  const count = unitAt(state, at + 1);
  if (count === 0) throw new PixelError('lut-damaged');
  // The offset has 32 bits, the low ones first: four units of 8 bits or two of 16.
  const offsetUnits = state.bits === 8 ? 4 : 2;
  let offset = 0;
  for (let i = offsetUnits - 1; i >= 0; i--) {
    offset = offset * 2 ** state.bits + unitAt(state, at + 2 + i);
  }
  let from = earlierSegment(state, offset);
  for (let i = 0; i < count; i++) from = expandDirect(state, from);
  return at + 2 + offsetUnits;
}

/** Offsets are in bytes; libraries that take them for units of 16 bits have left files that mean that. */
function earlierSegment({ bits, starts }: Expansion, offset: number): number {
  const inUnits = (offset * 8) / bits;
  if (starts.has(inUnits)) return inUnits;
  if (starts.has(offset)) return offset;
  throw new PixelError('lut-damaged');
}
