import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { dataset } from '../../fixtures/writer/element.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { EditPlan } from '../../src/dicom/rewrite/edit-plan.js';
import { text } from '../../src/dicom/rewrite/new-value.js';
import { rewrite } from '../../src/dicom/rewrite/rewrite.js';
import { FileSource } from '../../src/io/file-source.js';
import { copyPieces } from '../../src/io/write-file-copy.js';
import { explicit } from '../dicom/bytes.js';

const PIXEL_BYTES = 2.25 * 2 ** 30;
const dir = mkdtempSync(join(tmpdir(), 'corelab-large-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** Header, as many zeros as the pixel data is long, and an element behind it; the zeros take no space on disk. */
function writeSparse(path: string, patientID: string, tail: Buffer): Buffer {
  const pixels = { tag: 0x7fe00010, vr: 'OW' as const, value: new Uint8Array(0) };
  const identity = dataset({ SOPClassUID: '1.2.3', SOPInstanceUID: '1.2.4', PatientID: patientID });
  const head = writePart10([...identity, pixels]);
  head.writeUInt32LE(PIXEL_BYTES, head.length - 4);
  writeFileSync(path, head);
  truncateSync(path, head.length + PIXEL_BYTES);
  const fd = openSync(path, 'r+');
  writeSync(fd, tail, 0, tail.length, head.length + PIXEL_BYTES);
  closeSync(fd);
  return head;
}

function digest(head: Buffer, tail: Buffer): string {
  const hash = createHash('sha256').update(head);
  const zeros = new Uint8Array(1 << 24);
  for (let left = PIXEL_BYTES; left > 0; left -= zeros.length) hash.update(zeros.subarray(0, left));
  return hash.update(tail).digest('hex');
}

it('a file over 2 GiB is rewritten whole, what follows the pixel data included, in little memory', () => {
  const path = join(dir, 'large.dcm');
  const tail = explicit(0xfffcfffc, 'OB', 'tail');
  writeSparse(path, 'BEFORE', tail);
  const expected = writeSparse(join(dir, 'expected.dcm'), 'AFTERWARDS', tail);
  const before = process.memoryUsage.rss();

  const source = new FileSource(Buffer.from(path));
  const file = readPart10(source, { toEnd: true });
  expect(file.dataset.element(0xfffcfffc)?.length).toBe(4);
  const plan = new EditPlan();
  plan.set(file.dataset, 'PatientID', text('AFTERWARDS'));
  const { pieces, size } = rewrite(file, plan);
  const fd = openSync('/dev/null', 'w');
  const written = copyPieces(pieces, { fd, path: Buffer.from('/dev/null'), digest: true });
  closeSync(fd);
  source.close();

  expect(written.size).toBe(size);
  expect(written.sha256).toBe(digest(expected, tail));
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 2 ** 20);
});
