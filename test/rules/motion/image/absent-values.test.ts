import { describe, expect, it } from 'vitest';
import { knownFigures } from '../../../../src/rules/motion/image/absent-values.js';

const NAMES = ['efc', 'snr', 'ghostPercent', 'qi1'] as const;
const MISSING = { why: 'it was not measured' };

describe('figures that were measured', () => {
  it('are numbers, or say why there is none', () => {
    const measured = {
      efc: 0.4,
      snr: { absent: 'uncertain' },
      qi1: { absent: 'masked-background' },
    } as const;
    expect(knownFigures({ names: NAMES, measured, missing: MISSING, isRequired: false })).toEqual({
      efc: { value: 0.4 },
      snr: { why: 'it cannot be told with certainty' },
      ghostPercent: MISSING,
      qi1: { notApplicable: 'the background is masked: nothing is left of the air' },
    });
  });

  it('are never not-applicable in a phantom, which is made to show them', () => {
    const measured = { qi1: { absent: 'masked-background' } } as const;
    const { qi1 } = knownFigures({ names: NAMES, measured, missing: MISSING, isRequired: true });
    expect(qi1).toEqual({ why: 'the background is masked: nothing is left of the air' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('are not %s', (efc) => {
    expect(
      knownFigures({ names: NAMES, measured: { efc }, missing: MISSING, isRequired: false }).efc,
    ).toEqual({
      why: 'it came out as no finite number',
    });
  });

  it('are not looked for in what every object inherits', () => {
    const names = ['toString'] as unknown as typeof NAMES;
    expect(knownFigures({ names, measured: {}, missing: MISSING, isRequired: false })).toEqual({
      toString: MISSING,
    });
  });
});
