import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IdPattern, type IdScheme, idPattern } from '../../../src/identity/schemes/id-pattern.js';

const SITES = ['01', '07', 'Z9', 'A.3', '10-2'];
const PER_SITE: IdScheme = { pattern: '{site}-{sequence:4}-{check}', check: 'iso7064-mod37-2', sites: SITES };

const SCHEMES: readonly IdScheme[] = [
  PER_SITE,
  { pattern: 'Ab.{site}{sequence:3}{check}', check: 'iso7064-mod37-2', sites: SITES },
  { pattern: 'R_{sequence:5}{check}', check: 'iso7064-mod37-2', sites: [] },
  { pattern: '{site}{sequence:3}-{check}', check: 'damm', sites: ['1', '20', '307'] },
  { pattern: '9{sequence:4}.{check}', check: 'damm', sites: [] },
];

/** What somebody may type: all characters of IDs in both cases, and a few that belong to none. */
const TYPED = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*._- /é';

function idsOf(pattern: IdPattern, sites: readonly string[]): string[] {
  const sequences = [1, 2, 9, 10, 12, 98, 99, 101, pattern.capacity - 1, pattern.capacity];
  const places = pattern.isPerSite ? sites : [undefined];
  return places.flatMap((site) => sequences.map((sequence) => pattern.format({ site, sequence })));
}

describe.each(SCHEMES)('IDs of $pattern with $check', (scheme) => {
  const pattern = idPattern(scheme);
  const ids = idsOf(pattern, scheme.sites);

  it('are never another ID after a single wrong character, by brute force', () => {
    const missed: string[] = [];
    for (const id of ids) {
      for (let i = 0; i < id.length; i++) {
        for (const wrong of TYPED) {
          const typed = id.slice(0, i) + wrong + id.slice(i + 1);
          if (typed !== id && pattern.parse(typed).kind === 'id') missed.push(`${id} → ${typed}`);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it('are never another ID after two neighbours changed places, by brute force', () => {
    const missed: string[] = [];
    for (const id of ids) {
      for (let i = 0; i + 1 < id.length; i++) {
        const typed = id.slice(0, i) + id.charAt(i + 1) + id.charAt(i) + id.slice(i + 2);
        if (typed !== id && pattern.parse(typed).kind === 'id') missed.push(`${id} → ${typed}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('say what they were made of', () => {
    const sites = pattern.isPerSite ? fc.constantFrom(...scheme.sites) : fc.constant(undefined);
    fc.assert(
      fc.property(sites, fc.integer({ min: 1, max: pattern.capacity }), (site, sequence) => {
        expect(pattern.parse(pattern.format({ site, sequence }))).toEqual({ kind: 'id', site, sequence });
      }),
    );
  });

  it('are all different', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('idPattern', () => {
  const pattern = idPattern(PER_SITE);

  it('makes the IDs of its pattern', () => {
    // 0·2⁶+1·2⁵+0·2⁴+0·2³+0·2²+1·2 = 34; 38 - 34 = 4.
    expect(pattern.format({ site: '01', sequence: 1 })).toBe('01-0001-4');
    expect(
      idPattern({ pattern: 'S{sequence:2}', check: 'none', sites: [] }).format({
        site: undefined,
        sequence: 7,
      }),
    ).toBe('S07');
  });

  it('has as many IDs as numbers of its digits without zero', () => {
    expect(pattern).toMatchObject({ capacity: 9999, isPerSite: true });
    const small = idPattern({ pattern: '{sequence:1}', check: 'none', sites: [] });
    expect(small).toMatchObject({ capacity: 9, isPerSite: false });
    expect(small.parse('0')).toEqual({ kind: 'wrong-form' });
    expect(small.parse('9')).toEqual({ kind: 'id', site: undefined, sequence: 9 });
  });

  it.each([0, -1, 1.5, 10000, Number.NaN])('makes no ID of the number %d', (sequence) => {
    expect(() => pattern.format({ site: '01', sequence })).toThrow('a sequence number is from 1 to 9999');
  });

  it('makes no ID of a site that is not of the trial', () => {
    expect(() => pattern.format({ site: '02', sequence: 1 })).toThrow(RangeError);
    expect(() => pattern.format({ site: undefined, sequence: 1 })).toThrow(RangeError);
  });

  it('makes no ID of more than 64 characters', () => {
    const long = idPattern({ pattern: `${'X'.repeat(60)}{sequence:5}`, check: 'none', sites: [] });
    expect(() => long.format({ site: undefined, sequence: 1 })).toThrow('more than 64 characters');
    expect(long.parse(`${'X'.repeat(60)}00001`)).toEqual({ kind: 'wrong-form' });
  });

  it.each([
    ['01-0001-5', 'wrong-check'],
    ['01-0010-4', 'wrong-check'],
    ['02-0001-9', 'unknown-site'],
    ['01-001-4', 'wrong-form'],
    ['01-0001', 'wrong-form'],
    ['01_0001-4', 'wrong-form'],
    ['01-0000-6', 'wrong-form'],
    ['01-0001-4\n', 'wrong-form'],
    ['', 'wrong-form'],
    ['---0001-4', 'wrong-form'],
  ])('says of %j: %s', (id, kind) => {
    expect(pattern.parse(id)).toEqual({ kind });
  });

  it('takes the dot of a pattern for a dot', () => {
    const dotted = idPattern({ pattern: 'S.{sequence:1}', check: 'none', sites: [] });
    expect(dotted.parse('S.1').kind).toBe('id');
    expect(dotted.parse('Sx1').kind).toBe('wrong-form');
  });

  it('reads sites of different lengths in one way only', () => {
    const joined = idPattern({ pattern: '{site}{sequence:2}', check: 'none', sites: ['1', '11', '111'] });
    expect(joined.parse('1111')).toEqual({ kind: 'id', site: '11', sequence: 11 });
    expect(joined.parse('111')).toEqual({ kind: 'id', site: '1', sequence: 11 });
  });

  it('refuses a pattern that has a fault, and a site that does not fit', () => {
    expect(() => idPattern({ ...PER_SITE, pattern: '{site}{check}' })).toThrow(
      'the ID pattern needs {sequence:N}',
    );
    expect(() => idPattern({ ...PER_SITE, sites: ['Zürich'] })).toThrow('a site ID does not fit');
  });
});
