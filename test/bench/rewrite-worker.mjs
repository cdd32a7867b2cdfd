// One job of the rewriting benchmark: reads files to their end, plans nothing, and writes them elsewhere.
import { basename } from 'node:path';
import { ReadScratch, readPart10 } from '../../dist/dicom/part10.js';
import { EditPlan } from '../../dist/dicom/rewrite/edit-plan.js';
import { rewrite } from '../../dist/dicom/rewrite/rewrite.js';
import { FileSource } from '../../dist/io/file-source.js';
import { writePieces } from '../../dist/io/write-file.js';

const buffer = new Uint8Array(1 << 20);
const scratch = new ReadScratch();

/** @param {{ paths: string[], out: string }} job @returns the number of bytes written */
export default ({ paths, out }) => {
  let bytes = 0;
  for (const path of paths) {
    const source = new FileSource(Buffer.from(path));
    const { pieces } = rewrite(readPart10(source, { toEnd: true, scratch }), new EditPlan());
    bytes += writePieces(`${out}/${basename(path)}`, pieces, { mode: 0o644, buffer }).size;
    source.close();
  }
  return bytes;
};
