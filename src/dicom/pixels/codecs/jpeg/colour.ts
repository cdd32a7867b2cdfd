import type { FrameHeader } from './frame-header.js';
import { MARKER, type Segment } from './segments.js';

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** The colour transform of an Adobe APP14 segment, 0 none, 1 YCbCr; undefined without one that is whole. */
function adobeTransform(bytes: Uint8Array, segments: readonly Segment[]): number | undefined {
  const adobe = segments.find(({ marker, from, to }) => {
    return marker === MARKER.app14 && to - from >= 12 && textAt(bytes, from, 5) === 'Adobe';
  });
  return adobe && bytes[adobe.from + 11];
}

function hasJfif(bytes: Uint8Array, segments: readonly Segment[]): boolean {
  return segments.some(({ marker, from }) => marker === MARKER.app0 && textAt(bytes, from, 5) === 'JFIF\0');
}

/** The colour model that the codestream itself tells; undefined when it does not. */
function coded(
  bytes: Uint8Array,
  segments: readonly Segment[],
  header: FrameHeader,
): 'RGB' | 'YBR' | undefined {
  const transform = adobeTransform(bytes, segments);
  if (transform !== undefined) return transform === 0 ? 'RGB' : 'YBR';
  const ids = header.components.map(({ id }) => String.fromCharCode(id)).join('');
  if (ids === 'RGB') return 'RGB';
  // Red, green and blue are never sampled apart; JFIF has YCbCr only.
  const [first, ...others] = header.components;
  const subsampled = others.some((each) => {
    return each.horizontal !== first?.horizontal || each.vertical !== first.vertical;
  });
  return subsampled || hasJfif(bytes, segments) ? 'YBR' : undefined;
}

/**
 * The photometric interpretation of the samples as they are coded. PS3.5 8.2.1: it is to be what the header says; the
 * JFIF and Adobe segments need not be there, but shall agree. Where they do not, what is in the codestream is
 * the truth: Adobe's transform, then components named R, G and B, then chroma sampled apart or JFIF; else the header.
 */
export function jpegPhotometric(
  bytes: Uint8Array,
  parsed: { readonly segments: readonly Segment[]; readonly header: FrameHeader },
  declared: string,
): string {
  if (parsed.header.components.length !== 3) return declared;
  const colour = coded(bytes, parsed.segments, parsed.header) ?? (declared.startsWith('YBR') ? 'YBR' : 'RGB');
  return colour === 'YBR' ? 'YBR_FULL' : 'RGB';
}
