import { DicomError } from '../../dicom/errors.js';
import { PixelError } from '../../dicom/pixels/pixel-error.js';
import { FileError } from '../../io/file-source.js';
import type { PathBytes } from '../../io/path-bytes.js';
import type { InstanceTable } from '../../study/instance-table.js';
import { assembleVolume, type Volume, type VolumeScale } from '../../study/volume/assemble.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import { filesOf, type InstanceFiles, OpenInstances } from './open-instances.js';

/** A volume, or why it could not be had. The others of the series come all the same. */
export type LoadedVolume =
  | { readonly plan: PlannedVolume; readonly volume: Volume }
  | { readonly plan: PlannedVolume; readonly error: PixelError | DicomError | FileError };

/** What {@link loadSeriesVolumes} works on. */
export interface LoadJob {
  readonly instances: InstanceTable;
  /** Volumes of one series, or of those of them that are wanted: `planVolumes`. */
  readonly volumes: readonly PlannedVolume[];
  /** The full path of a file, by its number in the instance table. */
  readonly pathOf: (file: number) => PathBytes;
  /** Default `modality`. */
  readonly scale?: VolumeScale;
  readonly signal?: AbortSignal;
}

/**
 * Reads volume after volume, in the order that is given. In memory are the volume that was yielded, as long as the
 * caller keeps it, one decoded frame and a few open files. A classic file is opened once for each of its slices, a
 * multi-frame file once for all of its volumes that follow each other.
 * @throws the signal's reason when it is aborted; errors that are none of files or pixels
 */
export function loadSeriesVolumes({ instances, pathOf, ...job }: LoadJob): AsyncGenerator<LoadedVolume> {
  return loadVolumes({ ...job, files: filesOf(instances, pathOf) });
}

/** What {@link loadVolumes} works on: a {@link LoadJob} without the tables of a scan. */
export interface LoadFilesJob extends Pick<LoadJob, 'volumes' | 'scale' | 'signal'> {
  readonly files: InstanceFiles;
}

/** {@link loadSeriesVolumes} where the scan's tables are not at hand, as on another thread. */
export async function* loadVolumes(job: LoadFilesJob): AsyncGenerator<LoadedVolume> {
  const opened = new OpenInstances(job.files);
  try {
    for (const plan of job.volumes) {
      job.signal?.throwIfAborted();
      yield await load(plan, opened, job);
    }
  } finally {
    opened.close();
  }
}

async function load(plan: PlannedVolume, opened: OpenInstances, job: LoadFilesJob): Promise<LoadedVolume> {
  try {
    const readSlice = async (slice: PlannedVolume['slices'][number]) => {
      job.signal?.throwIfAborted();
      return opened.read(slice);
    };
    return { plan, volume: await assembleVolume(plan, readSlice, job.scale) };
  } catch (error) {
    const isTyped = error instanceof PixelError || error instanceof DicomError || error instanceof FileError;
    if (!isTyped) throw error;
    return { plan, error };
  }
}
