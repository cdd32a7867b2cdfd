// Decodes every frame of every file of a folder: decode-folder.mjs FOLDER [THREADS FRAMES]. Without threads on the main
// one; with them, each job takes a file's frames, those of a file of more than 25 in parts.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import decode from './decode-worker.mjs';

const PART = 25;
const [folder, threads, frames = '1'] = process.argv.slice(2);
const jobs = [];
for (const name of readdirSync(folder).sort()) {
  for (let from = 0; from < Number(frames); from += PART) {
    jobs.push({ path: join(folder, name), from, to: Math.min(from + PART, Number(frames)) });
  }
}
let samples = 0;
if (threads === undefined || threads === '0') {
  for (const job of jobs) samples += await decode(job);
} else {
  const { openPool } = await import('../../dist/io/pool.js');
  const pool = await openPool(new URL('decode-worker.mjs', import.meta.url), Number(threads));
  for (const count of await Promise.all(jobs.map((job) => pool.run(job)))) samples += count;
  await pool.close();
}
process.stdout.write(`${samples}\n`);
