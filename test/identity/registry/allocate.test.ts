import { describe, expect, it } from 'vitest';
import type { Writer } from '../../../src/identity/crosswalk/contract.js';
import { nextOfList, nextOfPattern, type Place, statedId } from '../../../src/identity/registry/allocate.js';
import { type AllocatedId, addSubject } from '../../../src/identity/registry/subjects.js';
import { idPattern } from '../../../src/identity/schemes/id-pattern.js';
import { ACTION, emptyCrosswalk, refusalOf, trialIn } from './registry-world.js';

const SITES = ['01', '07'];
const PER_SITE = idPattern({ pattern: '{site}-{sequence:1}', check: 'none', sites: SITES });
const GLOBAL = idPattern({ pattern: 'S{sequence:1}', check: 'none', sites: SITES });

function at(writer: Writer, site = '01', kind: Place['kind'] = 'subject'): Place {
  return { trial: trialIn(writer), site, kind };
}

function give(writer: Writer, place: Place, given: AllocatedId): string {
  return addSubject(writer, { ...place, person: undefined }, given, ACTION).id;
}

function giveNext(
  writer: Writer,
  place: Place,
  pattern = PER_SITE,
  order: 'sequential' | 'random' = 'sequential',
) {
  return give(writer, place, nextOfPattern(writer, place, pattern, order));
}

describe('IDs in sequence', () => {
  it('count from 1, for each site where the pattern names the site', async () => {
    const crosswalk = await emptyCrosswalk();
    const ids = crosswalk.write((writer) =>
      ['01', '07', '01'].map((site) => giveNext(writer, at(writer, site))),
    );
    expect(ids).toEqual(['01-1', '07-1', '01-2']);
  });

  it('count over all sites where the pattern names none', async () => {
    const crosswalk = await emptyCrosswalk();
    const ids = crosswalk.write((writer) =>
      ['01', '07', '01'].map((site) => giveNext(writer, at(writer, site), GLOBAL)),
    );
    expect(ids).toEqual(['S1', 'S2', 'S3']);
  });

  it('of phantoms are counted apart', async () => {
    const crosswalk = await emptyCrosswalk();
    const phantoms = idPattern({ pattern: 'Q-{site}-{sequence:1}', check: 'none', sites: SITES });
    const ids = crosswalk.write((writer) => [
      giveNext(writer, at(writer)),
      giveNext(writer, at(writer, '01', 'phantom'), phantoms),
      giveNext(writer, at(writer)),
    ]);
    expect(ids).toEqual(['01-1', 'Q-01-1', '01-2']);
  });

  it('are given out each once until the pattern has none left, which is said', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      const ids = Array.from({ length: 9 }, () => giveNext(writer, place));
      expect(new Set(ids).size).toBe(9);
      expect(refusalOf(() => giveNext(writer, place))).toBe('ids-exhausted');
      expect(giveNext(writer, at(writer, '07'))).toBe('07-1');
    });
  });

  it('are not used up by a high one that was stated: the gaps below are taken', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      give(writer, place, statedId('01-8', place, PER_SITE));
      const ids = Array.from({ length: 8 }, () => giveNext(writer, place));
      expect(ids).toEqual(['01-9', '01-1', '01-2', '01-3', '01-4', '01-5', '01-6', '01-7']);
    });
  });

  it('step over IDs of a list that look like the pattern’s', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      give(writer, place, { id: '01-1', scope: '01', sequence: undefined });
      give(writer, place, { id: '01-3', scope: '01', sequence: undefined });
      expect([giveNext(writer, place), giveNext(writer, place)]).toEqual(['01-2', '01-4']);
    });
  });

  it('are not given out again when the subject is retired', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      giveNext(writer, place);
      const row = writer.row('subjects', 'subject = ?', '01-1');
      writer.update('subjects', row?.id ?? 0, { status: 'retired' }, ACTION);
      expect(giveNext(writer, place)).toBe('01-2');
    });
  });
});

