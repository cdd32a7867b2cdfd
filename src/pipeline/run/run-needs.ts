import { assignIdNeeds } from '../assign-id/needs.js';
import { loadProtocol } from '../check-protocol/load-protocol.js';
import { checkProtocolNeeds } from '../check-protocol/needs.js';
import { DEID_NEEDS } from '../deid/needs.js';
import { MANIFEST_NEEDS } from '../manifest/needs.js';
import { MEASURE_EXPORT_NEEDS } from '../measure-export/needs.js';
import { loadLimits } from '../qc-motion/load-limits.js';
import { qcMotionNeeds } from '../qc-motion/needs.js';
import { allNeeds } from '../scan/delivered.js';
import type { LoadedPipeline } from './load-pipeline.js';
import type { RunNeeds } from './run-context.js';

/** What the commands of a pipeline want of the scan of what came, and of what was released. */
export async function runNeeds({ loaded, pipeline }: LoadedPipeline): Promise<RunNeeds> {
  const { 'check-protocol': protocol, 'qc-motion': motion } = pipeline;
  const released = [
    ...(protocol ? [checkProtocolNeeds(await loadProtocol(protocol.protocol))] : []),
    ...(motion ? [qcMotionNeeds(await loadLimits(motion.limits), loaded)] : []),
    ...(pipeline['measure-export'] ? [MEASURE_EXPORT_NEEDS] : []),
  ];
  return {
    source: allNeeds([MANIFEST_NEEDS, assignIdNeeds(loaded), DEID_NEEDS]),
    released: allNeeds(released),
  };
}
