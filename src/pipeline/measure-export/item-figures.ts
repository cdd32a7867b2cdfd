import { askedFigure } from '../../measure/codes/asked-figure.js';
import { PET_FIGURES, type RecomputedFigure, SOLID_FIGURES, VALUE_FIGURES } from '../../measure/figures.js';
import { valueFigures } from '../../measure/intensity/value-figures.js';
import type { ImageScale } from '../../measure/planar/image-scale.js';
import { type PixelRegion, pixelsWithin } from '../../measure/planar/pixels-within.js';
import { planarFigures } from '../../measure/planar/planar-figures.js';
import { spatialFigures } from '../../measure/planar/spatial-figures.js';
import type { MeasureProblem } from '../../measure/problem.js';
import type { VoxelRegion } from '../../measure/region.js';
import type {
  Geometry,
  ImageGeometry,
  InstanceRef,
  MeasurementItem,
  PlanarGeometry,
  SegmentGeometry,
  SpatialGeometry,
} from '../../measure/source.js';
import type { Images } from './images.js';
import type { MeasuredRegion } from './measure-job.js';
import { ofPatients } from './of-patients.js';

/** What was recomputed for one measurement. */
export interface ItemFigures {
  readonly figures: readonly RecomputedFigure[];
  readonly problems: readonly MeasureProblem[];
  /** The image that it lies on, and the instance where it is there. */
  readonly image?: InstanceRef;
  readonly instance?: number;
  readonly voxelCount?: number;
  /** A clause: why nothing was recomputed. */
  readonly why?: string;
}

/** What measurements are recomputed with. */
export interface ItemContext {
  /** Whose the object is; empty where it does not say. */
  readonly patientID: string;
  readonly images: Images;
  /** The segments of a segmentation; undefined where it is not there. */
  readonly segmentsOf: (sopInstanceUID: string) => readonly MeasuredRegion[] | undefined;
  /** What the outlines of an item in the patient enclose, where they were asked for. */
  readonly outlinesOf: (itemPath: string) => MeasuredRegion | undefined;
}

const VALUE_NAMES: ReadonlySet<string> = new Set([...VALUE_FIGURES, ...PET_FIGURES].map(({ name }) => name));
const SOLID_NAMES: ReadonlySet<string> = new Set(SOLID_FIGURES.map(({ name }) => name));

/** True where the stored measurement is one of values: mean, SUVmax. */
function asksForValues(item: MeasurementItem): boolean {
  return askedFigure(item)?.names.some((name) => VALUE_NAMES.has(name)) ?? false;
}

/** True where a measurement in the patient needs the voxels that its outlines enclose. */
export function asksForOutlines(item: MeasurementItem): boolean {
  const closed = item.geometries.some((one) => one.kind === 'spatial' && one.type === 'POLYGON');
  if (!closed) return false;
  return asksForValues(item) || (askedFigure(item)?.names.some((name) => SOLID_NAMES.has(name)) ?? false);
}

/** Recomputes a measurement from its geometry. Never throws for what the objects hold. */
export async function itemFigures(item: MeasurementItem, context: ItemContext): Promise<ItemFigures> {
  const { geometries } = item;
  const segments = geometries.filter((one) => one.kind === 'segments');
  const [segment] = segments;
  const spatial = geometries.filter((one) => one.kind === 'spatial');
  const planar = geometries.filter((one) => one.kind === 'planar');
  const whole = geometries.filter((one) => one.kind === 'image');
  const [image] = whole;
  if (segments.length > 1) {
    return { figures: [], problems: [], why: 'it is of several segments' };
  }
  if (segment) return ofSegments(item, segment, context);
  if (planar.length > 0) return ofPlanar(item, planar, context);
  if (spatial.length > 0) return ofSpatial(item, spatial, context);
  if (image && whole.length > 1 && askedFigure(item)) {
    return { figures: [], problems: [], image: image.image, why: 'it names several images' };
  }
  if (image) return ofWholeImage(item, image, context);
  return { figures: [], problems: [], why: 'the object names no geometry for it' };
}

