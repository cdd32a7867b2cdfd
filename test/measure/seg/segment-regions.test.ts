import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atHeights, type MadeOptions, made, mask } from './made-segmentation.js';

const codesOf = (problems: readonly { code: string }[] | undefined) => problems?.map(({ code }) => code);
const TWO = [{ SegmentNumber: 1 }, { SegmentNumber: 2 }];

/** Options of a fractional segmentation of one segment. */
function fractional(frames: MadeOptions['frames'], maximum: number | undefined = 100): MadeOptions {
  return {
    ...{ kind: 'FRACTIONAL', bits: 8, frames },
    more: { SegmentationFractionalType: 'PROBABILITY', MaximumFractionalValue: maximum },
  };
}

describe('segments of bits', () => {
  it('come as the smallest box that holds them, overlapping ones each whole', async () => {
    const frames = [
      { segment: 1, position: [0, 0, 0], voxels: mask(5, 6) },
      { segment: 1, position: [0, 0, 2], voxels: mask(6, 10) },
      { segment: 2, position: [0, 0, 2], voxels: mask(6) },
    ];
    const { segmentation, regions } = await made({ frames, segments: TWO });
    const [one, two] = await regions();
    expect(one?.region).toMatchObject({ origin: [1, 1, 0], size: [2, 2, 2], voxelCount: 4 });
    expect([...(one?.region.inside ?? [])]).toEqual([1, 1, 0, 0, 0, 1, 0, 1]);
    expect(one?.region.grid).toBe(segmentation.grid);
    expect(two?.region).toMatchObject({ origin: [2, 1, 1], size: [1, 1, 1], voxelCount: 1 });
    expect([one?.isWhole, one?.fractionSum, one?.problems]).toEqual([true, undefined, []]);
  });

  it('are chosen by number', async () => {
    const frames = [...atHeights(0, 1), { segment: 2, position: [10, 20, 0], voxels: mask(3) }];
    const { regions } = await made({ frames, segments: TWO });
    expect((await regions(new Set([2, 7]))).map(({ segment }) => segment.number)).toEqual([2]);
  });

  it('that are empty, or have no frame, are there and named', async () => {
    const frames = [...atHeights(0, 1), { segment: 2, position: [10, 20, 0], voxels: mask() }];
    const { regions } = await made({ frames, segments: [...TWO, { SegmentNumber: 3 }] });
    const [, two, three] = await regions();
    for (const empty of [two, three]) {
      expect(empty?.region).toMatchObject({ size: [0, 0, 0], voxelCount: 0 });
      expect([empty?.isWhole, codesOf(empty?.problems)]).toEqual([true, ['region-empty']]);
    }
  });

  it('are the union of frames at one place, and that is named', async () => {
    const frames = [...atHeights(0, 1), { segment: 1, position: [10, 20, 1], voxels: mask(0, 1) }];
    const [one] = await (await made({ frames })).regions();
    expect(one?.region.voxelCount).toBe(3);
    expect(codesOf(one?.problems)).toEqual(['frame-repeated']);
  });

  it('without all of their pixels are no whole: nothing but a count is had', async () => {
    const { segmentation, regions } = await made({ frames: atHeights(0, 1, 2, 3), cut: 2 });
    const [one] = await regions();
    expect([one?.isWhole, codesOf(one?.problems)]).toEqual([false, ['pixels-unreadable']]);
    expect(one?.region.voxelCount).toBe(2);
    expect(one?.region.grid).not.toBe(segmentation.grid);
    expect(one?.region.grid.spacingMm.every(Number.isNaN)).toBe(true);
  });

  it('come out as random masks went in, at any size of frames', async () => {
    const shape = fc.record({
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 1, max: 70 }),
    });
    await fc.assert(
      fc.asyncProperty(shape, fc.infiniteStream(fc.boolean()), fc.nat(3), async (size, bits, sparse) => {
        const voxels = (): number[] =>
          Array.from({ length: size.rows * size.columns }, () => {
            const isSet = bits.next().value === true;
            return Number(isSet && (sparse === 0 || bits.next().value === true));
          });
        const frames = [0, 1, 2].map((z) => ({ segment: 1, position: [0, 0, z], voxels: voxels() }));
        const [one] = await (await made({ ...size, frames })).regions();
        if (!one) throw new Error('no region');
        const { origin, size: box, inside } = one.region;
        const held = new Uint8Array(3 * size.rows * size.columns);
        for (const [n, value] of inside.entries()) {
          const i = origin[0] + (n % box[0]);
          const j = origin[1] + (Math.floor(n / box[0]) % box[1]);
          const k = origin[2] + Math.floor(n / (box[0] * box[1]));
          held[(k * size.rows + j) * size.columns + i] = value;
        }
        expect([...held]).toEqual(frames.flatMap((frame) => frame.voxels));
        expect(one.region.voxelCount).toBe(held.filter(Boolean).length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('fractional segments', () => {
  it('hold voxels of at least half, and the sum of all fractions', async () => {
    const voxels = [49, 50, 51, 100, 0, 0, 0, 0, 0, 0, 0, 10];
    const frames = [{ segment: 1, position: [0, 0, 0], voxels }];
    const [one] = await (await made(fractional(frames))).regions();
    expect(one?.region.voxelCount).toBe(3);
    expect(one?.fractionSum).toBeCloseTo(2.6, 12);
  });

  it('take an odd maximum by its half, not by a whole number', async () => {
    const frames = [{ segment: 1, position: [0, 0, 0], voxels: [127, 128, 255, ...mask().slice(3)] }];
    const [one] = await (await made(fractional(frames, 255))).regions();
    expect(one?.region.voxelCount).toBe(2);
    expect(one?.fractionSum).toBeCloseTo(2, 12);
  });

  it('count a voxel once where frames repeat: the larger fraction', async () => {
    const at = (voxel: number) => [voxel, ...mask().slice(1)];
    const frames = [40, 60].map((value) => ({ segment: 1, position: [0, 0, 0], voxels: at(value) }));
    const [one] = await (await made(fractional(frames))).regions();
    expect([one?.region.voxelCount, one?.fractionSum]).toEqual([1, 0.6]);
    expect(codesOf(one?.problems)).toContain('frame-repeated');
  });

  it('cannot be told without a maximum, or with values above it', async () => {
    const frames = [{ segment: 1, position: [0, 0, 0], voxels: [120, ...mask().slice(1)] }];
    for (const maximum of [0, 100]) {
      const { regions, codes } = await made(fractional(frames, maximum));
      const [one] = await regions();
      expect([one?.isWhole, one?.fractionSum]).toEqual([false, undefined]);
      expect([...codes, ...(codesOf(one?.problems) ?? [])]).toContain('pixels-unreadable');
    }
  });
});

describe('label maps', () => {
  const voxels = [0, 1, 1, 2, 0, 300, 2, 2, 0, 0, 0, 7];
  const segments = [0, 1, 2, 300, 5].map((SegmentNumber) => ({ SegmentNumber }));
  const frames = [0, 1].map((z) => ({ position: [0, 0, z], voxels }));

  it('give each label its voxels, the background only when asked for, and name what is none', async () => {
    const { regions } = await made({ kind: 'LABELMAP', bits: 16, frames, segments });
    const found = await regions();
    expect(found.map(({ segment }) => segment.number)).toEqual([1, 2, 300, 5]);
    expect(found.map(({ region }) => region.voxelCount)).toEqual([4, 6, 2, 0]);
    expect(found.map(({ problems }) => codesOf(problems))).toEqual([
      ['segment-unknown'],
      [],
      [],
      ['region-empty'],
    ]);
    expect([...(found[1]?.region.inside ?? [])]).toEqual([0, 1, 1, 1, 0, 1, 1, 1]);
    expect((await regions(new Set([0])))[0]?.region.voxelCount).toBe(10);
  });

  it('take Pixel Padding Value for the background', async () => {
    const { segmentation, regions } = await made({
      ...{
        kind: 'LABELMAP',
        bits: 8,
        frames: [{ position: [0, 0, 0], voxels: [9, 9, 9, 1, ...mask().slice(4)] }],
      },
      segments: [{ SegmentNumber: 1 }, { SegmentNumber: 9 }],
      more: { PixelPaddingValue: 9 },
    });
    expect(segmentation.segments.map(({ isBackground }) => isBackground)).toEqual([undefined, true]);
    const [one, ...others] = await regions();
    expect([one?.region.voxelCount, one?.problems, others]).toEqual([1, [], []]);
  });

  it('are no whole where a frame cannot be read, and unite frames at one place', async () => {
    const cut = await made({
      kind: 'LABELMAP',
      bits: 8,
      segments,
      frames: frames.map((f) => ({ ...f, voxels: mask(1) })),
      cut: 6,
    });
    expect((await cut.regions()).map(({ isWhole }) => isWhole)).toEqual([false, false, false, false]);
    const twice = [mask(0), mask(0, 1)].map((v) => ({ position: [0, 0, 0], voxels: v }));
    const [one] = await (await made({ kind: 'LABELMAP', bits: 8, segments, frames: twice })).regions();
    expect([one?.region.voxelCount, codesOf(one?.problems)]).toEqual([2, ['frame-repeated']]);
  });
});

it('colours are refused', async () => {
  const { regions } = await made({
    ...{ kind: 'LABELMAP', bits: 8, frames: [{ position: [0, 0, 0], voxels: new Uint8Array(36) }] },
    more: { SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 },
  });
  await expect(regions()).rejects.toMatchObject({ code: 'unsupported-coding' });
});
