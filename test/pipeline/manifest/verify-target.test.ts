import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPrivileges } from '../../helpers/unprivileged.js';
import {
  beside,
  instance,
  scanned,
  sums,
  temporaryFolder,
  tree,
  verify,
  writeReport,
} from './verify-tree.js';

const FILES = { 'a.dcm': instance('1.1'), 'sub/b.dcm': instance('1.2'), 'sub/notes.txt': 'notes' };

describe('verifyDelivery by something that proves nothing', () => {
  const good = sums(FILES);

  it.each([
    ['an empty file', '', 'verify-target-empty', undefined],
    ['a file of remarks', '# nothing\n\n', 'verify-target-empty', undefined],
    ['plain text', 'hello\n', 'verify-target-not-understood', 1],
    ['a list with rubbish in line 4', `${good}rubbish\n`, 'verify-target-not-understood', 4],
    ['a digest of unknown length', `${'ab'.repeat(28)}  x\n`, 'verify-target-not-understood', 1],
    ['an unknown algorithm', `BLAKE2b (x) = ${'ab'.repeat(64)}\n`, 'verify-target-not-understood', 1],
    [
      'a digest too short for its algorithm',
      `SHA256 (x) = ${'ab'.repeat(20)}\n`,
      'verify-target-not-understood',
      1,
    ],
    ['a line without a name', `${'ab'.repeat(32)}  \n`, 'verify-target-not-understood', 1],
    ['an escape that is none', `\\${'ab'.repeat(32)}  a\\x\n`, 'verify-target-not-understood', 1],
    ['one endless line', 'a'.repeat(400_000), 'verify-target-not-understood', 1],
    ['a DICOM file', FILES['a.dcm'], 'verify-target-not-understood', 1],
  ])('refuses %s with its path and line', async (_, content, code, line) => {
    const target = beside('SUMS', content);
    const work = verify(await scanned([tree(FILES)]), target);
    await expect(work).rejects.toMatchObject({ code, line, message: expect.stringContaining(target) });
  });

  it.each([
    ['JSON that is no report', '{"a": 1}', 'not-a-report'],
    ['a report that stops early', '{"schema": "corelab/report/manifest@1", ', 'report-cut'],
  ])('refuses %s as a report', async (_, content, code) => {
    const work = verify(await scanned([tree(FILES)]), beside('r.json', content));
    await expect(work).rejects.toMatchObject({ code });
  });

  it('refuses a report that lists no file', async () => {
    const target = writeReport(await scanned([tree({})]), join(temporaryFolder(), 'r.json'));
    await expect(verify(await scanned([tree(FILES)]), target)).rejects.toMatchObject({
      code: 'verify-target-empty',
    });
  });

  it('refuses what is not there, and a folder that is no bag', async () => {
    const now = await scanned([tree(FILES)]);
    const absent = join(temporaryFolder(), 'absent');
    await expect(verify(now, absent)).rejects.toMatchObject({ code: 'verify-target-not-found' });
    await expect(verify(now, join(beside('f', 'x'), 'below'))).rejects.toMatchObject({
      code: 'verify-target-not-found',
    });
    await expect(verify(now, temporaryFolder())).rejects.toMatchObject({ code: 'verify-target-no-bag' });
  });

  it('refuses what may not be read', async () => {
    const target = beside('SUMS', good);
    chmodSync(target, 0);
    const now = await scanned([tree(FILES)]);
    const work = withoutPrivileges(dirname(target), () => verify(now, target));
    await expect(work).rejects.toMatchObject({ code: 'verify-target-unreadable' });
  });

  it('answers any bytes with a verification or a typed error', async () => {
    const now = await scanned([tree({ x: '1' })]);
    const target = beside('SUMS', '');
    const parts = fc.constantFrom(
      'SHA256 (x) = ',
      'ab'.repeat(32),
      '  ',
      '*',
      'x',
      '\n',
      '\r',
      '\\',
      '{',
      '\0',
      '\xff',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 12 }), async (pieces) => {
        writeFileSync(target, pieces.join(''), 'latin1');
        const result = await verify(now, target).catch((error: { code?: unknown }) => error);
        if ('section' in result) expect(result.section.counts.listed).toBeGreaterThan(0);
        else expect(result.code).toMatch(/^(verify|report|not-a)-/);
      }),
      { numRuns: 200 },
    );
  });
});
