import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModalityTransform } from '../../../src/dicom/pixels/modality.js';
import type { Frame, Samples } from '../../../src/dicom/pixels/samples.js';
import { assembleVolume, type SliceData, type Volume } from '../../../src/study/volume/assemble.js';
import { type VolumeGrid, volumeGrid } from '../../../src/study/volume/grid.js';
import type { PlannedVolume } from '../../../src/study/volume/plan.js';
import { VolumeError, type VolumeFault } from '../../../src/study/volume/volume-error.js';

const ROWS = 2;
const COLUMNS = 3;
const IDENTITY: ModalityTransform = { kind: 'identity' };

/** A plan of slices in a row; tiled ones are all in one frame. */
function planOf(slices: number, tiled = false): PlannedVolume {
  const grid = volumeGrid({
    plane: {
      ...{ row: [1, 0, 0], column: [0, 1, 0], rows: ROWS, columns: COLUMNS },
      ...{ pixelSpacingMm: [1, 1], thicknessMm: 1 },
    },
    positionsMm: Array.from({ length: slices }, (_, k) => [0, 0, k] as const),
    singleSliceMm: 1,
  });
  return {
    ...{ stack: 0, number: 0, grid, separatedBy: [], separators: {}, moments: {} },
    slices: Array.from({ length: slices }, (_, k) =>
      tiled ? { instance: 0, frame: 0, tile: k, row: k } : { instance: k, frame: 0, row: k },
    ),
  };
}

function frameOf(values: Samples, own: Partial<Frame> = {}): Frame {
  return { rows: ROWS, columns: COLUMNS, samplesPerPixel: 1, values, photometric: 'MONOCHROME2', ...own };
}

type Slice = readonly [Samples, ModalityTransform];

function assembled(slices: readonly Slice[], scale?: 'stored' | 'modality'): Promise<Volume> {
  return assembleVolume(
    planOf(slices.length),
    ({ instance }) => {
      const [values, transform] = slices[instance] ?? [new Uint8Array(6), IDENTITY];
      return { frame: frameOf(values), transform };
    },
    scale,
  );
}

const linear = (slope: number, intercept = 0, unit?: string): ModalityTransform => ({
  ...{ kind: 'linear', slope, intercept },
  ...(unit !== undefined && { unit }),
});

async function fault(work: Promise<Volume>): Promise<VolumeFault | undefined> {
  return work.then(
    () => undefined,
    (error) => (error instanceof VolumeError ? error.fault : Promise.reject(error)),
  );
}

const ramp = (from: number): Int16Array => Int16Array.from({ length: 6 }, (_, i) => from + i);

