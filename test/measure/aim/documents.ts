import { readAim } from '../../../src/measure/aim/read-aim.js';
import type { MeasurementSource } from '../../../src/measure/source.js';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
/** The image that everything is drawn on. */
export const IMAGE = '1.2.3.4';

/** A value of AIM 4: `<name value="…"/>`. */
export const field = (name: string, value: string | number): string => `<${name} value="${value}"/>`;
/** A UID of AIM 4. */
export const uid = (name: string, root: string): string => `<${name} root="${root}"/>`;
/** A code of AIM 4. */
export const cd = (name: string, code: string, scheme = 'DCM', meaning = ''): string =>
  `<${name} code="${code}" codeSystemName="${scheme}"><iso:displayName xmlns:iso="uri:iso.org:21090" value="${meaning}"/></${name}>`;
/** A list of AIM 4. */
export const list = (name: string, ...items: string[]): string => `<${name}>${items.join('')}</${name}>`;

/** Images of an annotation of AIM 4, one series each. */
export function images(...sopUIDs: string[]): string {
  const entities = sopUIDs.map(
    (
      sop,
      i,
    ) => `<ImageReferenceEntity xsi:type="DicomImageReferenceEntity"><imageStudy>${uid('instanceUid', '1.2.3')}
<imageSeries>${uid('instanceUid', `1.2.3.${i}`)}<imageCollection><Image>${uid('sopClassUid', '1.2.840.10008.5.1.4.1.1.2')}
${uid('sopInstanceUid', sop)}</Image></imageCollection></imageSeries></imageStudy></ImageReferenceEntity>`,
  );
  return list('imageReferenceEntityCollection', ...entities);
}

/** A shape of AIM 4 with its points in the order of the file, their indexes given. */
export function shape(
  type: string,
  points: readonly (readonly (number | string)[])[],
  { id = 'shape', more = '', indexes = points.map((_, i) => i) as (number | string)[] } = {},
): string {
  const kind = type.startsWith('Three') ? 'ThreeDimensionSpatialCoordinate' : 'TwoDimensionSpatialCoordinate';
  const coordinates = points.map((point, i) => {
    const axes = point.map((value, axis) => field('xyz'.charAt(axis), value));
    return `<${kind}>${field('coordinateIndex', indexes[i] ?? '')}${axes.join('')}</${kind}>`;
  });
  const collection = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Collection`;
  return `<MarkupEntity xsi:type="${type}">${uid('uniqueIdentifier', id)}${more}${list(collection, ...coordinates)}</MarkupEntity>`;
}

/** A calculation of AIM 4. */
export function calculation(
  id: string,
  result: string,
  types = cd('typeCode', 'G-D7FE', 'SRT', 'Length'),
): string {
  return `<CalculationEntity>${uid('uniqueIdentifier', id)}${types}${list('calculationResultCollection', result)}</CalculationEntity>`;
}

/** A scalar result of AIM 4, compact. */
export const scalar = (value: string, unit = 'mm'): string =>
  `<CalculationResult type="Scalar" xsi:type="CompactCalculationResult">${field('unitOfMeasure', unit)}${field('value', value)}</CalculationResult>`;

/** A statement that joins two identifiers. */
export const statement = (subject: string, object: string, type: string): string =>
  `<ImageAnnotationStatement xsi:type="${type}">${uid('subjectUniqueIdentifier', subject)}${uid('objectUniqueIdentifier', object)}</ImageAnnotationStatement>`;

/** A document of AIM 4 around its annotations. */
export const document4 = (...annotations: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<aim:ImageAnnotationCollection xmlns:aim="gme://caCORE.caCORE/4.4/edu.northwestern.radiology.AIM" ${XSI} aimVersion="AIMv4_0">
${uid('uniqueIdentifier', '2.25.1')}${field('dateTime', '20240805120000')}
<user>${field('name', 'Reader^One')}${field('loginName', 'r1')}${field('roleInTrial', 'Reading')}${field('numberWithinRoleOfClinicalTrial', 2)}</user>
<equipment>${field('manufacturerName', 'Maker')}${field('softwareVersion', '4.2')}</equipment>
<person>${field('name', 'Patient^Private')}${field('id', 'ID-4711')}${field('birthDate', '19500101')}</person>
<imageAnnotations>${annotations.map((inner) => `<ImageAnnotation>${inner}</ImageAnnotation>`).join('')}</imageAnnotations>
</aim:ImageAnnotationCollection>`;

/** What is read of a text. */
export const readText = (xml: string): MeasurementSource => readAim(Buffer.from(xml, 'utf8'));

/** What is read of one annotation of AIM 4. */
export const readAnnotation = (...parts: string[]): MeasurementSource =>
  readText(document4(parts.join('\n')));
