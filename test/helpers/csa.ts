/** Writes Siemens CSA headers for tests, byte for byte as scanners lay them out. */

/** One tag to write. `items` is the number of item slots (6 by default when there are values, as scanners do). */
export interface CsaTagSource {
  readonly name: string;
  readonly vm: number;
  readonly vr: string;
  readonly syngodt?: number;
  readonly values: readonly string[];
  readonly items?: number;
}

const text = (value: string): number[] => [...new TextEncoder().encode(value)];

function int32(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff];
}

function fixed(value: string, size: number): number[] {
  const bytes = text(value);
  return [...bytes, ...new Array<number>(size - bytes.length).fill(0)];
}

function slotsOf({ values, items }: CsaTagSource): number {
  return items ?? (values.length === 0 ? 0 : Math.ceil(values.length / 6) * 6);
}

function encodeItem(value: string | undefined, extra: number): number[] {
  const bytes = value === undefined ? [] : [...text(value), 0];
  const padding = new Array<number>((4 - (bytes.length % 4)) % 4).fill(0);
  const length = bytes.length;
  return [...int32(length + extra), ...int32(length), ...int32(77), ...int32(length), ...bytes, ...padding];
}

function encodeTag(tag: CsaTagSource, extra: number): number[] {
  const slots = slotsOf(tag);
  const head = [...fixed(tag.name, 64), ...int32(tag.vm), ...fixed(tag.vr, 4), ...int32(tag.syngodt ?? 6)];
  const items = Array.from({ length: slots }, (_, slot) => encodeItem(tag.values[slot], extra));
  return [...head, ...int32(slots), ...int32(slots === 0 ? 205 : 77), ...items.flat()];
}

/** A header of software from syngo B on: `SV10`. */
export function encodeCsa2(tags: readonly CsaTagSource[]): Uint8Array {
  const start = [...text('SV10'), 4, 3, 2, 1, ...int32(tags.length), ...int32(77)];
  return Uint8Array.from([...start, ...tags.flatMap((tag) => encodeTag(tag, 0)), 0, 0, 0, 0]);
}

/** An older header: no `SV10`, and lengths in word 0 that are too large by the first tag's number of items. */
export function encodeCsa1(tags: readonly CsaTagSource[]): Uint8Array {
  const extra = tags[0] === undefined ? 0 : slotsOf(tags[0]);
  const start = [...int32(tags.length), ...int32(77)];
  return Uint8Array.from([...start, ...tags.flatMap((tag) => encodeTag(tag, extra))]);
}
