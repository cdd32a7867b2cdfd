import type { Code } from '../code.js';
import type { NamedValue } from '../source.js';
import { codesOf, fieldOf, listOf, singleOf } from './fields.js';
import { uidOf } from './image-references.js';
import { quantificationsOf } from './quantifications.js';
import {
  ANNOTATION_ROLE,
  ANNOTATION_STATUS,
  ANNOTATION_TYPE,
  IMAGING_OBSERVATION,
  INFERENCE,
  isPresentCode,
  lesionTerm,
  PRECEDENT,
} from './terms.js';
import type { XmlElement } from './xml/xml-element.js';

/** What is said of a lesion at a time point. AIM 4 LesionObservationEntity. */
const OF_LESION = [
  'lesionType',
  'therapeuticResponse',
  'qualitativeAssessment',
  'reasonUnableToEvaluate',
  'reasonUnableToMeasure',
] as const;

/** What an annotation says without numbers: its own type, observations, inferences, roles, its status. */
export function qualitativeOf(annotation: XmlElement): NamedValue[] {
  const named = (name: Code, values: readonly Code[]): NamedValue[] =>
    values.map((value) => ({ name, value }));
  const status = singleOf(annotation, 'aimStatus');
  const roles = listOf(annotation, 'annotationRoleEntityCollection', 'AnnotationRoleEntity');
  const lesions = listOf(annotation, 'lesionObservationEntityCollection', 'LesionObservationEntity');
  const precedent = uidOf(annotation, 'precedentReferencedAnnotation');
  return [
    ...named(ANNOTATION_TYPE, codesOf(annotation)),
    ...observations(annotation),
    ...inferences(annotation),
    ...roles.flatMap((role) => named(ANNOTATION_ROLE, codesOf(role, 'roleCode'))),
    ...lesions.flatMap((lesion) =>
      OF_LESION.flatMap((name) => named(lesionTerm(name), codesOf(lesion, name))),
    ),
    ...(status ? named(ANNOTATION_STATUS, codesOf(status)) : []),
    ...(precedent ? [{ name: PRECEDENT, value: precedent }] : []),
  ];
}

function observations(annotation: XmlElement): NamedValue[] {
  return [
    ...listOf(annotation, 'imagingObservationCollection', 'ImagingObservation'),
    ...listOf(annotation, 'imagingObservationEntityCollection', 'ImagingObservationEntity'),
  ].flatMap((element) => {
    const [observation] = codesOf(element);
    const [question] = codesOf(element, 'questionTypeCode');
    const said = characteristics(element, observation ?? IMAGING_OBSERVATION);
    const presence = fieldOf(element, 'isPresent');
    if (!observation) return said;
    if (presence !== undefined)
      said.unshift({ name: observation, value: isPresentCode(presence === 'true') });
    const isSaid = said.length > 0 && !question;
    return isSaid ? said : [{ name: question ?? IMAGING_OBSERVATION, value: observation }, ...said];
  });
}

/** A characteristic is the answer to its question, or says what its observation is like. */
function characteristics(observation: XmlElement, about: Code): NamedValue[] {
  const list = 'imagingObservationCharacteristicCollection';
  return listOf(observation, list, 'ImagingObservationCharacteristic').flatMap((element) => {
    const [value] = codesOf(element);
    const [question] = codesOf(element, 'questionTypeCode');
    const name = question ?? about;
    const quantities = quantificationsOf(element).map((quantity) => ({
      name: value ?? name,
      value: quantity,
    }));
    return value ? [{ name, value }, ...quantities] : quantities;
  });
}

function inferences(annotation: XmlElement): NamedValue[] {
  return [
    ...listOf(annotation, 'inferenceCollection', 'Inference'),
    ...listOf(annotation, 'inferenceEntityCollection', 'InferenceEntity'),
  ].flatMap((element) => {
    const [value] = codesOf(element);
    const [question] = codesOf(element, 'questionTypeCode');
    return value ? [{ name: question ?? INFERENCE, value }] : [];
  });
}
