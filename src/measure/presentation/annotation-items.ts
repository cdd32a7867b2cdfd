import type { Dataset } from '../../dicom/dataset.js';
import type { MeasureProblem } from '../problem.js';
import type { Geometry, InstanceRef, MeasurementContext, MeasurementItem } from '../source.js';
import { type Drawing, drawingsOf } from './drawings.js';
import { type Point, spaceOf } from './graphic-points.js';
import { known } from './known.js';
import { type TextObject, textObjects, textsOf } from './labels.js';
import { annotatedImages } from './shown-images.js';

/** What holds for every annotation of a presentation state. */
export interface StateContents {
  readonly groupLabels: ReadonlyMap<number, string>;
  readonly shown: readonly InstanceRef[];
  readonly context: Pick<MeasurementContext, 'dateTime' | 'observer'>;
}

/** What one annotation gives. */
interface AnnotationItems {
  readonly items: readonly MeasurementItem[];
  readonly problems: readonly MeasureProblem[];
}

/** An annotation with what is needed for its items. */
interface Annotation extends StateContents {
  readonly group: number;
  readonly images: readonly InstanceRef[];
  /** Where all images are of one. */
  readonly sourceSeriesUID: string | undefined;
}

/**
 * Items of an annotation: each drawing with its label, then each text that labels none.
 * @param group number of the annotation, from 0
 */
export function annotationItems(item: Dataset, group: number, state: StateContents): AnnotationItems {
  const path = `GraphicAnnotationSequence[${group}]`;
  const images = annotatedImages(item, state.shown);
  const series = new Set(images.map(({ seriesUID }) => seriesUID));
  const sourceSeriesUID = series.size === 1 ? images[0]?.seriesUID : undefined;
  const annotation: Annotation = { ...state, group, images, sourceSeriesUID };
  const texts = textObjects(item, path);
  const drawings = drawingsOf(item, path);
  const labels = drawings.map((drawing) => textsOf(drawing.item, texts));
  const attached = new Set(labels.flat());
  const free = texts.filter((text) => !attached.has(text) && text.text !== undefined);
  return {
    items: [
      ...drawings.map((drawing, i) => drawingItem(annotation, drawing, labels[i] ?? [])),
      ...free.map((text) => textItem(annotation, text)),
    ],
    problems: drawings.flatMap(({ problems }) => problems),
  };
}

function drawingItem(
  annotation: Annotation,
  drawing: Drawing,
  texts: readonly TextObject[],
): MeasurementItem {
  const { shapes, space, purpose, itemPath } = drawing;
  const label =
    texts.flatMap(({ text }) => text ?? []).join('; ') ||
    annotation.groupLabels.get(drawing.item.number('GraphicGroupID') ?? -1);
  // A drawing on several images is one drawing: the first image is where it is measured, `sourceImages` names all.
  const place = known({ image: annotation.images[0], purpose });
  const geometries = shapes.map(
    (shape): Geometry => ({ kind: 'planar', ...shape, ...space, ...place, itemPath }),
  );
  return item(annotation, { from: drawing.item, itemPath, label, geometries });
}

/** A text at its anchor, where it has one. */
function textItem(annotation: Annotation, { item: from, itemPath, text }: TextObject): MeasurementItem {
  const [column, row] = from.numbers('AnchorPoint');
  const isAnchored = Number.isFinite(column) && Number.isFinite(row);
  const points: Point[] = [[column ?? 0, row ?? 0]];
  const space = spaceOf(from.string('AnchorPointAnnotationUnits'));
  const place = known({ image: annotation.images[0] });
  const anchor: Geometry = { kind: 'planar', type: 'POINT', points, ...space, ...place, itemPath };
  return item(annotation, { from, itemPath, label: text, geometries: isAnchored ? [anchor] : [] });
}

/** What differs from item to item. */
interface ItemParts {
  readonly from: Dataset;
  readonly itemPath: string;
  readonly label: string | undefined;
  readonly geometries: readonly Geometry[];
}

function item(annotation: Annotation, { from, itemPath, label, geometries }: ItemParts): MeasurementItem {
  const { context, images, group, sourceSeriesUID } = annotation;
  return {
    itemPath,
    parents: [],
    modifiers: [],
    geometries,
    geometryOf: 'item',
    group,
    context: {
      ...known({
        trackingId: from.string('TrackingID'),
        trackingUID: from.string('TrackingUID'),
        lesionLabel: label,
        sourceSeriesUID,
      }),
      ...context,
      sites: [],
      realWorldMaps: [],
      sourceImages: images,
      qualitative: [],
    },
  };
}
