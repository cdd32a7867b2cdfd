import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Head } from '../../../src/identity/crosswalk/contract.js';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { CrosswalkError } from '../../../src/identity/crosswalk/crosswalk-error.js';
import { TABLES } from '../../../src/identity/crosswalk/tables.js';
import type { VerifyProblem } from '../../../src/identity/crosswalk/verify.js';
import {
  codeOf,
  copyTo,
  create,
  ENROL,
  enrol,
  filled,
  newPath,
  optionsOf,
  tamper,
  verdict,
} from './crosswalk-world.js';

let original = '';
let path = '';
beforeAll(async () => {
  original = await filled(['A', 'B', 'C']);
});

async function tampered(...statements: string[]): Promise<string> {
  path = newPath();
  copyTo(original, path);
  await tamper(path, ...statements);
  return path;
}

async function problems(reports: readonly Head[] = []): Promise<readonly VerifyProblem[]> {
  const crosswalk = await Crosswalk.open(optionsOf(path, { tolerant: true }));
  const found = crosswalk.verify({ reports });
  crosswalk.close();
  expect(found.problemCount).toBe(found.problems.length);
  return found.problems;
}

/** The anchor without its last lines. */
function cutAnchor(lines: number): void {
  const all = readFileSync(`${path}.anchor`, 'utf8').trimEnd().split('\n');
  writeFileSync(`${path}.anchor`, `${all.slice(0, -lines).join('\n')}\n`);
}

