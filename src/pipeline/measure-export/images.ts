import { DicomError } from '../../dicom/errors.js';
import { readPart10 } from '../../dicom/part10.js';
import { FileError, FileSource } from '../../io/file-source.js';
import { type ImageScale, imageScale } from '../../measure/planar/image-scale.js';
import type { InstanceRef } from '../../measure/source.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { Scan } from '../scan/scan.js';
import { filesOf } from '../volumes/open-instances.js';
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
}

/** The images of a delivery, by the UIDs that measurements name them by. */
export class Images {
  private readonly bySop = new Map<string, number>();
  private readonly bySeries = new Map<string, number>();
  private readonly scales = new Map<string, ImageScale | { readonly unreadable: string }>();
  private readonly frames = new Map<string, VolumeValues>();

  constructor(
    private readonly scan: Pick<Scan, 'instances'>,
    private readonly fullPath: (file: number) => Buffer,
    wanted: Iterable<InstanceRef>,
  ) {
    const [sops, series] = [new Set<string>(), new Set<string>()];
    for (const { sopInstanceUID, seriesUID } of wanted) {
      sops.add(sopInstanceUID);
      if (seriesUID !== undefined) series.add(seriesUID);
    }
    const { instances } = scan;
    for (let i = 0; i < instances.size; i++) {
      const uid = instances.sopInstanceUID(i);
      if (sops.has(uid) && !this.bySop.has(uid)) this.bySop.set(uid, i);
      const own = instances.header(i).seriesUID;
      if (series.has(own) && !this.bySeries.has(own) && instances.matrix(i)) this.bySeries.set(own, i);
    }
  }

  /** The image, or another of its series in its place; undefined where neither is there. */
  find({ sopInstanceUID, seriesUID }: InstanceRef): FoundImage | undefined {
    const instance = this.bySop.get(sopInstanceUID);
    if (instance !== undefined) return { instance, isStandIn: false };
    const other = seriesUID === undefined ? undefined : this.bySeries.get(seriesUID);
    return other === undefined ? undefined : { instance: other, isStandIn: true };
  }

  header(instance: number): SeriesHeader {
    return this.scan.instances.header(instance);
  }

  /** Number of Frames as stored. */
  frameTotal(instance: number): number {
    return this.scan.instances.frameTotal(instance);
  }

  sopInstanceUID(instance: number): string {
    return this.scan.instances.sopInstanceUID(instance);
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
    const values = await volumeValues({ plan, modality }, filesOf(this.scan.instances, this.fullPath));
    if (this.frames.size >= KEPT_FRAMES) this.frames.clear();
    this.frames.set(key, values);
    return values;
  }

  private readScale(instance: number, frame: number): ImageScale | { readonly unreadable: string } {
    try {
      const file = new FileSource(this.fullPath(this.scan.instances.file(instance)));
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
