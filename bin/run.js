#!/usr/bin/env node
// The launcher. `--version` alone answers before anything else is loaded.
import { readFileSync, writeSync } from 'node:fs';

const [word, ...more] = process.argv.slice(2);
if (more.length === 0 && (word === '--version' || word === '-v' || word === 'version')) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  try {
    writeSync(1, `corelab/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
  } catch (error) {
    if (error.code !== 'EPIPE') throw error;
  }
} else {
  const { main } = await import('../dist/cli/main.js');
  await main(process.argv.slice(2));
}
