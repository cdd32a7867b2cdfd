import { describe, expect, it } from 'vitest';
import { roiRegion } from '../../../src/measure/rtstruct/roi-region.js';
import {
  blob,
  contourOf,
  type Flat,
  leaningGrid,
  onGrid,
  picture,
  plainGrid,
  rectangle,
  roiOf,
} from './rois.js';

const codes = (found: ReturnType<typeof roiRegion>): string[] => found.problems.map(({ code }) => code);

/** Whether a point is within an odd number of polygons, by the sum of the angles that each is seen under. */
function isEnclosed(polygons: readonly (readonly Flat[])[], [x, y]: Flat): boolean {
  const turns = polygons.map((points) => {
    const total = points.reduce((sum, [ax, ay], n) => {
      const [bx, by] = points[(n + 1) % points.length] ?? [0, 0];
      const [ux, uy, vx, vy] = [ax - x, ay - y, bx - x, by - y];
      return sum + Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy);
    }, 0);
    return Math.round(total / (2 * Math.PI));
  });
  return turns.filter((turn) => turn % 2 !== 0).length % 2 === 1;
}

describe('the voxels of contours', () => {
  const grid = plainGrid([8, 6, 4]);

  it('are those whose centres are inside, in the smallest box that holds them', () => {
    const { region, problems, incomplete } = roiRegion(
      roiOf([onGrid(grid, 2, rectangle([1.5, 0.5], [5.4, 3.4]))]),
      grid,
    );
    expect(picture(region, 2)).toEqual([
      '........',
      '..####..',
      '..####..',
      '..####..',
      '........',
      '........',
    ]);
    expect(region).toMatchObject({ origin: [2, 1, 2], size: [4, 3, 1], voxelCount: 12 });
    expect([...region.inside]).toEqual(Array(12).fill(1));
    expect([problems, incomplete]).toEqual([[], undefined]);
  });

  it('hold a centre on the left or upper border, and none on the right or lower one', () => {
    const { region } = roiRegion(roiOf([onGrid(grid, 0, rectangle([1, 1], [4, 3]))]), grid);
    expect(picture(region, 0)).toEqual([
      '........',
      '.###....',
      '.###....',
      '........',
      '........',
      '........',
    ]);
  });

  it('of neighbours that share a border are neither shared nor lost', () => {
    const corner: Flat[] = [
      [1, 1],
      [6, 1],
      [1, 4],
    ];
    const other: Flat[] = [
      [6, 1],
      [6, 4],
      [1, 4],
    ];
    const count = (points: Flat[]): number =>
      roiRegion(roiOf([onGrid(grid, 0, points)]), grid).region.voxelCount;
    expect(count(corner) + count(other)).toBe(count(rectangle([1, 1], [6, 4])));
  });

  it('leave out a hole, hold an island in it, and do not depend on order or direction', () => {
    const lines = [
      rectangle([0.5, 0.5], [7, 5.5]),
      rectangle([1.5, 1.5], [5.2, 4.5]),
      rectangle([2.5, 2.5], [4.5, 3.5]),
    ];
    const drawn = lines.map((points) => onGrid(grid, 1, points, 'CLOSEDPLANAR_XOR'));
    const expected = ['........', '.######.', '.#....#.', '.#.##.#.', '.#....#.', '.######.'];
    expect(picture(roiRegion(roiOf(drawn), grid).region, 1)).toEqual(expected);
    const turned = [...lines].reverse().map((points) => onGrid(grid, 1, [...points].reverse()));
    expect(picture(roiRegion(roiOf(turned), grid).region, 1)).toEqual(expected);
  });

  it('of a keyhole are those of the ring, though its seam runs through centres', () => {
    const ring = [rectangle([0.5, 0.5], [6.5, 5.5]), rectangle([2.5, 2.5], [4.5, 3.5])];
    const [outer, inner] = ring as [Flat[], Flat[]];
    const seam = [
      ...outer,
      outer[0] as Flat,
      inner[0] as Flat,
      ...inner.slice(1).reverse(),
      inner[0] as Flat,
    ];
    const keyhole = roiRegion(roiOf([onGrid(grid, 1, seam)]), grid).region;
    const hole = roiRegion(roiOf(ring.map((points) => onGrid(grid, 1, points))), grid).region;
    expect(picture(keyhole, 1)).toEqual(picture(hole, 1));
    expect(hole.voxelCount).toBe(28);
  });

  it('do not change when the first point is repeated at the end', () => {
    const points = blob([3.7, 2.8], 2.3);
    const open = roiRegion(roiOf([onGrid(grid, 1, points)]), grid).region;
    const closed = roiRegion(roiOf([onGrid(grid, 1, [...points, points[0] as Flat])]), grid).region;
    expect(picture(closed, 1)).toEqual(picture(open, 1));
  });

  it('come of closed contours alone', () => {
    const line = onGrid(grid, 1, rectangle([0.5, 0.5], [5.5, 4.5]), 'OPEN_PLANAR');
    const found = roiRegion(roiOf([line]), grid);
    expect(found).toMatchObject({ region: { voxelCount: 0, size: [0, 0, 0] }, problems: [] });
  });
});

