import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  createAnchor,
  lastHead,
  openAnchor,
  parseAnchor,
  readAnchor,
} from '../../../src/identity/crosswalk/anchor.js';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { KeyLine } from '../../../src/identity/crosswalk/secret.js';
import { codeOf, create, enrol, filled, optionsOf } from './crosswalk-world.js';

const KEY: KeyLine = { format: 1, salt: 'AAAA', kdf: { name: 'none' }, check: '0123456789abcdef' };
const head = (seq: number) => ({ seq, mac: seq.toString(16).padStart(64, '0'), at: 'then' });
const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('an anchor', () => {
  it('appears whole, private and once', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'corelab-anchor-')), 'x.db.anchor');
    expect(readAnchor(path)).toBeUndefined();
    expect(createAnchor(path, KEY)).toBe(true);
    expect(createAnchor(path, { ...KEY, salt: 'BBBB' })).toBe(false);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readAnchor(path)).toEqual({ keys: [KEY], heads: [], unreadableLines: 0 });
  });

  it('gives the head furthest on, in whatever order lines came', () => {
    const anchor = parseAnchor(lines(KEY, head(2), head(5), head(4)));
    expect(lastHead(anchor)).toEqual(head(5));
    expect(lastHead(parseAnchor(lines(KEY)))).toBeUndefined();
  });

  it('counts no earlier line beyond what was accepted', () => {
    const text = lines(KEY, head(2), head(9), { ...head(4), acceptedAfter: 3 }, head(5));
    expect(parseAnchor(text).heads.map(({ seq }) => seq)).toEqual([2, 4, 5]);
  });

  it.each(['null', '3', '[]', '{}', '{"seq":-1}', '{"format":2}', '{"seq":1,"mac":"x","at":""}', '{'])(
    'passes over %s',
    (line) => {
      expect(parseAnchor(`${lines(KEY)}${line}\n${lines(head(1))}`)).toEqual({
        keys: [KEY],
        heads: [head(1)],
        unreadableLines: 1,
      });
    },
  );

  it('of any bytes is read without a crash', () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (text, json) => {
        expect(parseAnchor(`${text}\n${json}`).heads).toEqual([]);
      }),
    );
  });

  it('cut anywhere loses nothing but its last line, and the next one stands alone', () => {
    const text = lines(KEY, head(1), head(2));
    const path = join(mkdtempSync(join(tmpdir(), 'corelab-anchor-')), 'x.db.anchor');
    for (let length = lines(KEY).length; length <= text.length; length++) {
      writeFileSync(path, text.slice(0, length));
      const before = readAnchor(path)?.heads ?? [];
      const file = openAnchor(path);
      file.append(head(7));
      file.close();
      expect(readAnchor(path)?.heads).toEqual([...before, head(7)]);
      expect(before.length).toBeGreaterThanOrEqual(length > lines(KEY, head(1)).length ? 1 : 0);
    }
  });
});

describe('a crash between the database and its anchor', () => {
  it('is told, loses nothing, and the next opening anchors the head', async () => {
    const path = await filled(['A']);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    const before = readFileSync(`${path}.anchor`);
    crosswalk.write((writer) => enrol(writer, 'B'));
    const head = crosswalk.head();
    crosswalk.close();
    for (const end of ['', '{"seq":9,"mac":"00']) {
      writeFileSync(`${path}.anchor`, Buffer.concat([before, Buffer.from(end)]));
      const tolerant = await Crosswalk.open(optionsOf(path, { tolerant: true }));
      expect(tolerant.verify()).toMatchObject({
        problems: [],
        notes: expect.arrayContaining([{ code: 'anchor-behind', seq: 5 }]),
      });
      tolerant.close();
      const again = await Crosswalk.open(optionsOf(path));
      expect(lastHead(parseAnchor(readFileSync(`${path}.anchor`, 'utf8')))).toMatchObject(head);
      const notes = end === '' ? [] : [{ code: 'anchor-lines-unreadable', count: 1 }];
      expect(again.verify()).toMatchObject({ problems: [], notes });
      again.close();
    }
  });

  it('by a failing disk says that the data is safe', async () => {
    const path = await filled(['A']);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const stringify = JSON.stringify;
    // The line of the anchor is the last thing that is made: the database is committed by then.
    const stop = vi.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
      if (typeof value === 'object' && value !== null && 'mac' in value) throw full;
      return stringify(value);
    });
    const failing = () => crosswalk.write((writer) => enrol(writer, 'B'));
    expect(await codeOf(failing)).toBe('anchor-not-written');
    stop.mockRestore();
    expect(crosswalk.scalar('SELECT count(*) FROM people')).toBe(2);
    crosswalk.close();
    const again = await Crosswalk.open(optionsOf(path));
    expect(again.verify()).toMatchObject({ problems: [], notes: [] });
    again.close();
  });

  it('cannot come of an anchor that is gone: nothing is written then', async () => {
    const path = await filled(['A']);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    const anchor = readFileSync(`${path}.anchor`);
    rmSync(`${path}.anchor`);
    expect(await codeOf(() => crosswalk.write((writer) => enrol(writer, 'B')))).toBe('anchor-missing');
    writeFileSync(`${path}.anchor`, anchor, { mode: 0o600 });
    expect(crosswalk.scalar('SELECT count(*) FROM people')).toBe(1);
    crosswalk.close();
  });

  it('leaves an anchor whose database is gone, which is not made anew', async () => {
    const path = await filled(['A']);
    rmSync(path);
    expect(await codeOf(create(path))).toBe('crosswalk-missing');
  });
});