describe('assembleVolume', () => {
  it('lays columns fastest, then rows, then slices', async () => {
    const volume = await assembled([
      [ramp(0), IDENTITY],
      [ramp(6), IDENTITY],
      [ramp(12), IDENTITY],
    ]);
    expect(volume.values).toEqual(Float32Array.from({ length: 18 }, (_, i) => i));
    expect(volume).toMatchObject({ dims: [3, 2, 3], scale: 'modality', spacingMm: [1, 1, 1] });
  });

  it('brings every slice to the scale of the modality, each by its own slope', async () => {
    const volume = await assembled([
      [ramp(0), linear(2, 1, 'BQML')],
      [ramp(0), linear(3, 0, 'BQML')],
    ]);
    expect([...volume.values]).toEqual([1, 3, 5, 7, 9, 11, 0, 3, 6, 9, 12, 15]);
    expect([volume.unit, volume.transform]).toEqual(['BQML', undefined]);
  });

  it('keeps stored values in their type, with what they mean', async () => {
    const transform = linear(0.5, -10, 'HU');
    const volume = await assembled(
      [
        [ramp(-3), transform],
        [ramp(5), { ...transform }],
      ],
      'stored',
    );
    expect(volume.values).toEqual(Int16Array.of(...ramp(-3), ...ramp(5)));
    expect(volume).toMatchObject({ scale: 'stored', transform, unit: 'HU' });
  });

  it('does not let stored values of different scales stand side by side', async () => {
    const slices: Slice[] = [
      [ramp(0), linear(2)],
      [ramp(1), linear(2)],
      [ramp(0), linear(3)],
      [ramp(0), linear(2)],
    ];
    const volume = await assembled(slices, 'stored');
    expect(volume).toMatchObject({ scale: 'modality' });
    expect(volume.transform).toBeUndefined();
    expect(volume.values).toEqual((await assembled(slices)).values);
  });

  it('gives the same values either way, whatever the slopes and types', async () => {
    const values = fc.oneof(
      fc.int16Array({ minLength: 6, maxLength: 6 }),
      fc.uint16Array({ minLength: 6, maxLength: 6 }),
      fc.uint32Array({ minLength: 6, maxLength: 6 }),
    );
    const slice = fc.tuple(values, fc.constantFrom(linear(2), linear(0.25, 7), IDENTITY));
    await fc.assert(
      fc.asyncProperty(fc.array(slice, { minLength: 1, maxLength: 5 }), async (slices) => {
        const [stored, modality] = [await assembled(slices, 'stored'), await assembled(slices)];
        const { slope, intercept } =
          stored.transform?.kind === 'linear' ? stored.transform : { slope: 1, intercept: 0 };
        const same = [...stored.values].map((value) => value * slope + intercept);
        for (const [i, value] of same.entries())
          expect(value).toBeCloseTo(modality.values[i] ?? Number.NaN, 1);
      }),
    );
  });

  it('takes double precision where single would lose digits', async () => {
    const exact = Uint32Array.of(16777217, 0xffffffff, 0, 0, 0, 0);
    const volume = await assembled([
      [ramp(0), IDENTITY],
      [exact, IDENTITY],
    ]);
    expect(volume.values).toBeInstanceOf(Float64Array);
    expect([...volume.values.subarray(0, 8)]).toEqual([0, 1, 2, 3, 4, 5, 16777217, 0xffffffff]);
  });

  it('widens stored values where slices come in different types', async () => {
    const slices: Slice[] = [
      [Uint16Array.of(65535, 1, 2, 3, 4, 5), IDENTITY],
      [ramp(-6), IDENTITY],
    ];
    const volume = await assembled(slices, 'stored');
    expect([...volume.values]).toEqual([65535, 1, 2, 3, 4, 5, -6, -5, -4, -3, -2, -1]);
    expect(volume.scale).toBe('stored');
  });

  it('cuts the tiles of a mosaic, which is asked for once a slice', async () => {
    const values = Uint16Array.from({ length: 24 }, (_, i) => i);
    const mosaic = frameOf(values, { rows: 4, columns: 6 });
    const volume = await assembleVolume(
      planOf(3, true),
      () => ({ frame: mosaic, transform: IDENTITY }),
      'stored',
    );
    expect(volume.values).toEqual(
      Uint16Array.of(...[0, 1, 2, 6, 7, 8], ...[3, 4, 5, 9, 10, 11], ...[12, 13, 14, 18, 19, 20]),
    );
  });

  it('refuses units that differ, even where slopes are equal', async () => {
    for (const scale of ['stored', 'modality'] as const) {
      expect(
        await fault(
          assembled(
            [
              [ramp(0), linear(1, 0, 'HU')],
              [ramp(0), linear(1)],
            ],
            scale,
          ),
        ),
      ).toBe('units-differ');
    }
  });

  it('refuses frames that are not of the size that was promised, and colours', async () => {
    const data = (frame: Frame): SliceData => ({ frame, transform: IDENTITY });
    const odd = frameOf(new Uint8Array(12), { rows: 4 });
    expect(await fault(assembleVolume(planOf(1), () => data(odd)))).toBe('matrix-differs');
    const colours = frameOf(new Uint8Array(18), { samplesPerPixel: 3, photometric: 'RGB' });
    expect(await fault(assembleVolume(planOf(1), () => data(colours)))).toBe('colours');
  });

  it('gives labels of a palette as stored only', async () => {
    const labels = frameOf(Uint8Array.of(0, 1, 2, 3, 4, 5), { photometric: 'PALETTE COLOR' });
    const read = (): SliceData => ({ frame: labels, transform: IDENTITY });
    expect((await assembleVolume(planOf(1), read, 'stored')).values).toEqual(labels.values);
    expect(await fault(assembleVolume(planOf(1), read))).toBe('colours');
  });

  it('reads nothing for a plan without a grid, or one that is too large', async () => {
    let read = 0;
    const reader = (): SliceData => {
      read++;
      return { frame: frameOf(new Uint8Array(6)), transform: IDENTITY };
    };
    const irregular = { ...planOf(2), grid: new VolumeError('missing-slices') };
    expect(await fault(assembleVolume(irregular, reader))).toBe('missing-slices');
    const grid = { ...(planOf(2).grid as VolumeGrid), dims: [65535, 65535, 2] as const };
    expect(await fault(assembleVolume({ ...planOf(2), grid }, reader))).toBe('too-large');
    expect(read).toBe(0);
  });

  it('passes on what the reader throws', async () => {
    const broken = (): never => {
      throw new RangeError('broken');
    };
    await expect(assembleVolume(planOf(1), broken)).rejects.toThrow('broken');
  });
});
