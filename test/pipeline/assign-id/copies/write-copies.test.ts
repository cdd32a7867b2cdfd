import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../../src/dicom/part10.js';
import { releasedUid } from '../../../../src/identity/released-uid.js';
import { copyName } from '../../../../src/pipeline/assign-id/copies/copy-name.js';
import type { Copies } from '../../../../src/pipeline/copies/copies.js';
import { writeCopies } from '../../../../src/pipeline/copies/write-copies.js';
import { type AssignCopies, again, BLINDED, delivery, instance, KEY, outputs, SUBJECT } from './delivery.js';

const many = (count: number): Record<string, Buffer> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`IM${i}`, instance(i)]));
const codes = ({ refused }: Copies<unknown>): Record<number, string> =>
  Object.fromEntries(refused.map(({ file, code }) => [file, code]));
const nameOf = (sop: number): string => `S01-0007/1.2/1.2.3/1.2.3.${sop}.dcm`;

/** Copies, and stops after some files. */
async function interrupted(options: AssignCopies, after: number): Promise<string> {
  const controller = new AbortController();
  const progress = { update: (done: number) => done >= after && controller.abort(new Error('stopped')) };
  const run = writeCopies({ ...options, signal: controller.signal, progress });
  return run.then(
    () => 'ended',
    (error: Error) => error.message,
  );
}

describe('writeCopies', () => {
  it('writes each file under the subject and its UIDs, and says what it has written', async () => {
    const { folder, options } = delivery({ 'a/1': instance(1), 'b/2': instance(2) });
    const { written, duplicates, refused } = await writeCopies(options);
    const found = outputs(folder);
    expect(Object.keys(found)).toEqual([nameOf(1), nameOf(2)]);
    expect([duplicates, refused]).toEqual([[], []]);
    for (const { path, sha256, bytes } of written) {
      const content = found[path] ?? Buffer.of();
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      expect(content.length).toBe(bytes);
      const { dataset } = readPart10(new MemorySource(content));
      expect([dataset.string('PatientID'), dataset.string('ClinicalTrialSubjectID')]).toEqual([
        'S01-0007',
        'S01-0007',
      ]);
    }
    expect(written.map(({ file, sopInstanceUID }) => [file, sopInstanceUID])).toEqual([
      [0, '1.2.3.1'],
      [1, '1.2.3.2'],
    ]);
    expect(readFileSync(join(folder, 'cd', 'a/1')).equals(instance(1))).toBe(true);
  });

  it('gives new UIDs from generation 1 on, so that a corrected copy is another', async () => {
    const { options } = delivery({ 1: instance(1) }, { ...SUBJECT, generation: 1 });
    const { written } = await writeCopies(options);
    expect(written[0]?.sopInstanceUID).toBe(releasedUid(KEY, '1.2.3.1', 1));
    expect(written[0]?.path).toBe(
      `S01-0007/${['1.2', '1.2.3', '1.2.3.1'].map((uid) => releasedUid(KEY, uid, 1)).join('/')}.dcm`,
    );
    const uids = { studyUID: '1.2', seriesUID: '1.2.3', sopInstanceUID: '1.2.3.1' };
    expect(() => copyName({ ...SUBJECT, generation: 1 }, uids, undefined)).toThrow(
      expect.objectContaining({ code: 'uid-key-missing' }),
    );
  });

  it('counts a file sent twice as a duplicate, and refuses another of the same UIDs', async () => {
    const { folder, options } = delivery({
      1: instance(1),
      2: instance(1),
      3: instance(1, { EchoTime: '99' }),
    });
    const copies = await writeCopies(options);
    expect(copies.written.map(({ file }) => file)).toEqual([0]);
    expect(copies.duplicates).toEqual([{ file: 1, path: nameOf(1) }]);
    expect(codes(copies)).toEqual({ 2: 'name-conflict' });
    expect(Object.keys(outputs(folder))).toEqual([nameOf(1)]);
  });

  it('refuses what is not the file that was scanned, damaged, or gone, and copies the others', async () => {
    const files = { 1: instance(1), 2: instance(2), 3: instance(3), 4: instance(4), 5: instance(5) };
    const { folder, options } = delivery(files);
    const cd = (name: string): string => join(folder, 'cd', name);
    writeFileSync(cd('1'), instance(1, { PatientID: 'MRN4712' }));
    writeFileSync(cd('2'), instance(7));
    writeFileSync(cd('3'), instance(3).subarray(0, 300));
    rmSync(cd('4'));
    const copies = await writeCopies(options);
    expect(codes(copies)).toEqual({
      0: 'input-changed',
      1: 'input-changed',
      2: 'input-changed',
      3: 'not-found',
    });
    expect(Object.keys(outputs(folder))).toEqual([nameOf(5)]);
  });

  it('refuses UIDs that are none: they would be folders', async () => {
    const { folder, options } = delivery({ 1: instance(1, { StudyInstanceUID: '../../x' }), 2: instance(2) });
    expect(codes(await writeCopies(options))).toEqual({ 0: 'uid-unusable' });
    expect(Object.keys(outputs(folder))).toEqual([nameOf(2)]);
  });

  it('writes the same whatever the number of threads', async () => {
    const one = delivery({ ...many(150), twice: instance(3), other: instance(4, { EchoTime: '99' }) });
    const two = again(one);
    const [a, b] = [
      await writeCopies(one.options),
      await writeCopies({ ...two.options, jobs: 2, worker: WORKER }),
    ];
    expect(b).toEqual(a);
    expect(a.written).toHaveLength(150);
    expect(outputs(two.folder)).toEqual(outputs(one.folder));
  });

  it('loses to view only the file that kills its thread', async () => {
    const files = { ...many(80), deadly: instance(900) };
    const { folder, options } = delivery(files);
    const worker = new URL('./dying-worker.mjs', import.meta.url);
    const copies = await writeCopies({ ...options, jobs: 2, worker });
    expect(codes(copies)).toEqual({ 80: 'internal-error' });
    expect([copies.written.length, copies.duplicates]).toEqual([80, []]);
    expect(Object.keys(outputs(folder))).toHaveLength(80);
  });
});

