import type { Element } from '../../dicom/element.js';

/** Values that are kept before all are forgotten: attributes of which every instance has its own come without end. */
const MAX_KEPT = 2048;
/** Longer values are compared by native code. */
const SHORT_BYTES = 48;

/** The value's bytes as Latin-1, undecoded. */
function rawText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function isText(bytes: Uint8Array, raw: string): boolean {
  if (bytes.length !== raw.length) return false;
  if (bytes.length > SHORT_BYTES) return rawText(bytes) === raw;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== raw.charCodeAt(at)) return false;
  return true;
}

/** What was made of an element's bytes, for elements that hold the same. Neighbours are mostly equal: the last first. */
export class BytesCache {
  private readonly kept = new Map<string, string>();
  private last: { context: string; vr: number; raw: string; value: string } | undefined;

  /**
   * @param context what besides VR and bytes decides how they are read
   * @param make gives what the element holds
   */
  get(element: Element, context: string, make: () => string): string {
    const { vr, bytes } = element;
    const { last } = this;
    if (last && last.vr === vr && last.context === context && isText(bytes, last.raw)) return last.value;
    const raw = rawText(bytes);
    const value = this.keptOrMade(`${context}\n${vr}\n${raw}`, make);
    this.last = { context, vr, raw, value };
    return value;
  }

  private keptOrMade(key: string, make: () => string): string {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    const value = make();
    this.kept.set(key, value);
    return value;
  }
}
