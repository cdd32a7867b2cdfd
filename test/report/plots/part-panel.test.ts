import { describe, expect, test } from 'vitest';
import { partFrame, partPanel } from '../../../src/report/plots/part-panel.js';
import { partPlane } from '../../../src/report/plots/part-plane.js';
import { samplePart } from './still-sample.js';

const AXIAL = partPlane([]);

interface Drawn {
  readonly title: string;
  readonly layer: readonly {
    readonly data: { readonly values: readonly Record<string, number | string>[] };
  }[];
}

describe('the frame of panels', () => {
  test('is a square that holds every part with room to spare', () => {
    const parts = [samplePart('a', { centreMm: [50, 0, 0], sizeMm: [10, 10] }), samplePart('b')];
    const { across, up } = partFrame(parts, AXIAL);
    expect(across[0]).toBeLessThan(-10);
    expect(across[1]).toBeGreaterThan(60);
    expect(across[1] - across[0]).toBeCloseTo(up[0] - up[1], 10);
  });

  test('has the back below in axial slices, and the feet below in others', () => {
    const parts = [samplePart('a'), samplePart('b', { centreMm: [0, 40, 30] })];
    const axial = partFrame(parts, AXIAL).up;
    expect(axial[0]).toBeGreaterThan(axial[1]);
    const sagittal = partFrame(parts, partPlane(parts)).up;
    expect(sagittal[0]).toBeLessThan(sagittal[1]);
  });

  test('is 10 mm wide where there is nothing, or next to nothing', () => {
    expect(partFrame([], AXIAL).across).toEqual([-5, 5]);
    expect(partFrame([samplePart('a', { sizeMm: [0.1, 0.1] })], AXIAL).across).toEqual([-5, 5]);
  });
});

describe('a panel of parts', () => {
  const parts = [samplePart('outline, slice 5', { sizeMm: [90, 90] }), samplePart('vial 3')];
  const frame = partFrame(parts, AXIAL);
  const drawn = partPanel(4, parts, { ...frame, slices: 11 }) as unknown as Drawn;

  test('counts its slice as people do and as reports do', () => {
    expect(drawn.title).toBe('Slice 5 of 11 (4 from 0)');
    expect(partPanel(4, parts, frame).title).toBe('Slice 5 (4 from 0)');
  });

  test('has the outlines in mm, in their order', () => {
    const points = drawn.layer[0]?.data.values ?? [];
    expect(points).toHaveLength(2 * 49);
    expect(points[0]).toEqual({ across: 90, up: 0, order: 0, part: 0, shape: 'circle' });
  });

  test('names the parts without their slice, where they are', () => {
    const labels = drawn.layer[2]?.data.values ?? [];
    expect(labels.map(({ text }) => text)).toEqual(['outline', 'vial 3']);
    // Above the outline: towards the front.
    expect(labels[0]?.up).toBeLessThan(-90);
    expect(labels[0]?.up).toBeGreaterThan(-99);
  });
});
