import { describe, expect, it } from 'vitest';
import { type Given, time } from '../../../study/build.js';
import { epi, reasons, runOf, runsOf, SLICES, STEP_S, TEN } from './scene.js';

const ECHOES_MS = [12, 28, 44];

function multi(moments: number, own: (moment: number, echo: number) => Given = () => ({})): Given[] {
  return epi(moments * ECHOES_MS.length, (volume) => {
    const [moment, echo] = [Math.floor(volume / ECHOES_MS.length), volume % ECHOES_MS.length];
    return {
      EchoTime: ECHOES_MS[echo],
      AcquisitionNumber: moment + 1,
      AcquisitionTime: time(TEN + moment * STEP_S + echo * 0.0175 + 0.0025),
      ...own(moment, echo),
    };
  });
}

describe('the echoes of a run', () => {
  it('go with the first echo of their moment, by rising echo time', () => {
    const run = runOf(multi(4));
    expect(run.points).toHaveLength(4);
    expect(run.intervalS).toBe(STEP_S);
    for (const { plan, echoes } of run.points) {
      expect(plan.separators.EchoTime).toBe(12);
      expect(echoes.map(({ separators }) => separators.EchoTime)).toEqual([28, 44]);
      expect(new Set([plan, ...echoes].map(({ moments }) => moments.AcquisitionNumber)).size).toBe(1);
    }
    expect(run.leftOut).toEqual([]);
  });

  it('go by their turn where nothing numbers the moments', () => {
    const run = runOf(multi(4, () => ({ AcquisitionNumber: 1 })));
    expect(run.points.map(({ echoes }) => echoes.length)).toEqual([2, 2, 2, 2]);
    const late = run.points.flatMap(({ plan, echoes }) =>
      echoes.map(({ moments }) => (moments.AcquisitionTime ?? 0) - (plan.moments.AcquisitionTime ?? 0)),
    );
    expect(Math.max(...late)).toBeLessThan(0.1);
  });

  it('may lack one at a moment, and one without its first echo is left out', () => {
    const lacking = multi(4).filter((_, file) => {
      const volume = Math.floor(file / SLICES);
      return volume !== 4 && volume !== 9;
    });
    const run = runOf(lacking);
    expect(run.points.map(({ echoes }) => echoes.length)).toEqual([2, 1, 2]);
    expect(reasons(run)).toEqual(['ambiguous', 'ambiguous']);
  });

  it('are left out where which moment is theirs cannot be told', () => {
    const files = multi(4, () => ({ AcquisitionNumber: 1 })).filter(
      (_, file) => Math.floor(file / SLICES) !== 4,
    );
    const run = runOf(files);
    expect(run.points.map(({ echoes }) => echoes.length)).toEqual([0, 0, 0, 0]);
    expect(reasons(run)).toEqual(Array(7).fill('ambiguous'));
  });

  it('that lack slices are left out, not their moment', () => {
    const run = runOf(multi(4).filter((_, file) => file !== SLICES + 3));
    expect(run.points.map(({ echoes }) => echoes.length)).toEqual([1, 2, 2, 2]);
    expect(reasons(run)).toEqual(['missing-slices']);
  });

  it('of a single moment are no run', () => {
    expect(runsOf(multi(1)).none).toEqual({ reason: 'contrasts-differ', outcome: 'not-applicable' });
  });
});
