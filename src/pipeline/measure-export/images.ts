import { DicomError } from '../../dicom/errors.js';
import { readPart10 } from '../../dicom/part10.js';
import { FileError, FileSource } from '../../io/file-source.js';
import { type ImageScale, imageScale } from '../../measure/planar/image-scale.js';
import type { InstanceRef } from '../../measure/source.js';
import { COLUMN } from '../../study/frame-columns.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { Scan } from '../scan/scan.js';
import { filesOf } from '../volumes/open-instances.js';
import { RealWorldObjects } from './real-world-objects.js';
import { type VolumeValues, volumeValues } from './volume-values.js';

/** Frames whose values are kept: measurements of one image stand together. */
const KEPT_FRAMES = 2;
/** Scales that are kept. */
const KEPT_SCALES = 50_000;

/** An image that was found for a reference. */
export interface FoundImage {
  readonly instance: number;
  /** The image itself is absent: this one is of its series. */
  readonly isStandIn: boolean;
  /** Files with different content claim to be it: which of them was measured on is not known. */
  readonly isConflicting: boolean;
}

/** The files of a delivery that images are read from. */
export interface ImageFiles {
  readonly scan: Pick<Scan, 'instances'>;
  readonly fullPath: (file: number) => Buffer;
  /** Paths of objects that map values to the real world. */
  readonly maps: readonly Uint8Array[];
  /** SOP Instance UIDs that files with different content claim. */
  readonly conflicting: ReadonlySet<string>;
}

/** The images of a delivery, by the UIDs that measurements name them by. */
export class Images {
  private readonly bySop = new Map<string, number>();
  /** An image of each series that any of its images is like; undefined of series whose images differ. */
  private readonly bySeries = new Map<
    string,
    { readonly instance: number; readonly size: string } | undefined
  >();
  private readonly scales = new Map<string, ImageScale | { readonly unreadable: string }>();
  private readonly frames = new Map<string, VolumeValues>();
  private readonly maps: RealWorldObjects;

  constructor(
    private readonly files: ImageFiles,
    wanted: Iterable<InstanceRef>,
  ) {
    this.maps = new RealWorldObjects(files.maps);
    const [sops, series] = [new Set<string>(), new Set<string>()];
    for (const { sopInstanceUID, seriesUID } of wanted) {
      sops.add(sopInstanceUID);
      if (seriesUID !== undefined) series.add(seriesUID);
    }
    const { instances } = files.scan;
    for (let i = 0; i < instances.size; i++) {
      const uid = instances.sopInstanceUID(i);
      if (sops.has(uid) && !this.bySop.has(uid)) this.bySop.set(uid, i);
      const own = instances.header(i).seriesUID;
      if (series.has(own)) this.addToSeries(own, i);
    }
  }

  private addToSeries(seriesUID: string, instance: number): void {
    const { instances } = this.files.scan;
    const matrix = instances.matrix(instance);
    if (!matrix) return;
    const size = pixelsOf(instances, instance, matrix);
    const known = this.bySeries.get(seriesUID);
    if (!this.bySeries.has(seriesUID)) this.bySeries.set(seriesUID, size ? { instance, size } : undefined);
    else if (known && known.size !== size) this.bySeries.set(seriesUID, undefined);
  }

  /** The image, or another of its series in its place; undefined where neither is there. */
  find({ sopInstanceUID, seriesUID }: InstanceRef): FoundImage | undefined {
    const instance = this.bySop.get(sopInstanceUID);
    const isConflicting = this.files.conflicting.has(sopInstanceUID);
    if (instance !== undefined) return { instance, isStandIn: false, isConflicting };
    const other = seriesUID === undefined ? undefined : this.bySeries.get(seriesUID);
    return other === undefined
      ? undefined
      : { instance: other.instance, isStandIn: true, isConflicting: false };
  }

  header(instance: number): SeriesHeader {
    return this.files.scan.instances.header(instance);
  }

  /** Number of Frames as stored. */
  frameTotal(instance: number): number {
    return this.files.scan.instances.frameTotal(instance);
  }

  sopInstanceUID(instance: number): string {
    return this.files.scan.instances.sopInstanceUID(instance);
  }

  /**
   * The scale of a frame, or the code of why the file cannot be read.
   * @param frame 1-based
   */
  scale(instance: number, frame: number): ImageScale | { readonly unreadable: string } {
    const key = `${instance}/${frame}`;
    const known = this.scales.get(key);
    if (known) return known;
    const scale = this.readScale(instance, frame);
    if (this.scales.size >= KEPT_SCALES) this.scales.clear();
    this.scales.set(key, scale);
    return scale;
  }

  /**
   * The values of one frame, as a volume of one slice.
   * @param frame 1-based
   */
  async frameValues(instance: number, frame: number, { rows, columns }: ImageScale): Promise<VolumeValues> {
    const key = `${instance}/${frame}`;
    const known = this.frames.get(key);
    if (known) return known;
    const { modality } = this.header(instance);
    const plan = frameAlone({ instance, frame: frame - 1 }, [columns, rows, 1]);
    const values = await volumeValues(
      { plan, modality },
      filesOf(this.files.scan.instances, this.files.fullPath),
      this.maps,
    );
    if (this.frames.size >= KEPT_FRAMES) this.frames.clear();
    this.frames.set(key, values);
    return values;
  }

  private readScale(instance: number, frame: number): ImageScale | { readonly unreadable: string } {
    try {
      const file = new FileSource(this.files.fullPath(this.files.scan.instances.file(instance)));
      try {
        return imageScale(readPart10(file).dataset, frame);
      } finally {
        file.close();
      }
    } catch (error) {
      if (error instanceof DicomError || error instanceof FileError) return { unreadable: error.code };
      throw error;
    }
  }
}

/**
 * Size of the pixels of an image of planes in the patient, and how many there are. Undefined where it shows no plane:
 * magnification and calibrated regions are those of one image.
 */
function pixelsOf(
  table: Scan['instances'],
  instance: number,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): string | undefined {
  const { first, count } = table.frameRows(instance);
  const sizes = new Set<string>();
  for (let row = first; row < first + count; row++) {
    const plane = table.planes[table.frames.get(row, COLUMN.plane)];
    sizes.add(JSON.stringify([rows, columns, plane?.pixelSpacingMm]));
  }
  const [size] = sizes;
  return sizes.size === 1 ? size : undefined;
}

/** One frame as a volume: how far its slices are apart is not asked. */
function frameAlone(
  at: { readonly instance: number; readonly frame: number },
  dims: readonly [number, number, number],
): PlannedVolume {
  return {
    stack: 0,
    number: 0,
    slices: [{ ...at, row: 0 }],
    grid: {
      dims,
      affine: Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
      spacingMm: [1, 1, 1],
      orthogonal: true,
      maxDeviationMm: 0,
      sliceSpacingFrom: 'header',
    },
    separatedBy: [],
    separators: {},
    moments: {},
  };
}
