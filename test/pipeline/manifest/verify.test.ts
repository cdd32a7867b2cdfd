import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyDelivery } from '../../../src/pipeline/manifest/verify/verify.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import {
  beside,
  codes,
  digest,
  instance,
  scanned,
  sums,
  temporaryFolder,
  tree,
  verify,
  writeReport,
  writeTree,
} from './verify-tree.js';

const FILES = { 'a.dcm': instance('1.1'), 'sub/b.dcm': instance('1.2'), 'sub/notes.txt': 'notes' };

const GREEN = { missing: 0, extra: 0, changed: 0, noChecksum: 0, unreadable: 0 };

describe('verifyDelivery by a corelab report', () => {
  it('proves the same files under another folder name', async () => {
    const report = writeReport(await scanned([tree(FILES)]), join(temporaryFolder(), 'r.json'));
    const { section, findings } = await verify(await scanned([tree(FILES, 'elsewhere')]), report);
    expect(findings).toEqual([]);
    expect(section.counts).toEqual({ ...GREEN, listed: 3, verified: 3 });
    expect(section).toMatchObject({ by: 'report', algorithms: ['sha256'], sha256: digest('sha256', report) });
  });

  it('fails what is missing, extra and changed, each by its name', async () => {
    const report = writeReport(await scanned([tree(FILES)]), join(temporaryFolder(), 'r.json'));
    const now = await scanned([
      tree({ 'a.dcm': instance('1.1', 'other'), 'sub/b.dcm': FILES['sub/b.dcm'], c: '' }),
    ]);
    const { section, findings } = await verify(now, report);
    expect(findings.map(({ code, outcome, subject }) => [code, outcome, subject])).toEqual([
      ['verify-missing', 'fail', { name: 'sub/notes.txt' }],
      ['verify-changed', 'fail', { file: 0 }],
      ['verify-extra', 'fail', { file: 1 }],
    ]);
    expect(section.missing).toEqual([{ path: 'sub/notes.txt' }]);
    expect(section.changed[0]).toMatchObject({ expected: digest('sha256', FILES['a.dcm']) });
    expect(section.counts.verified).toBe(1);
  });

  it('never passes files that the report has no checksum of', async () => {
    const folder = tree(FILES);
    const report = writeReport(
      await scanned([folder], { checksums: false }),
      join(temporaryFolder(), 'r.json'),
    );
    const { section, findings } = await verify(await scanned([folder]), report);
    expect(findings.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['verify-no-checksum', 'not-evaluable'],
    ]);
    expect(section.counts).toMatchObject({ verified: 0, noChecksum: 3 });
    appendFileSync(join(folder, 'a.dcm'), 'x');
    expect(codes(await verify(await scanned([folder]), report))).toEqual([
      'verify-changed',
      'verify-no-checksum',
    ]);
  });

  it('reads the files itself when the scan took no checksums', async () => {
    const folder = tree(FILES);
    const report = writeReport(await scanned([folder]), join(temporaryFolder(), 'r.json'));
    const now = await scanned([folder], { checksums: false });
    expect((await verify(now, report)).section.counts.verified).toBe(3);
  });

  it('looks below every root when the number of roots differs', async () => {
    const one = tree({ 'x.txt': '1', 'y.txt': '2' });
    const two = tree({ 'x.txt': 'other', 'z.txt': '3' });
    const report = writeReport(await scanned([one, two]), join(temporaryFolder(), 'r.json'));
    const files = ['y.txt', 'x.txt'].map((name) => join(one, name));
    const now = await scanned([two, ...files]);
    const { section, findings } = await verify(now, report);
    expect(findings).toEqual([]);
    expect(section.counts.verified).toBe(4);
  });

  it('does not call the report itself extra where it lies in the delivery', async () => {
    const folder = tree(FILES);
    const report = writeReport(await scanned([folder]), join(folder, 'manifest.json'));
    expect((await verify(await scanned([folder]), report)).findings).toEqual([]);
  });

  it('lists a hundred missing files one by one and counts the others', async () => {
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`${i}.txt`, `${i}`]));
    const report = writeReport(await scanned([tree(many)]), join(temporaryFolder(), 'r.json'));
    const { section, findings } = await verify(await scanned([tree({ '0.txt': '0' })]), report);
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.message).toBe('missing: 29 more listed files');
    expect(section.missing).toHaveLength(129);
  });
});

