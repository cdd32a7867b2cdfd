import type { InstanceTable } from '../../study/instance-table.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import type { JobInstance } from './job-instance.js';

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
