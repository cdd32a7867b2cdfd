import type { InstanceRef, MeasurementItem, MeasurementSource } from '../source.js';
import { type AnnotationItems, annotationItems } from './annotation-items.js';
import { fieldOf, listOf } from './fields.js';
import { uidOf } from './image-references.js';
import { patientIn, personsIn } from './persons.js';
import { parseXml } from './xml/parse-xml.js';
import type { XmlElement } from './xml/xml-element.js';
import { XML_REFUSAL_TEXTS } from './xml/xml-error.js';

/**
 * Reads an AIM document (3.x `ImageAnnotation`, 4.x `ImageAnnotationCollection`, and annotations of annotations of
 * both). Never throws for what the bytes are: XML that is damaged, declares a document type or entities, or is too
 * large is refused in `problems`. Model: AIM 3.0 rv11 and AIM 4.0 rv44, Northwestern University.
 * @param bytes the file: UTF-8, or UTF-16 with a mark
 */
export function readAim(bytes: Uint8Array): MeasurementSource {
  const root = parseXml(bytes);
  if (typeof root === 'string') return refused(XML_REFUSAL_TEXTS[root]);
  const annotations = annotationsOf(root);
  if (!annotations) return refused('it is not an AIM document');
  const groups = annotations.map(annotationItems);
  const items = groups.flatMap((group) => group.items);
  const [image] = groups.flatMap(({ images }) => images);
  const problems = groups.flatMap((group) => group.problems);
  const patientID = patientIn(root);
  return {
    kind: 'AIM',
    sopInstanceUID: fieldOf(root, 'uniqueIdentifier') ?? '',
    sopClassUID: '',
    seriesUID: uidOf(root, 'seriesInstance') ?? '',
    studyUID: uidOf(root, 'studyInstance') ?? image?.studyUID ?? '',
    items,
    references: unmeasured(groups, items),
    identifying: personsIn(root),
    ...(patientID !== undefined && { patientID }),
    problems: annotations.length > 0 ? problems : [{ code: 'source-empty', itemPath: root.path }],
  };
}

/** Annotations below a root; undefined where it is not AIM's. */
function annotationsOf(root: XmlElement): readonly XmlElement[] | undefined {
  switch (root.name) {
    case 'ImageAnnotation':
    case 'AnnotationOfAnnotation':
      return [root];
    case 'ImageAnnotationCollection':
      return listOf(root, 'imageAnnotations', 'ImageAnnotation');
    case 'AnnotationOfAnnotationCollection':
      return listOf(root, 'annotationOfAnnotations', 'AnnotationOfAnnotation');
    default:
      return undefined;
  }
}

function refused(detail: string): MeasurementSource {
  const uids = { sopInstanceUID: '', sopClassUID: '', seriesUID: '', studyUID: '' };
  return { kind: 'AIM', ...uids, items: [], references: [], problems: [{ code: 'xml-refused', detail }] };
}

/** Images that are referred to and that nothing was drawn on, each once. */
function unmeasured(groups: readonly AnnotationItems[], items: readonly MeasurementItem[]): InstanceRef[] {
  const drawnOn = new Set<string>();
  for (const geometry of [...new Set(items.map(({ geometries }) => geometries))].flat()) {
    if (geometry.kind !== 'spatial' && geometry.image) drawnOn.add(geometry.image.sopInstanceUID);
  }
  const references = new Map<string, InstanceRef>();
  for (const image of groups.flatMap(({ images }) => images)) {
    if (!drawnOn.has(image.sopInstanceUID)) references.set(image.sopInstanceUID, image);
  }
  return [...references.values()];
}
