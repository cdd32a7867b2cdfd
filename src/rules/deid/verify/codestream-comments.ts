const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** A part of a codestream's header that holds more than the image needs: offsets in the bytes. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** What {@link headerComments} found. */
export interface HeaderComments {
  readonly segments: readonly Segment[];
  /** The header goes on after the bytes: more are wanted. */
  readonly cut: boolean;
}

const NONE: HeaderComments = { segments: [], cut: false };

/**
 * Comments and application segments at the start of a codestream: COM and APPn of JPEG and JPEG-LS up to the first scan
 * (T.81 B.2.4.5, B.2.4.6; T.87 C.2.4), COM of JPEG 2000 up to the first tile's data (T.800 A.9.2), the boxes of JP2
 * before it. What is damaged is given whole.
 */
export function headerComments(bytes: Uint8Array): HeaderComments {
  if (uint16(bytes, 0) === 0xffd8) return walk(bytes, isJpegComment, isJpegEnd);
  if (uint16(bytes, 0) === 0xff4f)
    return walk(
      bytes,
      (marker) => marker === 0xff64,
      (marker) => marker === 0xff93,
    );
  // T.800 I.5.1: the signature box of JP2. Its boxes hold XML and UUIDs; they are searched as they are.
  if (uint16(bytes, 4) === 0x6a50) return { segments: [{ from: 0, to: bytes.length }], cut: false };
  return NONE;
}

const isJpegComment = (marker: number): boolean =>
  marker === 0xfffe || (marker >= 0xffe0 && marker <= 0xffef);
const isJpegEnd = (marker: number): boolean => marker === 0xffda || marker === 0xffd9;

function walk(
  bytes: Uint8Array,
  isWanted: (marker: number) => boolean,
  isEnd: (marker: number) => boolean,
): HeaderComments {
  const segments: Segment[] = [];
  for (let at = 2; ; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 4 > bytes.length) return { segments, cut: true };
    const marker = uint16(bytes, at);
    if (isEnd(marker)) return { segments, cut: false };
    const to = at + 2 + uint16(bytes, at + 2);
    if (marker < 0xff00 || to < at + 4)
      return { segments: [...segments, { from: at, to: bytes.length }], cut: false };
    if (to > bytes.length) return { segments, cut: true };
    if (isWanted(marker)) segments.push({ from: at + 4, to });
    at = to;
  }
}
