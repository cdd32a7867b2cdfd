import type { Given } from '../study/build.js';

const ENHANCED_PET = '1.2.840.10008.5.1.4.1.1.130';

/** The real world value mapping of a unit, by its code of UCUM. */
export const mapping = (code: string, slope = 0.4): Given => ({
  RealWorldValueMappingSequence: [
    { RealWorldValueSlope: slope, MeasurementUnitsCodeSequence: [{ CodeValue: code }] },
  ],
});

/** A frame of 3 min that began at a moment. */
export const frame = (at: string, own: Given = {}): Given => ({
  FrameContentSequence: [{ FrameAcquisitionDateTime: at, FrameAcquisitionDuration: 180000 }],
  ...own,
});

/** An enhanced PET object of two bed positions, the later one first. PS3.3 A.56. */
export function enhancedPet(own: Given = {}, shared: Given = mapping('Bq/ml')): Given {
  return {
    SOPClassUID: ENHANCED_PET,
    SOPInstanceUID: '2.25.1',
    StudyInstanceUID: '2.25.2',
    SeriesInstanceUID: '2.25.3',
    FrameOfReferenceUID: '2.25.4',
    PatientID: 'P1',
    PatientName: 'Phantom',
    Manufacturer: 'ANYBODY',
    StudyDate: '20240402',
    ImageType: ['ORIGINAL', 'PRIMARY', 'STATIC', 'NONE'],
    BurnedInAnnotation: 'NO',
    Modality: 'PT',
    ...{ Rows: 2, Columns: 2, NumberOfFrames: '2', SamplesPerPixel: 1 },
    PhotometricInterpretation: 'MONOCHROME2',
    ...{ BitsAllocated: 16, BitsStored: 16, HighBit: 15, PixelRepresentation: 0 },
    SeriesDate: '20240402',
    SeriesTime: '130000',
    PatientWeight: '70',
    PatientSize: '1.75',
    PatientSex: 'F',
    DecayCorrected: 'YES',
    AttenuationCorrected: 'YES',
    ScatterCorrected: 'NO',
    RandomsCorrected: 'YES',
    DecayCorrectionDateTime: '20240402130400',
    RadiopharmaceuticalInformationSequence: [
      {
        RadionuclideTotalDose: '368080000',
        RadionuclideHalfLife: '6586.2',
        RadiopharmaceuticalStartDateTime: '20240402120400',
        RadionuclideCodeSequence: [{ CodeValue: '77004003' }],
      },
    ],
    SharedFunctionalGroupsSequence: [shared],
    PerFrameFunctionalGroupsSequence: [frame('20240402130700'), frame('20240402130400')],
    ...own,
  };
}
