import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STILL } from '../../../fixtures/motion/rigid.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import { folder } from '../../commands/cli.js';
import { imageFiles, type SliceImage, TINY } from '../../helpers/motion/slice-images.js';
import { type MotionReport, motionOf, type Trick, trickImages } from './run-series.js';

const base = folder('corelab-images-');
const SIZE = TINY.rows * TINY.columns;
const COLUMNS = TINY.columns;
const AIR = 150;

/** Limits that any number passes: only what is not known keeps an image from passing them. */
const LAX = join(base, 'lax.yaml');
const AIR_FIGURES = ['efc', 'fber', 'snrDietrich', 'qi1', 'qi2'] as const;
const ALL = [...AIR_FIGURES, 'snr', 'cnr', 'cjv'];
const LEAST = ['fber', 'snrDietrich', 'snr', 'cnr'];
const SHARES = ['efc', 'qi1', 'qi2'];
const LIMITS = ALL.map(
  (figure) =>
    `    - { figure: ${figure}, ${LEAST.includes(figure) ? 'min: 1e-3' : SHARES.includes(figure) ? 'max: 0.99' : 'max: 500'} }`,
).join('\n');
writeFileSync(
  LAX,
  `schema: corelab/limits@1
limits: { id: LAX, version: 1, source: Manual }
kinds:
  multislice:
    limits:
${LIMITS}
`,
);

let count = 0;

async function judged(trick: Partial<Trick>, limits = 'default'): Promise<MotionReport> {
  const dir = join(base, String(++count));
  writeFiles(dir, imageFiles(trickImages({ motion: [STILL], ...trick })));
  return motionOf([dir], { limits });
}

const changed =
  (
    change: (value: number, at: { i: number; j: number; k: number }) => number,
  ): NonNullable<Trick['stored']> =>
  (values) => {
    for (const [n, value] of values.entries()) {
      const at = { i: n % COLUMNS, j: Math.floor((n % SIZE) / COLUMNS), k: Math.floor(n / SIZE) };
      values[n] = Math.max(0, Math.min(4095, Math.round(change(value, at))));
    }
  };

const copied =
  (from: number, to: number): NonNullable<Trick['stored']> =>
  (values) =>
    values.copyWithin(to * SIZE, from * SIZE, (from + 1) * SIZE);

const all =
  (attributes: SliceImage['attributes']): NonNullable<Trick['images']> =>
  (images) =>
    images.map((image) => ({ ...image, attributes: { ...image.attributes, ...attributes } }));

