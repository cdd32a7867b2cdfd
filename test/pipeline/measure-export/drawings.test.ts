import { describe, expect, it } from 'vitest';
import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { fixtureFile, imageReference, referencedSeries } from '../../../fixtures/objects/header.js';
import { ctImages, mrImages } from '../../../fixtures/objects/lesion-images.js';
import { presentationStates } from '../../../fixtures/objects/presentation-states.js';
import { structureSets } from '../../../fixtures/objects/rtstruct/structure-sets.js';
import { edited, longAxis, referring, reportOf } from './edited.js';
import { type MeasuredReport, measureExport, written } from './measured.js';

const PLANE = 11;
const images = ctImages();
const mr = mrImages();
const [state] = presentationStates(images, mr);
const [structures] = structureSets(images, mr);
if (!state || !structures) throw new Error('no objects');
const { object: drawing } = state;
const { object: contours } = structures;

/** Items of a sequence of an object that is being made. */
function itemsOf(attributes: NewAttributes, keyword: string): NewAttributes[] {
  const items = attributes[keyword];
  if (!Array.isArray(items)) throw new Error(`no ${keyword}`);
  return items;
}

const codesOf = ({ findings }: MeasuredReport): string[] => findings.map(({ code }) => code);

describe('a drawing on several images', () => {
  /** The presentation state, each of its drawings on these planes. */
  function onPlanes(planes: readonly number[]): Promise<FixtureFile> {
    const ReferencedImageSequence = planes.map((plane) => imageReference(images, plane));
    const annotations = itemsOf(drawing.attributes, 'GraphicAnnotationSequence');
    return fixtureFile({
      ...drawing,
      attributes: {
        ...drawing.attributes,
        ReferencedSeriesSequence: referencedSeries(images, 'ReferencedImageSequence', planes),
        GraphicAnnotationSequence: annotations.map((one) => ({ ...one, ReferencedImageSequence })),
      },
    });
  }

  async function drawn(files: readonly FixtureFile[]) {
    const report = await measureExport([written([...files, await onPlanes([PLANE, PLANE + 1])])]);
    const sized = report.rows.filter(({ recomputedValue }) => recomputedValue !== null);
    return { codes: codesOf(report), sized, rows: report.rows, verdict: report.verdict };
  }

  it('has the size that it has on each of them, where their pixels are alike', async () => {
    const { sized, codes } = await drawn(images.files);
    expect(sized.find(({ group }) => group === 0)).toMatchObject({ figure: 'length', recomputedValue: 20 });
    expect(codes).not.toContain('measure-spacing-absent');
  });

  it('has no size where their pixels differ, whichever of them it is', async () => {
    for (const odd of [PLANE, PLANE + 1]) {
      const files = images.files.map((file, at) =>
        at === odd ? edited(file, 'PixelSpacing', '3\\3') : file,
      );
      const { sized, codes, rows, verdict } = await drawn(files);
      expect(sized).toEqual([]);
      expect(rows.find(({ group }) => group === 0)).toMatchObject({
        why: 'the images that it is drawn on have pixels of different size',
        problems: ['measure-spacing-absent'],
      });
      expect(codes).toContain('measure-spacing-absent');
      expect(verdict).not.toBe('pass');
    }
  });

  it('has its size where an image that it is not drawn on is of another size', async () => {
    const files = images.files.map((file, at) => (at === 0 ? edited(file, 'PixelSpacing', '3\\3') : file));
    const { sized } = await drawn(files);
    expect(sized.find(({ group }) => group === 0)).toMatchObject({ figure: 'length', recomputedValue: 20 });
  });
});

