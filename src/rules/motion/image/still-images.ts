import type { Probe } from '../../../study/probe/probe.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { attribute } from '../../protocol/derived/readings.js';
import type { SeriesView } from '../../protocol/series-view.js';
import { geometryReason, imageReason } from '../series/image-role.js';
import { InstanceValues } from '../series/instance-values.js';
import { phaseAxisOf } from '../series/phase-axis.js';
import type { LeftOut, NoTimeSeriesReason, SeriesRuns } from '../series/series-runs.js';
import { sliceTimesOf } from '../series/slice-times.js';
import type { ImageKind } from './image-kind.js';

const DIMENSIONS = attribute('MRAcquisitionType');

/** What has to be read of every instance for {@link stillImagesOf}, besides what time series are told by. */
export const STILL_PROBES: readonly Probe[] = [DIMENSIONS];

/** A volume of images that is no part of a run over time. */
export interface StillImage {
  /** In its series, from 0. */
  readonly number: number;
  readonly plan: PlannedVolume;
  readonly kind: ImageKind;
  readonly modality: 'MR' | 'CT' | 'PT';
  readonly phaseAxis?: 'i' | 'j';
  readonly is3d: boolean;
  /** When each slice of a 2D MR volume was acquired, s from the first; in the order of the plan's slices. */
  readonly sliceTimesS?: readonly number[];
  /** Why its slices make no volume. */
  readonly fault?: LeftOut['reason'];
}

/** The images of a series: those to be measured, and those that are worked out of others or no magnitudes. */
export interface StillImages {
  readonly images: readonly StillImage[];
  readonly leftOut: readonly LeftOut[];
}

/** Series that are no run and yet images of something: one volume, or several of different contrasts or phases. */
const STILL: readonly NoTimeSeriesReason[] = ['one-volume', 'contrasts-differ', 'gated'];

const NONE: StillImages = { images: [], leftOut: [] };

/** PS3.4 B.5: Secondary Capture, and its multi-frame forms. Pictures of a screen, whatever their modality says. */
const CAPTURE = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.[1-4])?$/;

/** The images of a series that is no run over time. */
export function stillImagesOf(view: SeriesView, { runs, none }: SeriesRuns): StillImages {
  const isStill = runs.length === 0 && none !== undefined && STILL.includes(none.reason);
  const modality = modalityOf(view);
  if (!isStill || !modality || view.headers.some(({ sopClassUID }) => CAPTURE.test(sopClassUID))) return NONE;
  const values = new InstanceValues(view);
  const phaseAxis = modality === 'MR' ? phaseAxisOf(view) : undefined;
  const dimensions = dimensionsOf(view);
  const kind = modality === 'MR' ? MR_KINDS[dimensions] : KINDS[modality];
  const images: StillImage[] = [];
  const leftOut: LeftOut[] = [];
  for (const plan of view.volumes()) {
    const reason = imageReason(values, plan);
    if (reason) {
      leftOut.push({ plan, reason });
      continue;
    }
    const fault = geometryReason(plan);
    const sliceTimesS =
      kind === 'multislice' ? sliceTimesOf(values, [plan], Number.POSITIVE_INFINITY) : undefined;
    images.push({
      ...{ number: images.length, plan, kind, modality, is3d: dimensions === '3D' },
      ...(sliceTimesS && { sliceTimesS }),
      ...(phaseAxis && { phaseAxis }),
      ...(fault && { fault }),
    });
  }
  return { images, leftOut };
}

const KINDS = { CT: 'ct', PT: 'pet' } as const;
/** What does not say how it was acquired is looked at slice by slice, which misses nothing. */
const MR_KINDS = { '3D': 'structural', '2D': 'multislice', unknown: 'multislice' } as const;

/** The one modality of a series' headers. */
export function modalityOf({ headers }: SeriesView): StillImage['modality'] | undefined {
  const [modality, ...others] = new Set(headers.map((header) => header.modality));
  if (others.length > 0) return undefined;
  return modality === 'MR' || modality === 'CT' || modality === 'PT' ? modality : undefined;
}

function dimensionsOf(view: SeriesView): keyof typeof MR_KINDS {
  const stated = view
    .readings(DIMENSIONS)
    .map(({ reading }) => (reading.state === 'value' ? (reading.texts[0] ?? '').trim() : ''));
  // PS3.3 C.8.3.1, MR Acquisition Type: 2D or 3D.
  if (stated.length > 0 && stated.every((text) => text === '3D')) return '3D';
  return stated.length > 0 && stated.every((text) => text === '2D') ? '2D' : 'unknown';
}
