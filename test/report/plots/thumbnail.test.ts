import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { planesOf } from '../../../fixtures/cd/geometry.js';
import { SOFT_HEAD } from '../../../fixtures/motion/object.js';
import { innerMask } from '../../../src/report/plots/inner-mask.js';
import { montage } from '../../../src/report/plots/montage.js';
import { thumbnail } from '../../../src/report/plots/thumbnail.js';
import { affineOf, belowSkinMm, HEAD_GRID, headVolume, positionOf, SKIN } from './head-sample.js';

const TILTED = { ...HEAD_GRID, column: [0, 0.96, -0.28], centre: [0, 3, -2] } as const;

/** Names of the chunks of a PNG. */
function chunks(png: Uint8Array): string[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const names: string[] = [];
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    names.push(String.fromCharCode(...png.subarray(at + 4, at + 8)));
  }
  return names;
}

describe('a thumbnail', () => {
  test('is a grey PNG of 8 bits without any metadata', async () => {
    const png = (await thumbnail(headVolume())) as Uint8Array;
    expect(new Set(chunks(png))).toEqual(new Set(['IHDR', 'IDAT', 'IEND']));
    const { channels, depth, width, height, data } = decode(png);
    expect({ channels, depth }).toEqual({ channels: 1, depth: 8 });
    expect(width * height).toBe(data.length);
    expect(data.filter((v) => v > 0).length).toBeGreaterThan(0.1 * data.length);
    expect(png.length).toBeLessThan(60_000);
  });

  test('is the same each time', async () => {
    expect(await thumbnail(headVolume())).toEqual(await thumbnail(headVolume()));
  });

  test('does not change when only what lies within 15 mm of the skin does', async () => {
    const volume = headVolume();
    const values = volume.values.map((value, voxel) => {
      const depth = volume.mask[voxel] ? belowSkinMm(positionOf(volume, voxel)) : -1;
      // Within the range of signal: what counts as head stays what it is.
      const changes = depth >= 0 && depth < 15 && value > 600 && value < 1500;
      return changes ? 2100 - value : value;
    });
    expect(values.some((value, voxel) => value !== volume.values[voxel])).toBe(true);
    const [before, after] = [await thumbnail(volume), await thumbnail({ ...volume, values })];
    expect(Buffer.compare(before ?? Buffer.alloc(0), after ?? Buffer.alloc(1))).toBe(0);
  });

  test('never shows a marker on the skin, however bright', async () => {
    const markers = [0, 20, 40, 60].flatMap((b) => [15, 30, 45].map((a) => SKIN[a * 80 + b]));
    const marked = markers.map((centreMm) => ({
      material: 'bright' as const,
      profile: 'edge' as const,
      centreMm: centreMm ?? [0, 0, 0],
      radiiMm: [5, 5, 5] as const,
      turnDeg: 0,
      peak: 1,
    }));
    const volume = headVolume({ object: [...SOFT_HEAD, ...marked] });
    const inner = innerMask(volume) as Uint8Array;
    for (const marker of markers) {
      const reached = inner.findIndex((v, voxel) => {
        if (!v) return false;
        const [x, y, z] = positionOf(volume, voxel);
        const [a, b, c] = marker ?? [0, 0, 0];
        return Math.hypot(x - a, y - b, z - c) < 15;
      });
      expect(reached).toBe(-1);
    }
  });

  test('is the same whatever way the voxels run', async () => {
    // The same voxels of the same head, stored from left to right, from the back, and from the top.
    const axial = headVolume({ sigma: 0 });
    const [nx, ny, nz] = axial.dims;
    const values = new Float32Array(axial.values.length);
    const mask = new Uint8Array(values.length);
    const turned = (voxel: number) => {
      const [i, j, k] = [voxel % nx, Math.floor(voxel / nx) % ny, Math.floor(voxel / (nx * ny))];
      return nx - 1 - i + nx * (ny - 1 - j + ny * (nz - 1 - k));
    };
    for (let voxel = 0; voxel < values.length; voxel++) {
      values[voxel] = axial.values[turned(voxel)] ?? 0;
      mask[voxel] = axial.mask[turned(voxel)] ?? 0;
    }
    const a = axial.affine;
    const row = (r: number): number[] => {
      const [x = 0, y = 0, z = 0, o = 0] = a.subarray(r * 4, r * 4 + 4);
      return [-x, -y, -z, o + x * (nx - 1) + y * (ny - 1) + z * (nz - 1)];
    };
    const affine = Float64Array.from([...row(0), ...row(1), ...row(2), 0, 0, 0, 1]);
    expect(await thumbnail({ ...axial, values, mask, affine })).toEqual(await thumbnail(axial));
  });
});

