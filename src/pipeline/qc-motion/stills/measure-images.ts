import type { ImageMeasures } from '../../../motion/image/measure-image.js';
import { FIGURES_OF } from '../../../rules/motion/all-figures.js';
import { knownFigures } from '../../../rules/motion/image/absent-values.js';
import type { StillImage } from '../../../rules/motion/image/still-images.js';
import { judgeRun } from '../../../rules/motion/limits/limits.js';
import { VolumeError } from '../../../study/volume/volume-error.js';
import type { ThreadOptions } from '../../run-here-or-there.js';
import { jobFiles } from '../../volumes/job-files.js';
import type { GatheredSeries } from '../gathered.js';
import { LEFT_OUT_REASONS } from '../reasons.js';
import type { SeriesLimits } from '../series-limits.js';
import { threadsFor } from '../threads.js';
import type { JudgedImage } from './judged-still.js';
import { passesOf } from './passes.js';
import type { ImageJob } from './still-job.js';
import { unreadable } from './unreadable.js';

/** What images are measured with. */
export interface StillContext
  extends ThreadOptions,
    Pick<Parameters<typeof jobFiles>[1], 'instances' | 'pathOf'> {
  readonly series: readonly GatheredSeries[];
  readonly limits: SeriesLimits;
  /** Told after each volume. */
  readonly measured: (volumes: number) => void;
}

interface One {
  readonly series: GatheredSeries;
  readonly image: StillImage;
}

/** From this on images are measured one at a time: about 0.5 GiB with its masks. */
const LARGE_VOXELS = 6.4e7;

/** Measures and judges the images of a delivery, in the order of its series. */
export async function measureImages(context: StillContext): Promise<JudgedImage[]> {
  const all = context.series.flatMap((series) =>
    series.stills.images.map((image): One => ({ series, image })),
  );
  const whole = all.filter(({ image }) => image.fault === undefined);
  const voxels = whole.map(({ image }) => voxelsOf(image));
  const isLarge = voxels.some((count) => count > LARGE_VOXELS);
  const threads = await threadsFor(
    voxels.reduce((sum, count) => sum + count, 0),
    // Two of them at a time would need several GiB.
    isLarge ? { ...context, jobs: 1 } : context,
  );
  const results = new Map<StillImage, ImageMeasures | { readonly error: string }>();
  let at = 0;
  for await (const result of threads.images(jobsOf(whole, context))) {
    const one = whole[at++];
    if (one) results.set(one.image, result);
    context.measured(1);
  }
  return all.map((one) => judged(one, results.get(one.image), context));
}

function* jobsOf(all: readonly One[], context: StillContext): Generator<ImageJob> {
  for (const { image } of all) {
    const { plan, modality, is3d, phaseAxis } = image;
    const facts = { modality, is3d, groups: passesOf(image), ...(phaseAxis && { phaseAxis }) };
    yield { kind: 'image', plan, files: jobFiles([plan], context), facts };
  }
}

/** Voxels of an image; none where its slices make no volume. */
export function voxelsOf({ plan }: Pick<StillImage, 'plan'>): number {
  if (plan.grid instanceof VolumeError) return 0;
  const [columns, rows, slices] = plan.grid.dims;
  return columns * rows * slices;
}

function judged(
  { series, image }: One,
  result: ImageMeasures | { readonly error: string } | undefined,
  { limits: rules }: StillContext,
): JudgedImage {
  const limits = rules.of(series.view, image.kind);
  const fault = faultOf(image, result);
  const measured = result && 'figures' in result ? result.figures : {};
  const figures = knownFigures({
    names: FIGURES_OF[image.kind],
    measured,
    missing: { why: fault ?? 'it was not measured' },
    isRequired: false,
  });
  return {
    ...{ series, image, figures, limits },
    slices: result && 'slices' in result ? result.slices : [],
    results: typeof limits === 'object' ? judgeRun(figures, limits) : [],
    ...(fault !== undefined && { fault }),
    ...{ plots: [], plotFaults: [] },
  };
}

function faultOf(
  { fault }: StillImage,
  result: ImageMeasures | { readonly error: string } | undefined,
): string | undefined {
  if (fault) return LEFT_OUT_REASONS[fault];
  if (!result) return 'it was not read';
  if ('error' in result) return unreadable(result.error);
  return result.foregroundShare === undefined ? 'nothing in it is brighter than the rest' : undefined;
}
