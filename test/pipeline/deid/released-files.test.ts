import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPart10 } from '../../../src/dicom/part10.js';
import { FileSource } from '../../../src/io/file-source.js';
import { ReleasedBatches } from '../../../src/pipeline/deid/released-batches.js';
import { ReleasedFiles } from '../../../src/pipeline/deid/released-files.js';
import { scanBatch } from '../../../src/pipeline/scan/scan-batch.js';
import { packPaths, type ScanResult } from '../../../src/pipeline/scan/scan-job.js';
import { folder, image } from './delivery.js';
import { NEEDS } from './released-lab.js';

/** An element in Explicit VR Little Endian. */
function element(tag: number, vr: string, value: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
}

const ECHO_TIME = element(0x00180081, 'DS', Buffer.from('99'));
const PRIVATE = element(0x7fe10010, 'LO', Buffer.from('MAKER '));
const FLOAT_PIXELS = Buffer.concat([
  Buffer.from([0xe0, 0x7f, 0x08, 0x00, ...Buffer.from('OF'), 0, 0, 4, 0, 0, 0]),
  Buffer.alloc(4),
]);

/** What the thread gathers of files, each inspected and placed unless told otherwise. */
function gather(files: readonly Buffer[], isPlaced: (i: number) => boolean = () => true) {
  const at = folder();
  const released = new ReleasedFiles(NEEDS);
  const paths = files.map((bytes, i) => {
    const path = join(at, `${i}`);
    writeFileSync(path, bytes);
    const source = new FileSource(Buffer.from(path));
    released.inspected(readPart10(source, { toEnd: true }));
    source.close();
    if (isPlaced(i)) released.placed();
    return path;
  });
  return { paths, released, gathered: released.gathered() };
}

function scanned(paths: readonly string[]): ScanResult {
  const packed = packPaths(paths.map((path) => Buffer.from(path)));
  return scanBatch({ paths: packed, checksums: false, ...NEEDS });
}

describe('what a thread gathers of the files that it releases', () => {
  it('is what a scan of them gives', () => {
    const { paths, gathered } = gather([image('a'), image('b', { EchoTime: 5 }), image('c')]);
    expect(gathered).toEqual(scanned(paths));
    expect(gathered?.files).toHaveLength(3);
  });

  it.each([
    ['an attribute out of order', ECHO_TIME],
    ['private elements', PRIVATE],
    ['other pixel data', FLOAT_PIXELS],
    ['padding', Buffer.alloc(12)],
  ])('is told without what follows the pixel data, as a scan sees it: %s', (_, after) => {
    const { paths, gathered } = gather([image('a'), Buffer.concat([image('b'), after]), image('c')]);
    expect(gathered).toEqual(scanned(paths));
    expect(gathered?.probed?.readings).not.toContain('n["99"]');
  });

  it('has the faults and the sizes that a scan has', () => {
    const short = image('short', { PixelData: Buffer.alloc(2) });
    const { paths, gathered } = gather([short, image('none', { PixelData: undefined })]);
    expect(gathered).toEqual(scanned(paths));
    expect(gathered?.files.map((file) => file.kind === 'dicom' && file.pixelFault)).toEqual([
      'short',
      'absent',
    ]);
    expect(gathered?.files[0]?.bytes).toBe(short.length);
  });

  it('is of those alone that got their names', () => {
    const { paths, gathered } = gather([image('a'), image('b'), image('c')], (i) => i !== 1);
    expect(gathered).toEqual(scanned(paths.filter((_, i) => i !== 1)));
  });

  it('begins anew each time that it is asked', () => {
    const { released } = gather([image('a')]);
    expect(released.gathered()).toEqual(scanned([]));
  });

  it('is not given where a file was placed that was not inspected, and is forgotten with that', () => {
    const { released } = gather([]);
    released.placed();
    expect(released.gathered()).toBeUndefined();
    expect(released.gathered()).toEqual(scanned([]));
  });

  it('is not given where one of the files is a DICOMDIR to a scan', () => {
    const directory = image('d', { SOPClassUID: '1.2.840.10008.1.3.10' });
    expect(gather([image('a'), directory]).gathered).toBeUndefined();
  });

  it('is not given where one can no longer be read as a scan does', () => {
    const path = join(folder(), 'a');
    writeFileSync(path, Buffer.concat([image('a'), ECHO_TIME]));
    const source = new FileSource(Buffer.from(path));
    const file = readPart10(source, { toEnd: true });
    source.close();
    const released = new ReleasedFiles(NEEDS);
    released.inspected(file);
    released.placed();
    expect(released.gathered()).toBeUndefined();
  });
});

describe('batches of released files', () => {
  const { gathered } = gather([image('a'), image('b')]);
  const written = (file: number) => ({ file, kind: 'written' as const, size: 1, sha256: '' });

  it('place each file that was written, past those that were not', () => {
    const batches = new ReleasedBatches();
    batches.take({ files: [written(7), { file: 8, kind: 'duplicate' }, written(3)], gathered });
    expect([7, 3].map((file) => batches.placeOf(file)?.file)).toEqual([0, 1]);
    expect(batches.placeOf(8)).toBeUndefined();
  });

  it.each([
    ['nothing was gathered', { files: [written(1), written(2)] }],
    ['fewer were gathered', { files: [written(1), written(2), written(3)], gathered }],
    ['more were gathered', { files: [written(1)], gathered }],
  ])('know nothing of a batch where %s', (_, result) => {
    const batches = new ReleasedBatches();
    batches.take(result);
    expect([1, 2, 3].map((file) => batches.placeOf(file))).toEqual([undefined, undefined, undefined]);
  });

  it('hold what several batches share once', () => {
    const batches = new ReleasedBatches();
    batches.take({ files: [written(1), written(2)], gathered });
    batches.take({ files: [written(3), written(4)], gathered: structuredClone(gathered) });
    const [first, second] = [1, 3].map((file) => batches.placeOf(file)?.result.batch.headers[0]);
    expect(first).toBeDefined();
    expect(second).toBe(first);
  });
});
