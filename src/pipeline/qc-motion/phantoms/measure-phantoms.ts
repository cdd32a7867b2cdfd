import type { PhantomResult } from '../../../motion/phantom/phantom-image.js';
import { FIGURES_OF } from '../../../rules/motion/all-figures.js';
import type { FigureValue } from '../../../rules/motion/figures.js';
import { knownFigures } from '../../../rules/motion/image/absent-values.js';
import { judgeRun } from '../../../rules/motion/limits/limits.js';
import type { PhantomSet } from '../../../rules/motion/phantom/phantom-sets.js';
import { jobFiles } from '../../volumes/job-files.js';
import type { DeclaredPhantom } from '../declared-phantom.js';
import type { GatheredSeries } from '../gathered.js';
import type { JudgedPhantom } from '../stills/judged-still.js';
import { type StillContext, voxelsOf } from '../stills/measure-images.js';
import type { PhantomJob, PhantomJobResult } from '../stills/still-job.js';
import { unreadable } from '../stills/unreadable.js';
import { threadsFor } from '../threads.js';
import { NOT_FOUND_REASONS, REFUSED_REASONS } from './reasons.js';

interface One {
  readonly series: GatheredSeries;
  readonly phantom: DeclaredPhantom;
  /** undefined where the series was refused as a whole. */
  readonly set?: PhantomSet;
}

/** Measures and judges the phantoms of a delivery, in the order of its series. */
export async function measurePhantoms(context: StillContext): Promise<JudgedPhantom[]> {
  const all = context.series.flatMap((series): One[] => {
    const { phantom } = series;
    if (!phantom) return [];
    const sets = phantom.sets.map((set): One => ({ series, phantom, set }));
    return sets.length > 0 ? sets : [{ series, phantom }];
  });
  const whole = all.filter(({ set }) => set !== undefined);
  const voxels = whole.flatMap(({ set }) => set?.volumes ?? []).reduce((sum, one) => sum + voxelsOf(one), 0);
  const threads = await threadsFor(voxels, context);
  const results = new Map<One, PhantomJobResult>();
  let at = 0;
  for await (const result of threads.phantoms(jobsOf(whole, context))) {
    const one = whole[at++];
    if (one) results.set(one, result);
    context.measured(one?.set?.volumes.length ?? 0);
  }
  return all.map((one) => judged(one, results.get(one)));
}

function* jobsOf(all: readonly One[], context: StillContext): Generator<PhantomJob> {
  for (const { phantom, set } of all) {
    if (!set) continue;
    const { scale, partner, declaration } = phantom;
    const volumes = [...set.volumes, ...(partner ? [{ plan: partner }] : [])];
    yield {
      kind: 'phantom',
      ...{ volumes, spec: declaration.spec },
      files: jobFiles(
        volumes.map(({ plan }) => plan),
        context,
      ),
      ...(set.phaseAxis && { phaseAxis: set.phaseAxis }),
      ...(scale && { scale }),
    };
  }
}

function judged({ series, phantom, set }: One, result: PhantomJobResult | undefined): JudgedPhantom {
  const { declaration, limits } = phantom;
  const fault = faultOf(phantom, result);
  const found: PhantomResult | undefined = result && !('error' in result) ? result : undefined;
  const missing: FigureValue =
    fault === undefined ? NOT_SHOWN[declaration.spec.kind === 'acr-large' ? 'acr' : 'other'] : { why: fault };
  const figures = knownFigures({
    names: FIGURES_OF[declaration.spec.kind],
    measured: found && 'figures' in found ? found.figures : {},
    missing,
    isRequired: true,
  });
  return {
    ...{ series, phantom, figures, parts: found?.parts ?? [] },
    ...(set && { set }),
    results: limits ? judgeRun(figures, limits) : [],
    isNotFound: found !== undefined && 'notFound' in found,
    ...(fault !== undefined && { fault }),
    ...{ plots: [], plotFaults: [] },
  };
}

/** The ACR phantom takes two series, of which each shows a part; another phantom shows what it was declared to have. */
const NOT_SHOWN: Readonly<Record<'acr' | 'other', FigureValue>> = {
  acr: { notApplicable: 'the images of this series do not show it' },
  other: { why: 'the phantom was declared without it' },
};

function faultOf(
  { refused, detail }: DeclaredPhantom,
  result: PhantomJobResult | undefined,
): string | undefined {
  if (refused) return detail ? `${REFUSED_REASONS[refused]}: ${detail}` : REFUSED_REASONS[refused];
  if (!result) return 'it was not read';
  if ('error' in result) return unreadable(result.error);
  return 'notFound' in result ? NOT_FOUND_REASONS[result.notFound] : undefined;
}
