import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/findings/suggest.js';

const keys = ['sponsor', 'protocol', 'sites', 'visits', 'phantoms', 'subjectId'];

describe('nearest', () => {
  it.each([
    ['sponser', 'sponsor'],
    ['Sponsor', 'sponsor'],
    ['protocl', 'protocol'],
    ['site', 'sites'],
    ['vsiits', 'visits'],
    ['subjectid', 'subjectId'],
    ['phantom', 'phantoms'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  it('prefers the fewest edits, whatever the order of the candidates', () => {
    expect(nearest('visit', ['limits', 'visits'])).toBe('visits');
    expect(nearest('visit', ['visits', 'limits'])).toBe('visits');
  });

  it('counts two swapped neighbours as one edit', () => {
    expect(nearest('tset', ['test', 'best'])).toBe('test');
  });

  it('suggests nothing for a word that is too far from all', () => {
    expect(nearest('timepoints', keys)).toBeUndefined();
    expect(nearest('zz', keys)).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });

  it('suggests nothing for a word that is right, empty or absurdly long', () => {
    expect(nearest('sites', keys)).toBeUndefined();
    expect(nearest('', ['a'])).toBeUndefined();
    expect(nearest('s'.repeat(1_000_000), ['s'.repeat(999_999)])).toBeUndefined();
  });

  it('finds a word of nine letters or more again after any one character is changed', () => {
    const candidates = ['acquisition', 'coordinating', 'scheduled', 'geometries'];
    const change = fc.tuple(fc.constantFrom(...candidates), fc.nat(8), fc.constantFrom('#', '', 'zq'));
    fc.assert(
      fc.property(change, ([word, index, replacement]) => {
        const typed = word.slice(0, index) + replacement + word.slice(index + 1);
        expect(nearest(typed, candidates)).toBe(word);
      }),
    );
  });

  it('answers only with one of its candidates, whatever the words', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        const found = nearest(word, candidates);
        if (found !== undefined) expect(candidates).toContain(found);
      }),
    );
  });
});
