// Copies what is told on standard input on threads of which one is killed, and prints what came of it. A process of its
// own: Node may abort as a whole when a thread ends in the middle of its work, and then it must not take the tests along.
import { readFileSync } from 'node:fs';
import { writeCopies } from '../../../dist/pipeline/copies/write-copies.js';
import { NO_PROGRESS } from '../../../dist/report/progress.js';

const { files, ...options } = JSON.parse(readFileSync(0, 'utf8'));
const copies = await writeCopies({
  ...options,
  files: files.map(({ path, full, ...file }) => ({
    ...file,
    path: Buffer.from(path, 'base64'),
    full: Buffer.from(full, 'base64'),
  })),
  worker: new URL('./plain-thread.mjs', import.meta.url),
  signal: new AbortController().signal,
  progress: NO_PROGRESS,
});
process.stdout.write(JSON.stringify(copies));
