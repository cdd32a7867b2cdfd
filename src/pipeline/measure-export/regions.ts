import { DicomError } from '../../dicom/errors.js';
import { readPart10 } from '../../dicom/part10.js';
import { FileError, FileSource } from '../../io/file-source.js';
import type { Contour } from '../../measure/rtstruct/structure-set.js';
import type { MeasurementItem, SpatialGeometry } from '../../measure/source.js';
import type { Scan } from '../scan/scan.js';
import { jobFiles } from '../volumes/job-files.js';
import { type RegionReferences, regionReferences, type Volumes } from './candidates.js';
import { asksForOutlines } from './item-figures.js';
import type { OutlinesOf, RegionsJob, SourceFile, VolumeCandidate } from './measure-job.js';

/** What region jobs are made of. */
export interface RegionContext {
  readonly volumes: Volumes;
  readonly scan: Pick<Scan, 'instances' | 'files'>;
  readonly fullPath: (file: number) => Buffer;
  /** Paths of objects that map values to the real world. */
  readonly maps: readonly Uint8Array[];
}

/** The job that measures a segmentation or a structure set; without candidates where its header cannot be read. */
export function regionsJob(source: SourceFile, context: RegionContext): RegionsJob {
  const references = referencesOf(source);
  const candidates = references ? context.volumes.candidates(references) : [];
  return {
    kind: 'regions',
    source,
    candidates,
    patientID: patientOf(source, context),
    files: filesOf(candidates, context),
    maps: context.maps,
  };
}

function patientOf({ file }: SourceFile, { scan }: RegionContext): string {
  const instance = scan.files.instance(file);
  return instance === undefined ? '' : scan.instances.header(instance).patient.id;
}

function referencesOf({ path }: SourceFile): RegionReferences | undefined {
  try {
    const file = new FileSource(Buffer.from(path));
    try {
      return regionReferences(readPart10(file).dataset);
    } finally {
      file.close();
    }
  } catch (error) {
    // The job reads it again, and says why it cannot.
    if (error instanceof DicomError || error instanceof FileError) return undefined;
    throw error;
  }
}

function filesOf(candidates: readonly VolumeCandidate[], { scan, fullPath }: RegionContext) {
  return jobFiles(
    candidates.map(({ plan }) => plan),
    { instances: scan.instances, pathOf: fullPath },
  );
}

/** The job that measures what outlines of a report enclose in the patient; undefined where none is asked for. */
export function outlinesJob(
  source: SourceFile,
  items: readonly MeasurementItem[],
  context: RegionContext,
): RegionsJob | undefined {
  const outlines = items.filter(asksForOutlines).map(outlinesOf);
  if (outlines.length === 0) return undefined;
  const frameOfReferenceUIDs = [...new Set(outlines.flatMap((one) => one.frameOfReferenceUID ?? []))];
  const seriesUIDs = items.flatMap(({ context: own }) => own.sourceSeriesUID ?? []);
  const sources = items.flatMap(({ context: own }) => own.sourceImages);
  const sopInstanceUIDs = new Set(sources.map((image) => image.sopInstanceUID));
  const candidates = context.volumes.candidates({ seriesUIDs, sopInstanceUIDs, frameOfReferenceUIDs });
  const patientID = patientOf(source, context);
  return {
    kind: 'regions',
    source,
    outlines,
    candidates,
    patientID,
    files: filesOf(candidates, context),
    maps: context.maps,
  };
}

function outlinesOf({ itemPath, geometries }: MeasurementItem): OutlinesOf {
  const shapes = geometries.filter(
    (one): one is SpatialGeometry & typeof one => one.kind === 'spatial' && one.type === 'POLYGON',
  );
  const frameOfReferenceUID = shapes[0]?.frameOfReferenceUID;
  const contours = shapes.map(
    ({ points }): Contour => ({ kind: 'CLOSED_PLANAR', pointsMm: Float64Array.from(points.flat()) }),
  );
  return { itemPath, contours, ...(frameOfReferenceUID !== undefined && { frameOfReferenceUID }) };
}
