import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type BagOptions, writeBag } from '../../../src/pipeline/manifest/bag/write-bag.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import {
  codes,
  digest,
  instance,
  type Scanned,
  SIGNAL,
  scanned,
  temporaryFolder,
  tree,
  verify,
} from './verify-tree.js';

const FILES = { 'a.dcm': instance('1.1'), 'sub/b.dcm': instance('1.2'), 'sub/notes.txt': 'notes', empty: '' };

function bag(given: Scanned, dir: string, more: Partial<BagOptions> = {}) {
  const softwareAgent = 'corelab test';
  const date = new Date('2026-02-03T04:05:06Z');
  return writeBag({ ...given, dir, signal: SIGNAL, progress: NO_PROGRESS, softwareAgent, date, ...more });
}

const text = (...path: string[]) => readFileSync(join(...path), 'utf8');
const newDir = () => join(temporaryFolder(), 'bag');

/** Runs a command where it exists. */
function shell(command: string, cwd: string) {
  return spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
}

/** What a list of digests says: RFC 8493 2.1.3 lets digests be in capitals, lines end in CR, and tabs separate. */
const meaning = (list: Buffer): string =>
  list
    .toString('latin1')
    .replace(/\r\n?/g, '\n')
    .replace(/^[0-9A-Fa-f]+[ \t]+/gm, (digest) => `${digest.trim().toLowerCase()} `);

