import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, worst } from '../../src/findings/outcome.js';

describe('worst', () => {
  it('ranks fail before not-evaluable before warn before pass before not-applicable', () => {
    expect(OUTCOMES).toEqual(['fail', 'not-evaluable', 'warn', 'pass', 'not-applicable']);
    expect(worst(['pass', 'warn'])).toBe('warn');
    expect(worst(['warn', 'not-evaluable', 'pass'])).toBe('not-evaluable');
    expect(worst(['not-evaluable', 'fail'])).toBe('fail');
  });

  it('is not-applicable where nothing was asked, never a pass', () => {
    expect(worst([])).toBe('not-applicable');
  });

  it('does not depend on order, and adding an outcome never improves it', () => {
    const outcomes = fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1 });
    fc.assert(
      fc.property(outcomes, fc.constantFrom(...OUTCOMES), (list, more) => {
        expect(worst([...list].reverse())).toBe(worst(list));
        expect(OUTCOMES.indexOf(worst([...list, more]))).toBeLessThanOrEqual(OUTCOMES.indexOf(worst(list)));
      }),
    );
  });
});