describe('a size in pixels that are of no size', () => {
  async function measuredWith(spacing: string | null) {
    const files = images.files.map((file) => edited(file, 'PixelSpacing', spacing));
    const report = await reportOf(images, [longAxis(referring(images, PLANE))]);
    return measureExport([written([...files, report, await fixtureFile(drawing)])]);
  }

  it('is had where the spacing is two positive numbers', async () => {
    const { rows } = await measuredWith('1\\1');
    expect(rows.find(({ storedValue }) => storedValue === '20')).toMatchObject({
      agrees: false,
      recomputedValue: 10,
    });
    expect(
      rows.filter(({ unit, recomputedValue }) => unit === 'mm' && recomputedValue).length,
    ).toBeGreaterThan(5);
  });

  it.each([
    ['0\\0', 'measure-spacing-damaged'],
    ['0\\2', 'measure-spacing-damaged'],
    ['-2\\-2', 'measure-spacing-damaged'],
    ['2\\-2', 'measure-spacing-damaged'],
    ['2', 'measure-spacing-damaged'],
    ['2\\2\\2', 'measure-spacing-damaged'],
    ['1e200\\1e200', 'measure-spacing-damaged'],
    ['', 'measure-spacing-absent'],
    [null, 'measure-spacing-absent'],
  ])('is never had with a Pixel Spacing of %j', async (spacing, code) => {
    const report = await measuredWith(spacing);
    const { rows, verdict } = report;
    expect(rows.filter(({ recomputedValue }) => recomputedValue !== null)).toEqual([]);
    const stored = rows.find(({ storedValue }) => storedValue === '20');
    expect(stored?.agrees).toBeNull();
    expect(stored?.problems).toContain(code);
    expect(codesOf(report)).toContain(code);
    expect(verdict).not.toBe('pass');
  });
});

describe('contours of one plane', () => {
  /** The first region with a contour more in one of its planes: its own, moved along x. */
  function withContour(movedMm: number): Promise<FixtureFile> {
    const [first, ...rest] = itemsOf(contours.attributes, 'ROIContourSequence');
    const own = itemsOf(first ?? {}, 'ContourSequence');
    const [contour] = own;
    const data = contour?.ContourData;
    if (!Array.isArray(data)) throw new Error('no contour');
    const ContourData = data.map((n, at) => (at % 3 === 0 ? Number((Number(n) + movedMm).toFixed(4)) : n));
    const moved = { ...contour, ContourData };
    const ROIContourSequence = [{ ...first, ContourSequence: [...own, moved] }, ...rest];
    return fixtureFile({ ...contours, attributes: { ...contours.attributes, ROIContourSequence } });
  }

  async function cylinder(movedMm: number) {
    const report = await measureExport([written([...images.files, await withContour(movedMm)])]);
    const own = report.rows.filter(({ group }) => group === 0);
    const volume = own.find(({ figure }) => figure === 'planimetricVolume')?.recomputedValue ?? Number.NaN;
    return { volume, problems: new Set(own.flatMap(({ problems }) => problems)), codes: codesOf(report) };
  }

  it('are told of where they cross each other, what they share being cut out', async () => {
    const apart = await cylinder(-40);
    expect(apart.codes).not.toContain('measure-contours-overlap');
    const crossing = await cylinder(-10);
    expect(crossing.codes).toContain('measure-contours-overlap');
    expect(crossing.problems).toContain('measure-contours-overlap');
    // Two circles of 15.3 mm whose centres are 10 mm apart share a lens; both lose it. Planes are 3 mm apart.
    const [r, d] = [15.3, 10];
    const lens = 2 * r * r * Math.acos(d / (2 * r)) - (d / 2) * Math.sqrt(4 * r * r - d * d);
    expect(Math.abs((apart.volume - crossing.volume) / (2 * lens * 3) - 1)).toBeLessThan(0.01);
  });

  it('are counted once where one of them came twice', async () => {
    const twice = await cylinder(0);
    expect(twice.codes).toContain('measure-contour-repeated');
    const plain = await measureExport([written([...images.files, await fixtureFile(contours)])]);
    const own = plain.rows.find(({ group, figure }) => group === 0 && figure === 'planimetricVolume');
    expect(twice.volume).toBeCloseTo(own?.recomputedValue ?? Number.NaN, 6);
  });
});
