import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import {
  codeOf,
  create,
  enrol,
  filled,
  KEY_FILE,
  newPath,
  OTHER_KEY,
  optionsOf,
  tamper,
  verdict,
} from './crosswalk-world.js';

const open = (path: string) => Crosswalk.open(optionsOf(path));

describe('opening a crosswalk', () => {
  it('makes one only when asked to', async () => {
    const path = newPath();
    expect(await codeOf(open(path))).toBe('crosswalk-missing');
    expect(readdirSync(dirname(path))).toEqual([]);
    expect(await codeOf(create(`${path}/no/x.db`))).toBe('crosswalk-no-folder');
    mkdirSync(`${path}2`);
    expect(await codeOf(create(`${path}2`))).toBe('crosswalk-not-a-file');
  });

  it('refuses a wrong key and says so', async () => {
    const path = await filled(['A']);
    expect(await codeOf(Crosswalk.open(optionsOf(path, { secret: OTHER_KEY })))).toBe('crosswalk-wrong-key');
    const secret = { kind: 'passphrase', text: 'x' } as const;
    expect(await codeOf(Crosswalk.open(optionsOf(path, { secret })))).toBe('crosswalk-wrong-key');
    const short = { kind: 'key-file', bytes: Buffer.alloc(31) } as const;
    expect(await codeOf(Crosswalk.open(optionsOf(path, { secret: short })))).toBe('secret-unusable');
  });

  it('refuses files that others may read', async () => {
    for (const end of ['', '.anchor']) {
      const path = await filled(['A']);
      chmodSync(`${path}${end}`, 0o640);
      await expect(open(path)).rejects.toThrow(/mode 0640.*chmod 600/);
    }
  });

  it('refuses one of a newer version', async () => {
    const path = await filled(['A']);
    await tamper(path, 'PRAGMA user_version = 99');
    expect(await codeOf(open(path))).toBe('crosswalk-newer');
  });

  it('refuses damage in front, another file and an empty one', async () => {
    const path = await filled(['A']);
    const bytes = readFileSync(path);
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await codeOf(open(path))).toBe('crosswalk-damaged');
    truncateSync(path, 0);
    expect(await codeOf(create(path))).toBe('crosswalk-missing');
  });

  it('waits for another writer, then says that it is locked', async () => {
    const path = await filled(['A']);
    const one = await open(path);
    const two = await Crosswalk.open(optionsOf(path, { busyTimeoutMs: 50 }));
    one.write(() => {
      expect(() => two.write(() => 1)).toThrow(expect.objectContaining({ code: 'crosswalk-locked' }));
      expect(two.rows('people', '1')).toHaveLength(1);
    });
    expect(two.write(() => 1)).toBe(1);
  });

  it('completes what was cut short before the structure was there', async () => {
    const path = newPath();
    const anchor = `${path}.anchor`;
    const one = await create(path);
    one.close();
    const [header] = readFileSync(anchor, 'utf8').split('\n');
    for (const begun of [header, `${header}\n`, '{"for']) {
      writeFileSync(anchor, begun ?? '');
      truncateSync(path, 0);
      expect(await codeOf(open(path))).toBe('crosswalk-missing');
      const again = await create(path, { secret: begun === '{"for' ? OTHER_KEY : KEY_FILE });
      again.write((writer) => enrol(writer, 'A'));
      expect(again.verify()).toMatchObject({ problems: [], records: 5 });
      again.close();
    }
  });

  it('takes another secret where the first attempt made no database', async () => {
    const path = newPath();
    (await create(path)).close();
    const [header] = readFileSync(`${path}.anchor`, 'utf8').split('\n');
    writeFileSync(`${path}.anchor`, `${header}\n`);
    truncateSync(path, 0);
    (await create(path, { secret: OTHER_KEY })).close();
    expect(await verdict(path, { secret: OTHER_KEY })).toEqual([]);
    expect(await codeOf(open(path))).toBe('crosswalk-wrong-key');
  });

  it('is safe when many make it at once', async () => {
    const path = newPath();
    const all = await Promise.all(Array.from({ length: 5 }, () => create(path)));
    for (const [i, crosswalk] of all.entries()) crosswalk.write((writer) => enrol(writer, `P${i}`));
    expect(all[0]?.scalar("SELECT count(*) FROM audit WHERE action = 'create'")).toBe(1);
    for (const crosswalk of all) expect(crosswalk.verify()).toMatchObject({ problems: [], notes: [] });
  });

  it('says of what is there already no value of it', async () => {
    const crosswalk = await create(newPath());
    crosswalk.write((writer) => enrol(writer, 'SECRET'));
    const again = () => crosswalk.write((writer) => enrol(writer, 'SECRET'));
    expect(again).toThrow('the crosswalk has this already: nothing was changed');
  });
});

