import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releasedUid } from '../../src/identity/released-uid.js';

const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);
const hexOf = (uid: string): string => BigInt(uid.slice(5)).toString(16).padStart(32, '0');

describe('releasedUid', () => {
  it.each([
    ['1.2.3', 0, '2.25.77081116140188932814028407042359605418'],
    ['1.2.3', 1, '2.25.115360709740620559208167010940150519867'],
    ['1.2.840.113619.2.5.1762583153.215519.978957063.78', 0, '2.25.193212060386493815351524057086634815902'],
  ])('gives for %s in generation %d what it has always given', (uid, generation, expected) => {
    expect(releasedUid(KEY, uid, generation)).toBe(expected);
  });

  it('gives UIDs of UUIDs of version 8 that PS3.5 allows', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.string(),
        fc.nat(),
        (key, uid, generation) => {
          const released = releasedUid(key, uid, generation);
          expect(released).toMatch(/^2\.25\.(0|[1-9]\d*)$/);
          expect(released.length).toBeLessThanOrEqual(64);
          expect(hexOf(released)).toMatch(/^.{12}8.{3}[89ab]/);
        },
      ),
    );
  });

  it('gives another for another key, UID or generation', () => {
    const other = Uint8Array.from(KEY, (byte) => byte ^ 1);
    const all = [
      releasedUid(KEY, '1.2.3', 0),
      releasedUid(other, '1.2.3', 0),
      releasedUid(KEY, '1.2.4', 0),
      releasedUid(KEY, '1.2.3', 1),
      releasedUid(KEY, '0\u00001.2.3', 0),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses generation %d', (generation) => {
    expect(() => releasedUid(KEY, '1.2.3', generation)).toThrow(RangeError);
  });
});
