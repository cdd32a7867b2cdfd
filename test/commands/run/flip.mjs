// Loaded before the program, as by NODE_OPTIONS: as soon as the report of a delivery's manifest stands, the last byte of a
// file reads otherwise, as on a scratched disc. Neither its size nor its time tells.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const path = process.env.FLIP_PATH ?? '';

function flip() {
  const bytes = fs.readFileSync(path);
  const { atime, mtime } = fs.statSync(path);
  bytes[bytes.length - 1] ^= 1;
  fs.writeFileSync(path, bytes);
  fs.utimesSync(path, atime, mtime);
}

if (isMainThread) {
  for (const name of ['linkSync', 'renameSync']) {
    const whole = fs[name];
    fs[name] = (from, to) => {
      whole(from, to);
      if (String(to).endsWith('/manifest.json')) flip();
    };
  }
  syncBuiltinESMExports();
}
