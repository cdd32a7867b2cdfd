import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../../src/dicom/directory.js';
import { directoryFindings } from '../../../src/pipeline/manifest/checks/directories.js';
import { compareDirectories } from '../../../src/pipeline/manifest/dicomdir.js';
import { addInstance, context, emptyScan } from './context.js';

const entry = (id: string, uid = ''): DirectoryEntry => ({
  fileId: id.split('/'),
  sopInstanceUID: uid,
  recordType: 'IMAGE',
});

function scanWith(
  folder: string,
  entries: readonly DirectoryEntry[],
  files: Readonly<Record<string, string>>,
) {
  const scan = emptyScan();
  const path = Buffer.from(`${folder}DICOMDIR`);
  const dicomdir = scan.files.add({ root: 0, path, kind: 'dicomdir', bytes: 10 });
  scan.directories.set(dicomdir, entries);
  const numbers = new Map(
    Object.entries(files).map(([file, uid]) => [file, addInstance(scan, { path: file, uid })]),
  );
  return { scan, dicomdir, numbers };
}

describe('compareDirectories', () => {
  it('finds nothing to say of a DICOMDIR that is right', () => {
    const { scan } = scanWith('', [entry('IMG/A', '1.1'), entry('IMG/B', '1.2')], {
      'IMG/A': '1.1',
      'IMG/B': '1.2',
    });
    expect(compareDirectories(scan)).toMatchObject([
      { referenced: 2, absent: [], unreferenced: [], differs: [] },
    ]);
  });

  it('names what is absent, what is not referenced, and what is another instance', () => {
    const { scan, dicomdir, numbers } = scanWith(
      'CD/',
      [entry('A', '1.1'), entry('B', '1.2'), entry('GONE', '1.3')],
      {
        'CD/A': '1.1',
        'CD/B': '9.9',
        'CD/EXTRA': '1.4',
        'elsewhere/X': '1.5',
      },
    );
    const directories = compareDirectories(scan);
    expect(directories).toEqual([
      {
        file: dicomdir,
        referenced: 3,
        absent: ['GONE'],
        unreferenced: [numbers.get('CD/EXTRA')],
        differs: [numbers.get('CD/B')],
      },
    ]);
    const found = directoryFindings(context({ scan, directories }));
    expect(found.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['dicomdir-file-absent', 'fail'],
      ['dicomdir-instance-differs', 'fail'],
      ['dicomdir-file-unreferenced', 'warn'],
    ]);
  });

  it('reads names as ISO 9660 media are copied: without case, version numbers and trailing dots', () => {
    const { scan } = scanWith('', [entry('IMG/A'), entry('IMG/B')], { 'img/a;1': '1.1', 'IMG/B.': '1.2' });
    expect(compareDirectories(scan)).toMatchObject([{ absent: [], unreferenced: [] }]);
  });

  it('leaves files to the DICOMDIR that lies nearest above them', () => {
    const { scan } = scanWith('', [entry('A')], { A: '1.1', 'SUB/B': '1.2' });
    const inner = scan.files.add({ root: 0, path: Buffer.from('SUB/DICOMDIR'), kind: 'dicomdir', bytes: 10 });
    scan.directories.set(inner, [entry('B')]);
    expect(compareDirectories(scan).flatMap(({ unreferenced }) => unreferenced)).toEqual([]);
  });

  it('does not take a file below another root for the one referenced', () => {
    const { scan } = scanWith('', [entry('A')], {});
    scan.files.add({ root: 1, path: Buffer.from('A'), kind: 'dicom', bytes: 1 });
    expect(compareDirectories(scan)).toMatchObject([{ absent: ['A'] }]);
  });
});