function ofSegments(
  item: MeasurementItem,
  { image }: SegmentGeometry,
  { segmentsOf }: ItemContext,
): ItemFigures {
  const regions = segmentsOf(image.sopInstanceUID);
  if (!regions) {
    const why = 'the segmentation is not among the files';
    return { figures: [], problems: [{ code: 'image-absent' }], image, why };
  }
  if (image.frames) {
    return { figures: [], problems: [], image, why: 'it is of frames of a segment, not of all of it' };
  }
  const named = regions.filter(({ number }) => image.segments?.includes(number) ?? true);
  const [region] = named;
  if (!region || named.length < (image.segments?.length ?? 1)) {
    const why = 'the segmentation has no such segment';
    return { figures: [], problems: [{ code: 'segment-unknown' }], image, why };
  }
  if (named.length > 1) return { figures: [], problems: [], image, why: 'it is of several segments' };
  const { figures, voxelCount, problems } = region;
  const lacksValues = asksForValues(item) && !figures.some(({ of }) => of !== undefined);
  const found = { figures, image, ...(voxelCount !== undefined && { voxelCount }) };
  if (!lacksValues || region.candidate !== undefined) return { ...found, problems };
  if (region.whyNoValues !== undefined) return { ...found, problems, why: region.whyNoValues };
  const why = 'the images that were segmented are not among the files';
  return { ...found, problems: [...problems, { code: 'image-absent' }], why };
}

/** The image of shapes, found with its scale; or what is in the way. */
type Placed =
  | {
      readonly image: InstanceRef;
      readonly instance: number;
      readonly frame: number;
      readonly scale: ImageScale;
      readonly problems: readonly MeasureProblem[];
      readonly isStandIn: boolean;
    }
  | { readonly failed: ItemFigures };

function placed(image: InstanceRef | undefined, { images, patientID }: ItemContext): Placed {
  if (!image) {
    const problems: MeasureProblem[] = [{ code: 'image-not-referenced' }];
    return { failed: { figures: [], problems, why: 'its coordinates name no image' } };
  }
  const found = images.find(image);
  if (!found) {
    const problems: MeasureProblem[] = [{ code: 'image-absent' }];
    return { failed: { figures: [], problems, image, why: 'the image is not among the files' } };
  }
  const { instance, isStandIn, isConflicting } = found;
  if (isConflicting) {
    const why = 'several files with different content claim to be the image';
    return { failed: { figures: [], problems: [{ code: 'image-not-referenced', detail: why }], image, why } };
  }
  // AIM counts frames from 0 in old files, where 0 and 1 both mean the only one.
  const frame = Math.max(1, image.frames?.[0] ?? 1);
  if (image.frames !== undefined && image.frames.length > 1) {
    return { failed: { figures: [], problems: [], image, why: 'it names several frames' } };
  }
  if (image.frames === undefined && images.frameTotal(instance) > 1) {
    const why = 'it names no frame of an image of several';
    return { failed: { figures: [], problems: [{ code: 'image-not-referenced', detail: why }], image, why } };
  }
  const scale = images.scale(instance, frame);
  if ('unreadable' in scale) {
    const problems: MeasureProblem[] = [{ code: 'image-unreadable', detail: scale.unreadable }];
    return { failed: { figures: [], problems, image, why: 'the image cannot be read' } };
  }
  const borrowed: MeasureProblem[] = isStandIn ? [{ code: 'image-by-frame-of-reference' }] : [];
  const problems = [
    ...scale.problems,
    ...borrowed,
    ...ofPatients(patientID, images.header(instance).patient.id),
  ];
  return { image, instance, frame, scale, problems, isStandIn };
}

/** True of a drawing on several images, as presentation states have them, whose pixels are not of one size. */
function isOfOtherSize(
  { stored, context: { sourceImages } }: MeasurementItem,
  { image, scale }: { readonly image: InstanceRef; readonly scale: ImageScale },
  { images }: ItemContext,
): boolean {
  const isOneOf = sourceImages.some(({ sopInstanceUID }) => sopInstanceUID === image.sopInstanceUID);
  if (stored || sourceImages.length < 2 || !isOneOf) return false;
  return sourceImages.some((other) => {
    const found = images.find(other);
    const own = found && !found.isStandIn ? images.scale(found.instance, other.frames?.[0] ?? 1) : undefined;
    if (!own || 'unreadable' in own) return false;
    return own.spacingMm?.some((size, at) => size !== scale.spacingMm?.[at]) ?? false;
  });
}

