import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Writer } from '../../../src/identity/crosswalk/contract.js';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { allColumns, TABLES } from '../../../src/identity/crosswalk/tables.js';
import { codeOf, create, ENROL, enrol, newPath, optionsOf } from './crosswalk-world.js';

const open = (path: string) => Crosswalk.open(optionsOf(path));

describe('a crosswalk', () => {
  it('gives back what was written, in another connection too', async () => {
    const path = newPath();
    const one = await create(path);
    const two = await open(path);
    const sops = Buffer.from([0, 255, 1]);
    one.write((writer) => {
      const subject = enrol(writer, 'Ünal');
      const trial = 1;
      const delivery = writer.insert(
        'deliveries',
        { trial, run: 'r', at: 'now', os_user: 'u', inputs: '[]', status: 'open' },
        ENROL,
      );
      const study = writer.insert(
        'studies',
        { subject, study_uid: '1.2', day: -5, timing: 'in', generation: 0, delivery },
        ENROL,
      );
      writer.insert('contents', { delivery, study, series: '[["1.3","CT"]]', instances: 2, sops }, ENROL);
    });
    expect(two.row('numbers', 'patient_id = ?', 'mrn-Ünal')).toEqual({
      id: 1,
      person: 1,
      issuer: 'SITE',
      patient_id: 'mrn-Ünal',
    });
    expect(two.row('contents', 'sops = ?', sops)?.sops).toEqual(sops);
    expect(two.row('studies', '1 ORDER BY id DESC')).toMatchObject({ day: -5, visit: null });
    expect(two.row('studies', 'id = ?', 9)).toBeUndefined();
    expect(two.scalar('SELECT max(sequence) FROM subjects')).toBe(1);
    expect(two.scalar('SELECT id FROM subjects WHERE id = ?', 9)).toBeUndefined();
    expect(two.head()).toEqual(one.head());
    one.close();
    expect(two.verify()).toMatchObject({ problems: [], problemCount: 0, notes: [], records: 8, rows: 7 });
    two.close();
  });

  it('is two files that only their owner may read, the journal as well', async () => {
    const path = newPath();
    const crosswalk = await create(path);
    const modes = () =>
      readdirSync(dirname(path)).map((name) => [name, statSync(`${dirname(path)}/${name}`).mode & 0o777]);
    crosswalk.write((writer) => {
      enrol(writer, 'A');
      expect(modes()).toEqual([
        ['x.db', 0o600],
        ['x.db-journal', 0o600],
        ['x.db.anchor', 0o600],
      ]);
    });
    expect(modes()).toEqual([
      ['x.db', 0o600],
      ['x.db.anchor', 0o600],
    ]);
  });

  it('shows no value in any file, not even while a transaction is open', async () => {
    const path = newPath();
    const crosswalk = await create(path);
    const planted = ['PLANTEDNAME', 'mrn-PLANTED', 'PLANTEDREASON', 'A. Operator', 'issuer', 'SQLite format'];
    const found = () =>
      readdirSync(dirname(path)).flatMap((name) => {
        const bytes = readFileSync(`${dirname(path)}/${name}`);
        return planted.filter((text) => bytes.includes(text)).map((text) => `${name}: ${text}`);
      });
    for (let i = 0; i < 3; i++)
      crosswalk.write((writer) => {
        // Enough that pages leave the cache for the file before the end.
        for (let j = 0; j < 20; j++)
          writer.insert(
            'people',
            { details: 'PLANTEDNAME '.repeat(20_000) },
            { name: 'x', reason: 'PLANTEDREASON' },
          );
        enrol(writer, `PLANTED${i}`);
        expect(readdirSync(dirname(path))).toContain('x.db-journal');
        expect(found()).toEqual([]);
      });
    expect(found()).toEqual([]);
  });

  it('keeps a transaction as a whole or not at all', async () => {
    const crosswalk = await create(newPath());
    const before = crosswalk.head();
    const failing = (writer: Writer) => {
      enrol(writer, 'A');
      throw new Error('stop');
    };
    expect(() => crosswalk.write(failing)).toThrow('stop');
    expect(crosswalk.head()).toEqual(before);
    expect(crosswalk.rows('people', '1')).toEqual([]);
    expect(() =>
      crosswalk.write(async (writer) => {
        enrol(writer, 'A');
      }),
    ).toThrow('asynchronous');
    expect(crosswalk.rows('people', '1')).toEqual([]);
    crosswalk.write((writer) => enrol(writer, 'B'));
    expect(crosswalk.verify().problems).toEqual([]);
  });

  it('undoes an attempt that fails and keeps the rest', async () => {
    const crosswalk = await create(newPath());
    crosswalk.write((writer) => {
      enrol(writer, 'A');
      for (const name of ['B', 'C']) {
        const attempt = () =>
          writer.attempt(() => {
            enrol(writer, name);
            writer.attempt(() => enrol(writer, `${name}2`));
            if (name === 'B') throw new Error('conflict');
          });
        if (name === 'B') expect(attempt).toThrow('conflict');
        else attempt();
      }
    });
    expect(crosswalk.rows('subjects', '1').map(({ subject }) => subject)).toEqual(['01-A', '01-C', '01-C2']);
    expect(crosswalk.verify().problems).toEqual([]);
  });

  it('refuses a transaction within another, and a writer after its end', async () => {
    const crosswalk = await create(newPath());
    const late = crosswalk.write((writer) => {
      expect(() => crosswalk.write(() => 1)).toThrow(expect.objectContaining({ code: 'write-nested' }));
      expect(() => crosswalk.verify()).toThrow(expect.objectContaining({ code: 'write-nested' }));
      return writer;
    });
    expect(await codeOf(() => enrol(late, 'A'))).toBe('write-nested');
    expect(await codeOf(() => late.note(ENROL, {}))).toBe('write-nested');
    crosswalk.close();
    crosswalk.close();
    expect(await codeOf(() => crosswalk.head())).toBe('crosswalk-closed');
    expect(await codeOf(() => crosswalk.write(() => 1))).toBe('crosswalk-closed');
  });

  it('records who, when, what, before, after and why of each change', async () => {
    const path = newPath();
    const now = () => new Date('2026-01-02T03:04:05Z');
    const crosswalk = await create(path, { now });
    const id = crosswalk.write((writer) => enrol(writer, 'A'));
    crosswalk.write((writer) =>
      writer.update('subjects', id, { status: 'withdrawn' }, { name: 'withdraw', reason: 'asked' }),
    );
    crosswalk.write((writer) => writer.note({ name: 'export' }, { rows: 3 }));
    const all = [...crosswalk.auditRecords()];
    expect(all.map(({ action }) => action)).toEqual([
      'create',
      'enrol',
      'enrol',
      'enrol',
      'enrol',
      'withdraw',
      'export',
    ]);
    const row = {
      kind: 'subject',
      person: 1,
      scope: '01',
      sequence: 1,
      shift_days: -7,
      site: '01',
      subject: '01-A',
      trial: 1,
    };
    const withdraw = all[5];
    expect(JSON.parse(withdraw?.before ?? '')).toEqual({ ...row, status: 'active' });
    expect(JSON.parse(withdraw?.after ?? '')).toEqual({ ...row, status: 'withdrawn' });
    expect(withdraw).toMatchObject({
      seq: 6,
      at: '2026-01-02T03:04:05.000Z',
      osUser: 'reader',
      operator: 'A. Operator',
      tool: '0.0.1',
      entity: 'subjects:1',
      reason: 'asked',
    });
    expect(all[6]).toMatchObject({
      entity: 'note',
      before: null,
      after: '{"rows":3}',
      mac: crosswalk.head().mac,
    });
  });

  it('gives all of a long audit trail, each record once', async () => {
    const crosswalk = await create(newPath());
    crosswalk.write((writer) => {
      for (let i = 0; i < 1203; i++) writer.note({ name: 'x' }, { i });
    });
    expect([...crosswalk.auditRecords()].map(({ seq }) => seq)).toEqual(
      Array.from({ length: 1204 }, (_, i) => i + 1),
    );
    expect(crosswalk.verify()).toMatchObject({ problems: [], records: 1204 });
  });

  it('refuses what it could not give back', async () => {
    const crosswalk = await create(newPath());
    for (const details of ['a\0b', '\ud800', 1.5, Number.MAX_VALUE])
      expect(await codeOf(() => crosswalk.write((w) => w.insert('people', { details }, ENROL)))).toBe(
        'row-refused',
      );
    expect(await codeOf(() => crosswalk.write((w) => w.note({ name: 'x', reason: 'a\0' }, {})))).toBe(
      'row-refused',
    );
    const twice = () =>
      crosswalk.write((w) => {
        enrol(w, 'A');
        enrol(w, 'A');
      });
    expect(await codeOf(twice)).toBe('row-exists');
    expect(
      await codeOf(() => crosswalk.write((w) => w.insert('demographics', { person: 99, key: 'k' }, ENROL))),
    ).toBe('row-refused');
    expect(await codeOf(() => crosswalk.write((w) => w.update('people', 9, { details: '' }, ENROL)))).toBe(
      'row-missing',
    );
    expect(() => crosswalk.write((w) => w.insert('people', { detail: '' }, ENROL))).toThrow(TypeError);
    expect(crosswalk.scalar('SELECT count(*) FROM people')).toBe(0);
  });

  it('has the columns that it seals, and no others', async () => {
    const crosswalk = await create(newPath());
    for (const table of TABLES) {
      const sql = `SELECT json_group_object(name, lower(type)) FROM pragma_table_info('${table}')`;
      expect(JSON.parse(String(crosswalk.scalar(sql)))).toEqual(allColumns(table));
    }
  });

  it('finds its statements again however many there are', async () => {
    const crosswalk = await create(newPath());
    for (let i = 1; i < 450; i++) expect(crosswalk.scalar(`SELECT ${i}`)).toBe(i);
  });
});