describe('on an oblique, sheared grid', () => {
  const grid = leaningGrid([40, 30, 5]);
  const lines = [blob([19.3, 14.2], 11, { wobble: 0.2 }), blob([17.1, 13.4], 4), blob([24.6, 16.2], 6.5)];

  it('a voxel is inside where the sum of angles says so', () => {
    const contours = [1, 2, 3].flatMap((k) => lines.map((points) => onGrid(grid, k, points)));
    const { region, problems, incomplete } = roiRegion(roiOf(contours), grid);
    expect([problems, incomplete]).toEqual([[], undefined]);
    const expected = Array.from({ length: 30 }, (_, j) =>
      Array.from({ length: 40 }, (_column, i) => (isEnclosed(lines, [i, j]) ? '#' : '.')).join(''),
    );
    for (const k of [1, 2, 3]) expect(picture(region, k)).toEqual(expected);
    expect(region.size[2]).toBe(3);
  });

  it('a contour whose corners are voxel centres keeps the border rule, whatever rounding does', () => {
    for (let k = 0; k < 5; k++) {
      const { region } = roiRegion(roiOf([onGrid(grid, k, rectangle([3, 4], [33, 24]))]), grid);
      expect(region).toMatchObject({ origin: [3, 4, k], size: [30, 20, 1], voxelCount: 600 });
    }
  });
});

