import { DicomError } from '../../dicom/errors.js';
import { type DicomFile, readPart10 } from '../../dicom/part10.js';
import { openFrames } from '../../dicom/pixels/frame-reader.js';
import { PIXEL_ERROR_TEXTS, PixelError } from '../../dicom/pixels/pixel-error.js';
import { FileError, FileSource } from '../../io/file-source.js';
import type { RecomputedFigure } from '../../measure/figures.js';
import { identifyingIn } from '../../measure/identifying.js';
import { voxelVolumeMm3 } from '../../measure/intensity/sphere.js';
import type { MeasureProblem } from '../../measure/problem.js';
import { onGrid } from '../../measure/seg/on-grid.js';
import { readSegmentation } from '../../measure/seg/read-segmentation.js';
import { segmentRegions } from '../../measure/seg/segment-regions.js';
import type { Segmentation, SegmentRegion } from '../../measure/seg/segmentation.js';
import { solidFigures } from '../../measure/solid/solid-figures.js';
import type { MeasuredRegion, RegionsJob, RegionsResult } from './measure-job.js';
import { measureOutlines, measureStructures } from './measure-structures.js';
import { RegionFigures } from './region-figures.js';

/** Measures what one object holds. Never throws for what the files hold. */
export async function measureRegions(job: RegionsJob): Promise<RegionsResult> {
  const figures = new RegionFigures(job);
  if (job.outlines) return measureOutlines(job.outlines, figures);
  try {
    const source = new FileSource(Buffer.from(job.source.path));
    try {
      const file = readPart10(source);
      const uid = file.dataset.string('SOPInstanceUID') ?? '';
      if (uid !== job.source.sopInstanceUID) throw new FileError('changed-while-read');
      const measured =
        job.source.kind === 'SEG'
          ? await segments(file, job, figures)
          : await measureStructures(file.dataset, figures);
      return { ...measured, identifying: identifyingIn(file.dataset) };
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof DicomError || error instanceof FileError) return { unreadable: error.code };
    throw error;
  }
}

async function segments(file: DicomFile, job: RegionsJob, figures: RegionFigures): Promise<RegionsResult> {
  const segmentation = readSegmentation(file.dataset);
  const wanted = job.segments && new Set(job.segments);
  const regions: MeasuredRegion[] = [];
  const problems: MeasureProblem[] = [...segmentation.problems];
  try {
    const frames = await openFrames(file);
    for (const one of segmentRegions(segmentation, frames, wanted))
      regions.push(await measuredSegment(one, segmentation.frameOfReferenceUID, figures));
  } catch (error) {
    if (!(error instanceof PixelError)) throw error;
    problems.push({ code: 'pixels-unreadable', detail: PIXEL_ERROR_TEXTS[error.code] });
    regions.push(...unmeasured(segmentation, regions, wanted));
  }
  return { regions, volumes: figures.volumes, problems };
}

/** Segments whose voxels could not be read: named, never dropped. */
function unmeasured(
  { segments: all }: Segmentation,
  done: readonly MeasuredRegion[],
  wanted: ReadonlySet<number> | undefined,
): MeasuredRegion[] {
  const known = new Set(done.map(({ number }) => number));
  return all
    .filter(({ number }) => !known.has(number) && (wanted?.has(number) ?? true))
    .map(({ number, itemPath, context }) => ({ itemPath, number, context, figures: [], problems: [] }));
}

async function measuredSegment(
  { segment, region, fractionSum, problems, isWhole }: SegmentRegion,
  frameOfReferenceUID: string | undefined,
  figures: RegionFigures,
): Promise<MeasuredRegion> {
  const { number, itemPath, context } = segment;
  if (!isWhole) {
    const why = 'not all of its frames could be read';
    return { itemPath, number, context, figures: [], problems, why };
  }
  const values = await figures.ofValues((grid) => onGrid(region, grid), frameOfReferenceUID);
  return {
    ...{ itemPath, number, context },
    figures: [...solidFigures(region), ...fractions(fractionSum, region.grid.affine), ...values.figures],
    voxelCount: region.voxelCount,
    ...(values.candidate !== undefined && { candidate: values.candidate }),
    ...(values.whyNoValues !== undefined && { whyNoValues: values.whyNoValues }),
    problems: [...problems, ...values.problems],
  };
}

/** PS3.3 C.8.20.2.3: what a fractional segment says of its voxels adds up. */
function fractions(sum: number | undefined, affine: Float64Array): RecomputedFigure[] {
  if (sum === undefined) return [];
  const voxelMm3 = voxelVolumeMm3({ affine });
  const volume: RecomputedFigure = Number.isFinite(voxelMm3)
    ? { name: 'fractionalVolume', unit: 'mm3', value: sum * voxelMm3 }
    : { name: 'fractionalVolume', unit: 'mm3', why: 'the distance of its slices is not known' };
  return [{ name: 'fractionSum', unit: '{voxels}', value: sum }, volume];
}