const WORKER = new URL('../../../../dist/pipeline/assign-id/copies/copy-worker.js', import.meta.url);

describe('writeCopies of blinded copies', () => {
  it('writes them under the reading ID with UIDs of their own', async () => {
    const { folder, options } = delivery({ 1: instance(1) }, BLINDED);
    const { written } = await writeCopies(options);
    const [copy] = Object.values(outputs(folder));
    expect(written[0]?.path).toMatch(/^R-001\/2\.25\.\d+\/2\.25\.\d+\/2\.25\.\d+\.dcm$/);
    expect(copy?.includes('4711')).toBe(false);
    const { dataset } = readPart10(new MemorySource(copy ?? Buffer.of()));
    expect(dataset.string('SOPInstanceUID')).toBe(written[0]?.sopInstanceUID);
    const later = delivery({ 1: instance(1) }, { ...BLINDED, readingId: 'R-002' });
    const other = (await writeCopies(later.options)).written[0];
    expect(other?.studyUID).not.toBe(written[0]?.studyUID);
  });

  it('refuses a copy that would still tell what it must conceal', async () => {
    const files = { 1: instance(1, { BodyPartExamined: 'MRN4711' }), 2: instance(2) };
    const { folder, options } = delivery(files, BLINDED);
    const copies = await writeCopies(options);
    expect(codes(copies)).toEqual({ 0: 'blind-residue' });
    expect(Object.keys(outputs(folder))).toHaveLength(1);
  });
});

describe('writeCopies after an interruption', () => {
  it('completes the run as if nothing had happened', async () => {
    const whole = delivery({ ...many(60), twice: instance(3), other: instance(4, { EchoTime: '99' }) });
    const expected = await writeCopies(whole.options);
    const { folder, options } = again(whole);
    expect(await interrupted(options, 20)).toBe('stopped');
    const begun = Object.keys(outputs(folder)).length;
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(60);
    const resumed = await writeCopies({ ...options, resume: true });
    expect(resumed).toEqual({ ...expected, resumed: begun });
    expect(outputs(folder)).toEqual(outputs(whole.folder));
  });

  it('makes anew what was changed, cut or written without a note of it', async () => {
    const { folder, options } = delivery(many(40));
    await interrupted(options, 10);
    const [first = '', second = ''] = Object.keys(outputs(folder));
    writeFileSync(join(folder, 'out', first), 'cut');
    rmSync(join(folder, 'out', second));
    writeFileSync(join(folder, 'out', nameOf(39)), 'written just before the end');
    const copies = await writeCopies({ ...options, resume: true });
    const found = outputs(folder);
    expect(copies.written).toHaveLength(40);
    for (const { path, sha256 } of copies.written)
      expect(
        createHash('sha256')
          .update(found[path] ?? '')
          .digest('hex'),
      ).toBe(sha256);
  });

  it('leaves no copy of an input that has changed since and is refused', async () => {
    const { folder, options } = delivery(many(40));
    await interrupted(options, 10);
    const [first = ''] = Object.keys(outputs(folder));
    const file = options.files.find(({ sopInstanceUID }) => first.includes(`/${sopInstanceUID}.dcm`));
    writeFileSync(file?.full ?? '', instance(700));
    const copies = await writeCopies({ ...options, resume: true });
    expect(codes(copies)).toEqual({ [file?.file ?? -1]: 'input-changed' });
    expect(Object.keys(outputs(folder))).not.toContain(first);
  });

  it('is refused when files are gone whose copies stand', async () => {
    const { options } = delivery(many(40));
    await interrupted(options, 10);
    const run = writeCopies({ ...options, files: options.files.slice(39), resume: true });
    await expect(run).rejects.toMatchObject({ code: 'inputs-vanished' });
  });

  it('tells a copy that a finished run had written before as a duplicate when more is appended', async () => {
    const { folder, options } = delivery(many(3));
    await writeCopies(options);
    const copies = await writeCopies({ ...options, run: 'cd'.repeat(32), append: true });
    expect(copies.duplicates.map(({ file }) => file)).toEqual([0, 1, 2]);
    expect(Object.keys(outputs(folder))).toHaveLength(3);
  });
});
