import {
  CsaError,
  type CsaLayout,
  type CsaTagSpan,
  csaLayout,
  ITEM_BYTES,
  NAME_BYTES,
  TAG_BYTES,
} from './csa.js';

/** What {@link filterCsa} does to the tags that it keeps. */
export interface CsaFilterOptions {
  /**
   * The new values of a tag, as `parseCsa` will read them (without space at either end, and without NUL; no more of them
   * than the tag's multiplicity); undefined leaves the tag as it is.
   */
  readonly rewrite?: (name: string, values: readonly string[]) => readonly string[] | undefined;
}

/** An item to be written: its text without the NULs after it, the length that it states, and the word before it. */
interface Item {
  readonly text: Uint8Array;
  readonly length: number;
  readonly marker: number;
}

/** The words that mark what holds something (77) and what does not (205); scanners write no others. */
const FILLED = 77;
const UNUSED = 205;

/** Offset in a tag's head of each field after the name. */
const HEAD = { vm: 64, vr: 68, syngodt: 72, items: 76, marker: 80 } as const;

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function markerAt(bytes: Uint8Array, at: number, fallback: number): number {
  const word = new DataView(bytes.buffer, bytes.byteOffset).getInt32(at, true);
  return word === FILLED || word === UNUSED ? word : fallback;
}

function itemsAsTheyAre(bytes: Uint8Array, { vm, items }: CsaTagSpan): Item[] {
  return items.map(({ at, length }, index) => {
    const start = at + ITEM_BYTES;
    // Items beyond the multiplicity are read by nobody, so nobody has judged what they hold.
    const isRead = vm === 0 || index < vm;
    return {
      text: isRead ? untilNul(bytes.subarray(start, start + length)) : new Uint8Array(0),
      length,
      marker: markerAt(bytes, at + 8, length === 0 ? UNUSED : FILLED),
    };
  });
}

function itemsOf(values: readonly string[], slots: number): Item[] {
  return Array.from({ length: Math.max(values.length, slots) }, (_, index) => {
    const text = untilNul(new TextEncoder().encode(values[index] ?? ''));
    const isEmpty = text.length === 0;
    return { text, length: isEmpty ? 0 : text.length + 1, marker: isEmpty ? UNUSED : FILLED };
  });
}

/** An item in its four words and its bytes, padded to four. `extra` is what CSA1 adds to the length in word 0. */
function encodeItem({ text, length, marker }: Item, extra: number): Uint8Array {
  const out = new Uint8Array(ITEM_BYTES + Math.ceil(length / 4) * 4);
  const words = new DataView(out.buffer);
  for (const [index, word] of [length + extra, length, marker, length].entries()) {
    words.setInt32(4 * index, word, true);
  }
  out.set(text, ITEM_BYTES);
  return out;
}

/** A tag's head: the source's own fields, without what stands after the NUL of its texts. */
function encodeHead(bytes: Uint8Array, at: number, items: number): Uint8Array {
  const out = new Uint8Array(TAG_BYTES);
  const copy = (from: number, to: number): void => out.set(bytes.subarray(at + from, at + to), from);
  out.set(untilNul(bytes.subarray(at, at + NAME_BYTES)));
  copy(HEAD.vm, HEAD.vr);
  out.set(untilNul(bytes.subarray(at + HEAD.vr, at + HEAD.syngodt)), HEAD.vr);
  copy(HEAD.syngodt, HEAD.items);
  const words = new DataView(out.buffer);
  words.setInt32(HEAD.items, items, true);
  words.setInt32(HEAD.marker, markerAt(bytes, at + HEAD.marker, items === 0 ? UNUSED : FILLED), true);
  return out;
}

function encodeStart(bytes: Uint8Array, { version }: CsaLayout, tags: number): Uint8Array {
  const prefix = version === 'csa2' ? 8 : 0;
  const out = new Uint8Array(prefix + 8);
  out.set(bytes.subarray(0, Math.min(prefix, 4)));
  // Four bytes of no known meaning follow SV10: 4, 3, 2, 1 in scanners' files. Anything else is not kept.
  if (prefix > 0 && [4, 3, 2, 1].every((byte, index) => bytes[4 + index] === byte)) out.set([4, 3, 2, 1], 4);
  const words = new DataView(out.buffer);
  words.setUint32(prefix, tags, true);
  words.setUint32(prefix + 4, FILLED, true);
  return out;
}

/** The spans to keep: of two tags of one name the first, which is the one that `parseCsa` reads. */
function keptSpans({ spans }: CsaLayout, keep: ReadonlySet<string>): CsaTagSpan[] {
  const first = new Map<string, CsaTagSpan>();
  for (const span of spans) if (keep.has(span.name) && !first.has(span.name)) first.set(span.name, span);
  return [...first.values()];
}

/**
 * Writes a CSA header anew with only the tags named in `keep`, in their order. Heads and values are the source's bytes;
 * what scanners leave behind the NUL of a name, VR or value (pieces of other memory, protocol text among them), in items
 * that no reader reads, and after the last tag, becomes zeros or goes. CSA1 lengths are counted from the new first tag.
 * The result may hold no tag at all: then the element is better left out. Layout: as of `parseCsa`.
 * @returns the new header, which `parseCsa` reads as exactly the kept tags; or the {@link CsaError} where the source
 * cannot be read to its end, since what is not understood cannot be filtered.
 */
export function filterCsa(
  bytes: Uint8Array,
  keep: ReadonlySet<string>,
  { rewrite }: CsaFilterOptions = {},
): Uint8Array | CsaError {
  const layout = csaLayout(bytes);
  if (layout instanceof CsaError) return layout;
  const tags = keptSpans(layout, keep).map((span) => {
    const values = rewrite?.(span.name, layout.tags.get(span.name)?.values ?? []);
    return { span, items: values ? itemsOf(values, span.items.length) : itemsAsTheyAre(bytes, span) };
  });
  // CSA1 counts its lengths from the number of items of the first tag.
  const extra = layout.version === 'csa1' ? (tags[0]?.items.length ?? 0) : 0;
  const parts = tags.flatMap(({ span, items }) => [
    encodeHead(bytes, span.at, items.length),
    ...items.map((item) => encodeItem(item, extra)),
  ]);
  // Scanners write four bytes of zero after the last tag.
  const end = layout.end + 4 <= bytes.length ? [new Uint8Array(4)] : [];
  return Uint8Array.from(Buffer.concat([encodeStart(bytes, layout, tags.length), ...parts, ...end]));
}
