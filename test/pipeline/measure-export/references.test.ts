import { describe, expect, it } from 'vitest';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { UNIT } from '../../../fixtures/objects/codes.js';
import { fixtureFile } from '../../../fixtures/objects/header.js';
import { ctImages } from '../../../fixtures/objects/lesion-images.js';
import { ctSegmentations } from '../../../fixtures/objects/seg/segmentations.js';
import {
  codeItem,
  type Item,
  numberItem,
  objectItem,
  shapeItem,
} from '../../../fixtures/objects/sr/content.js';
import { SCT_TERMS } from '../../../fixtures/objects/sr/terms.js';
import { edited, LONG_AXIS, longAxis, referring, replaced, reportOf } from './edited.js';
import { measureExport, written } from './measured.js';

/** Number of the plane that is measured on. */
const PLANE = 11;

const images = ctImages();
const file = (plane: number): FixtureFile => images.files[plane] ?? { path: '', bytes: new Uint8Array() };
const others = images.files.filter((_, plane) => plane !== PLANE);
const [binary] = ctSegmentations(images);
if (!binary) throw new Error('no segmentation');
const { object, truth } = binary;
const segmentation = await fixtureFile(object);
const onPlane = await reportOf(images, [longAxis(referring(images, PLANE))]);

/** The stored measurements of a delivery, each as what it came to, and the codes of all findings. */
async function told(files: Iterable<FixtureFile>) {
  const { rows, findings, verdict } = await measureExport([written(files)]);
  const stored = rows.filter(({ storedValue }) => storedValue !== null);
  return {
    verdict,
    rows: stored.map(({ storedValue, recomputedValue, agrees, why, problems }) => ({
      ...{ storedValue, agrees, why, problems },
      recomputed: recomputedValue === null ? null : Number(recomputedValue.toFixed(4)),
    })),
    findings: findings.map(({ code }) => code),
  };
}

const AGREES = { storedValue: '20', agrees: true, recomputed: 20, why: null, problems: [] };
const UNTOLD = { storedValue: '20', agrees: null, recomputed: null };

describe('a line on an image', () => {
  it('is recomputed on the image that it names', async () => {
    const { rows, verdict } = await told([...images.files, onPlane]);
    expect(rows).toEqual([AGREES]);
    expect(verdict).toBe('pass');
  });

  it('is a warning on images of another patient, whichever of the two is the other', async () => {
    const theirs = images.files.map((one) => edited(one, 'PatientID', 'SOMEONE-ELSE'));
    const { rows, findings, verdict } = await told([...theirs, onPlane]);
    expect(rows).toEqual([{ ...AGREES, problems: ['measure-patient-at-odds'] }]);
    expect(findings).toContain('measure-patient-at-odds');
    expect(verdict).not.toBe('pass');
    const reversed = await told([...images.files, edited(onPlane, 'PatientID', 'SOMEONE-ELSE')]);
    expect(reversed.findings).toContain('measure-patient-at-odds');
  });

  it('is not measured where it names several frames, nor where it is drawn on several images', async () => {
    const frames = await reportOf(images, [
      longAxis(referring(images, PLANE, { ReferencedFrameNumber: [1, 2] })),
    ]);
    expect((await told([...images.files, frames])).rows).toMatchObject([
      { ...UNTOLD, why: 'it names several frames', problems: ['measure-not-recomputed'] },
    ]);
    const value = { concept: SCT_TERMS.longAxis, value: '20', unit: UNIT.mm };
    const shapes = [PLANE, PLANE + 1].map((plane) => shapeItem(LONG_AXIS, referring(images, plane)));
    const onBoth = numberItem(
      value,
      shapes.map((shape) => ['INFERRED FROM', shape] as const),
    );
    expect((await told([...images.files, await reportOf(images, [onBoth])])).rows).toMatchObject([
      { ...UNTOLD, why: 'its coordinates lie on several images' },
    ]);
    const [first] = shapes;
    const selected = {
      attributes: first?.attributes ?? {},
      children: shapes.flatMap(({ children }) => children),
    };
    const ofBoth = await reportOf(images, [numberItem(value, [['INFERRED FROM', selected]])]);
    const { rows, findings } = await told([...images.files, ofBoth]);
    expect(rows).toMatchObject([UNTOLD]);
    expect(findings).toContain('measure-coordinates-damaged');
  });

  it('is not measured on a frame that the image does not have', async () => {
    const beyond = await reportOf(images, [longAxis(referring(images, PLANE, { ReferencedFrameNumber: 7 }))]);
    expect((await told([...images.files, beyond])).rows).toMatchObject([UNTOLD]);
  });

  it('names no image where files with different content claim to be it', async () => {
    const other = edited({ ...file(PLANE), path: 'other/IM0012.dcm' }, 'PixelSpacing', '3\\3');
    const { rows, findings } = await told([...images.files, other, onPlane]);
    expect(rows).toMatchObject([
      {
        ...UNTOLD,
        why: 'several files with different content claim to be the image',
        problems: ['measure-image-not-referenced'],
      },
    ]);
    expect(findings).toContain('measure-image-not-referenced');
  });
});

