import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { byteText, isWithin, resolveFrom } from '../../../src/pipeline/manifest/verify/byte-text.js';
import { DeliveryFiles } from '../../../src/pipeline/manifest/verify/delivery-files.js';
import { NameBases } from '../../../src/pipeline/manifest/verify/name-bases.js';
import { samePathFinder } from '../../../src/pipeline/manifest/verify/same-path.js';
import { scanned, tree } from './verify-tree.js';

async function filesOf(paths: readonly string[]): Promise<DeliveryFiles> {
  const { scan, roots } = await scanned(paths, { checksums: false });
  return new DeliveryFiles(scan, roots);
}

const shown = (delivery: DeliveryFiles, file: number | undefined) =>
  file === undefined ? undefined : delivery.fullPath(file).toString();

describe('paths as bytes', () => {
  it('tell what lies within a folder, and not by the letters alone', () => {
    expect(isWithin('/a/b', '/a')).toBe(true);
    expect(isWithin('/a', '/a')).toBe(true);
    expect(isWithin('/ab', '/a')).toBe(false);
    expect(isWithin('/a', '/')).toBe(true);
  });

  it('resolve names without dots and doubled slashes', () => {
    expect(resolveFrom('/a/b', './c//d/../e')).toBe('/a/b/c/e');
    expect(resolveFrom('/a/b', '../c')).toBe('/a/c');
    expect(resolveFrom('/a/b', '/c')).toBe('/c');
  });
});

describe('DeliveryFiles', () => {
  it('finds files by whole paths below folders and files that were given', async () => {
    const folder = tree({ 'x/y.txt': '1', 'latin1:x/\xe9': '2' });
    const lone = join(tree({ 'z.txt': '3' }), 'z.txt');
    const delivery = await filesOf([folder, lone]);
    expect(shown(delivery, delivery.locate(`${folder}/x/y.txt`))).toBe(join(folder, 'x/y.txt'));
    expect(delivery.locate(`${folder}/x/\xe9`)).toBeDefined();
    expect(shown(delivery, delivery.locate(lone))).toBe(lone);
    expect(delivery.locate(`${folder}/x`)).toBeUndefined();
    expect(delivery.locate('relative')).toBeUndefined();
    expect(delivery.locate('/')).toBeUndefined();
  });

  it('finds a file below the inner of two nested roots by its whole path', async () => {
    const folder = tree({ 'inner/y.txt': '1' });
    const delivery = await filesOf([join(folder, 'inner'), folder]);
    expect(shown(delivery, delivery.locate(byteText(Buffer.from(`${folder}/inner/y.txt`))))).toBe(
      join(folder, 'inner/y.txt'),
    );
  });

  it('tells which files nobody asked for', async () => {
    const delivery = await filesOf([tree({ a: '1', b: '2', c: '3' })]);
    delivery.take(1);
    expect([...delivery.untaken()]).toEqual([0, 2]);
  });

  it('finds only the files that matter when told which', async () => {
    const { scan, roots } = await scanned([tree({ a: '1', b: '2' })]);
    const delivery = new DeliveryFiles(scan, roots, (file) => file === 1);
    expect([delivery.find(0, 'a'), delivery.find(0, 'b')]).toEqual([undefined, 1]);
  });
});

describe('NameBases', () => {
  it('takes the folder that explains most names before the one that was thought of first', async () => {
    const folder = tree({ 'sub/x': 'inner', x: 'outer', y: '1', 'sub/SUMS': '' });
    const delivery = await filesOf([folder]);
    const bases = new NameBases(delivery, [`${folder}/sub`], ['x', 'y', 'sub/x']);
    expect(shown(delivery, bases.locate('x'))).toBe(join(folder, 'x'));
    expect(shown(delivery, bases.locate('sub/x'))).toBe(join(folder, 'sub/x'));
    const inner = new NameBases(delivery, [`${folder}/sub`], ['x', 'SUMS']);
    expect(shown(delivery, inner.locate('x'))).toBe(join(folder, 'sub/x'));
  });

  it('takes backslashes as they are before it takes them for separators', async () => {
    const folder = tree({ 'a\\b': '1', 'a/b': '2', 'a/c': '3' });
    const delivery = await filesOf([folder]);
    const bases = new NameBases(delivery, [], ['a\\b']);
    expect(shown(delivery, bases.locate('a\\b'))).toBe(`${folder}/a\\b`);
    expect(shown(delivery, bases.locate('a\\c'))).toBe(`${folder}/a/c`);
  });
});

describe('samePathFinder', () => {
  const entry = { root: 0, path: 'x.txt', kind: 'not-dicom', bytes: 1 } as const;

  it('never finds a file of another root when there are as many roots as before', async () => {
    const delivery = await filesOf([tree({ 'y.txt': '1' }), tree({ 'x.txt': '1' })]);
    const find = samePathFinder(delivery, [
      { id: 0, path: '/then/a' },
      { id: 1, path: '/then/b' },
    ]);
    expect(find(entry)).toEqual([]);
    expect(find({ ...entry, root: 1 })).toHaveLength(1);
  });

  it('finds a file that was given itself then and lies in a folder now, and the other way round', async () => {
    const folder = tree({ 'x.txt': '1' });
    const inFolder = samePathFinder(await filesOf([folder]), [{ id: 0, path: '/then/x.txt' }]);
    expect(inFolder({ ...entry, path: '' })).toEqual([0]);
    const alone = samePathFinder(await filesOf([join(folder, 'x.txt')]), [{ id: 0, path: '/then' }]);
    expect(alone(entry)).toEqual([0]);
    expect(alone({ ...entry, path: 'other.txt' })).toEqual([]);
  });
});
