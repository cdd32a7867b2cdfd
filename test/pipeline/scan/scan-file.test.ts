import { createHash } from 'node:crypto';
import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import { FileSource } from '../../../src/io/file-source.js';
import { ScanBuffers, scanFile } from '../../../src/pipeline/scan/scan-file.js';
import { BatchBuilder } from '../../../src/study/batch.js';
import { image, written } from '../../study/build.js';
import { dicom, folder, put } from './files.js';

const root = folder();
let count = 0;
function pathOf(content: Uint8Array | string): string {
  const name = `f${count++}`;
  put(root, { [name]: content });
  return join(root, name);
}

const scanPath = (path: string, checksums = false) =>
  scanFile(Buffer.from(path), { buffers: new ScanBuffers(), builder: new BatchBuilder(), checksums });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('scanFile', () => {
  it('reads an instance, and its digest where that is wanted', () => {
    const bytes = dicom({ SOPInstanceUID: '2.25.5' });
    const path = pathOf(bytes);
    expect(scanPath(path)).toMatchObject({
      ...{ kind: 'dicom', bytes: bytes.length },
      instance: { sopInstanceUID: '2.25.5', planes: 1 },
    });
    expect(scanPath(path)).not.toHaveProperty('sha256');
    expect(scanPath(path, true).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('tells a DICOMDIR from an instance', () => {
    const bytes = writePart10(
      written({
        MediaStorageSOPClassUID: '1.2.840.10008.1.3.10',
        MediaStorageSOPInstanceUID: '2.25.3',
        FileSetID: 'CD',
      }),
    );
    expect(scanPath(pathOf(bytes))).toEqual({
      ...{ kind: 'dicomdir', bytes: bytes.length, entries: [] },
      transferSyntax: TRANSFER_SYNTAX.explicitLittleEndian,
    });
  });

  it('says what a file looks like that is no DICOM', () => {
    expect(scanPath(pathOf('[autorun]\nopen=x.exe'))).toMatchObject({ kind: 'not-dicom', looksLike: 'text' });
    expect(scanPath(pathOf('%PDF-1.4'))).toMatchObject({ kind: 'not-dicom', looksLike: 'pdf' });
  });

  it('names an empty file, and one that is cut', () => {
    expect(scanPath(pathOf(''))).toEqual({ kind: 'unreadable', bytes: 0, reason: 'empty-file' });
    const cut = dicom().subarray(0, 400);
    expect(scanPath(pathOf(cut))).toMatchObject({
      kind: 'unreadable',
      bytes: 400,
      reason: 'truncated-header',
    });
  });

  it('makes a digest of what it cannot read, too', () => {
    const cut = dicom().subarray(0, 400);
    expect(scanPath(pathOf(cut), true).sha256).toBe(createHash('sha256').update(cut).digest('hex'));
  });

  it('names a file that went away before it was read', () => {
    const path = pathOf(dicom());
    rmSync(path);
    expect(scanPath(path)).toEqual({ kind: 'unreadable', bytes: 0, reason: 'not-found' });
  });

  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'more')],
    ['is written again', (path) => utimesSync(path, 5, 5)],
  ])('does not use a file that %s while it is read', (_, change) => {
    const path = pathOf(dicom());
    const read = FileSource.prototype.read;
    let reads = 0;
    vi.spyOn(FileSource.prototype, 'read').mockImplementation(function (this: FileSource, ...window) {
      if (reads++ === 0) change(path);
      return read.apply(this, window);
    });
    expect(scanPath(path, true)).toMatchObject({ kind: 'unreadable', reason: 'changed-while-read' });
    expect(reads).toBeGreaterThan(0);
  });

  it('turns whatever goes wrong into a reason', () => {
    vi.spyOn(FileSource.prototype, 'read').mockImplementation(() => {
      throw new TypeError('Doe^Jane');
    });
    expect(scanPath(pathOf(dicom()))).toMatchObject({ kind: 'unreadable', reason: 'internal-error' });
  });

  it('notices pixel data that is shorter than the header says', () => {
    const bytes = writePart10(
      written(image({ BitsAllocated: 16, SamplesPerPixel: 1 }), [
        { tag: 0x7fe00010, vr: 'OW', value: new Uint8Array(100) },
      ]),
    );
    expect(scanPath(pathOf(bytes))).toMatchObject({ kind: 'dicom', pixelFault: 'short' });
  });

  it('uses one memory for file after file', () => {
    const context = { buffers: new ScanBuffers(), builder: new BatchBuilder(), checksums: true };
    const paths = [
      dicom({ SOPInstanceUID: '2.25.1' }),
      'text',
      dicom({ SOPInstanceUID: '2.25.2', Rows: 7 }),
    ].map(pathOf);
    const found = paths.map((path) => scanFile(Buffer.from(path), context));
    expect(found.map(({ kind }) => kind)).toEqual(['dicom', 'not-dicom', 'dicom']);
    expect(found[2]).toMatchObject({ instance: { sopInstanceUID: '2.25.2', rows: 7 } });
  });
});
