import { AXIAL, type StackShape, stack } from '../../../../fixtures/cd/geometry.js';
import { uniformSeries } from '../../../../fixtures/phantoms/uniform.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import { gridOf } from '../../../helpers/motion/memory-run.js';

/** A uniform sphere of the fixtures by its name: an image of 9 slices of 128 × 128 pixels of 2 mm. */
export function sphereImage(name: string): PhantomImage {
  const made = uniformSeries().find(({ series }) => series.intro.key.endsWith(`/${name}`));
  if (!made) throw new RangeError(`no fixture ${name}`);
  const { shape, values } = made.series;
  return { ...gridOf(shape), values: Float32Array.from(values(0)), phaseAxis: 'j' };
}

/** A stack of 3 slices of which each pixel is what a function of its place in the plane says, mm. */
export function drawnImage(at: (x: number, y: number) => number, pixelMm = 2): PhantomImage {
  const shape: StackShape = {
    rows: 128,
    columns: 128,
    pixelMm,
    slices: 3,
    stepMm: 5,
    ...AXIAL,
    centre: [0, 0, 0],
  };
  const values = stack(shape).flatMap(({ position: [x0, y0] }) =>
    Array.from({ length: 128 * 128 }, (_, n) =>
      at(x0 + (n % 128) * pixelMm, y0 + Math.floor(n / 128) * pixelMm),
    ),
  );
  return { ...gridOf(shape), values: Float32Array.from(values), phaseAxis: 'j' };
}
