import { expect } from 'vitest';
import { PixelError, type PixelErrorCode } from '../../../../src/dicom/pixels/pixel-error.js';
import type { PixelDescription } from '../../../../src/dicom/pixels/samples.js';

/** A description of 16 × 16 grey pixels of 8 bits, but for what is given. */
export function describePixels(differences: Partial<PixelDescription> = {}): PixelDescription {
  const bitsStored = differences.bitsStored ?? 8;
  return {
    rows: 16,
    columns: 16,
    frames: 1,
    samplesPerPixel: 1,
    kind: 'integer',
    bitsAllocated: bitsStored > 8 ? 16 : 8,
    bitsStored,
    highBit: bitsStored - 1,
    signed: false,
    planar: false,
    photometric: differences.samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
    ...differences,
  };
}

/** Expects a typed error. */
export function expectCode(work: () => unknown, code: PixelErrorCode): void {
  let thrown: unknown = 'nothing was thrown';
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(PixelError);
  expect((thrown as PixelError).code).toBe(code);
}
