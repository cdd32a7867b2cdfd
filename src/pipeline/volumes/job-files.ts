import type { InstanceTable } from '../../study/instance-table.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { JobInstance } from './job-instance.js';
import type { InstanceFiles } from './open-instances.js';

/** The instances that hold the slices of volumes, each once, as another thread needs them. */
export function jobFiles(
  plans: readonly PlannedVolume[],
  { instances, pathOf }: { readonly instances: InstanceTable; readonly pathOf: (file: number) => Uint8Array },
): JobInstance[] {
  const numbers = new Set(plans.flatMap(({ slices }) => slices.map(({ instance }) => instance)));
  return [...numbers].map((instance) => ({
    instance,
    sopInstanceUID: instances.sopInstanceUID(instance),
    frames: instances.frameRows(instance).count,
    path: pathOf(instances.file(instance)),
  }));
}

/** Instances of a job as files to read. */
export function instanceFiles(files: readonly JobInstance[]): InstanceFiles {
  const known = new Map(files.map((file) => [file.instance, file]));
  const of = (instance: number): JobInstance => {
    const file = known.get(instance);
    if (!file) throw new RangeError(`no file of instance ${instance}`);
    return file;
  };
  return {
    sopInstanceUID: (instance) => of(instance).sopInstanceUID,
    frames: (instance) => of(instance).frames,
    path: (instance) => Buffer.from(of(instance).path),
  };
}