describe('a passphrase', () => {
  const secret = { kind: 'passphrase', text: 'Gr\u00fcner Tee' } as const;

  it('opens what it made, however its letters are composed, and nothing else does', async () => {
    const path = newPath();
    (await create(path, { secret, scryptN: 1024 })).close();
    const typed = { kind: 'passphrase', text: 'Gru\u0308ner Tee' } as const;
    expect(await verdict(path, { secret: typed })).toEqual([]);
    for (const text of ['Gruner Tee', 'Gr\u00fcner Tee '])
      expect(await codeOf(Crosswalk.open(optionsOf(path, { secret: { kind: 'passphrase', text } })))).toBe(
        'crosswalk-wrong-key',
      );
    expect(await codeOf(create(newPath(), { secret: { kind: 'passphrase', text: '' } }))).toBe(
      'secret-unusable',
    );
  });

  it('costs what is recommended where nothing else is asked for', async () => {
    const path = newPath();
    (await create(path, { secret })).close();
    const [header] = readFileSync(`${path}.anchor`, 'utf8').split('\n');
    expect(JSON.parse(header ?? '')).toMatchObject({
      format: 1,
      kdf: { name: 'scrypt', N: 131072, r: 8, p: 1 },
    });
  });

  it.each([{ N: 2 ** 40 }, { N: 1000 }, { p: 1000 }, { r: 0 }, { N: -4 }])(
    'is not derived as absurdly as %j',
    async (changes) => {
      const path = newPath();
      (await create(path, { secret, scryptN: 1024 })).close();
      const lines = readFileSync(`${path}.anchor`, 'utf8').split('\n');
      const header = JSON.parse(lines[0] ?? '') as { kdf: object };
      lines[0] = JSON.stringify({ ...header, kdf: { ...header.kdf, ...changes } });
      writeFileSync(`${path}.anchor`, lines.join('\n'));
      expect(await codeOf(Crosswalk.open(optionsOf(path, { secret })))).toBe('anchor-damaged');
    },
  );

  it('is exchanged for a key file and back, and the chain goes on', async () => {
    const path = newPath();
    const crosswalk = await create(path, { secret, scryptN: 1024 });
    crosswalk.write((writer) => enrol(writer, 'A'));
    await crosswalk.rekey(KEY_FILE, 'lost notebook');
    crosswalk.write((writer) => enrol(writer, 'B'));
    crosswalk.close();
    expect(await codeOf(Crosswalk.open(optionsOf(path, { secret })))).toBe('crosswalk-wrong-key');
    const again = await open(path);
    expect(again.verify()).toMatchObject({ problems: [], notes: [] });
    const next = { kind: 'passphrase', text: 'next' } as const;
    await again.rekey(next, 'back', 1024);
    again.close();
    expect(await codeOf(open(path))).toBe('crosswalk-wrong-key');
    expect(await verdict(path, { secret: next })).toEqual([]);
    expect(readFileSync(path).includes('mrn-')).toBe(false);
  });

  it('of before opens still when the exchange was cut short', async () => {
    const path = await filled(['A']);
    const crosswalk = await open(path);
    const connection = await import('../../../src/identity/crosswalk/connection.js');
    const stop = vi.spyOn(connection.Connection.prototype, 'rekey').mockImplementationOnce(() => {
      throw new Error('killed');
    });
    await expect(crosswalk.rekey(OTHER_KEY, 'r')).rejects.toThrow('killed');
    stop.mockRestore();
    crosswalk.close();
    expect(await codeOf(Crosswalk.open(optionsOf(path, { secret: OTHER_KEY })))).toBe('crosswalk-wrong-key');
    expect(await verdict(path)).toEqual([]);
  });

  it('that another process changed stops who has it open, with nothing lost', async () => {
    const path = await filled(['A']);
    const one = await open(path);
    const two = await open(path);
    await one.rekey(OTHER_KEY, 'r');
    expect(await codeOf(() => two.write((writer) => enrol(writer, 'B')))).toBe('crosswalk-wrong-key');
    two.close();
    one.close();
    expect(await verdict(path, { secret: OTHER_KEY })).toEqual([]);
  });
});
