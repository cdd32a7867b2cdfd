import { describe, expect, it } from 'vitest';
import { FileTable } from '../../../src/pipeline/scan/file-table.js';
import { deliver, image } from '../../study/build.js';

const SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('FileTable', () => {
  it('gives every file back as it stands in a report', () => {
    const { table } = deliver([image({ SOPInstanceUID: '2.25.7' })]);
    const files = new FileTable();
    const rows = [
      { root: 0, path: Buffer.from('a/1'), kind: 'dicom', bytes: 5e9, instance: 0, sha256: SHA256 },
      { root: 1, path: Buffer.from([0xff]), kind: 'not-dicom', bytes: 0 },
      {
        root: 1,
        path: Buffer.from('DICOMDIR'),
        kind: 'dicomdir',
        bytes: 3,
        transferSyntax: '1.2.840.10008.1.2.1',
      },
      { root: 2, path: Buffer.alloc(0), kind: 'unreadable', bytes: 0 },
    ] as const;
    expect(rows.map((row) => files.add(row))).toEqual([0, 1, 2, 3]);
    expect([...files.entries(table)]).toEqual([
      {
        ...{ root: 0, path: 'a/1', kind: 'dicom', bytes: 5e9, sha256: SHA256 },
        ...{ sopInstanceUID: '2.25.7', seriesUID: '2.25.2', studyUID: '2.25.1' },
        transferSyntax: '1.2.840.10008.1.2.1',
      },
      { root: 1, path: '\ufffd', pathBase64: '/w==', kind: 'not-dicom', bytes: 0 },
      { root: 1, path: 'DICOMDIR', kind: 'dicomdir', bytes: 3, transferSyntax: '1.2.840.10008.1.2.1' },
      { root: 2, path: '', kind: 'unreadable', bytes: 0 },
    ]);
    expect(files.size).toBe(4);
  });

  it('knows an instance only of files that hold one', () => {
    const files = new FileTable();
    files.add({ root: 0, path: Buffer.from('a'), kind: 'dicom', bytes: 1, instance: 0 });
    files.add({ root: 0, path: Buffer.from('b'), kind: 'not-dicom', bytes: 1 });
    expect([files.instance(0), files.instance(1)]).toEqual([0, undefined]);
    expect(files.sha256(0)).toBeUndefined();
  });

  it('gives a path that later files do not change', () => {
    const files = new FileTable();
    files.add({ root: 0, path: Buffer.from('first'), kind: 'not-dicom', bytes: 1 });
    const path = files.path(0);
    for (let i = 0; i < 20_000; i++)
      files.add({ root: 0, path: Buffer.from(`other ${i}`), kind: 'not-dicom', bytes: 1 });
    expect(path.toString()).toBe('first');
    expect(files.path(0).toString()).toBe('first');
  });
});
