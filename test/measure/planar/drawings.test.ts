import { describe, expect, it } from 'vitest';
import type { AimTruth } from '../../../fixtures/objects/aim.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import type { PresentationStateTruth } from '../../../fixtures/objects/presentation-states.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { type ImageScale, imageScale } from '../../../src/measure/planar/image-scale.js';
import { readCollection, truthOf } from '../../fixtures/objects/read-collection.js';
import { measure, pts, shape } from './shapes.js';

const collection = await readCollection(OBJECTS);

/** Scales of the CT and the MR, by SOP Instance UID. */
const scales = new Map<string, ImageScale>();
for (const [path, bytes] of collection.bytes) {
  if (!path.startsWith('ct/') && !path.startsWith('mr/')) continue;
  const { dataset } = readPart10(new MemorySource(bytes));
  scales.set(dataset.string('SOPInstanceUID') ?? '', imageScale(dataset, 1));
}

describe('drawings that were made to a known size', () => {
  const truths = truthOf<PresentationStateTruth[]>(collection, 'presentationStates');

  it('are measured to it, on square pixels and on others', () => {
    const measured: string[] = [];
    for (const { drawings, pixelSpacingMm } of truths) {
      for (const { type, points, units, lengthMm, areaMm2, referencedSopInstanceUID } of drawings) {
        const scale = scales.get(referencedSopInstanceUID);
        expect(scale?.spacingMm).toEqual(pixelSpacingMm);
        const drawn = shape(type, pts(...points), { units: units === 'PIXEL' ? 'pixel' : 'display' });
        const found = measure([drawn], scale);
        if (lengthMm !== null) expect(found.length).toBeCloseTo(lengthMm, 9);
        else expect(typeof found.length).not.toBe('number');
        if (areaMm2 !== null) expect(found.area).toBeCloseTo(areaMm2, 9);
        if (lengthMm !== null || areaMm2 !== null) measured.push(type);
        expect(found.problems).toEqual(units === 'PIXEL' ? [] : ['not-in-pixels']);
      }
    }
    expect(measured.length).toBe(10);
  });

  it('place the image where it lies', () => {
    for (const [uid, image] of collection.images) {
      const { position, row, column } = image;
      expect(scales.get(uid)?.plane).toEqual({ position, row, column });
    }
    expect(collection.images.size).toBe(48);
  });

  it('are as long in AIM', () => {
    const [truth] = truthOf<AimTruth[]>(collection, 'annotations');
    const scale = scales.get(truth?.referencedSopInstanceUID ?? '');
    const found = measure([shape('MULTIPOINT', pts(38, 31, 46, 37))], scale);
    expect(found.length).toBeCloseTo(truth?.lengthMm ?? 0, 9);
  });
});
