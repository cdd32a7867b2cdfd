import { alignVolume } from '../../motion/realign/align.js';
import { prepareReference } from '../../motion/realign/reference.js';
import { prepareSlices, type SliceReference } from '../../motion/slices/slice-reference.js';
import type { GhostRegions } from '../../motion/spatial/ghost.js';
import { codeOf, keep, loadEach, measureVolume } from './handle-volume.js';
import type { FollowJob, FollowResult, ResampleJob, ResampleResult } from './motion-job.js';

/** Puts volumes into the store as they lie when moved. */
export async function resampleVolumes(
  { files, volumes, store }: ResampleJob,
  { reference }: SliceReference,
): Promise<ResampleResult> {
  const results: ResampleResult[number][] = [];
  const plans = volumes.map(({ plan }) => plan);
  for await (const loaded of loadEach(plans, files)) {
    const volume = volumes.find(({ plan }) => plan === loaded.plan);
    if (!volume) continue;
    const { member } = volume;
    try {
      if ('error' in loaded) throw loaded.error;
      keep(store, { reference, ...loaded }, volume);
      results.push({ member });
    } catch (error) {
      results.push({ member, error: codeOf(error) });
    }
  }
  return results;
}

/** Aligns a volume to its prediction; in the last pass also measures its slices against that, and stores it. */
export async function followPrediction(
  { files, prediction, store, isLast, passes, volume }: FollowJob,
  { reference }: SliceReference,
  regions: GhostRegions | undefined,
): Promise<FollowResult> {
  const { member, plan, transform: start } = volume;
  for await (const loaded of loadEach([plan], files)) {
    try {
      if ('error' in loaded) throw loaded.error;
      const predicted = prepareReference(prediction, reference.grid);
      if (!isLast) return { transform: alignVolume(predicted, loaded.values, loaded.grid, start).transform };
      const measures = measureVolume({ passes, regions }, prepareSlices(predicted), { ...loaded, start });
      const { transform } = measures.alignment;
      keep(store, { reference, ...loaded }, { member, transform });
      return { transform, measures };
    } catch (error) {
      return { error: codeOf(error) };
    }
  }
  return { error: 'no-volume' };
}