describe('writeBag', () => {
  it('writes a BagIt 1.0 bag with all files, sorted by bytes', async () => {
    const dir = newDir();
    const given = await scanned([tree(FILES)]);
    const { section, findings } = await bag(given, dir);
    expect(findings).toEqual([]);
    expect(text(dir, 'bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const bytes = Object.values(FILES).reduce((sum, content) => sum + content.length, 0);
    expect(text(dir, 'bag-info.txt')).toBe(
      `Bag-Software-Agent: corelab test\nBagging-Date: 2026-02-03\nPayload-Oxum: ${bytes}.4\n`,
    );
    const names = ['data/cd/a.dcm', 'data/cd/empty', 'data/cd/sub/b.dcm', 'data/cd/sub/notes.txt'];
    const manifest = names.map((name) => `${digest('sha256', join(dir, name))}  ${name}\n`).join('');
    expect(text(dir, 'manifest-sha256.txt')).toBe(manifest);
    const tags = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt'];
    const tagManifest = tags.map((name) => `${digest('sha256', join(dir, name))}  ${name}\n`).join('');
    expect(text(dir, 'tagmanifest-sha256.txt')).toBe(tagManifest);
    expect(section).toMatchObject({ path: dir, files: 4, bytes, roots: [{ root: 0, path: 'data/cd' }] });
    expect(section.manifestSha256).toBe(digest('sha256', join(dir, 'manifest-sha256.txt')));
    expect(readFileSync(join(dir, 'data/cd/a.dcm')).equals(FILES['a.dcm'])).toBe(true);
    expect(readdirSync(dirname(dir))).toEqual(['bag']);
  });

  it('writes what sha256sum -c accepts', async (context) => {
    if (shell('sha256sum --version', '.').status !== 0) return context.skip('skipped: no sha256sum');
    const dir = newDir();
    await bag(await scanned([tree(FILES)]), dir);
    for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const { status, stdout } = shell(`sha256sum -c --strict ${list}`, dir);
      expect([status, stdout.match(/: OK$/gm)?.length]).toEqual([0, list.startsWith('tag') ? 3 : 4]);
    }
  });

  it('makes a bag that proves itself, its payload, its folder, and the delivery it came from', async () => {
    const dir = newDir();
    const folder = tree(FILES);
    await bag(await scanned([folder]), dir);
    for (const path of [dir, join(dir, 'data'), join(dir, 'data/cd'), dirname(dir), folder]) {
      const { section, findings } = await verify(await scanned([path]), dir);
      expect(findings).toEqual([]);
      expect(section).toMatchObject({ by: 'bag', bagItVersion: '1.0', counts: { listed: 7, verified: 7 } });
    }
  });

  it('keeps roots of one name apart, and puts a root that is a file in data itself', async () => {
    const dir = newDir();
    const roots = [tree({ x: '1' }), tree({ x: '2' }), tree({ x: '3' }, 'cd-2')];
    const files = [join(tree({ 'one.txt': '4' }), 'one.txt'), join(tree({ 'one.txt': '5' }), 'one.txt')];
    const { section } = await bag(await scanned([...roots, ...files]), dir);
    expect(section.roots.map(({ path }) => path)).toEqual([
      'data/cd',
      'data/cd-2',
      'data/cd-2-2',
      'data/one.txt',
      'data/one-2.txt',
    ]);
    const contents = ['cd/x', 'cd-2/x', 'cd-2-2/x', 'one.txt', 'one-2.txt'].map((name) =>
      text(dir, 'data', name),
    );
    expect(contents).toEqual(['1', '2', '3', '4', '5']);
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });

  it('percent-encodes names that are not UTF-8, never onto another file, with a finding each', async () => {
    const dir = newDir();
    const folder = tree({
      'latin1:caf\xe9.txt': 'latin1',
      'caf%E9.txt': 'literal',
      'café.txt': 'utf8',
      'latin1:\xff%\xfe/x': 'folder',
    });
    const { section, findings } = await bag(await scanned([folder]), dir);
    expect(codes({ findings })).toEqual(['bag-name-changed', 'bag-name-changed']);
    expect(section.renamed.map(({ path }) => path).sort()).toEqual([
      'data/cd/%FF%25%FE/x',
      'data/cd/caf%E9-2.txt',
    ]);
    expect(text(dir, 'data/cd/caf%E9-2.txt')).toBe('latin1');
    expect(text(dir, 'data/cd/caf%E9.txt')).toBe('literal');
    expect(text(dir, 'data/cd/%FF%25%FE/x')).toBe('folder');
    // RFC 8493 2.1.3: percent signs in names are encoded in the manifest.
    expect(text(dir, 'manifest-sha256.txt')).toContain('data/cd/caf%25E9.txt');
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });

  it('takes names with line ends and very long names that are not UTF-8', async () => {
    const dir = newDir();
    const folder = tree({ 'a\nb': '1', 'c\r\nd%0A': '2', [`latin1:${'\xe9'.repeat(200)}`]: '3' });
    const { section } = await bag(await scanned([folder]), dir);
    expect(basename(section.renamed[0]?.path ?? '').length).toBeLessThanOrEqual(255);
    expect(text(dir, 'manifest-sha256.txt').trimEnd().split('\n')).toHaveLength(3);
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });

  it('leaves out what cannot be read, with a finding and the reason', async () => {
    const folder = tree({ x: '1', y: '2' });
    symlinkSync('nowhere', join(folder, 'link'));
    const given = await scanned([folder]);
    rmSync(join(folder, 'y'));
    const dir = newDir();
    const { section, findings } = await bag(given, dir);
    expect(findings.map(({ code, outcome, actual }) => [code, outcome, actual])).toEqual([
      ['bag-file-left-out', 'fail', 'dangling-link'],
      ['bag-file-left-out', 'fail', 'not-found'],
    ]);
    expect(section.files).toBe(1);
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });

  it.each([true, false])('fails a file that changed since the scan (checksums: %s)', async (checksums) => {
    const folder = tree({ x: 'before' });
    const given = await scanned([folder], { checksums });
    writeFileSync(join(folder, 'x'), 'afterwards');
    const dir = newDir();
    const { section, findings } = await bag(given, dir);
    expect(findings.map(({ code, outcome, subject }) => [code, outcome, subject])).toEqual([
      ['changed-while-read', 'fail', { file: 0 }],
    ]);
    expect(section.changed).toEqual([{ file: 0 }]);
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });

  it('fails a file that changes while it is copied', async () => {
    const folder = tree({ big: Buffer.alloc(40 * 1024 * 1024, 1) });
    const given = await scanned([folder], { checksums: false });
    // The copy gives way after 32 MiB; what was asked for before comes first then.
    setImmediate(() => appendFileSync(join(folder, 'big'), 'more'));
    const growing = bag(given, newDir());
    expect(codes(await growing)).toEqual(['changed-while-read']);
  });

  it('writes an empty bag for an empty delivery', async () => {
    const dir = newDir();
    await bag(await scanned([tree({})]), dir);
    expect(readdirSync(join(dir, 'data'))).toEqual([]);
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });

  it('reads every copy again when asked to', async () => {
    const dir = newDir();
    const { section, findings } = await bag(await scanned([tree(FILES)]), dir, { reread: true });
    expect([section.files, findings]).toEqual([4, []]);
  });

  it('fails whichever byte of whichever file of the bag is flipped', async () => {
    const dir = newDir();
    await bag(await scanned([tree({ 'a.bin': 'abc', 'd/e.txt': 'text' })]), dir);
    const names = ['data/cd/a.bin', 'data/cd/d/e.txt', 'bagit.txt', 'bag-info.txt', 'manifest-sha256.txt'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names, 'tagmanifest-sha256.txt'),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, mask) => {
          const path = join(dir, name);
          const whole = readFileSync(path);
          const bytes = Buffer.from(whole);
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ mask;
          fc.pre(name !== 'tagmanifest-sha256.txt' || meaning(bytes) !== meaning(whole));
          writeFileSync(path, bytes);
          try {
            const result = await verify(await scanned([dir]), dir).catch((error: { code: string }) => error);
            if ('code' in result) expect(result.code).toMatch(/^verify-/);
            else expect(result.findings.some(({ outcome }) => outcome === 'fail')).toBe(true);
          } finally {
            writeFileSync(path, whole);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect((await verify(await scanned([dir]), dir)).findings).toEqual([]);
  });
});

describe('writeBag where it may not or cannot write', () => {
  it('takes an empty folder, and refuses one that holds something or is a file', async () => {
    const given = await scanned([tree(FILES)]);
    const dir = newDir();
    mkdirSync(dir);
    await bag(given, dir);
    expect(existsSync(join(dir, 'bagit.txt'))).toBe(true);
    await expect(bag(given, dir)).rejects.toMatchObject({ code: 'bag-folder-not-empty', path: dir });
    await expect(bag(given, join(dir, 'bagit.txt'))).rejects.toMatchObject({ code: 'bag-folder-not-empty' });
    await expect(bag(given, join(dir, 'no/bag'))).rejects.toMatchObject({ code: 'bag-no-parent' });
  });

  it('refuses a folder inside an input, through a link, too', async () => {
    const folder = tree(FILES);
    const given = await scanned([folder]);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    for (const dir of [join(folder, 'bag'), join(folder, 'sub/bag'), join(link, 'bag')]) {
      await expect(bag(given, dir)).rejects.toMatchObject({ code: 'bag-inside-input' });
      expect(existsSync(dir)).toBe(false);
    }
    // A sibling whose name starts alike is no part of the input.
    await bag(given, `${folder}-bag`);
  });

  it('leaves nothing when it is aborted', async () => {
    const given = await scanned([tree({ a: '1', big: Buffer.alloc(40 * 1024 * 1024) })]);
    const dir = newDir();
    const stop = new AbortController();
    setImmediate(() => stop.abort(new Error('enough')));
    const work = bag(given, dir, { signal: stop.signal });
    await expect(work).rejects.toThrow('enough');
    expect(readdirSync(dirname(dir))).toEqual([]);
  });

  it('leaves nothing on a full disk and names the file', async (context) => {
    const disk = smallDisk();
    if (!disk) return context.skip('skipped: a small disk can only be mounted by root');
    const given = await scanned([tree({ a: '1', big: Buffer.alloc(1024 * 1024, 7) })]);
    const work = bag(given, join(disk, 'bag'));
    await expect(work).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('data/cd/big'),
    });
    expect(readdirSync(disk)).toEqual([]);
  });

  it('leaves nothing when the name is taken in the meantime', async () => {
    const given = await scanned([tree(FILES)]);
    const dir = newDir();
    const update = () => {
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, 'x'), '');
    };
    await expect(bag(given, dir, { progress: { update } })).rejects.toMatchObject({ code: 'write-failed' });
    expect(readdirSync(dirname(dir))).toEqual(['bag']);
    expect(readdirSync(dir)).toEqual(['x']);
  });

  it('refuses a second bag of the same process to one place', async () => {
    const given = await scanned([tree(FILES)]);
    const dir = newDir();
    mkdirSync(`${dir}.partial-${process.pid}`);
    await expect(bag(given, dir)).rejects.toMatchObject({ code: 'write-failed' });
    renameSync(`${dir}.partial-${process.pid}`, `${dir}.other`);
  });
});

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) shell(`umount '${folder}'`, '/');
});

/** A file system of 256 KiB, where one can be had. */
function smallDisk(): string | undefined {
  const folder = temporaryFolder();
  const { status } = shell(`mount -t tmpfs -o size=256k none '${folder}'`, folder);
  if (status !== 0) return undefined;
  mounted.push(folder);
  return folder;
}
