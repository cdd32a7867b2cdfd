import type { Code } from '../code.js';
import { lateralityOf } from '../codes/normal-code.js';
import { known } from '../presentation/known.js';
import type { MeasurementContext, NamedValue } from '../source.js';
import { codesOf, fieldOf, listOf } from './fields.js';
import { isPresentCode } from './terms.js';
import type { XmlElement } from './xml/xml-element.js';

type Site = MeasurementContext['sites'][number];

/** Where an annotation lies, and what is said of the anatomy besides. */
interface Anatomy {
  readonly sites: readonly Site[];
  readonly qualitative: readonly NamedValue[];
}

/** Anatomic entities (AIM 3) and imaging physical entities (AIM 4); one that is said to be absent is no site. */
export function anatomyOf(annotation: XmlElement): Anatomy {
  const sites: Site[] = [];
  const qualitative: NamedValue[] = [];
  for (const element of [
    ...listOf(annotation, 'anatomicEntityCollection', 'AnatomicEntity'),
    ...listOf(annotation, 'imagingPhysicalEntityCollection', 'ImagingPhysicalEntity'),
  ]) {
    const [site, ...further] = codesOf(element);
    if (!site) continue;
    if (fieldOf(element, 'isPresent') === 'false') {
      qualitative.push({ name: site, value: isPresentCode(false) });
      continue;
    }
    const said = [...further, ...characteristics(element)];
    const laterality = said.find((code) => lateralityOf(code) !== undefined);
    const [modifier, ...rest] = said.filter((code) => code !== laterality);
    sites.push(known({ site, laterality, modifier }));
    qualitative.push(...rest.map((value) => ({ name: site, value })));
  }
  return { sites: withLaterality(sites, lesionLaterality(annotation)), qualitative };
}

function characteristics(element: XmlElement): Code[] {
  return [
    ...listOf(element, 'anatomicEntityCharacteristicCollection', 'AnatomicEntityCharacteristic'),
    ...listOf(
      element,
      'imagingPhysicalEntityCharacteristicCollection',
      'ImagingPhysicalEntityCharacteristic',
    ),
  ].flatMap((characteristic) => codesOf(characteristic).slice(0, 1));
}

/** AIM 4 states the side with the lesion, too. */
function lesionLaterality(annotation: XmlElement): Code | undefined {
  const lesions = listOf(annotation, 'lesionObservationEntityCollection', 'LesionObservationEntity');
  return lesions.flatMap((lesion) => codesOf(lesion, 'laterality'))[0];
}

/** With several sites nothing tells whose side it is. */
function withLaterality(sites: readonly Site[], laterality: Code | undefined): readonly Site[] {
  const [only, ...others] = sites;
  if (!only || others.length > 0 || only.laterality || !laterality) return sites;
  return [{ ...only, laterality }];
}
