import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { type VerifiedFolder, verifyFolder } from '../../../src/pipeline/deid/verify-only.js';
import { inputsFromPaths } from '../../../src/pipeline/scan/inputs.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import type { KnownValue } from '../../../src/rules/deid/known-value.js';
import { type Given, written } from '../../study/build.js';

const CLEAN = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
  SOPInstanceUID: '2.25.11',
  StudyInstanceUID: '2.25.12',
  SeriesInstanceUID: '2.25.13',
  PatientID: 'S01-0007',
  PatientName: 'S01-0007',
  PatientBirthDate: '',
  PatientIdentityRemoved: 'YES',
  LongitudinalTemporalInformationModified: 'MODIFIED',
  StudyDate: '20230515',
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-only-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, content: Given | string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : writePart10(written(content)));
}

function verify(known: readonly KnownValue[] = []): Promise<VerifiedFolder> {
  return verifyFolder({
    inputs: inputsFromPaths([folder], { excluded: () => false }),
    known: { known, uids: [] },
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
  });
}

describe('verifyFolder', () => {
  it('finds nothing in a file that is de-identified', async () => {
    put('a.dcm', CLEAN);
    expect((await verify()).files).toEqual([{ file: 0, hits: [], problems: [] }]);
  });

  it.each<[string, Given, string]>([
    ['no mark', { PatientIdentityRemoved: undefined }, 'not-marked'],
    ['a name', { OperatorsName: 'Example^Ada' }, 'person-name'],
    ['a date of birth', { PatientBirthDate: '19700131' }, 'birth-date'],
    [
      'dates that nobody declared',
      { LongitudinalTemporalInformationModified: undefined },
      'dates-undeclared',
    ],
    ['a UID of a scanner', { FrameOfReferenceUID: '1.3.12.2.1107.5.1' }, 'foreign-uid'],
  ])('says what a file betrays by itself: %s', async (_, more, code) => {
    put('a.dcm', { ...CLEAN, ...more });
    const [found] = (await verify()).files;
    expect(found?.problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('finds known values in files and in their names, and never tells them', async () => {
    put('Petrovski/a.dcm', { ...CLEAN, ImageComments: 'for petrovski' });
    const { files, searched } = await verify([{ kind: 'name', text: 'Petrovski^Ada', from: 'names' }]);
    expect(files[0]?.hits.map(({ where }) => where)).toEqual(['file name', 'ImageComments']);
    expect(JSON.stringify(files)).not.toMatch(/petrovski/i);
    expect(searched).toEqual({ values: 1, uids: 0 });
  });

  it('counts what is not DICOM, and what cannot be read', async () => {
    put('notes.txt', 'hello, these are notes of some length');
    put('b.dcm', CLEAN);
    const { files } = await verify();
    expect(files.flatMap(({ problems }) => problems)).toEqual([{ code: 'not-dicom' }]);
    expect(files).toHaveLength(2);
  });
});