describe('contours that do not lie on the images', () => {
  const grid = leaningGrid([20, 20, 6]);
  const square = rectangle([4.5, 4.5], [9.5, 9.5]);
  const good = [1, 2].map((k) => onGrid(grid, k, square));

  it('are taken to the plane that is nearer than a fifth of the distance of planes', () => {
    const found = roiRegion(roiOf([onGrid(grid, 2.19, square), onGrid(grid, 2.81, square)]), grid);
    expect(found).toMatchObject({
      region: { origin: [5, 5, 2], size: [5, 5, 2], voxelCount: 50 },
      problems: [],
    });
  });

  it.each([
    ['between planes', 3.25],
    ['halfway', 3.5],
    ['before the first', -0.3],
    ['far beyond the last', 60],
  ])('%s are named and left out, and the region is not whole', (_, k) => {
    const found = roiRegion(roiOf([...good, onGrid(grid, k, square)]), grid);
    expect(codes(found)).toEqual(['contour-off-planes']);
    expect(found.problems[0]).toMatchObject({
      itemPath: 'ROIContourSequence[0]',
      detail: '1 of 3 contours lie on no image plane',
    });
    expect(found.region.voxelCount).toBe(50);
    expect(found.incomplete).toBe('contours lie on no image plane');
  });

  it('lean across planes: named and left out', () => {
    const leaning = contourOf([
      [-20, 20, 80],
      [-10, 20, 84],
      [-10, 30, 90],
      [-20, 30, 86],
    ]);
    const found = roiRegion(roiOf([...good, leaning]), grid);
    expect(codes(found)).toEqual(['contour-not-planar']);
    expect(found.incomplete).toBe('contours are not parallel to the image planes');
  });

  it('reach beyond the pixels: cut, named, and not whole', () => {
    const plain = plainGrid([8, 6, 2]);
    const found = roiRegion(roiOf([onGrid(plain, 0, rectangle([-3, 3.5], [1.5, 99]))]), plain);
    expect(codes(found)).toEqual(['contour-outside']);
    expect(picture(found.region, 0)).toEqual([
      '........',
      '........',
      '........',
      '........',
      '##......',
      '##......',
    ]);
    expect(found.incomplete).toBe('contours reach beyond the image');
  });

  it('may follow the outer edge of the outermost pixels', () => {
    const plain = plainGrid([8, 6, 2]);
    const found = roiRegion(roiOf([onGrid(plain, 1, rectangle([-0.5, -0.5], [7.5, 5.5]))]), plain);
    expect(found).toMatchObject({ region: { voxelCount: 48 }, problems: [] });
    expect(found.incomplete).toBeUndefined();
  });

  it('of numbers near the end of doubles do not break', () => {
    const far = contourOf([
      [1e308, 0, 0],
      [0, 1e308, 0],
      [-1e308, -1e308, 0],
    ]);
    const found = roiRegion(roiOf([far]), plainGrid([4, 4, 1]));
    expect(codes(found)).toEqual(['contour-outside']);
    expect(found.incomplete).toBeDefined();
  });
});

describe('planes without contours', () => {
  const grid = plainGrid([8, 8, 12]);
  const square = rectangle([1.5, 1.5], [5.5, 5.5]);
  const on = (planes: number[]) => roiRegion(roiOf(planes.map((k) => onGrid(grid, k, square))), grid);

  it('between those that have some are named, and nothing is interpolated', () => {
    const found = on([2, 3, 5, 6]);
    expect(codes(found)).toEqual(['contour-planes-missing']);
    expect(found.incomplete).toBeUndefined();
    expect(found.region.voxelCount).toBe(64);
    expect(picture(found.region, 4).join('')).not.toContain('#');
  });

  it('on either side of each contour: the voxels are not the region', () => {
    expect(on([1, 4, 7]).incomplete).toBe('no two neighbouring image planes have contours');
  });

  it('beyond the region are none of its business', () => {
    expect(on([5])).toMatchObject({ problems: [], region: { voxelCount: 16 } });
    expect(on([5, 6]).incomplete).toBeUndefined();
  });
});

describe('a region that is not there', () => {
  const grid = plainGrid([8, 8, 2]);

  it('because no centre lies within, is named', () => {
    const found = roiRegion(roiOf([onGrid(grid, 0, rectangle([1.1, 1.1], [1.9, 1.9]))]), grid);
    expect(codes(found)).toEqual(['region-empty']);
  });

  it('because the contour has two points, is named', () => {
    const line: Flat[] = [
      [1, 1],
      [5, 5],
    ];
    expect(codes(roiRegion(roiOf([onGrid(grid, 0, line)]), grid))).toEqual(['region-empty']);
  });

  it('because the grid is flat, says why', () => {
    const flat = { ...grid, affine: new Float64Array(16) };
    const found = roiRegion(roiOf([onGrid(grid, 0, rectangle([1, 1], [5, 5]))]), flat);
    expect(found).toMatchObject({
      region: { voxelCount: 0 },
      incomplete: 'the image planes have no distance',
    });
  });

  it('whole, because contours could not be read, says so', () => {
    const roi = roiOf([onGrid(grid, 0, rectangle([1, 1], [5, 5]))], { unreadContours: 1 });
    expect(roiRegion(roi, grid).incomplete).toBe('contours could not be read');
  });
});
