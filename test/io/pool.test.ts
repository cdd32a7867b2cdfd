import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { inOrder, openPool, sharedPool } from '../../src/io/pool.js';

const root = mkdtempSync(join(tmpdir(), 'corelab-pool-'));
afterAll(() => rmSync(root, { recursive: true }));

const WORKER = join(root, 'worker.mjs');
writeFileSync(
  WORKER,
  `export default async (job) => {
    if (job === 'exit') process.exit(3);
    if (job === 'throw') throw new Error('no');
    await new Promise((done) => setTimeout(done, job.delay ?? 0));
    return job.value;
  };`,
);

const later = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe('inOrder', () => {
  it('gives results in the order of the jobs, whichever ends first', async () => {
    const run = async (job: number): Promise<number> => {
      await later((7 * job) % 20);
      return job;
    };
    const jobs = Array.from({ length: 30 }, (_, i) => i);
    expect(await all(inOrder(jobs, run, 6))).toEqual(jobs);
  });

  it('never has more jobs under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const run = async (): Promise<void> => {
      most = Math.max(most, ++underWay);
      await later(1);
      underWay--;
    };
    await all(inOrder(Array.from({ length: 40 }), run, 5));
    expect(most).toBe(5);
  });

  it('takes jobs only as results are taken', async () => {
    let taken = 0;
    function* jobs(): Generator<number> {
      for (;;) yield taken++;
    }
    const results = inOrder(jobs(), async (job) => job, 3);
    for (const expected of [0, 1, 2, 3]) expect((await results.next()).value).toBe(expected);
    expect(taken).toBeLessThan(10);
    await results.return(undefined);
  });

  it('passes the first failure on, and leaves no other unhandled', async () => {
    const run = (job: number): Promise<number> =>
      job < 2 ? Promise.resolve(job) : Promise.reject(new Error(`${job}`));
    const got: number[] = [];
    await expect(async () => {
      for await (const result of inOrder([0, 1, 2, 3, 4], run, 4)) got.push(result);
    }).rejects.toThrow('2');
    expect(got).toEqual([0, 1]);
    await later(5);
  });

  it('is done at once without jobs', async () => {
    expect(await all(inOrder([], async () => 1, 2))).toEqual([]);
  });
});

describe('openPool', () => {
  it('runs jobs on threads', async () => {
    const pool = await openPool<object, number>(pathToFileURL(WORKER), 2);
    const jobs = Array.from({ length: 10 }, (_, value) => ({ value, delay: 10 - value }));
    expect(await all(inOrder(jobs, pool.run, 4))).toEqual(jobs.map(({ value }) => value));
    await pool.close();
  });

  it.each(['throw', 'exit'])('survives a job that ends its thread by %s', async (fatal) => {
    const pool = await openPool<unknown, number>(pathToFileURL(WORKER), 2);
    const fate = await Promise.allSettled([
      pool.run({ value: 1, delay: 5 }),
      pool.run(fatal),
      pool.run({ value: 2 }),
    ]);
    expect(fate.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await pool.run({ value: 3 })).toBe(3);
    await pool.close();
  });

  it('gives up what is under way when it is closed', async () => {
    const pool = await openPool<unknown, number>(pathToFileURL(WORKER), 1);
    const running = pool.run({ value: 1, delay: 60_000 });
    const failed = expect(running).rejects.toThrow();
    await pool.close();
    await failed;
  });
});

describe('sharedPool', () => {
  it('lends the same threads again, and a borrower that closes does not end them', async () => {
    const shared = sharedPool(pathToFileURL(WORKER), 1);
    const first = await shared.lend<{ value: number }, number>();
    expect(await first.run({ value: 1 })).toBe(1);
    await first.close();
    const second = await shared.lend<{ value: string; delay?: number }, string>();
    expect(await second.run({ value: 'two' })).toBe('two');
    const underWay = second.run({ value: 'three', delay: 60_000 });
    const ended = expect(underWay).rejects.toThrow();
    await shared.close();
    await ended;
  });

  it('has nothing to end where nobody borrowed', async () => {
    await expect(sharedPool(pathToFileURL(WORKER), 1).close()).resolves.toBeUndefined();
  });
});
