#!/usr/bin/env node
// For work on corelab itself: builds what changed, then starts the CLI with stacks in its error messages.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const root = new URL('..', import.meta.url);
const build = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
build(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.json');
build('scripts/oclif-manifest.mjs');
process.env.CORELAB_DEBUG ??= '1';
await import('./run.js');
