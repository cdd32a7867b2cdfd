import { beforeAll, describe, expect, it } from 'vitest';
import type { Attributes } from '../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX } from '../../fixtures/writer/part10.js';
import type { SliceImage } from '../helpers/motion/slice-images.js';
import { type MotionReport, qcMotion } from './qc-motion/run.js';
import { replaced, seriesFolder, waterImages } from './qc-motion/water.js';

const SLICES = 8;
const PIXELS = 128 * 128;
const third = ({ slice }: SliceImage): boolean => slice === 2;

function changed(images: readonly SliceImage[], change: Partial<SliceImage>): SliceImage[] {
  return images.map((image) => (third(image) ? { ...image, ...change } : image));
}

/** Values in single precision; those of the third slice are `value`. PS3.3 C.7.6.24: Float Pixel Data. */
function floats(images: readonly SliceImage[], value: number): SliceImage[] {
  return images.map((image) => {
    const { buffer, byteOffset, byteLength } = image.attributes.PixelData as Uint8Array;
    const values = Float32Array.from(new Int16Array(buffer.slice(byteOffset, byteOffset + byteLength)));
    if (third(image)) values.fill(value);
    const none = { PixelData: undefined, PixelRepresentation: undefined };
    return {
      ...image,
      attributes: {
        ...image.attributes,
        ...none,
        BitsStored: undefined,
        HighBit: undefined,
        BitsAllocated: 32,
      },
      elements: [{ tag: 0x7fe00008, vr: 'OF', value: new Uint8Array(values.buffer) }],
    };
  });
}

const NONSENSE: Attributes = {
  ...{ BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0 },
  PixelData: { vr: 'OB', value: { fragments: [new Uint8Array(0), new Uint8Array(64).fill(7)] } },
};

/** What is wrong with a series of eight slices, and how many files it has. */
const BAD: Readonly<Record<string, (images: SliceImage[]) => SliceImage[]>> = {
  'cut file': (images) => changed(images, { cutBytes: 500 }),
  'short pixels': (images) => replaced(images, { PixelData: new Uint8Array(PIXELS) }, third),
  'missing slice': (images) => images.filter((image) => !third(image)),
  'another matrix': (images) =>
    replaced(images, { Rows: 64, Columns: 64, PixelData: new Uint8Array(64 * 64 * 2) }, third),
  'another orientation': (images) =>
    replaced(images, { ImageOrientationPatient: [1, 0, 0, 0, 0.8, 0.6] }, third),
  'NaN pixels': (images) => floats(images, Number.NaN),
  'infinite pixels': (images) => floats(images, Number.NEGATIVE_INFINITY),
  'all zero': (images) => replaced(images, { PixelData: new Uint8Array(PIXELS * 2) }),
  undecodable: (images) =>
    replaced(images, NONSENSE).map((image) => ({
      ...image,
      options: { transferSyntax: TRANSFER_SYNTAX.jpegBaseline },
    })),
  colour: (images) =>
    replaced(images, {
      ...{ SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 },
      ...{ BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0 },
      PixelData: { vr: 'OB', value: new Uint8Array(3 * PIXELS).fill(90) },
    }),
  'no geometry': (images) =>
    replaced(images, { ImagePositionPatient: undefined, ImageOrientationPatient: undefined }),
  'slope zero': (images) => replaced(images, { RescaleSlope: 0 }),
};

const KINDS = Object.keys(BAD);
const FILES = KINDS.length * SLICES - 1 + SLICES;

/** Each kind as a series whose number is its place in the list, and a sound one. */
function delivery(): string {
  const sound = waterImages({ visit: 'sound', number: 99, shape: { slices: SLICES } });
  const bad = KINDS.map((kind, number) => {
    return BAD[kind]?.(waterImages({ visit: kind, number, shape: { slices: SLICES } })) ?? [];
  });
  return seriesFolder(...bad, sound);
}

type Row = MotionReport['phantoms'][number] | MotionReport['images'][number];
const numbered = (rows: readonly Row[], kind: string): Row[] =>
  rows.filter(({ seriesNumber }) => seriesNumber === KINDS.indexOf(kind));

describe('images in which something is wrong', () => {
  let asPhantoms: MotionReport;
  let asImages: MotionReport;
  beforeAll(async () => {
    const data = delivery();
    asPhantoms = (await qcMotion(data, '--limits', 'ct-water')).report;
    asImages = (await qcMotion(data)).report;
  });

  it('are all counted, and cost the sound series nothing', () => {
    for (const report of [asPhantoms, asImages]) {
      expect(report.summary).toMatchObject({ filesIn: FILES });
      expect(report.files).toHaveLength(FILES);
      expect(['fail', 'not-evaluable']).toContain(report.verdict);
      const cut = report.findings.filter(({ code }) => code === 'unreadable-file');
      expect(cut).toMatchObject([
        { message: expect.stringContaining('the file ends inside the pixel data') },
      ]);
    }
    const sound = asPhantoms.phantoms.find(({ seriesNumber }) => seriesNumber === 99);
    expect(sound).toMatchObject({ outcome: 'pass', why: null });
    expect(Math.abs(sound?.figures.waterHu ?? 99)).toBeLessThan(0.6);
    expect(asImages.images.find(({ seriesNumber }) => seriesNumber === 99)?.outcome).toBe('pass');
  });

  it.each(KINDS)('have no figure, no pass and a reason as a phantom: %s', (kind) => {
    const rows = numbered(asPhantoms.phantoms, kind);
    expect([kind, rows.map(({ outcome }) => outcome)]).toEqual([kind, rows.map(() => 'not-evaluable')]);
    expect(rows.length).toBeGreaterThan(0);
    for (const { figures, why, notMeasured } of rows) {
      expect(Object.values(figures).filter((value) => value !== null)).toEqual([]);
      expect(why ?? Object.values(notMeasured)[0]).toMatch(/\w{3}/);
    }
    const told = asPhantoms.findings.filter(({ subject }) => subject?.seriesUID === rows[0]?.seriesUID);
    expect(told.map(({ outcome }) => outcome)).toContain('not-evaluable');
  });

  // Pictures of colours are none that are measured: not applicable, with the reason, as the docs say.
  it.each(KINDS.filter((kind) => kind !== 'colour'))('are told, and do not pass as images: %s', (kind) => {
    const rows = numbered(asImages.images, kind);
    // A slice that is turned is an image of its own; that it is missing elsewhere is told.
    const passed = rows.filter(({ outcome, matrix }) => outcome === 'pass' && (matrix?.[2] ?? 0) > 1);
    expect([kind, passed]).toEqual([kind, []]);
    const seriesUID = numbered(asPhantoms.phantoms, kind)[0]?.seriesUID;
    const told = asImages.findings.filter(({ subject }) => subject?.seriesUID === seriesUID);
    expect([kind, told.map(({ outcome }) => outcome)]).toEqual([
      kind,
      expect.arrayContaining([expect.stringMatching(/not-evaluable|fail/)]),
    ]);
  });

  it('say in words what is wrong', () => {
    const why = (kind: string): string => String(numbered(asPhantoms.phantoms, kind)[0]?.why);
    expect(why('missing slice')).toBe('its slices make no volume');
    expect(why('NaN pixels')).toBe('it holds values that are no numbers');
    expect(why('infinite pixels')).toBe('it holds values that are no numbers');
    expect(why('all zero')).toBe('nothing stands out from the air');
    expect(why('colour')).toBe('it has no images that can be measured');
  });
});
