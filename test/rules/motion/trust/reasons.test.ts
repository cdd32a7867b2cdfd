import { describe, expect, it } from 'vitest';
import { TRUST_REASONS } from '../../../../src/rules/motion/trust/reasons.js';

describe('the reasons why a volume was not measured', () => {
  it.each(Object.entries(TRUST_REASONS))('%s is a clause for people: %s', (code, text) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(text).toMatch(/^[a-z].*[^.;]$/);
  });

  it('are all told apart', () => {
    const texts = Object.values(TRUST_REASONS);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
