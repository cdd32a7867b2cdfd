// Rewrites every file of a folder without edits, with two threads: rewrite-folder.mjs FROM TO
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPool } from '../../dist/io/pool.js';

const [from, out] = process.argv.slice(2);
const paths = readdirSync(from, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const pool = await openPool(new URL('rewrite-worker.mjs', import.meta.url), 2);
const size = 32;
const jobs = [];
for (let at = 0; at < paths.length; at += size) jobs.push({ paths: paths.slice(at, at + size), out });
const bytes = await Promise.all(jobs.map((job) => pool.run(job)));
await pool.close();
process.stdout.write(`${bytes.reduce((sum, each) => sum + each, 0)}\n`);
