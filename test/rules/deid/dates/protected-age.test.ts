import { describe, expect, it } from 'vitest';
import { protectedAge } from '../../../../src/rules/deid/dates/protected-age.js';

describe('protectedAge', () => {
  it.each(['000D', '003W', '018M', '045Y', '45Y', '089Y', '999D', '999W', '999M', ' 045Y'])(
    'leaves %j as it is written',
    (age) => {
      expect(protectedAge(age)).toBe(age);
    },
  );

  it.each(['090Y', '091Y', '105Y', '999Y', '92Y'])('makes %s one category with all over 89', (age) => {
    expect(protectedAge(age)).toBe('090Y');
  });

  it.each(['', '045', 'Y045', '45 Y', '045y', '1045Y', '-45Y', '092Y?'])('gives nothing for %j', (age) => {
    expect(protectedAge(age)).toBeUndefined();
  });
});
