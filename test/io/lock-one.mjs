// Takes the lock of a folder, holds it for a while, and dies with it: `node lock-one.mjs FOLDER`.
import { takeLock } from '../../dist/io/state-folder-lock.js';

const [folder] = process.argv.slice(2);
try {
  takeLock(Buffer.from(folder));
  console.log('taken');
  setTimeout(() => undefined, 2000);
} catch (error) {
  console.log(error.code);
}
