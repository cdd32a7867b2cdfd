// Writes every synthetic collection, runs the manifest on each, and tells where the report is not what was made.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTIONS } from '../../build/fixtures/collections.js';
import { writeCollection } from '../../build/fixtures/write-collections.js';
import { compareCollection } from './compare-collection.mjs';

/**
 * @param {string} root the project's folder
 * @param {string} out where the collections go
 * @param {(text: string) => void} say prints a line
 * @returns {Promise<string[]>} what differs, nothing when all is as made
 */
export async function showCollections(root, out, say) {
  mkdirSync(out);
  const differences = [];
  const started = performance.now();
  for (const collection of COLLECTIONS) {
    const { name, files, truth } = await writeCollection(out, collection);
    const run = spawnSync(
      process.execPath,
      [join(root, 'bin/run.js'), 'manifest', join(out, name), '--json', '--quiet'],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
    );
    const found = run.stdout ? compareCollection(JSON.parse(run.stdout), truth) : [run.stderr];
    differences.push(...found.map((line) => `${name}: ${line}`));
    const mark = found.length === 0 ? 'as made' : 'NOT as made';
    say(`  ${name.padEnd(15)} ${String(files).padStart(4)} files  ${mark.padEnd(8)}  ${collection.about}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`  made and read in ${seconds} s; the truth of each stands beside it in NAME.truth.json`);
  return differences;
}
