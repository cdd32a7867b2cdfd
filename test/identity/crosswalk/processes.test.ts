import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { create, newPath, optionsOf } from './crosswalk-world.js';

const PROGRAM = new URL('enrol-many.mjs', import.meta.url).pathname;

interface Many {
  readonly path: string;
  readonly name: string;
  readonly count: number;
  /** Milliseconds from when the crosswalk is open. */
  readonly killAfter?: number;
  /** What the shell does before. */
  readonly shell?: string;
}

/** Runs one process; gives the lines that it said. */
async function run({ path, name, count, killAfter, shell }: Many): Promise<string[]> {
  const args = [PROGRAM, path, name, String(count)];
  const child = shell
    ? spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, ...args])
    : spawn(process.execPath, args);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    if (text === '' && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    text += part;
  });
  await once(child, 'close');
  return text.trim().split('\n');
}

async function numbersOf(path: string): Promise<string[]> {
  const crosswalk = await Crosswalk.open(optionsOf(path));
  const numbers = crosswalk.rows('numbers', '1').map((row) => String(row.patient_id));
  crosswalk.close();
  return numbers;
}

describe('processes at once', () => {
  it('lose nothing, repeat nothing and leave one chain', async () => {
    const path = newPath();
    const names = ['a', 'b', 'c', 'd'];
    const said = await Promise.all(names.map((name) => run({ path, name, count: 100 })));
    for (const lines of said) expect(lines).toHaveLength(101);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    expect(crosswalk.verify()).toMatchObject({ problems: [], notes: [], records: 1 + 400 * 2 + 100 });
    expect(crosswalk.scalar("SELECT count(*) FROM numbers WHERE patient_id LIKE 'shared-%'")).toBe(100);
    expect(crosswalk.scalar("SELECT count(*) FROM audit WHERE action = 'create'")).toBe(1);
    crosswalk.close();
    const kept = await numbersOf(path);
    expect(kept).toEqual(expect.arrayContaining(names.map((name) => `${name}-99`)));
  });
});

describe('a process that is killed', () => {
  it('at any moment leaves what verifies, with all that it said was kept', async () => {
    const path = newPath();
    (await create(path)).close();
    let kills = 0;
    for (let round = 0; round < 24; round++) {
      const name = `r${round}`;
      const killAfter = (round * 7) % 40;
      const said = (await run({ path, name, count: 10_000, killAfter })).filter((line) => line !== 'open');
      expect(said.filter((line) => line.startsWith('error'))).toEqual([]);
      kills++;
      const crosswalk = await Crosswalk.open(optionsOf(path));
      expect(crosswalk.verify()).toMatchObject({ problems: [] });
      crosswalk.close();
      expect(await numbersOf(path)).toEqual(expect.arrayContaining(said.filter((line) => line !== '')));
    }
    expect(kills).toBe(24);
    // A journal that was begun may stay until the next transaction.
    expect(await run({ path, name: 'last', count: 1 })).toEqual(['open', 'last-0']);
    expect(readdirSync(dirname(path)).sort()).toEqual(['x.db', 'x.db.anchor']);
  });
});

describe('a full disk', () => {
  it('is told, and leaves what was kept', async () => {
    if (process.platform === 'win32') return;
    const path = newPath();
    // Blocks of 512 bytes in sh: no file may become larger than 224 KiB.
    const said = await run({ path, name: 'full', count: 10_000, shell: 'ulimit -f 448' });
    expect(said.at(-1)).toMatch(/^error (crosswalk-disk-full|anchor-not-written)$/);
    expect(said.length).toBeGreaterThan(20);
    const crosswalk = await Crosswalk.open(optionsOf(path));
    expect(crosswalk.verify()).toMatchObject({ problems: [], notes: [] });
    expect(crosswalk.scalar("SELECT count(*) FROM numbers WHERE patient_id LIKE 'full-%'")).toBe(
      said.length - 2,
    );
    crosswalk.close();
  });

  it('from the beginning makes nothing that stands in the way', async () => {
    if (process.platform === 'win32') return;
    const path = newPath();
    expect(await run({ path, name: 'none', count: 1, shell: 'ulimit -f 0' })).toEqual([
      'error crosswalk-disk-full',
    ]);
    const crosswalk = await create(path);
    expect(crosswalk.verify()).toMatchObject({ problems: [], records: 1 });
    crosswalk.close();
  });
});
