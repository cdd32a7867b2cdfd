import type { Dataset as WrittenDataset } from '../../../fixtures/writer/element.js';
import { type Part10Options, writePart10 } from '../../../fixtures/writer/part10.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { PixelError } from '../../../src/dicom/pixels/pixel-error.js';
import { PixelHeader } from '../../../src/dicom/pixels/pixel-header.js';
import type { Frame, Samples } from '../../../src/dicom/pixels/samples.js';
import { type Given, written } from '../../study/build.js';

/** The header of a file with these attributes, and with elements that keywords cannot give. */
export function headerOf(given: Given, more: WrittenDataset = [], options: Part10Options = {}): PixelHeader {
  const base = { SOPInstanceUID: '2.25.5', Modality: 'OT', PixelRepresentation: 0 };
  const bytes = writePart10(written({ ...base, ...given }, more), options);
  return new PixelHeader(readPart10(new MemorySource(bytes)));
}

/** A frame of one row. */
export function rowOf(values: Samples, samplesPerPixel = 1): Frame {
  return {
    ...{ rows: 1, columns: values.length / samplesPerPixel, samplesPerPixel, values },
    photometric: samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB',
  };
}

/** The code of the typed error that the work ends with and the attribute that it names; undefined where it ends well. */
export function faultOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof PixelError) return [error.code, error.where.attribute].filter(Boolean).join(' ');
    throw error;
  }
}

/** 16-bit words as they stand in a file. */
export function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(values).buffer);
}
