/** What deid sets by itself, by keyword, with what decides it. */
const OWN: Readonly<Record<string, string>> = {
  PatientID: 'is set to the subject ID',
  PatientName: 'is set to the subject ID',
  StudyInstanceUID: "follows 'options.retainUids', as every reference to it does",
  SeriesInstanceUID: "follows 'options.retainUids', as every reference to it does",
  SOPInstanceUID: "follows 'options.retainUids', as every reference to it does",
  SOPClassUID: 'tells what the file is, and stays',
  SpecificCharacterSet: 'tells how texts are read, and stays true by itself',
  PixelData: 'stays as it is',
  FloatPixelData: 'stays as it is',
  DoubleFloatPixelData: 'stays as it is',
  PatientIdentityRemoved: 'tells what deid has done',
  DeidentificationMethod: 'tells what deid has done',
  DeidentificationMethodCodeSequence: 'tells what deid has done',
  LongitudinalTemporalInformationModified: 'tells what deid has done to dates',
  BurnedInAnnotation: 'tells of the pixels, which stay',
  RecognizableVisualFeatures: 'tells of the pixels, which stay',
  EncryptedAttributesSequence: "follows 'markers.recipients'",
};

/** Why a profile cannot say what becomes of an attribute; undefined where it can. */
export function ownAttribute(tag: number, keyword: string | undefined): string | undefined {
  // PS3.15 E.1.1: the file meta information is made anew.
  if (tag >>> 16 === META_GROUP) return 'is of the file meta information, which is made anew';
  return keyword !== undefined && Object.hasOwn(OWN, keyword) ? OWN[keyword] : undefined;
}

const META_GROUP = 0x0002;
