import { describe, expect, it } from 'vitest';
import { withoutDates } from '../../src/pipeline/without-dates.js';

describe('a text without its days', () => {
  it.each([
    ['t1 of 2024-01-31, again 5.2.2024', 't1 of ***, again ***'],
    ['05-JAN-2024', '***'],
    ['31.01.2024', '***'],
  ])('is %s without them', (text, left) => {
    expect(withoutDates(text)).toBe(left);
  });

  it.each(['t1_mprage_sag_p2', '0.9765625', '1.2.840.10008.5.1.4.1.1.4', '5.8.1.2', 'VE11C', ''])(
    'is as it was where there is none: %j',
    (text) => {
      expect(withoutDates(text)).toBe(text);
    },
  );
});
