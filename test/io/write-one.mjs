// Writes one file of a given length from pieces of 100 bytes, and says how that ended: `node write-one.mjs PATH LENGTH`.
import { writePieces } from '../../dist/io/write-file.js';

const [path, length] = process.argv.slice(2);
const pieces = Array.from({ length: Number(length) / 100 }, () => Buffer.alloc(100, 1));
try {
  writePieces(path, pieces, { mode: 0o644 });
  console.log('written');
} catch (error) {
  console.log(error.code);
}