describe('verify finds', () => {
  it('nothing where nothing was done', async () => {
    await tampered('SELECT 1');
    expect(await problems()).toEqual([]);
  });

  it('an edited row, and reading it is refused', async () => {
    await tampered("UPDATE subjects SET subject = '01-X' WHERE id = 2");
    expect(await problems()).toEqual([{ code: 'row-forged', table: 'subjects', id: 2 }]);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    expect(await codeOf(() => crosswalk.rows('subjects', '1'))).toBe('row-forged');
    expect(crosswalk.row('subjects', 'id = 1')?.subject).toBe('01-A');
    const change = () => crosswalk.write((w) => w.update('subjects', 2, { note: 'x' }, ENROL));
    expect(await codeOf(change)).toBe('row-forged');
  });

  it('two subjects whose IDs were exchanged, with their seals or without', async () => {
    const swap = (columns: string) =>
      `UPDATE subjects SET (${columns}) = (SELECT ${columns.replaceAll(/(\w+)/g, 'b.$1')} FROM old b WHERE b.id = 3 - subjects.id) WHERE id < 3`;
    const both = { code: 'row-forged', table: 'subjects' };
    for (const columns of ['subject', 'subject, seal']) {
      await tampered(
        'CREATE TEMP TABLE old AS SELECT * FROM subjects',
        "UPDATE subjects SET subject = '-' || subject WHERE id < 3",
        swap(columns),
      );
      expect(await problems()).toEqual([
        { ...both, id: 1 },
        { ...both, id: 2 },
      ]);
    }
  });

  it('a row that is gone, and what referred to it', async () => {
    await tampered('DELETE FROM people WHERE id = 2');
    expect(await problems()).toEqual([
      { code: 'row-orphaned', table: 'subjects', id: 2 },
      { code: 'row-orphaned', table: 'numbers', id: 2 },
      { code: 'row-gone', table: 'people', id: 2, seq: 6 },
    ]);
  });

  it('a row that nobody recorded', async () => {
    await tampered("INSERT INTO people(id, details, seal) VALUES(9, 'x', x'00')");
    expect(await problems()).toEqual([{ code: 'row-forged', table: 'people', id: 9 }]);
    await tampered("DELETE FROM audit WHERE entity = 'people:3'");
    expect(await problems()).toContainEqual({ code: 'row-unaudited', table: 'people', id: 3 });
  });

  it('an older state of a row that was put back with its seal', async () => {
    path = newPath();
    copyTo(original, path);
    await tamper(path, 'CREATE TABLE kept AS SELECT * FROM subjects');
    const crosswalk = await Crosswalk.open(optionsOf(path));
    crosswalk.write((w) => w.update('subjects', 1, { status: 'withdrawn' }, { name: 'withdraw' }));
    crosswalk.close();
    await tamper(
      path,
      'UPDATE subjects SET (status, seal) = (SELECT status, seal FROM kept WHERE id = 1) WHERE id = 1',
    );
    expect(await problems()).toEqual([{ code: 'row-differs', table: 'subjects', id: 1 }]);
  });

  it.each([
    ['when', "at = '2001-01-01T00:00:00.000Z'"],
    ['who', "os_user = 'other'"],
    ['which operator', 'operator = NULL'],
    ['the tool', "tool = '9'"],
    ['what', "action = 'correct'"],
    ['why', "reason = 'because'"],
  ])('an edited record: %s', async (_, change) => {
    await tampered(`UPDATE audit SET ${change} WHERE seq = 4`);
    expect(await problems()).toEqual([{ code: 'chain-broken', seq: 4 }]);
  });

  it('an edited content of a record, with its HMAC or without', async () => {
    await tampered("UPDATE audit SET after = '{}' WHERE seq = 4");
    expect(await problems()).toEqual([{ code: 'audit-content-forged', seq: 4 }]);
    await tampered('UPDATE audit SET after_mac = (SELECT after_mac FROM audit WHERE seq = 5) WHERE seq = 4');
    const codes = (await problems()).map(({ code }) => code);
    expect(codes).toEqual(['chain-broken', 'audit-content-forged', 'row-differs']);
  });

  it('a record that is gone, first, in the middle', async () => {
    await tampered('DELETE FROM audit WHERE seq = 1');
    expect(await problems()).toEqual([
      { code: 'sequence-gap', seq: 2 },
      { code: 'differs-from-anchor', seq: 1 },
    ]);
    await tampered('DELETE FROM audit WHERE seq = 6', 'UPDATE audit SET seq = seq - 1 WHERE seq > 6');
    expect(await problems()).toContainEqual({ code: 'chain-broken', seq: 6 });
    await tampered('DELETE FROM audit');
    expect(await problems()).toContainEqual({ code: 'sequence-gap', seq: 1 });
  });

  it('two records in another order', async () => {
    await tampered(
      'UPDATE audit SET seq = -6 WHERE seq = 6',
      'UPDATE audit SET seq = 6 WHERE seq = 7',
      'UPDATE audit SET seq = 7 WHERE seq = -6',
    );
    const codes = (await problems()).filter(({ code }) => code === 'chain-broken');
    expect(codes).toEqual([6, 7, 8].map((seq) => ({ code: 'chain-broken', seq })));
  });

  const cut = [
    'DELETE FROM audit WHERE seq > 8',
    ...['people', 'numbers', 'subjects'].map((table) => `DELETE FROM ${table} WHERE id = 3`),
  ];

  it('a tail that was cut with all its rows, by the anchor', async () => {
    await tampered(...cut);
    expect(await problems()).toEqual([{ code: 'behind-anchor', seq: 11 }]);
    const message = /older than its anchor \(record 8 of 11\)/;
    await expect(Crosswalk.open(optionsOf(path))).rejects.toThrow(message);
  });

  it('a tail that was cut in the anchor too, by the head in a report', async () => {
    await tampered('SELECT 1');
    const crosswalk = await Crosswalk.open(optionsOf(path));
    const report = crosswalk.head();
    crosswalk.close();
    await tamper(path, ...cut);
    cutAnchor(1);
    expect(await problems()).toEqual([]);
    expect(await problems([report])).toEqual([{ code: 'behind-report', seq: 11 }]);
    const other = { seq: 5, mac: 'ab'.repeat(32) };
    expect(await problems([other])).toEqual([{ code: 'differs-from-report', seq: 5 }]);
  });

  it('another history than was anchored', async () => {
    await tampered(...cut);
    cutAnchor(1);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    crosswalk.write((writer) => enrol(writer, 'D'));
    crosswalk.close();
    writeFileSync(`${path}.anchor`, readFileSync(`${original}.anchor`));
    expect(await problems()).toEqual([{ code: 'differs-from-anchor', seq: 11 }]);
    expect(await codeOf(Crosswalk.open(optionsOf(path)))).toBe('audit-forged');
  });

  it('an anchor that is gone, or says nothing', async () => {
    await tampered('SELECT 1');
    writeFileSync(`${path}.anchor`, 'not\nan anchor\n', { mode: 0o600 });
    expect(await codeOf(Crosswalk.open(optionsOf(path)))).toBe('anchor-damaged');
    rmSync(`${path}.anchor`);
    expect(await codeOf(Crosswalk.open(optionsOf(path)))).toBe('anchor-missing');
    expect(await problems()).toEqual([{ code: 'anchor-missing' }]);
    const secret = { kind: 'passphrase', text: 'x' } as const;
    expect(await codeOf(Crosswalk.open(optionsOf(path, { secret, tolerant: true })))).toBe('anchor-missing');
  });

  it('an index that lacks a row', async () => {
    await tampered(
      'PRAGMA writable_schema = ON',
      "UPDATE sqlite_schema SET sql = replace(sql, '(key)', '(person)') WHERE name = 'demographics_key'",
    );
    expect(await verdict(path)).toEqual([]);
    await tampered(
      "INSERT INTO demographics(id, person, key, seal) VALUES(1, 1, 'k', x'00'), (2, 1, 'l', x'00')",
      'PRAGMA writable_schema = ON',
      "UPDATE sqlite_schema SET sql = replace(sql, '(key)', '(person)') WHERE name = 'demographics_key'",
    );
    expect(await verdict(path)).toContain('file-inconsistent');
  });
});

