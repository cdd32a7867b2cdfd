import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { timeSeriesOf } from '../../src/rules/motion/series/time-series.js';
import { seriesOf } from '../rules/motion/series/whole-files.js';
import { type Sidecar, sidecarsOf } from './dcm2niix-json.js';
import { readShared, SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** What dcm2niix says of slices besides. */
type TimedSidecar = Sidecar & { readonly SliceTiming?: readonly number[] };

/** Scans over time of several scanners; what they are, their volumes, their groups. */
const SCANS = [
  { folder: 'dcm_qa_nih', series: 4, kind: 'functional', groups: [10] },
  { folder: 'dcm_qa_stc', series: 12, kind: 'diffusion', groups: [1, 3] },
  { folder: 'dcm_qa_enh', series: 6, kind: 'functional', groups: [4] },
  { folder: 'dcm_qa_xa30', series: 25, kind: 'asl', groups: [1, 3, 3] },
  { folder: 'dcm_qa_me', series: 4, kind: 'functional', groups: [3] },
  { folder: 'example-dicom-functional', series: 401, kind: 'functional', groups: [10] },
] as const;

function viewsIn(folder: string, context: TestContext) {
  const files = sharedFiles(context).filter((path) => path.startsWith(`${folder}/`));
  return seriesOf(files.map(readShared).flatMap((file) => (typeof file === 'string' ? [] : [file])));
}

/** Slice timing in the order of our slices: which way dcm2niix stacks them is its own choice. */
function eitherWay(timing: readonly number[], own: readonly number[]): readonly number[] {
  const backwards = [...timing].reverse();
  const misfit = (times: readonly number[]): number =>
    times.reduce((sum, time, slice) => sum + Math.abs(time - (own[slice] ?? Number.NaN)), 0);
  return misfit(backwards) < misfit(timing) ? backwards : timing;
}

describe('time series of real scans', () => {
  it.for(SCANS)(
    '$folder, series $series',
    { timeout: 60_000 },
    ({ folder, series, ...expected }, context) => {
      const view = viewsIn(folder, context).find(({ headers }) => headers[0]?.seriesNumber === series);
      if (!view) return skipOrFail(context, `skipped: no series ${series} in ${folder}`);
      const { runs } = timeSeriesOf(view);
      expect(runs).toHaveLength(1);
      const [run] = runs;
      expect(run).toMatchObject({ kind: expected.kind, order: 'known', leftOut: [] });
      expect(run?.groups.map(({ members }) => members.length)).toEqual(expected.groups);

      const [sidecar] = (sidecarsOf(join(SHARED_DICOM, folder)).get(view.seriesUID) ?? []) as TimedSidecar[];
      if (!sidecar) return skipOrFail(context, 'skipped: no dcm2niix');
      expect(run?.intervalS).toBeCloseTo(sidecar.RepetitionTime ?? Number.NaN, 3);
      const axis = sidecar.PhaseEncodingDirection ?? sidecar.PhaseEncodingAxis;
      expect(run?.phaseAxis).toBe(axis?.slice(0, 1));
      // GE: dcm2niix reads the order of slices from the protocol data block; the timer of the images holds none.
      if (!sidecar.SliceTiming || folder === 'dcm_qa_nih') return expect(run?.sliceTimesS).toBeUndefined();
      const own = run?.sliceTimesS ?? [];
      expect(own).toHaveLength(sidecar.SliceTiming.length);
      const theirs = eitherWay(sidecar.SliceTiming, own);
      for (const [slice, time] of own.entries()) {
        // dcm2niix keeps times of day as singles: 1/128 s at two in the afternoon.
        expect(Math.abs(time - (theirs[slice] ?? Number.NaN))).toBeLessThanOrEqual(1 / 64);
      }
      return undefined;
    },
  );

  it('are not made of two echoes of a field map, nor of volumes that cannot be told apart', (context) => {
    const map = viewsIn('dcm_qa_xa30', context).find(({ headers }) => headers[0]?.seriesNumber === 8);
    expect(map && timeSeriesOf(map).none).toEqual({
      reason: 'contrasts-differ',
      outcome: 'not-applicable',
    });
    const [copies] = viewsIn('dcm_qa_ts', context);
    expect(copies && timeSeriesOf(copies).none).toEqual({
      reason: 'ambiguous-volumes',
      outcome: 'not-evaluable',
    });
  });
});
