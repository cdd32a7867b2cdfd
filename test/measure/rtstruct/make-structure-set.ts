import { MemorySource } from '../../../src/dicom/byte-source.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import { type NewAttributes, newObject } from '../../../src/dicom/new-object/new-object.js';
import { readPart10 } from '../../../src/dicom/part10.js';

/** Frame of reference, study and series of the images that made structure sets refer to. */
export const FRAME = '2.25.11';
export const STUDY = '2.25.12';
export const SERIES = '2.25.13';
const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

/** Image `n` of the series. */
export function image(n: number): NewAttributes {
  return { ReferencedSOPClassUID: CT_IMAGE, ReferencedSOPInstanceUID: `2.25.100${n}` };
}

/** An item of the Contour Sequence. */
export function contourItem(data: readonly number[], more: NewAttributes = {}): NewAttributes {
  return {
    ContourImageSequence: [image(1)],
    ContourGeometricType: 'CLOSED_PLANAR',
    NumberOfContourPoints: data.length / 3,
    ContourData: data,
    ...more,
  };
}

/** A triangle at a height. */
export const triangle = (z: number): number[] => [0, 0, z, 10, 0, z, 0, 10, z];

/** The data set of a structure set with these modules. */
export async function structureSet(modules: NewAttributes): Promise<Dataset> {
  return patched(modules, '', '');
}

/** The same with a text in its bytes replaced by another of the same length, which no writer would write. */
export async function patched(modules: NewAttributes, from: string, to: string): Promise<Dataset> {
  const made = await newObject(
    {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.3',
      SOPInstanceUID: '2.25.1',
      Manufacturer: 'Maker',
      ManufacturerModelName: 'Model',
      SoftwareVersions: ['1.2', '7'],
      StructureSetDate: '20240203',
      StructureSetTime: '101112',
      ReferencedFrameOfReferenceSequence: [
        {
          FrameOfReferenceUID: FRAME,
          RTReferencedStudySequence: [
            {
              ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1',
              ReferencedSOPInstanceUID: STUDY,
              RTReferencedSeriesSequence: [
                { SeriesInstanceUID: SERIES, ContourImageSequence: [image(1), image(2)] },
              ],
            },
          ],
        },
      ],
      ...modules,
    },
    { implementation: { classUID: '2.25.2', versionName: 'TEST' } },
  );
  const bytes = Buffer.from(made);
  if (from !== '') bytes.write(to, bytes.indexOf(from), 'latin1');
  return readPart10(new MemorySource(bytes)).dataset;
}
