import { known } from '../presentation/known.js';
import type { InstanceRef } from '../source.js';
import { fieldOf, listOf, singleOf } from './fields.js';
import type { XmlElement } from './xml/xml-element.js';

/** Images that an annotation refers to. AIM 3 `DICOMImageReference`, AIM 4 `DicomImageReferenceEntity`. */
export function imageReferences(annotation: XmlElement): InstanceRef[] {
  const references = [
    ...listOf(annotation, 'imageReferenceCollection', 'ImageReference'),
    ...listOf(annotation, 'imageReferenceEntityCollection', 'ImageReferenceEntity'),
  ];
  return references.flatMap((reference) => {
    const study = singleOf(reference, 'imageStudy');
    const series = study && singleOf(study, 'imageSeries');
    const studyUID = uidOf(study, 'instance');
    const seriesUID = uidOf(series, 'instance');
    return listOf(series, 'imageCollection', 'Image').flatMap((image) => {
      const sopInstanceUID = uidOf(image, 'sopInstance');
      const sopClassUID = uidOf(image, 'sopClass');
      return sopInstanceUID ? [known({ sopInstanceUID, sopClassUID, seriesUID, studyUID })] : [];
    });
  });
}

/** A UID by the beginning of its name: `sopInstanceUID` in AIM 3, `sopInstanceUid` in AIM 4. */
export function uidOf(element: XmlElement | undefined, name: string): string | undefined {
  return fieldOf(element, `${name}Uid`) ?? fieldOf(element, `${name}UID`);
}
