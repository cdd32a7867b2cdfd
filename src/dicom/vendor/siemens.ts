import type { Dataset } from '../dataset.js';
import { VR } from '../vr.js';
import { CsaError, type CsaHeader, parseCsa } from './csa.js';
import { mosaicOfCsa } from './mosaic.js';

/** The CSA image header (0029,xx10) of a Siemens instance; undefined when absent or damaged. */
export function csaImageHeader(ds: Dataset): CsaHeader | undefined {
  const element = ds.privateElement('SIEMENS CSA HEADER', 0x0029, 0x10);
  if (!element || element.length === 0) return undefined;
  const header = parseCsa(element.bytes);
  return header instanceof CsaError ? undefined : header;
}

/** What a mosaic says of itself: how many slices its tiles hold, and which way they follow one another. */
export interface MosaicFacts {
  readonly slices: number | undefined;
  readonly sliceNormal: readonly number[] | undefined;
}

/** True for an image whose type names it a mosaic (Image Type (0008,0008), as Siemens writes it). */
export function isMosaic(ds: Dataset): boolean {
  return ds.strings('ImageType').some((value) => value.toUpperCase() === 'MOSAIC');
}

/** Slice count and normal from the CSA image header, else the count from (0019,xx0A) of `SIEMENS MR HEADER`. */
export function mosaicFacts(ds: Dataset): MosaicFacts {
  const header = csaImageHeader(ds);
  const fromCsa = header ? mosaicOfCsa(header) : {};
  const slices =
    fromCsa.slices ?? ds.privateElement('SIEMENS MR HEADER', 0x0019, 0x0a)?.readAs(VR.US).numbers()[0];
  return { slices, sliceNormal: fromCsa.sliceNormal };
}