describe('after a flipped bit anywhere in the file', () => {
  it('verify finds it, opening or reading is refused, or every row and record is as before', async () => {
    const copy = newPath();
    const crosswalk = await create(copy);
    // Full pages: a flip in room that nothing uses changes nothing.
    crosswalk.write((writer) => {
      for (let i = 0; i < 200; i++) enrol(writer, `PERSON ${i}`);
    });
    crosswalk.close();
    const bytes = readFileSync(copy);
    const before = await contents(copy);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        writeFileSync(copy, flipped, { mode: 0o600 });
        const isFound = await isRefused(copy);
        if (isFound) found++;
        else expect(await contents(copy)).toEqual(before);
      }),
      { numRuns: 100, seed: 4 },
    );
    expect(found).toBeGreaterThan(50);
  });

  async function isRefused(file: string): Promise<boolean> {
    try {
      return (await verdict(file)).length > 0;
    } catch (error) {
      expect(error).toBeInstanceOf(CrosswalkError);
      return true;
    }
  }

  async function contents(file: string): Promise<unknown> {
    const crosswalk = await Crosswalk.open(optionsOf(file, { tolerant: true }));
    const rows = TABLES.map((table) => crosswalk.rows(table, '1 ORDER BY id'));
    const audit = [...crosswalk.auditRecords()];
    crosswalk.close();
    return { rows, audit };
  }
});

describe('a restored database', () => {
  it('is refused until it is accepted, and then both heads stand in the audit', async () => {
    path = newPath();
    const backup = newPath();
    const crosswalk = await create(path);
    crosswalk.write((writer) => enrol(writer, 'A'));
    const old = crosswalk.head();
    copyTo(path, backup);
    crosswalk.write((writer) => enrol(writer, 'B'));
    const lost = crosswalk.head();
    crosswalk.close();
    writeFileSync(path, readFileSync(backup));

    expect(await codeOf(Crosswalk.open(optionsOf(path)))).toBe('crosswalk-behind-anchor');
    const restored = await Crosswalk.open(optionsOf(path, { tolerant: true }));
    expect(await codeOf(() => restored.write((writer) => enrol(writer, 'C')))).toBe(
      'crosswalk-behind-anchor',
    );
    expect(restored.acceptRestored('disk died')).toBe(true);
    expect(restored.acceptRestored('disk died')).toBe(false);
    restored.write((writer) => enrol(writer, 'C'));
    restored.close();

    expect(await verdict(path)).toEqual([]);
    const again = await Crosswalk.open(optionsOf(path));
    const record = [...again.auditRecords()].find(({ action }) => action === 'accept-restored');
    expect(record).toMatchObject({ seq: old.seq + 1, reason: 'disk died' });
    expect(JSON.parse(record?.after ?? '')).toEqual({ anchored: lost, database: old, agreed: old.seq });
    again.close();
  });

  it('with another history is accepted from where both agree', async () => {
    const fork = newPath();
    path = newPath();
    copyTo(original, path);
    copyTo(original, fork);
    for (const [file, name] of [
      [path, 'D'],
      [fork, 'E'],
    ] as const) {
      const crosswalk = await Crosswalk.open(optionsOf(file));
      crosswalk.write((writer) => enrol(writer, name));
      crosswalk.close();
    }
    writeFileSync(path, readFileSync(fork));
    expect(await verdict(path)).toEqual(['differs-from-anchor']);
    const crosswalk = await Crosswalk.open(optionsOf(path, { tolerant: true }));
    crosswalk.acceptRestored('the other machine goes on');
    crosswalk.close();
    expect(await verdict(path)).toEqual([]);
    (await Crosswalk.open(optionsOf(path))).close();
  });

  it('without its anchor gets a new one from the key file', async () => {
    path = newPath();
    copyTo(original, path);
    rmSync(`${path}.anchor`);
    const crosswalk = await Crosswalk.open(optionsOf(path, { tolerant: true }));
    crosswalk.acceptRestored('anchor lost');
    crosswalk.close();
    const again = await Crosswalk.open(optionsOf(path));
    expect(again.verify()).toMatchObject({ problems: [], notes: [], records: 12 });
    again.close();
  });
});
