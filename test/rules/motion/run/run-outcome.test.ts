import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../src/findings/outcome.js';
import type { FigureName } from '../../../../src/rules/motion/figures.js';
import type { LimitResult } from '../../../../src/rules/motion/limits/limits.js';
import { runFigures } from '../../../../src/rules/motion/run/run-figures.js';
import { runOutcome, withoutGuesses } from '../../../../src/rules/motion/run/run-outcome.js';
import { LOST, runOf, times, trustIn, UNKNOWN } from './sample.js';

const result = (figure: FigureName, outcome: Outcome = 'pass'): LimitResult => ({
  ...{ figure, outcome, severity: 'major', expected: '≤ 1 mm', unit: 'mm', source: 'corelab' },
});

describe('the verdict on a run', () => {
  it('is the worst of its limits where all was measured', () => {
    const trust = trustIn(5);
    expect(runOutcome(trust, [result('tsnr')])).toEqual({ outcome: 'pass' });
    expect(runOutcome(trust, [result('tsnr', 'warn'), result('maxFdPowerMm')])).toEqual({ outcome: 'warn' });
    expect(runOutcome(trust, [])).toEqual({ outcome: 'not-applicable' });
  });

  it('is never a pass where the run was not measured, whatever the limits are', () => {
    const trust = { ...trustIn(3, { 0: LOST, 1: LOST, 2: LOST }), unmeasurable: 'uncertain' } as const;
    for (const results of [[], [result('tsnr')], [result('measuredShare')]]) {
      expect(runOutcome(trust, results)).toEqual({
        outcome: 'not-evaluable',
        code: 'unmeasurable',
        why: 'all volumes: noise or artefacts leave its position too uncertain',
      });
    }
    expect(runOutcome(trust, [result('spikeSlices', 'fail')]).outcome).toBe('fail');
    const none = { volumes: [], groups: [], unmeasurable: 'alone' } as const;
    expect(runOutcome(none, [])).toMatchObject({ outcome: 'not-evaluable', why: expect.any(String) });
  });

  it('is not evaluable where volumes are missing and no limit says how many may be', () => {
    const trust = trustIn(10, { 4: LOST, 7: LOST });
    expect(runOutcome(trust, [result('tsnr')])).toEqual({
      outcome: 'not-evaluable',
      code: 'unmeasurable',
      why: 'volumes 4, 7: noise or artefacts leave its position too uncertain',
    });
    expect(runOutcome(trust, [result('measuredShare'), result('tsnr', 'warn')])).toMatchObject({
      outcome: 'warn',
    });
  });

  it('names each reason, and counts where there are many volumes', () => {
    const over = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i, LOST]));
    const trust = trustIn(40, { ...over, 20: { state: 'unmeasurable', reason: 'no-signal' } });
    expect(runOutcome(trust, [result('measuredShare')]).why).toBe(
      'volumes 0, 1, 2, 3, 4, 5, 6, 7 and 4 more: noise or artefacts leave its position too uncertain; ' +
        'volume 20: there is no signal in it',
    );
  });

  it('does not hold a volume against the run that is alone in its contrast, but says so', () => {
    const trust = trustIn(10, { 0: { state: 'alone', reason: 'alone' } });
    const verdict = runOutcome(trust, [result('tsnr')]);
    expect(verdict).toEqual({ outcome: 'pass', why: expect.stringContaining('volume 0: no other volume') });
  });
});

describe('a limit on a figure that holds for a part of the run', () => {
  const figures = runFigures(runOf([...times(9), UNKNOWN], { trust: trustIn(10, { 9: LOST }) }));

  it.each<Outcome>(['pass', 'warn'])(
    'is not evaluable in the place of %s: the rest may be beyond it',
    (outcome) => {
      expect(withoutGuesses([result('maxFdPowerMm', outcome)], figures)).toEqual([
        { ...result('maxFdPowerMm'), outcome: 'not-evaluable', why: 'not measured in 1 of 9 volumes' },
      ]);
    },
  );

  it('fails where the part that was measured does', () => {
    const failed = [result('maxFdPowerMm', 'fail')];
    expect(withoutGuesses(failed, figures)).toEqual(failed);
  });

  it('stands where the figure takes what is missing into account', () => {
    const results = [result('meanFdPowerMm'), result('shareOverFd', 'warn'), result('measuredShare')];
    expect(withoutGuesses(results, figures)).toEqual(results);
  });
});