describe('the pictures of a thumbnail', () => {
  /** Where a bright ball at a position is in the picture. */
  function brightAt(centre: readonly [number, number, number]) {
    const volume = headVolume({ sigma: 0 });
    const values = volume.values.map((value, voxel) => {
      const [x, y, z] = positionOf(volume, voxel);
      const [a, b, c] = centre;
      return Math.hypot(x - a, y - b, z - c) < 9 ? 4000 : Math.min(value, 2000);
    });
    const { width, height, data } = montage({ ...volume, values }, innerMask(volume) as Uint8Array);
    const bright = [...data.keys()].filter((at) => data[at] === 255);
    return { bright, width, height };
  }

  test('have patient left on the right', () => {
    const { bright, width } = brightAt([30, 0, 10]);
    const across = bright.map((at) => ((at % width) / (width / 4)) % 1);
    expect(bright.length).toBeGreaterThan(0);
    expect(Math.min(...across)).toBeGreaterThan(0.5);
  });

  test('have the front at the top, and go from the feet upwards', () => {
    const { bright, width, height } = brightAt([0, -40, 20]);
    const down = bright.map((at) => (Math.floor(at / width) / (height / 4)) % 1);
    expect(Math.max(...down)).toBeLessThan(0.5);
    const row = bright.map((at) => Math.floor((at / width / height) * 4));
    expect(Math.min(...row)).toBeGreaterThanOrEqual(2);
  });
});

describe('what may be shown of a head', () => {
  test.each([
    ['axial', {}],
    ['tilted', { grid: TILTED }],
    ['sheared by the gantry', { shearMm: [0, 1.2, 0] as const }],
    ['sagittal', { grid: { ...HEAD_GRID, row: [0, 1, 0], column: [0, 0, -1], slices: 44 } as const }],
    ['of thick slices', { grid: { ...HEAD_GRID, slices: 15, stepMm: 8 } }],
    ['without noise', { sigma: 0 }],
  ])('lies at least 15 mm below the skin: %s', (_, options) => {
    const volume = headVolume(options);
    const inner = innerMask(volume);
    expect(inner).toBeDefined();
    const [nx, ny] = volume.dims;
    inner?.forEach((v, voxel) => {
      if (!v) return;
      const at = positionOf(volume, voxel);
      if (belowSkinMm(at) < 15) expect.fail(`voxel ${voxel % nx} ${Math.floor(voxel / nx) % ny}: ${at}`);
      // The eyes are at y −70, z −36.
      if (at[1] < -15 && at[2] < -20) expect.fail(`face at ${at}`);
    });
  });

  test('lies at least 15 mm from the border of the field too', () => {
    const volume = headVolume();
    const [nx, ny, nz] = volume.dims;
    innerMask(volume)?.forEach((v, voxel) => {
      const k = Math.floor(voxel / (nx * ny));
      if (v) expect(Math.min(k + 0.5, nz - k - 0.5) * 4).toBeGreaterThanOrEqual(15);
    });
  });

  test('lies as deep when the mask reaches into the air, as that of a smoothed image does', () => {
    const volume = headVolume();
    // Three voxels, 10 mm, to either side.
    const near = [-3, -2, -1, 0, 1, 2, 3];
    const mask = volume.mask.map((_, voxel) => (near.some((step) => volume.mask[voxel + step]) ? 1 : 0));
    innerMask({ ...volume, mask })?.forEach((v, voxel) => {
      if (v) expect(belowSkinMm(positionOf(volume, voxel))).toBeGreaterThanOrEqual(15);
    });
    expect(innerMask({ ...volume, mask })).toBeDefined();
  });

  test('does not become less by a cavity within', () => {
    const volume = headVolume();
    const mask = volume.mask.map((v, voxel) => {
      const [x, y, z] = positionOf(volume, voxel);
      return Math.hypot(x, y - 20, z - 10) < 8 ? 0 : v;
    });
    expect(innerMask({ ...volume, mask })).toEqual(innerMask(volume));
  });
});

describe('there is no picture', () => {
  const volume = headVolume();
  const flat = (value: number) => volume.mask.map(() => value);
  test.each([
    ['without a mask', { mask: flat(0) }],
    [
      'where the mask is everything, as in noise',
      { mask: flat(1), values: volume.values.map((v) => v + 2000) },
    ],
    ['of a mask of another length', { mask: new Uint8Array(3) }],
    ['without signal', { values: new Float32Array(volume.values.length) }],
    ['of what is not a number', { values: volume.values.map(() => Number.NaN) }],
    ['without a geometry', { affine: new Float64Array(16) }],
    ['where the geometry is not a number', { affine: volume.affine.map(() => Number.NaN) }],
    ['where a spacing is unknown', { spacingMm: [3.4, 3.4, Number.NaN] as const }],
  ])('%s', async (_, part) => {
    expect(await thumbnail({ ...volume, ...part })).toBeUndefined();
  });

  test('of a slab that leaves the top of the head open: where the face is cannot be told', async () => {
    expect(
      await thumbnail(headVolume({ grid: { ...HEAD_GRID, slices: 20, centre: [0, 0, -30] } })),
    ).toBeUndefined();
  });

  test('of a single slice, or of an object with nothing deep enough', async () => {
    const grid = { ...HEAD_GRID, slices: 2, stepMm: 4 };
    expect(await thumbnail(headVolume({ grid }))).toBeUndefined();
    const small = SOFT_HEAD.slice(0, 1).map((part) => ({ ...part, radiiMm: [25, 25, 25] as const }));
    expect(await thumbnail(headVolume({ object: small }))).toBeUndefined();
  });

  test('where noise fills the field', async () => {
    expect(await thumbnail(headVolume({ sigma: 900 }))).toBeUndefined();
  });

  test('where a field of view cuts the head at its sides', async () => {
    const grid = { ...HEAD_GRID, rows: 30, columns: 30 };
    expect(affineOf(planesOf(grid))[0]).toBe(3.4);
    expect(await thumbnail(headVolume({ grid }))).toBeUndefined();
  });
});
