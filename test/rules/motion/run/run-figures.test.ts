import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIGURES } from '../../../../src/rules/motion/figures.js';
import { runFigures } from '../../../../src/rules/motion/run/run-figures.js';
import { LOST, runOf, times, trustIn, UNKNOWN, volume } from './sample.js';

const still = times(10);
const NOT_MEASURED = { why: 'it was not measured' };

describe('the figures of a run', () => {
  it('are all there, each a number, where all was measured', () => {
    const figures = runFigures(runOf(still));
    expect(Object.keys(figures)).toEqual(FIGURES.map(({ name }) => name));
    for (const figure of Object.values(figures)) expect(figure).toEqual({ value: expect.any(Number) });
  });

  it('are over the pairs of volumes that there are: the first of a run has no displacement', () => {
    const moved = [
      volume(),
      volume({ fdPowerMm: 0.2 }),
      volume({ fdPowerMm: 0.9 }),
      volume({ fdPowerMm: 0.1 }),
    ];
    const figures = runFigures(runOf(moved));
    expect(figures.meanFdPowerMm).toEqual({ value: expect.closeTo(0.4, 12) });
    expect(figures.medianFdPowerMm).toEqual({ value: 0.2 });
    expect(figures.maxFdPowerMm).toEqual({ value: 0.9 });
    expect(figures.meanFdJenkinsonMm).toEqual({ value: expect.closeTo(0.06, 12) });
  });

  it('count a volume over the limit, and take its time off, and that before the steady state', () => {
    const moved = [...times(8), volume({ fdPowerMm: 0.6 }), volume({ fdPowerMm: 0.5 })];
    const whole = { ...runOf([]).whole, nonSteadyStateVolumes: 2 };
    const figures = runFigures(runOf(moved, { whole }));
    expect(figures.shareOverFd).toEqual({ value: 10 });
    expect(figures.usableMinutes).toEqual({ value: expect.closeTo((7 * 2) / 60, 12) });
  });

  it('are censored by the measure that the limits name', () => {
    const moved = [...times(9), volume({ fdPowerMm: 0.6, fdJenkinsonMm: 0.3 })];
    const censor = { fdMm: 0.5, measure: 'jenkinson' } as const;
    expect(runFigures(runOf(moved, { censor })).shareOverFd).toEqual({ value: 0 });
  });

  it('count what is not known as over the limit and as lost, and say what was measured', () => {
    const facts = runOf([...times(9), UNKNOWN], { trust: trustIn(10, { 9: LOST }) });
    const figures = runFigures(facts);
    expect(figures.measuredShare).toEqual({ value: 90 });
    expect(figures.shareOverFd).toEqual({ value: 10 });
    expect(figures.usableMinutes).toEqual({ value: expect.closeTo((9 * 2) / 60, 12) });
    expect(figures.meanFdPowerMm).toEqual({ value: expect.closeTo(0.1, 12) });
  });

  it('do not keep a volume that follows one that was not measured', () => {
    const after = volume({ fdPowerMm: Number.NaN, fdJenkinsonMm: Number.NaN });
    const facts = runOf([...times(8), UNKNOWN, after], { trust: trustIn(10, { 8: LOST }) });
    expect(runFigures(facts)).toMatchObject({ shareOverFd: { value: 20 }, measuredShare: { value: 90 } });
  });

  it('do not believe numbers of a volume that is not believed', () => {
    const wild = volume({ fdPowerMm: 0.01, displacementMm: 99, translationMm: [99, 0, 0] });
    const figures = runFigures(runOf([...times(9), wild], { trust: trustIn(10, { 9: LOST }) }));
    expect(figures.maxDisplacementMm).toEqual({ value: 0.2, atBest: 'not measured in 1 of 10 volumes' });
    expect(figures.maxFdPowerMm).toEqual({ value: 0.1, atBest: 'not measured in 1 of 9 volumes' });
    expect(figures.maxTranslationMm).toMatchObject({ value: 0.1, atBest: expect.anything() });
  });

  it('have no mean where more than half is missing', () => {
    const facts = runOf([...times(4), ...times(6).map(() => UNKNOWN)], {
      trust: trustIn(10, { 4: LOST, 5: LOST, 6: LOST, 7: LOST, 8: LOST, 9: LOST }),
    });
    const { meanFdPowerMm, medianFdJenkinsonMm } = runFigures(facts);
    expect(meanFdPowerMm).toEqual({ why: 'it was measured in 3 of 9 volumes only' });
    expect(medianFdJenkinsonMm).toHaveProperty('why');
  });

  it('leave out a volume that is alone in its contrast', () => {
    const trust = trustIn(10, { 0: { state: 'alone', reason: 'alone' }, 1: { state: 'reference' } });
    const facts = runOf([UNKNOWN, ...times(9)], { trust });
    expect(runFigures(facts)).toMatchObject({
      measuredShare: { value: 100 },
      shareOverFd: { value: 0 },
      usableMinutes: { value: (9 * 2) / 60 },
      minCorrelation: { value: 0.998 },
    });
    expect(runFigures(facts).maxDisplacementMm).toEqual({ value: 0.2 });
  });

  it('are none of motion, and of what realignment leaves, where the run was not measured', () => {
    const trust = { ...trustIn(10), unmeasurable: 'rotation-undetermined' } as const;
    const figures = runFigures(runOf(still, { trust }));
    const names = Object.entries(figures).filter(([, figure]) => 'why' in figure);
    expect(names.map(([name]) => name)).toEqual([
      'measuredShare',
      ...['meanFdPowerMm', 'medianFdPowerMm', 'maxFdPowerMm'],
      ...['meanFdJenkinsonMm', 'medianFdJenkinsonMm', 'maxFdJenkinsonMm'],
      ...['maxDisplacementMm', 'maxTranslationMm', 'maxRotationDeg', 'maxSpeedMmPerS'],
      ...['shareOverFd', 'usableMinutes', 'dropoutSlices', 'dropoutVolumesPercent', 'spikeSlices'],
      ...['maxWithinVolumeMm', 'maxParityScore'],
    ]);
    expect(figures.meanFdPowerMm).toEqual({ why: expect.stringContaining('as a sphere does') });
  });

  it('are none from volume to volume where nothing tells which came first', () => {
    const figures = runFigures(runOf(still, { order: 'unknown' }));
    for (const name of ['meanFdPowerMm', 'shareOverFd', 'usableMinutes', 'maxDvarsStandardised'] as const) {
      expect(figures[name]).toEqual({ why: 'nothing tells which volume came first' });
    }
    expect(figures.maxDisplacementMm).toEqual({ value: 0.2 });
  });

  it('have no share and no usable time without a limit, and no time without an interval', () => {
    const { censor: _, ...facts } = runOf(still);
    expect(runFigures(facts)).toMatchObject({
      shareOverFd: { why: 'no limits say what a volume is censored by' },
      usableMinutes: { why: 'no limits say what a volume is censored by' },
    });
    const { intervalS: __, ...timeless } = runOf(still);
    expect(runFigures(timeless)).toMatchObject({
      shareOverFd: { value: 0 },
      usableMinutes: { why: 'the time from volume to volume is not known' },
    });
  });

  it('add up how long each volume lasts where they last differently long', () => {
    const frames = [10, 10, 20, 60, 300].map((durationS) => volume({ durationS }));
    expect(runFigures(runOf(frames)).usableMinutes).toEqual({ value: expect.closeTo(400 / 60, 12) });
  });

  it('take nothing off for a steady state that nobody looks for', () => {
    const whole = { ...runOf([]).whole, nonSteadyStateVolumes: Number.NaN };
    const figures = runFigures(
      runOf(still, { whole, reasons: { tsnr: { notApplicable: 'directions differ' } } }),
    );
    expect(figures.usableMinutes).toEqual({ value: expect.closeTo(20 / 60, 12) });
    expect(figures.nonSteadyStateVolumes).toEqual(NOT_MEASURED);
    expect(figures.tsnr).toEqual({ notApplicable: 'directions differ' });
  });

  it('give the reason that is known better in the place of the figure', () => {
    const why = { why: 'no slice times' };
    expect(runFigures(runOf(still, { reasons: { maxWithinVolumeMm: why } })).maxWithinVolumeMm).toBe(why);
  });

  it('count slices, and the volumes that hold them', () => {
    const hit = [...times(8), volume({ dropoutSlices: 2, spikeSlices: 1 }), volume({ dropoutSlices: 1 })];
    expect(runFigures(runOf(hit))).toMatchObject({
      dropoutSlices: { value: 3 },
      dropoutVolumesPercent: { value: 20 },
      spikeSlices: { value: 1 },
    });
    const figures = runFigures(runOf([...times(9), UNKNOWN]));
    expect(figures.dropoutSlices).toEqual({ value: 0, atBest: 'not measured in 1 of 10 volumes' });
    expect(figures.dropoutVolumesPercent).toEqual({ value: 0, atBest: 'not measured in 1 of 10 volumes' });
  });

  it('do not dilute a share of dropouts by the volumes that nobody looked at, nor pass it (issue 12)', () => {
    const hit = [...times(2), volume({ dropoutSlices: 3 }), UNKNOWN, UNKNOWN];
    expect(runFigures(runOf(hit)).dropoutVolumesPercent).toEqual({
      ...{ value: 20, atBest: 'not measured in 2 of 5 volumes' },
    });
    const unseen = [...times(3), ...times(2).map(() => UNKNOWN)];
    expect(runFigures(runOf(unseen)).dropoutVolumesPercent).toHaveProperty('atBest');
  });

  it('have the largest movement whichever way it went, about whichever axis', () => {
    const moved = [...still, volume({ translationMm: [0, -3, 1], rotationDeg: [0, 0, -2] })];
    expect(runFigures(runOf(moved))).toMatchObject({
      maxTranslationMm: { value: 3 },
      maxRotationDeg: { value: 2 },
    });
  });

  it('are none, and no number, of a run without volumes', () => {
    for (const [name, figure] of Object.entries(runFigures(runOf([])))) {
      if (
        ![
          'volumes',
          'tsnr',
          'driftPercent',
          'smoothnessMm',
          'nonSteadyStateVolumes',
          'usableMinutes',
        ].includes(name)
      ) {
        expect([name, figure]).toEqual([name, { why: expect.any(String) }]);
      }
    }
  });

  it('are never better for a volume that was not measured, nor ever NaN', () => {
    const fd = fc.array(fc.oneof(fc.double({ min: 0, max: 5 }), fc.constant(Number.NaN)), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fd, fc.nat(11), (values, at) => {
        const volumes = values.map((fdPowerMm) => volume({ fdPowerMm }));
        const lost = trustIn(values.length, { [at % values.length]: LOST });
        const before = runFigures(runOf(volumes));
        const after = runFigures(runOf(volumes, { trust: lost }));
        const value = (of: typeof before, name: 'shareOverFd' | 'usableMinutes') => {
          const figure = of[name];
          return 'value' in figure ? figure.value : Number.NaN;
        };
        expect(value(after, 'shareOverFd')).toBeGreaterThanOrEqual(value(before, 'shareOverFd'));
        expect(value(after, 'usableMinutes')).toBeLessThanOrEqual(value(before, 'usableMinutes'));
        for (const figure of Object.values(after)) if ('value' in figure) expect(figure.value).not.toBeNaN();
      }),
    );
  });
});