describe('a line on an image that is absent', () => {
  it('is measured by its series where all of its images are alike', async () => {
    const { rows, findings } = await told([...others, onPlane]);
    expect(rows).toEqual([{ ...AGREES, problems: ['measure-image-by-frame-of-reference'] }]);
    expect(findings).toContain('measure-image-by-frame-of-reference');
  });

  it('is not measured where one image of its series is of another size, wherever it stands', async () => {
    for (const plane of [0, PLANE + 1, images.files.length - 1]) {
      const files = images.files.map((one, at) => (at === plane ? edited(one, 'PixelSpacing', '3\\3') : one));
      const { rows, findings } = await told([...files.filter((_, at) => at !== PLANE), onPlane]);
      expect(rows).toMatchObject([
        { ...UNTOLD, why: 'the image is not among the files', problems: ['measure-image-absent'] },
      ]);
      expect(findings).toContain('measure-image-absent');
    }
  });

  it('has no values, although its lengths can be had', async () => {
    const rectangle = { type: 'POLYLINE', data: [37, 31, 47, 31, 47, 37, 37, 37, 37, 31] } as const;
    const derivation = codeItem(['121401', 'DCM', 'Derivation'], SCT_TERMS.mean);
    const concept = ['112031', 'DCM', 'Attenuation Coefficient'] as const;
    const mean = numberItem({ concept, value: '80', unit: UNIT.hu }, [
      ['HAS CONCEPT MOD', derivation],
      ['INFERRED FROM', shapeItem(rectangle, referring(images, PLANE))],
    ]);
    const report = await reportOf(images, [mean]);
    expect((await told([...images.files, report])).rows).toMatchObject([{ agrees: true }]);
    expect((await told([...others, report])).rows).toMatchObject([
      { agrees: null, recomputed: null, why: 'the image is not among the files' },
    ]);
  });
});

describe('a volume of segments', () => {
  const stored = String((truth.segments[0]?.volumeMm3 ?? 0) / 1000);
  const referenced = (numbers: readonly number[]): Item =>
    objectItem(['121191', 'DCM', 'Referenced Segment'], object, numbers);
  const volume = numberItem({ concept: SCT_TERMS.volume, value: stored, unit: UNIT.ml });

  async function ofSegments(...items: readonly (readonly number[])[]) {
    const report = await reportOf(images, [...items.map(referenced), volume], '1411');
    return (await told([...images.files, segmentation, report])).rows;
  }

  it('is that of the one segment that is named', async () => {
    expect(await ofSegments([1])).toMatchObject([{ agrees: true, recomputed: Number(stored) }]);
    expect(await ofSegments([2])).toMatchObject([{ agrees: false, recomputed: 12 }]);
  });

  it('is a warning on a segmentation of another patient', async () => {
    const report = await reportOf(images, [referenced([1]), volume], '1411');
    const theirs = edited(segmentation, 'PatientID', 'SOMEONE-ELSE');
    const { rows } = await told([theirs, report]);
    expect(rows).toMatchObject([{ agrees: true, problems: ['measure-patient-at-odds'] }]);
    expect((await told([segmentation, report])).rows).toMatchObject([{ agrees: true, problems: [] }]);
  });

  it('is of none where several are named, in one item or in two', async () => {
    const none = { agrees: null, recomputed: null, why: 'it is of several segments' };
    expect(await ofSegments([1, 2])).toMatchObject([none]);
    expect(await ofSegments([1], [2])).toMatchObject([none]);
  });

  it('is of none where the segmentation lacks one of those named', async () => {
    const none = { agrees: null, recomputed: null, problems: ['measure-segment-unknown'] };
    expect(await ofSegments([99])).toMatchObject([none]);
    expect(await ofSegments([1, 99])).toMatchObject([none]);
  });
});

describe('a stored value that is no decimal number', () => {
  it('fails, and neither it nor what was measured stands in its row', async () => {
    const plain = await reportOf(images, [longAxis(referring(images, PLANE), '20.00125')]);
    expect((await told([...images.files, plain])).rows).toMatchObject([{ agrees: true }]);
    for (const text of ['20,00125', 'about 20', '0x000014', '20 mm   ', 'NaN     ', 'Infinity', '1e400   ']) {
      const report = replaced(plain, '20.00125', text);
      const { rows, findings, verdict } = await measureExport([written([...images.files, report])]);
      const [row] = rows;
      expect(rows).toHaveLength(1);
      expect([text, row?.source.itemPath, row?.concept?.value]).toEqual([text, '1.1.1', '103339001']);
      expect(row).toMatchObject({ value: null, storedValue: null, recomputedValue: null, agrees: null });
      expect(row?.problems).toEqual(['measure-value-not-numeric']);
      expect(findings.map(({ code }) => code)).toEqual(['measure-value-not-numeric']);
      expect(findings[0]?.message).toContain('1.1.1');
      expect(verdict).toBe('fail');
    }
  });
});
