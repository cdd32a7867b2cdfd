import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { type MotionReport, motionOf } from '../pipeline/qc-motion/run-series.js';
import { SHARED_DICOM, sharedFiles } from './shared-data.js';

/** All images of the shared sets: how many of each kind came to which outcome. */
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  aim: ['4 ct pass'],
  dcm_qa_ct: ['2 ct pass'],
  // The magnitude of a field map; the map itself is no image.
  dcm_qa_enh: ['1 structural pass'],
  dcm_qa_xa30: ['2 multislice pass'],
  // Three slices of which two are of one value; a map of diffusion that no header calls one.
  dcmqi: ['1 ct pass', '1 multislice not-evaluable', '4 ct fail'],
  hazen: ['5 multislice pass'],
  // MR that was cropped on both sides, which cannot be told from wrapped.
  ibsi: ['1 ct pass', '1 multislice not-evaluable', '1 pet pass'],
  // Digital objects with slices of one value, and with the same slice many times.
  suv_computation: ['2 pet fail'],
};

const made = new Map<string, Promise<MotionReport>>();

function reportOf(context: TestContext, set: string): Promise<MotionReport> {
  sharedFiles(context);
  const known = made.get(set) ?? motionOf([join(SHARED_DICOM, set)]);
  made.set(set, known);
  return known;
}

describe('every image of the shared data', () => {
  it.for(Object.entries(IMAGES))(
    'comes to its outcome: %s',
    { timeout: 60_000 },
    async ([set, expected], context) => {
      const { images } = await reportOf(context, set);
      const counts = new Map<string, number>();
      for (const { kind, outcome } of images) {
        counts.set(`${kind} ${outcome}`, (counts.get(`${kind} ${outcome}`) ?? 0) + 1);
      }
      expect([...counts].map(([what, count]) => `${count} ${what}`).sort()).toEqual([...expected].sort());
    },
  );

  it.for(Object.keys(IMAGES))(
    'says why a figure has no value: %s',
    { timeout: 60_000 },
    async (set, context) => {
      const { images } = await reportOf(context, set);
      for (const { figures, notMeasured } of images) {
        for (const [name, value] of Object.entries(figures)) {
          expect(value === null, name).toBe(notMeasured[name] !== undefined);
          if (value !== null) expect(Number.isFinite(value), name).toBe(true);
        }
      }
    },
  );

  it.for(Object.keys(IMAGES))('leaves no series out: %s', { timeout: 60_000 }, async (set, context) => {
    const { series, images, summary } = await reportOf(context, set);
    const told = new Set([...series, ...images].map(({ seriesUID }) => seriesUID));
    expect(told.size).toBe(summary.series);
  });
});
