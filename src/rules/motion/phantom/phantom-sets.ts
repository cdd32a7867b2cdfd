import type { PhantomKind } from '../../../motion/phantom/phantom-image.js';
import type { Probe } from '../../../study/probe/probe.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { attribute, numberOf } from '../../protocol/derived/readings.js';
import type { SeriesView } from '../../protocol/series-view.js';
import { modalityOf, type StillImage } from '../image/still-images.js';
import { geometryReason, imageReason } from '../series/image-role.js';
import { InstanceValues } from '../series/instance-values.js';
import { phaseAxisOf } from '../series/phase-axis.js';
import type { SeriesRuns } from '../series/series-runs.js';

const FIELD_STRENGTH = attribute('MagneticFieldStrength');
const ECHO_TIME = attribute('EchoTime');
const REPETITION_TIME = attribute('RepetitionTime');

/** What has to be read of every instance for {@link phantomSets}, besides what time series are told by. */
export const PHANTOM_PROBES: readonly Probe[] = [FIELD_STRENGTH, ECHO_TIME, REPETITION_TIME];

/** A volume of a phantom, and what its header says. */
export interface PhantomVolume {
  readonly plan: PlannedVolume;
  readonly bValue?: number;
}

/** Volumes that one set of figures of a phantom is measured in. */
export interface PhantomSet {
  /** In its series, from 0. */
  readonly number: number;
  readonly volumes: readonly PhantomVolume[];
  readonly phaseAxis?: 'i' | 'j';
}

/** Why a series cannot be the phantom that it is declared to be. */
export type NoPhantomReason = 'modality' | 'geometry' | 'no-volumes' | 'field-strength' | 'no-field-strength';

/** The sets of a series, or why it has none. */
export type PhantomSets = { readonly sets: readonly PhantomSet[] } | { readonly reason: NoPhantomReason };

const MODALITIES: Readonly<Record<PhantomKind, StillImage['modality']>> = {
  'acr-large': 'MR',
  uniform: 'MR',
  stability: 'MR',
  adc: 'MR',
  'ct-water': 'CT',
  'pet-cylinder': 'PT',
  'pet-spheres': 'PT',
};

/**
 * Which volumes of a series figures of a phantom are measured in: each by itself; over time all of a run; of diffusion
 * all b-values together; of a uniform phantom the first two, or the one and its partner in another series.
 */
export function phantomSets(view: SeriesView, kind: PhantomKind, { runs }: SeriesRuns): PhantomSets {
  if (modalityOf(view) !== MODALITIES[kind]) return { reason: 'modality' };
  const phaseAxis = kind === 'ct-water' || kind.startsWith('pet') ? undefined : phaseAxisOf(view);
  const set = (volumes: readonly PhantomVolume[], number: number): PhantomSet => ({
    ...{ number, volumes },
    ...(phaseAxis && { phaseAxis }),
  });
  if (kind === 'stability' && runs.length > 0) {
    return {
      sets: runs.map(({ points }, number) =>
        set(
          points.map(({ plan }) => ({ plan })),
          number,
        ),
      ),
    };
  }
  const values = new InstanceValues(view);
  const usable = view.volumes().filter((plan) => isImage(values, plan, kind));
  if (usable.length === 0) return { reason: 'no-volumes' };
  if (usable.some((plan) => geometryReason(plan) !== undefined)) return { reason: 'geometry' };
  if (kind === 'adc')
    return {
      sets: [
        set(
          usable.map((plan) => weighted(values, plan)),
          0,
        ),
      ],
    };
  if (kind === 'stability')
    return {
      sets: [
        set(
          usable.map((plan) => ({ plan })),
          0,
        ),
      ],
    };
  if (kind === 'uniform')
    return {
      sets: [
        set(
          usable.slice(0, 2).map((plan) => ({ plan })),
          0,
        ),
      ],
    };
  return { sets: usable.map((plan, number) => set([{ plan }], number)) };
}

/** Phase images are none of a phantom's; averages over directions of diffusion are what its coefficient is taken from. */
function isImage(values: InstanceValues, plan: PlannedVolume, kind: PhantomKind): boolean {
  const reason = imageReason(values, plan);
  if (reason === 'derived-image') return kind === 'adc' && isTraceWeighted(values, plan);
  return reason === undefined;
}

function isTraceWeighted(values: InstanceValues, plan: PlannedVolume): boolean {
  return values
    .texts('ImageType', plan)
    .some((word) => word === 'TRACEW' || word === 'TRACE' || word === 'ISO');
}

function weighted(values: InstanceValues, plan: PlannedVolume): PhantomVolume {
  const bValue = values.separator('DiffusionBValue', plan);
  return { plan, ...(typeof bValue === 'number' && { bValue }) };
}

/** No magnet that images is stronger: what is beyond is in gauss or mT. PS3.3 C.8.3.1: in tesla. */
const STRONGEST_TESLA = 30;

/** Why limits of a field strength are not for this series; undefined where they are. */
export function fieldReason(
  view: SeriesView,
  wanted: { readonly min?: number; readonly max?: number } | undefined,
): Extract<NoPhantomReason, 'field-strength' | 'no-field-strength'> | undefined {
  if (!wanted) return undefined;
  const stated = view.readings(FIELD_STRENGTH).map(({ reading }) => {
    return reading.state === 'bundle' ? undefined : numberOf(reading);
  });
  const { min = 0, max = Number.POSITIVE_INFINITY } = wanted;
  if (
    stated.length === 0 ||
    stated.some((tesla) => tesla === undefined || !(tesla > 0 && tesla < STRONGEST_TESLA))
  ) {
    return 'no-field-strength';
  }
  return stated.every((tesla) => tesla !== undefined && tesla >= min && tesla <= max)
    ? undefined
    : 'field-strength';
}

/** What two series of one phantom have to share so that their images may be held against each other. */
export function contrastKey(view: SeriesView): string {
  const of = (probe: Probe): string => {
    return JSON.stringify(
      view.readings(probe).map(({ reading }) => reading.state === 'value' && reading.texts),
    );
  };
  return [FIELD_STRENGTH, ECHO_TIME, REPETITION_TIME].map(of).join(' ');
}
