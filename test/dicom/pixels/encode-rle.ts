/** PackBits as PS3.5 G.3.1 describes it, with runs where two bytes or more are the same. */
export function encodeSegment(bytes: readonly number[]): number[] {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at] && at + run < bytes.length) run++;
    if (run > 1) out.push(257 - run, bytes[at] ?? 0);
    else out.push(0, bytes[at] ?? 0);
    at += run;
  }
  return out.length % 2 === 0 ? out : [...out, 0];
}

/** Header and segments; `count` and `starts` override what the header says. */
export function rleStream(
  segments: readonly number[][],
  lies: { count?: number; starts?: number[] } = {},
): Uint8Array {
  const header = new Uint32Array(16);
  header[0] = lies.count ?? segments.length;
  let at = 64;
  for (const [i, segment] of segments.entries()) {
    header[1 + i] = lies.starts?.[i] ?? at;
    at += segment.length;
  }
  return Buffer.concat([Buffer.from(header.buffer), ...segments.map((segment) => Buffer.from(segment))]);
}

/** A frame of one sample of 16 bits: the high bytes, then the low ones. PS3.5 G.2. */
export function encodeRle(words: Uint16Array): Uint8Array {
  const all = [...words];
  return rleStream([
    encodeSegment(all.map((word) => word >> 8)),
    encodeSegment(all.map((word) => word & 0xff)),
  ]);
}
