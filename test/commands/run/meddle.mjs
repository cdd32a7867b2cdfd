// Loaded before the program, as by NODE_OPTIONS: what happens to a disc behind the back of a run, as soon as the report of
// the first delivery's manifest stands. Hooked to the writing of that report, so that no clock decides the moment.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { MEDDLE_HOW: how = '', MEDDLE_PATH: path = '' } = process.env;

const WAYS = {
  /** As a CD from its drive. */
  'take-out': () => fs.rmSync(path, { recursive: true }),
  /** The last byte reads otherwise, as on a scratched disc: neither size nor time tells. */
  flip: () => {
    const bytes = fs.readFileSync(path);
    const { atime, mtime } = fs.statSync(path);
    bytes[bytes.length - 1] ^= 1;
    fs.writeFileSync(path, bytes);
    fs.utimesSync(path, atime, mtime);
  },
};

if (isMainThread) {
  for (const name of ['linkSync', 'renameSync']) {
    const whole = fs[name];
    fs[name] = (from, to) => {
      whole(from, to);
      if (String(to).endsWith('/0001/manifest.json')) WAYS[how]();
    };
  }
  syncBuiltinESMExports();
}
