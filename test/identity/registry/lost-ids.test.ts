import { cpSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Writer } from '../../../src/identity/crosswalk/contract.js';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { nextOfPattern, type Place, statedId } from '../../../src/identity/registry/allocate.js';
import { addSubject } from '../../../src/identity/registry/subjects.js';
import { idPattern } from '../../../src/identity/schemes/id-pattern.js';
import { create, newPath, optionsOf } from '../crosswalk/crosswalk-world.js';
import { ACTION, refusalOf, subjectIn, trialIn } from './registry-world.js';

const SITES = ['01', '07'];

const opened: Crosswalk[] = [];
afterEach(() => {
  for (const crosswalk of opened.splice(0)) crosswalk.close();
});

function patternOf(digits: number) {
  return idPattern({ pattern: `{site}-{sequence:${digits}}`, check: 'none', sites: SITES });
}

function placeAt(writer: Writer, site: string): Place {
  return { trial: trialIn(writer), site, kind: 'subject' };
}

/** The next ID, given to a subject who has a study, as every subject has. */
function give(writer: Writer, { site = '01', digits = 3 } = {}): string {
  const place = placeAt(writer, site);
  const given = nextOfPattern(writer, place, patternOf(digits), 'sequential');
  addSubject(writer, { ...place, person: undefined }, given, ACTION);
  writer.note({ name: 'study' }, {});
  return given.id;
}

/** A crosswalk whose newest copy was lost: IDs that it gave out after the backup, and the backup, accepted. */
async function restored(lost: number, options: { digits?: number } = {}): Promise<[string[], Crosswalk]> {
  const path = newPath();
  const crosswalk = await create(path);
  crosswalk.write((writer) => give(writer, options));
  cpSync(path, `${path}.backup`);
  const gone = crosswalk.write((writer) => Array.from({ length: lost }, () => give(writer, options)));
  crosswalk.close();
  cpSync(`${path}.backup`, path);
  const again = await Crosswalk.open(optionsOf(path, { tolerant: true }));
  opened.push(again);
  again.acceptRestored('the disk died');
  return [gone, again];
}

describe('IDs that a lost database gave out', () => {
  it.each([1, 2, 7])('are not given to others after a backup is accepted: %i', async (count) => {
    const [gone, crosswalk] = await restored(count);
    const given = crosswalk.write((writer) => Array.from({ length: 12 }, () => give(writer)));
    expect(new Set([...gone, ...given]).size).toBe(count + 12);
  });

  it('are passed over once: from then on, numbers follow each other again', async () => {
    const [, crosswalk] = await restored(3);
    const [first = '', second = ''] = crosswalk.write((writer) => [give(writer), give(writer)]);
    expect(Number(second.slice(3)) - Number(first.slice(3))).toBe(1);
  });

  it('may be those of a site that had none when the backup was made', async () => {
    const [, crosswalk] = await restored(2);
    expect(crosswalk.write((writer) => give(writer, { site: '07' }))).not.toMatch(/^07-00[12]$/);
  });

  it('are still stated for whom they were given to', async () => {
    const [[gone = ''], crosswalk] = await restored(2);
    crosswalk.write((writer) => {
      const place = placeAt(writer, '01');
      const subject = { ...place, person: undefined };
      expect(addSubject(writer, subject, statedId(gone, place, patternOf(3)), ACTION).id).toBe(gone);
    });
  });

  it('are not found again when the pattern runs out', async () => {
    const [gone, crosswalk] = await restored(4, { digits: 1 });
    crosswalk.write((writer) => {
      const given: string[] = [];
      const more = (): string =>
        refusalOf(() => {
          given.push(give(writer, { digits: 1 }));
        });
      let refusal = more();
      while (refusal === 'done') refusal = more();
      expect(refusal).toBe('ids-exhausted');
      expect(given.length).toBeGreaterThan(0);
      expect(given.filter((id) => gone.includes(id))).toEqual([]);
    });
  });

  it('are none where only the anchor was lost', async () => {
    const path = newPath();
    const crosswalk = await create(path);
    opened.push(crosswalk);
    crosswalk.write((writer) => {
      subjectIn(writer, trialIn(writer), 'S1');
      writer.note({ name: 'accept-restored' }, { anchored: { seq: 0 }, database: { seq: 9 }, agreed: 9 });
      expect([give(writer), give(writer)]).toEqual(['01-001', '01-002']);
    });
  });
});
