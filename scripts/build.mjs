// Compiles src/ to dist/, fixtures/ to build/fixtures/, and writes what the program finds ready: the YAML that ships, read,
// and oclif's command manifest.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const tsc = require.resolve('typescript/bin/tsc');
const run = (...args) => execFileSync(process.execPath, args, { stdio: 'inherit' });

rmSync('oclif.manifest.json', { force: true });
run(tsc, '-p', 'tsconfig.json');
run(tsc, '-p', 'tsconfig.fixtures.json');
run('scripts/checked-yaml.mjs');
run('scripts/oclif-manifest.mjs');
