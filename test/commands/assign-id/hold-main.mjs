// Holds the write transaction of a crosswalk for so many milliseconds. Says when it does.
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openCrosswalk } from '../../../dist/pipeline/open-crosswalk.js';

const [folder, milliseconds] = process.argv.slice(2);
const secret = { kind: 'key-file', bytes: readFileSync(join(folder, 'x.key')) };
const crosswalk = await openCrosswalk({ crosswalk: join(folder, 'x.db'), secret });
crosswalk.write(() => {
  writeSync(1, 'held\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(milliseconds));
});
crosswalk.close();
