const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
/** Digits of the low and of the high word of a 64-bit key: 11, 11 and 10 bits each. */
const SHIFTS = [0, DIGIT_BITS, 2 * DIGIT_BITS] as const;

interface Keys {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Integers that sort as the numbers do: the bits of IEEE 754, turned over for negative ones. −0 is 0. */
function fillKeys(values: ArrayLike<number>, { low, high }: Keys): void {
  const view = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < values.length; i++) {
    view.setFloat64(0, (values[i] ?? 0) + 0);
    const top = view.getUint32(0);
    const isNegative = top >>> 31 === 1;
    high[i] = isNegative ? ~top : top | 0x80000000;
    low[i] = isNegative ? ~view.getUint32(4) : view.getUint32(4);
  }
}

/** Where each digit's bucket starts; undefined where all keys share the digit, so that there is nothing to sort. */
function bucketStarts(keys: Uint32Array, shift: number, count: number): Uint32Array | undefined {
  const starts = new Uint32Array(BUCKETS);
  for (let i = 0; i < count; i++) {
    const digit = ((keys[i] ?? 0) >>> shift) & (BUCKETS - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let before = 0;
  for (let digit = 0; digit < BUCKETS; digit++) {
    const size = starts[digit] ?? 0;
    if (size === count) return undefined;
    starts[digit] = before;
    before += size;
  }
  return starts;
}

/** The order of the keys, smallest first: a radix sort of their indices, lowest digit first. */
function orderOf({ low, high }: Keys, count: number): Uint32Array {
  let order = new Uint32Array(count);
  let next = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (const keys of [low, high]) {
    for (const shift of SHIFTS) {
      const starts = bucketStarts(keys, shift, count);
      if (!starts) continue;
      for (let i = 0; i < count; i++) {
        const index = order[i] ?? 0;
        const digit = ((keys[index] ?? 0) >>> shift) & (BUCKETS - 1);
        const at = starts[digit] ?? 0;
        starts[digit] = at + 1;
        next[at] = index;
      }
      [order, next] = [next, order];
    }
  }
  return order;
}

/** Ranks from 1 of values without NaN; equal values share the mean of their ranks. Takes time linear in their number. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const count = values.length;
  const keys = { low: new Uint32Array(count), high: new Uint32Array(count) };
  fillKeys(values, keys);
  const order = orderOf(keys, count);
  const out = new Float64Array(count);
  for (let from = 0; from < count; ) {
    const value = values[order[from] ?? 0];
    let to = from + 1;
    while (to < count && values[order[to] ?? 0] === value) to++;
    for (let i = from; i < to; i++) out[order[i] ?? 0] = (from + 1 + to) / 2;
    from = to;
  }
  return out;
}