describe('images of which something is wrong', () => {
  it.each<[string, Partial<Trick>]>([
    ['a slice of zeros', { stored: changed((v, { k }) => (k === 9 ? 0 : v)) }],
    ['a slice of one value', { stored: changed((v, { k }) => (k === 9 ? 77 : v)) }],
    ['three slices of zeros', { stored: changed((v, { k }) => (k > 5 && k < 9 ? 0 : v)) }],
    ['a slice of nothing but noise', { signal: (of) => void of.fill(0, 9 * SIZE, 10 * SIZE) }],
    ['a slice twice', { stored: copied(9, 10) }],
    ['a slice in the place of one far away', { stored: copied(4, 14) }],
    [
      'every slice the same',
      { stored: (of) => void [...Array(20).keys()].forEach((k) => void copied(9, k)(of, 0)) },
    ],
    ['nothing but zeros', { stored: changed(() => 0) }],
    ['one value everywhere', { stored: changed(() => 500) }],
  ])('%s: never pass the limits that ship', async (_, trick) => {
    const { verdict } = await judged(trick);
    expect(['fail', 'not-evaluable']).toContain(verdict);
  });

  it.each<[string, Partial<Trick>]>([
    ['a missing slice', { images: (of) => of.filter(({ slice }) => slice !== 9) }],
    [
      'a slice of another matrix',
      { images: (of) => of.map((image) => (image.slice === 9 ? halved(image) : image)) },
    ],
    [
      'a slice that was cut short',
      { images: (of) => of.map((image) => (image.slice === 9 ? { ...image, cutBytes: 900 } : image)) },
    ],
    ['no positions', { images: all({ ImagePositionPatient: undefined }) }],
    ['positions that are the same', { images: all({ ImagePositionPatient: [0, 0, 0] }) }],
    ['a slope of 0', { images: all({ RescaleSlope: 0, RescaleIntercept: 5 }) }],
  ])('%s: never pass', async (_, trick) => {
    const { verdict, images } = await judged(trick);
    expect(['fail', 'not-evaluable']).toContain(verdict);
    expect(images.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
  });

  it.each<[string, Partial<Trick>]>([
    ['clipped at a tenth of the object', { stored: changed((v) => Math.min(v, 600)) }],
    ['wrapped along phase encoding', { stored: (of) => wrapped(of, 12) }],
  ])('%s: are told', async (_, trick) => {
    const { images } = await judged(trick);
    expect(images.map(({ outcome }) => outcome)).not.toContain('pass');
  });
});

function halved(image: SliceImage): SliceImage {
  const words = new Uint8Array(SIZE);
  return { ...image, attributes: { ...image.attributes, Rows: TINY.rows / 2, PixelData: words } };
}

function wrapped(values: Int32Array, by: number): void {
  for (let k = 0; k < TINY.slices; k++) {
    const slice = values.slice(k * SIZE, (k + 1) * SIZE);
    values.set(slice.subarray(by * COLUMNS), k * SIZE);
    values.set(slice.subarray(0, by * COLUMNS), k * SIZE + SIZE - by * COLUMNS);
  }
}

describe('air that was taken away', () => {
  it.each<[string, Partial<Trick>]>([
    ['zeroed', { stored: changed((v) => (v < AIR ? 0 : v)) }],
    ['set to another value', { stored: changed((v) => (v < AIR ? 33 : v)) }],
    [
      'zeroed but for a few specks',
      { stored: changed((v, { i, j }) => (v < AIR && (i * 7 + j * 3) % 50 > 0 ? 0 : v)) },
    ],
    [
      'quantised to steps that are coarser than its noise',
      { stored: changed((v) => Math.round(v / 200) * 200) },
    ],
    [
      'zeroed, with a factor between slices',
      { stored: changed((v, { k }) => (v < AIR ? 0 : v * (1 + k / 100))) },
    ],
    [
      'zeroed, and lifted by an intercept',
      { stored: changed((v) => (v < AIR ? 0 : v)), images: all({ RescaleSlope: 0.5, RescaleIntercept: 12 }) },
    ],
  ])('%s: has no figure, and says why', async (_, trick) => {
    const { images } = await judged(trick, LAX);
    const [image] = images;
    const told = AIR_FIGURES.map((name) => [
      name,
      image?.figures[name],
      image?.notMeasured[name] !== undefined,
    ]);
    expect(told).toEqual(AIR_FIGURES.map((name) => [name, null, true]));
  });
});

describe('nothing but noise', () => {
  it.each([0.01, 0.3])('of %f of a head’s signal has no figure of a head', async (noiseShare) => {
    const { images } = await judged({ noiseShare, signal: (of) => void of.fill(0) }, LAX);
    const [image] = images;
    expect(['not-evaluable', 'fail']).toContain(image?.outcome);
    for (const name of ['snr', 'cnr', 'cjv']) expect([name, image?.figures[name]]).toEqual([name, null]);
  });
});

describe('figures that must not depend on', () => {
  const NAMES = ['fber', 'snrDietrich', 'cnr', 'cjv', 'qi1', 'efc'] as const;
  it.each<[string, Partial<Trick>]>([
    ['a factor of a millionth', { images: all({ RescaleSlope: 1e-6, RescaleIntercept: 0 }) }],
    ['a factor of a million', { images: all({ RescaleSlope: 1e6, RescaleIntercept: 0 }) }],
    ['how dark is shown', { images: all({ PhotometricInterpretation: 'MONOCHROME1' }) }],
    ['the order of the files', { images: (of) => of.toReversed() }],
  ])('%s do not', async (_, trick) => {
    const [plain] = (await judged({}, LAX)).images;
    const [other] = (await judged(trick, LAX)).images;
    for (const name of NAMES) {
      const [a, b] = [plain?.figures[name], other?.figures[name]];
      expect([name, a === null]).toEqual([name, b === null]);
      expect([name, Math.abs((b ?? 0) - (a ?? 0)) <= 1e-3 * Math.abs(a ?? 0)]).toEqual([name, true]);
    }
  });
});

describe('what gets worse', () => {
  it('is not measured as better: air that was zeroed outside of a box', async () => {
    const box = changed((v, { i, j }) => (i < 6 || i > 33 || j < 6 || j > 33 ? 0 : v));
    const [plain, boxed] = await Promise.all([judged({}, LAX), judged({ stored: box }, LAX)]);
    const snr = ({ images: [image] }: MotionReport): number => image?.figures.snrDietrich ?? 0;
    expect(snr(plain)).toBeGreaterThan(10);
    expect(snr(boxed)).toBeLessThan(1.1 * snr(plain));
  });

  const ghosted =
    (share: number): NonNullable<Trick['stored']> =>
    (values) => {
      const before = values.slice();
      changed((v, { i, j, k }) => {
        const row = (j + TINY.rows / 2) % TINY.rows;
        return v + share * (before[k * SIZE + row * COLUMNS + i] ?? 0);
      })(values, 0);
    };

  it('is not measured as better: noise lowers what signal is held against', async () => {
    const reports = await Promise.all([0.01, 0.03, 0.09].map((noiseShare) => judged({ noiseShare }, LAX)));
    const snr = reports.map(({ images: [image] }) => image?.figures.snrDietrich ?? 0);
    expect(snr.toSorted((a, b) => b - a)).toEqual(snr);
    expect(new Set(snr).size).toBe(3);
  });

  it('is not measured as better: a ghost grows, or has no figure', async () => {
    const reports = await Promise.all(
      [0, 0.02, 0.06, 0.2].map((share) => judged({ stored: ghosted(share) }, LAX)),
    );
    const ghosts = reports.map(({ images: [image] }) => image?.figures.ghostPercent ?? Number.NaN);
    const known = ghosts.filter(Number.isFinite);
    expect(known.length).toBeGreaterThan(1);
    expect(known.toSorted((a, b) => a - b)).toEqual(known);
  });
});
