import { type Code, codeKey } from '../code.js';
import { known } from '../presentation/known.js';
import type { InstanceRef, MeasurementContext, Observer } from '../source.js';
import { codesOf, fieldOf, listOf, singleOf } from './fields.js';
import { qualitativeOf } from './qualitative.js';
import { anatomyOf } from './sites.js';
import type { XmlElement } from './xml/xml-element.js';

/** PS3.16 CID 6145, Baseline Category: what kind of finding it is. */
const BASELINE: ReadonlySet<string> = new Set(['112074^DCM', '112075^DCM', '112076^DCM']);
/** PS3.16 annex D, 112041–112048: responses of lesions. They say how a finding has changed, not what it is. */
const RESPONSE = /^11204[1-8]\^DCM$/;

/**
 * What an annotation says of all its measurements. The `person` of the file is the patient, and is not read; comments
 * are free text, and are not either.
 */
export function contextOf(annotation: XmlElement, images: readonly InstanceRef[]): MeasurementContext {
  const collection = annotation.parent?.parent;
  const lesion = listOf(annotation, 'lesionObservationEntityCollection', 'LesionObservationEntity')[0];
  const anatomy = anatomyOf(annotation);
  const series = new Set(images.map(({ seriesUID }) => seriesUID));
  return {
    ...known({
      trackingId: fieldOf(lesion, 'trackingIdentifier'),
      // The annotation's own identifier is another one at each visit: it ties nothing.
      trackingUID:
        fieldOf(annotation, 'trackingUniqueIdentifier') ?? fieldOf(lesion, 'lesionUniqueIdentifier'),
      lesionLabel: fieldOf(annotation, 'name'),
      ...findingOf(codesOf(annotation)),
      dateTime: fieldOf(annotation, 'dateTime') ?? fieldOf(collection, 'dateTime'),
      sourceSeriesUID: series.size === 1 ? images[0]?.seriesUID : undefined,
    }),
    sites: anatomy.sites,
    observer: observerOf(annotation, collection),
    realWorldMaps: [],
    sourceImages: images,
    qualitative: [...qualitativeOf(annotation), ...anatomy.qualitative],
  };
}

/**
 * The type of an annotation is its finding, where a public scheme says what it is (PS3.21, annex on AIM); a type of
 * a private scheme names a template or a tool. All types stand in `qualitative`, too.
 */
function findingOf(types: readonly Code[]): { finding: Code | undefined; findingCategory: Code | undefined } {
  const findingCategory = types.find((code) => BASELINE.has(codeKey(code)));
  const finding = types.find(
    (code) => code !== findingCategory && !RESPONSE.test(codeKey(code)) && !code.scheme.startsWith('99'),
  );
  return { finding, findingCategory };
}

/** The user and the equipment: of the annotation in AIM 3, of the collection in AIM 4. */
function observerOf(annotation: XmlElement, collection: XmlElement | undefined): Observer {
  const user = singleOf(annotation, 'user') ?? (collection && singleOf(collection, 'user'));
  const equipment = singleOf(annotation, 'equipment') ?? (collection && singleOf(collection, 'equipment'));
  const login = fieldOf(user, 'loginName');
  const number = fieldOf(user, 'numberWithinRoleOfClinicalTrial');
  const role = fieldOf(user, 'roleInTrial');
  const device = known({
    manufacturer: fieldOf(equipment, 'manufacturerName'),
    model: fieldOf(equipment, 'manufacturerModelName'),
    serial: fieldOf(equipment, 'deviceSerialNumber'),
    softwareVersion: fieldOf(equipment, 'softwareVersion'),
  });
  return known({
    person: fieldOf(user, 'name'),
    // Readers of one role share a login in some trials: their number tells them apart.
    personId: [login, number].filter(Boolean).join('#') || undefined,
    role: role ? { value: role, scheme: '', meaning: role } : undefined,
    device: Object.keys(device).length > 0 ? device : undefined,
  });
}