async function ofPlanar(
  item: MeasurementItem,
  shapes: readonly PlanarGeometry[],
  context: ItemContext,
): Promise<ItemFigures> {
  const [first] = shapes;
  if (shapes.some(({ units }) => units !== 'pixel')) {
    const why = 'its coordinates are parts of a display';
    return {
      figures: [],
      problems: [{ code: 'not-in-pixels' }],
      why,
      ...(first?.image && { image: first.image }),
    };
  }
  const uids = new Set(shapes.map(({ image }) => `${image?.sopInstanceUID}/${image?.frames?.[0] ?? 1}`));
  if (uids.size > 1) return { figures: [], problems: [], why: 'its coordinates lie on several images' };
  const at = placed(first?.image, context);
  if ('failed' in at) return at.failed;
  const { image, scale, isStandIn } = at;
  if (isOfOtherSize(item, at, context)) {
    const why = 'the images that it is drawn on have pixels of different size';
    return { figures: [], problems: [{ code: 'spacing-absent', detail: why }], image, why };
  }
  // PS3.3 C.18.6.1.3: VOLUME counts in the total pixel matrix; an image that is not tiled is its own.
  const placedShapes = scale.totalMatrix
    ? shapes
    : shapes.map((shape) => ({ ...shape, origin: 'frame' as const }));
  const drawn = planarFigures(placedShapes, scale);
  const own = { image, ...(!isStandIn && { instance: at.instance }) };
  const problems = [...at.problems, ...drawn.problems];
  if (!asksForValues(item)) return { figures: drawn.figures, problems, ...own };
  if (isStandIn) return { figures: drawn.figures, problems, ...own, why: 'the image is not among the files' };
  const pixels = pixelsWithin(placedShapes, scale);
  if (!pixels) return { figures: drawn.figures, problems, ...own, why: 'its coordinates enclose no pixel' };
  const values = await frameFigures(pixels, at, context);
  return {
    ...own,
    figures: [...drawn.figures, ...values.figures],
    problems: [...problems, ...values.problems],
    voxelCount: pixels.pixelCount,
  };
}

async function frameFigures(
  { origin, size, inside, pixelCount }: PixelRegion,
  {
    instance,
    frame,
    scale,
  }: { readonly instance: number; readonly frame: number; readonly scale: ImageScale },
  { images }: ItemContext,
): Promise<Pick<ItemFigures, 'figures' | 'problems'>> {
  const { layers, problems } = await images.frameValues(instance, frame, scale);
  const dims = [scale.columns, scale.rows, 1] as const;
  const [down, across] = scale.spacingMm ?? [1, 1];
  const region: VoxelRegion = {
    grid: {
      dims,
      affine: Float64Array.of(across, 0, 0, 0, 0, down, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
      spacingMm: [across, down, 1],
    },
    origin: [origin[0], origin[1], 0],
    size: [size[0], size[1], 1],
    inside,
    voxelCount: pixelCount,
  };
  const figures = layers.flatMap(({ values, quantities }) =>
    quantities.flatMap(({ quantity, factor }) =>
      valueFigures({ region, values, dims, quantity, factor, dimensions: 2 }),
    ),
  );
  return { figures, problems };
}

function ofSpatial(
  item: MeasurementItem,
  shapes: readonly SpatialGeometry[],
  { outlinesOf }: ItemContext,
): ItemFigures {
  const { figures, problems } = spatialFigures(shapes);
  if (!asksForOutlines(item)) return { figures, problems };
  const enclosed = outlinesOf(item.itemPath);
  if (!enclosed) return { figures, problems, why: 'no images of its frame of reference are there' };
  return {
    figures: [...figures, ...enclosed.figures],
    problems: [...problems, ...enclosed.problems],
    ...(enclosed.voxelCount !== undefined && { voxelCount: enclosed.voxelCount }),
  };
}

async function ofWholeImage(
  item: MeasurementItem,
  { image }: ImageGeometry,
  context: ItemContext,
): Promise<ItemFigures> {
  const why = 'it names an image without a place in it';
  if (!askedFigure(item)) return { figures: [], problems: [], image };
  if (!asksForValues(item)) return { figures: [], problems: [], image, why };
  const at = placed(image, context);
  if ('failed' in at) return at.failed;
  if (at.isStandIn)
    return { figures: [], problems: at.problems, image, why: 'the image is not among the files' };
  const { rows, columns } = at.scale;
  const pixelCount = rows * columns;
  const all = {
    origin: [0, 0],
    size: [columns, rows],
    inside: new Uint8Array(pixelCount).fill(1),
    pixelCount,
  } as const;
  const { figures, problems } = await frameFigures(all, at, context);
  return { figures, problems, image, instance: at.instance, voxelCount: pixelCount };
}

/** Every image and object that geometry names. */
export function referencesOf(geometries: readonly Geometry[]): InstanceRef[] {
  return geometries.flatMap((one) => {
    if (one.kind === 'spatial') return [];
    return one.image ?? [];
  });
}
