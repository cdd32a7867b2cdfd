import { MemorySource } from '../../../src/dicom/byte-source.js';
import type { Dataset } from '../../../src/dicom/dataset.js';
import { type NewAttributes, newObject } from '../../../src/dicom/new-object/new-object.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { readPresentationState } from '../../../src/measure/presentation/read-presentation-state.js';
import type { MeasurementSource } from '../../../src/measure/source.js';

const CT = '1.2.840.10008.5.1.4.1.1.2';

/** A reference to an image. */
export const imageItem = (uid: string, frames?: readonly number[]): NewAttributes => ({
  ReferencedSOPClassUID: CT,
  ReferencedSOPInstanceUID: uid,
  ReferencedFrameNumber: frames,
});

/** Series of a presentation state by their images. */
export const seriesItems = (...series: readonly string[][]): NewAttributes[] =>
  series.map((images, i) => ({
    SeriesInstanceUID: `1.2.${i}`,
    ReferencedImageSequence: images.map((image) => imageItem(image)),
  }));

/** A simple graphic in pixels. */
export const graphic = (
  type: string,
  points: readonly number[],
  more: NewAttributes = {},
): NewAttributes => ({
  GraphicAnnotationUnits: 'PIXEL',
  GraphicDimensions: 2,
  NumberOfGraphicPoints: points.length / 2,
  GraphicData: points,
  GraphicType: type,
  ...more,
});

/** A compound graphic in pixels. */
export const compound = (
  type: string,
  points: readonly number[],
  more: NewAttributes = {},
): NewAttributes => ({
  CompoundGraphicInstanceID: 1,
  CompoundGraphicUnits: 'PIXEL',
  GraphicDimensions: 2,
  NumberOfGraphicPoints: points.length / 2,
  GraphicData: points,
  CompoundGraphicType: type,
  ...more,
});

/** A presentation state's file. */
export async function stateBytes(attributes: NewAttributes): Promise<Uint8Array> {
  const uids = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.11.1',
    SOPInstanceUID: '2.25.8',
    StudyInstanceUID: '1.1',
  };
  const implementation = { classUID: '2.25.1', versionName: 'TEST' };
  return newObject({ ...uids, ...attributes }, { implementation });
}

/** A presentation state's data set. */
export const datasetOf = (bytes: Uint8Array): Dataset => readPart10(new MemorySource(bytes)).dataset;

/** What is read of a presentation state. */
export async function readState(attributes: NewAttributes): Promise<MeasurementSource> {
  return readPresentationState(datasetOf(await stateBytes(attributes)));
}

/** What is read of one annotation on one image. */
export async function readAnnotation(annotation: NewAttributes): Promise<MeasurementSource> {
  const ReferencedImageSequence = [imageItem('1.5')];
  return readState({ GraphicAnnotationSequence: [{ ReferencedImageSequence, ...annotation }] });
}