describe('verifyDelivery by a checksum file', () => {
  it.each([
    ['sha256', ' '],
    ['sha512', '*'],
    ['sha1', ' '],
    ['md5', '*'],
  ])('takes %s with the marker "%s", names relative to the delivery', async (algorithm, mark) => {
    const target = beside('SUMS', sums(FILES, algorithm, mark));
    const { section, findings } = await verify(await scanned([tree(FILES)]), target);
    expect(findings).toEqual([]);
    expect(section).toMatchObject({ by: 'checksum-file', algorithms: [algorithm], counts: { verified: 3 } });
  });

  it('takes what sha256sum and shasum themselves write', async () => {
    const folder = tree({ ...FILES, 'line\nfeed': 'x', 'back\\slash': 'y', 'latin1:caf\xe9': 'z' });
    const programs = [
      'sha256sum',
      'sha256sum --tag',
      'sha512sum -b',
      'md5sum',
      'shasum -a 1',
      'openssl dgst -sha256',
    ];
    let tried = 0;
    for (const program of programs) {
      const find = program.startsWith('openssl') ? "find . -type f -name '*.*' " : 'find . -type f ';
      const { status, stdout } = spawnSync('sh', ['-c', `${find} -exec ${program} {} +`], { cwd: folder });
      if (status !== 0) continue;
      tried++;
      const { section, findings } = await verify(await scanned([folder]), beside('SUMS', stdout));
      expect(codes({ findings }).filter((code) => code !== 'verify-extra')).toEqual([]);
      expect(section.counts.verified).toBe(program.startsWith('openssl') ? 3 : 6);
    }
    expect(tried).toBeGreaterThan(0);
  });

  it('takes CRLF, a byte order mark, remarks, blank lines, upper case and Windows separators', async () => {
    const lines = sums({
      'a.dcm': FILES['a.dcm'],
      'sub\\b.dcm': FILES['sub/b.dcm'],
      'sub/notes.txt': 'notes',
    });
    const text = `# made by hand\n\n${lines.replace(/^[0-9a-f]+/gm, (hex) => hex.toUpperCase())}`;
    const target = beside('SUMS', `\ufeff${text.replaceAll('\n', '\r\n')}`);
    const { section, findings } = await verify(await scanned([tree(FILES)]), target);
    expect(findings).toEqual([]);
    expect(section.counts.verified).toBe(3);
  });

  it('takes names relative to its own folder inside the delivery, and is not extra itself', async () => {
    const folder = tree({ 'data/a.txt': 'a', 'data/b.txt': 'b' });
    writeTree(folder, { 'data/SUMS': sums({ './a.txt': 'a', 'b.txt': 'b' }) });
    expect((await verify(await scanned([folder]), join(folder, 'data/SUMS'))).findings).toEqual([]);
    rmSync(join(folder, 'data/SUMS'));
    writeTree(folder, { 'sums/SUMS': sums({ '../data/a.txt': 'a', '../data/b.txt': 'b' }) });
    expect((await verify(await scanned([folder]), join(folder, 'sums/SUMS'))).findings).toEqual([]);
  });

  it('takes names relative to the folder that the delivery lies in, and whole paths', async () => {
    const folder = tree(FILES);
    const named = (prefix: string) =>
      sums(Object.fromEntries(Object.entries(FILES).map(([name, content]) => [`${prefix}${name}`, content])));
    for (const prefix of ['cd/', `${folder}/`]) {
      const { section, findings } = await verify(await scanned([folder]), beside('SUMS', named(prefix)));
      expect(findings).toEqual([]);
      expect(section.counts.verified).toBe(3);
    }
  });

  it('finds the delivery through a link', async () => {
    const folder = tree(FILES);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    writeTree(folder, { SUMS: sums(FILES) });
    expect((await verify(await scanned([link]), join(folder, 'SUMS'))).findings).toEqual([]);
    expect((await verify(await scanned([folder]), join(link, 'SUMS'))).findings).toEqual([]);
  });

  it('takes a file whose name differs in Unicode normalisation only, with a note', async () => {
    const target = beside('SUMS', sums({ 'cafe\u0301.txt': 'x' }));
    const { section, findings } = await verify(await scanned([tree({ 'caf\u00e9.txt': 'x' })]), target);
    expect(findings).toEqual([]);
    expect(section.notes).toEqual([{ path: 'cafe\u0301.txt', note: 'unicode-normalisation' }]);
  });

  it('never lets one file stand for two listed names', async () => {
    const target = beside('SUMS', sums({ 'cafe\u0301.txt': 'x', 'caf\u00e9.txt': 'x' }));
    const result = await verify(await scanned([tree({ 'caf\u00e9.txt': 'x' })]), target);
    expect(codes(result)).toEqual(['verify-missing']);
  });

  it('fails a file that is listed with two different digests', async () => {
    const target = beside('SUMS', sums({ x: '1' }) + sums({ x: '2' }));
    expect(codes(await verify(await scanned([tree({ x: '1' })]), target))).toEqual(['verify-changed']);
  });

  it('holds every algorithm that lists a file against it', async () => {
    const wrong = sums({ x: '1' }) + sums({ x: '2' }, 'md5');
    const { section, findings } = await verify(await scanned([tree({ x: '1' })]), beside('SUMS', wrong));
    expect(codes({ findings })).toEqual(['verify-changed']);
    expect(section.algorithms).toEqual(['sha256', 'md5']);
  });

  it('does not pass a file that cannot be read', async () => {
    const folder = tree({ x: '1' });
    const now = await scanned([folder], { checksums: false });
    rmSync(join(folder, 'x'));
    mkdirSync(join(folder, 'x'));
    const { findings } = await verify(now, beside('SUMS', sums({ x: '1' })));
    expect(findings.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['verify-unreadable', 'not-evaluable'],
    ]);
  });

  it('fails whichever byte of whichever file is flipped', async () => {
    const files = {
      'a.dcm': FILES['a.dcm'],
      'b.bin': Buffer.from([0, 1, 2, 3]),
      'c/d.txt': Buffer.from('text'),
    };
    const target = beside('SUMS', sums(files));
    const names = Object.keys(files) as (keyof typeof files)[];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, mask) => {
          const bytes = Buffer.from(files[name]);
          bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ mask;
          const result = await verify(await scanned([tree({ ...files, [name]: bytes })]), target);
          expect(codes(result)).toEqual(['verify-changed']);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stops when it is aborted', async () => {
    const stop = new AbortController();
    const now = await scanned([tree(FILES)], { checksums: false });
    stop.abort(new Error('enough'));
    const target = beside('SUMS', sums(FILES));
    const work = verifyDelivery({ ...now, target, signal: stop.signal, progress: NO_PROGRESS });
    await expect(work).rejects.toThrow('enough');
  });
});
