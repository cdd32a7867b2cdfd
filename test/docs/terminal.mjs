// Loaded into every Node of a documented command: where its output is that of the block itself, and no pipe or file, it
// takes it for a terminal, and shows the tables that a person would see.
import { fstatSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const COLUMNS = 120;

const { dev, ino } = fstatSync(1);
if (isMainThread && process.env.CORELAB_DOCS_TERMINAL === `${dev}:${ino}`) {
  Object.defineProperties(process.stdout, {
    isTTY: { value: true },
    columns: { value: COLUMNS },
    getWindowSize: { value: () => [COLUMNS, 50] },
    getColorDepth: { value: () => 1 },
  });
}
