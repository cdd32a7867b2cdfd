import { type TimeSeries, timeSeriesOf } from '../../../../src/rules/motion/series/time-series.js';
import { type Given, time, volumes } from '../../../study/build.js';
import { reading, type Told, viewOf } from '../../protocol/derived/view.js';

/** Ten o'clock, s since midnight. */
export const TEN = 36_000;
/** From volume to volume, s. */
export const STEP_S = 2.5;
/** Slices of a volume. */
export const SLICES = 6;

/** What an echo-planar series says of itself. */
export const EPI: Given = {
  ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
  ScanningSequence: ['EP', 'GR'],
  MRAcquisitionType: '2D',
  RepetitionTime: STEP_S * 1000,
  InPlanePhaseEncodingDirection: 'COL',
};

/** An echo-planar run of axial volumes, each with its number and start; `own` adds or replaces. */
export function epi(count: number, own: (volume: number, slice: number) => Given = () => ({})): Given[] {
  return volumes(
    count,
    (volume, slice) => ({
      ...EPI,
      AcquisitionNumber: volume + 1,
      AcquisitionTime: time((TEN + volume * STEP_S + 0.0025) % 86_400),
      ...own(volume, slice),
    }),
    SLICES,
  );
}

/** What becomes of a series. */
export function runsOf(files: readonly Given[], told: Told = {}) {
  return timeSeriesOf(viewOf(files, told));
}

/** Its only run. @throws RangeError where there is none, or several */
export function runOf(files: readonly Given[], told: Told = {}): TimeSeries {
  return only(timeSeriesOf(viewOf(files, told)).runs);
}

/** @throws RangeError for none, or several */
export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new RangeError(`${items.length} items`);
  return item;
}

/** Instance Number of the first slice of each point. */
export function firstInstances(run: TimeSeries, files: readonly Given[]): unknown[] {
  return run.points.map(({ plan }) => files[plan.slices[0]?.instance ?? -1]?.InstanceNumber);
}

/** Reasons of the volumes that are left out. */
export function reasons(run: TimeSeries): string[] {
  return run.leftOut.map(({ reason }) => reason);
}

/** Groups by name. */
export function groups(run: TimeSeries): Record<string, readonly number[]> {
  return Object.fromEntries(run.groups.map(({ name, members }) => [name, members]));
}

export { reading, viewOf };