describe('IDs that a query would take for a pattern', () => {
  it.each(['sequential', 'random'] as const)('are passed over: %s', async (order) => {
    const pattern = idPattern({ pattern: 'X{sequence:2}{check}', check: 'iso7064-mod37-2', sites: SITES });
    const all = Array.from({ length: 99 }, (_, i) => pattern.format({ site: '01', sequence: i + 1 }));
    const plain = all.filter((id) => !id.includes('*'));
    expect(plain.length).toBeLessThan(99);
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const given = plain.map(() => giveNext(writer, at(writer), pattern, order));
      expect(given.toSorted()).toEqual(plain.toSorted());
      expect(refusalOf(() => giveNext(writer, at(writer), pattern, order))).toBe('ids-exhausted');
    });
  });
});

describe('IDs at random', () => {
  it('are all of the pattern’s numbers, each once, before there is none left', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      const ids = Array.from({ length: 9 }, () => giveNext(writer, place, PER_SITE, 'random'));
      expect([...ids].sort()).toEqual(Array.from({ length: 9 }, (_, i) => `01-${i + 1}`));
      expect(refusalOf(() => giveNext(writer, place, PER_SITE, 'random'))).toBe('ids-exhausted');
    });
  });

  it('are not in sequence', async () => {
    const crosswalk = await emptyCrosswalk();
    const wide = idPattern({ pattern: '{sequence:9}', check: 'none', sites: SITES });
    const ids = crosswalk.write((writer) =>
      Array.from({ length: 8 }, () => giveNext(writer, at(writer), wide, 'random')),
    );
    // One order of 40,320, of numbers that lie apart: never by chance.
    expect(ids.map(Number)).not.toEqual(ids.map((_, i) => Number(ids[0]) + i));
    expect(new Set(ids).size).toBe(8);
  });

  it('step over IDs that somebody has without a number', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      for (let n = 1; n <= 8; n++) give(writer, place, { id: `01-${n}`, scope: '01', sequence: undefined });
      expect(giveNext(writer, place, PER_SITE, 'random')).toBe('01-9');
    });
  });
});

describe('IDs of a list', () => {
  it('are given in its order, those that were given before left out', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      const list = ['B', 'A', 'C'];
      give(writer, place, { id: 'A', scope: '01', sequence: undefined });
      expect(give(writer, place, nextOfList(writer, place, list))).toBe('B');
      expect(give(writer, place, nextOfList(writer, place, list))).toBe('C');
      expect(refusalOf(() => nextOfList(writer, place, list))).toBe('list-used-up');
    });
  });
});

describe('stated IDs', () => {
  it('have the number that the pattern reads in them, and none where it reads none', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer, '07');
      expect(statedId('07-4', place, PER_SITE)).toEqual({ id: '07-4', scope: '07', sequence: 4 });
      expect(statedId('S4', place, GLOBAL)).toEqual({ id: 'S4', scope: '', sequence: 4 });
      expect(statedId('other', place, PER_SITE).sequence).toBeUndefined();
      expect(statedId('07-4', place, undefined).sequence).toBeUndefined();
    });
  });

  it('may have the number of an ID of an earlier pattern', async () => {
    const crosswalk = await emptyCrosswalk();
    const amended = idPattern({ pattern: 'A-{site}-{sequence:1}', check: 'none', sites: SITES });
    crosswalk.write((writer) => {
      const place = at(writer);
      giveNext(writer, place);
      expect(give(writer, place, statedId('A-01-1', place, amended))).toBe('A-01-1');
      expect(giveNext(writer, place, amended)).toBe('A-01-2');
    });
  });

  it('are refused when they were ever given out in the trial', async () => {
    const crosswalk = await emptyCrosswalk();
    crosswalk.write((writer) => {
      const place = at(writer);
      giveNext(writer, place);
      expect(refusalOf(() => give(writer, place, statedId('01-1', place, PER_SITE)))).toBe('subject-taken');
      const elsewhere = { ...place, trial: trialIn(writer, 'EX-2') };
      expect(give(writer, elsewhere, statedId('01-1', elsewhere, PER_SITE))).toBe('01-1');
    });
  });
});
