import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { UNIT } from '../../../fixtures/objects/codes.js';
import { fixtureFile, imageReference, OBJECT_CLASS } from '../../../fixtures/objects/header.js';
import { ctModule, type ImageSeries, imageSeries } from '../../../fixtures/objects/images.js';
import { container, type Item, numberItem, shapeItem } from '../../../fixtures/objects/sr/content.js';
import { report } from '../../../fixtures/objects/sr/document.js';
import { SCT_TERMS } from '../../../fixtures/objects/sr/terms.js';

/** Attributes of images that tests change: tag as it is stored, and VR. */
const ELEMENTS = {
  FrameOfReferenceUID: [0x20, 0x00, 0x52, 0x00, 'UI'],
  PatientID: [0x10, 0x00, 0x20, 0x00, 'LO'],
  PixelSpacing: [0x28, 0x00, 0x30, 0x00, 'DS'],
} as const;

/** A file of explicit VR little endian with another text for an attribute where it first stands; null takes it out. PS3.5 7.1.2. */
export function edited(
  { path, bytes }: FixtureFile,
  keyword: keyof typeof ELEMENTS,
  text: string | null,
): FixtureFile {
  const [a, b, c, d, vr] = ELEMENTS[keyword];
  const all = Buffer.from(bytes);
  const head = Buffer.from([a, b, c, d, ...Buffer.from(vr)]);
  const at = all.indexOf(head);
  if (at < 0) throw new Error(`no ${keyword} in ${path}`);
  const rest = all.subarray(at + 8 + all.readUInt16LE(at + 6));
  const value = Buffer.from((text ?? '').length % 2 ? `${text}${vr === 'UI' ? '\0' : ' '}` : (text ?? ''));
  const length = Buffer.from([value.length, 0]);
  const element = text === null ? [] : [head, length, value];
  return { path, bytes: Buffer.concat([all.subarray(0, at), ...element, rest]) };
}

/** A file whose bytes hold another text of the same length, wherever it stood once. */
export function replaced({ path, bytes }: FixtureFile, from: string, to: string): FixtureFile {
  const all = Buffer.from(bytes);
  const at = all.indexOf(from, 0, 'latin1');
  if (at < 0 || from.length !== to.length) throw new Error(`no ${from} in ${path}`);
  all.write(to, at, 'latin1');
  return { path, bytes: all };
}

/** The images once more as another series of the same study and frame of reference, values higher by so much. */
export function twin(images: ImageSeries, key: string, higherBy: number): ImageSeries {
  const [plane] = images.planes;
  if (!plane) throw new Error('no planes');
  const { rows, columns, row, column, spacingMm } = plane;
  const { study, stepMm, sopClass } = images;
  const grid = { rows, columns, row, column, spacingMm, stepMm, slices: images.planes.length };
  const intercept = higherBy - 1024;
  return imageSeries(
    {
      ...{
        key,
        study,
        subject: images.intro.subject,
        sopClass,
        modality: 'CT',
        window: [40, 400],
        intercept,
      },
      grid: { ...grid, centre: [0, 0, 0] },
      module: ctModule(intercept),
    },
    images.values.map((values) => values.map((value) => value + 1024)),
  );
}

/** An image as content of a report; frames and segments as they are to be named. */
export function referring(images: ImageSeries, plane: number, more: NewAttributes = {}): Item {
  const reference = { ...imageReference(images, plane), ...more };
  return { attributes: { ValueType: 'IMAGE', ReferencedSOPSequence: [reference] }, children: [] };
}

/** Ends of the long axis of the first lesion: 8 columns and 6 rows of 2 mm apart make 20 mm. */
export const LONG_AXIS = { type: 'POLYLINE', data: [38, 31, 46, 37] } as const;

/** A long axis of 20 mm, measured on an image. */
export function longAxis(image: Item, value = '20'): Item {
  const quantity = { concept: SCT_TERMS.longAxis, value, unit: UNIT.mm };
  return numberItem(quantity, [['INFERRED FROM', shapeItem(LONG_AXIS, image)]]);
}

/** A structured report of one group of measurements: its items stand at `1.1.1`, `1.1.2` and so on. */
export function reportOf(
  images: ImageSeries,
  items: readonly Item[],
  template: '1501' | '1410' | '1411' = '1501',
): Promise<FixtureFile> {
  const group = container(
    ['125007', 'DCM', 'Measurement Group'],
    items.map((item) => ['CONTAINS', item] as const),
    template,
  );
  const root = container(['126000', 'DCM', 'Imaging Measurement Report'], [['CONTAINS', group]], '1500');
  const intro = { key: 'sr/edited', number: 399, images, modality: 'SR', description: 'Measurements' };
  return fixtureFile(
    report({ ...intro, sopClass: OBJECT_CLASS.comprehensive3dSr }, root, {
      planes: images.planes.map((_, plane) => plane),
    }),
  );
}
