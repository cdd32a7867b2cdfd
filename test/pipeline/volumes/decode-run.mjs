import { writeFileSync } from 'node:fs';
import { inOrder, openPool } from '../../../dist/io/pool.js';
import decode from './decode-worker.mjs';

/** Decodes files on two threads of the pool, and then here: `node decode-run.mjs RESULT FILE…`. Prints nothing. */
const [result, ...paths] = process.argv.slice(2);
const pool = await openPool(new URL('./decode-worker.mjs', import.meta.url), 2);
const threads = [];
for await (const each of inOrder(paths, pool.run, 4)) threads.push(each);
await pool.close();
const main = [];
for (const path of paths) main.push(await decode(path));
writeFileSync(result, JSON.stringify({ threads, main }));
