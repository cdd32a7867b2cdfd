import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isWithin, placeOf } from '../../src/io/output-folder-place.js';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'corelab-place-')));
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  symlinkSync(join(folder, 'a'), join(folder, 'link'));
});

const at = (...names: string[]) => placeOf(join(folder, ...names));
const textOf = (path: string) => placeOf(path).path.toString();

describe('the place of a path', () => {
  it('has its links resolved, as far as it exists', () => {
    expect(textOf(join(folder, 'link', 'b'))).toBe(join(folder, 'a', 'b'));
    expect(textOf(join(folder, 'link', 'new', 'er'))).toBe(join(folder, 'a', 'new', 'er'));
    expect(at('link').exists).toBe(true);
    expect(at('link', 'new').exists).toBe(false);
  });

  it('goes up from where a link leads, as the system does', () => {
    symlinkSync(join(folder, 'a', 'b'), join(folder, 'deep'));
    expect(textOf(`${folder}/deep/..`)).toBe(join(folder, 'a'));
    expect(textOf(`${folder}/deep/new/../..`)).toBe(join(folder, 'a'));
  });

  it('is found from the working folder, with or without slashes behind it', () => {
    expect(textOf(`${relative(process.cwd(), folder)}/a/`)).toBe(join(folder, 'a'));
    expect(textOf('.')).toBe(realpathSync('.'));
  });

  it('keeps names that are not UTF-8', () => {
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xe9])]);
    expect(placeOf(name).path).toEqual(name);
  });
});

describe('a place', () => {
  it.each([
    ['a/b', 'a', true],
    ['a', 'a/b', false],
    ['a', 'a', true],
    ['link/b', 'a', true],
    ['a/new', 'link', true],
    ['new/er', 'new', true],
    ['new', 'new/er', false],
    ['newer', 'new', false],
    ['ab', 'a', false],
  ])('%s, seen from %s, is within: %s', (inner, outer, expected) => {
    expect(isWithin(at(inner), at(outer))).toBe(expected);
  });

  it('is within the root of the file system', () => {
    expect(isWithin(at('a'), placeOf('/'))).toBe(true);
    expect(isWithin(at('new'), placeOf('/'))).toBe(true);
  });

  it('that is a file holds nothing', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(isWithin(at('a'), at('file'))).toBe(false);
    expect(isWithin(at('file'), placeOf(folder))).toBe(true);
  });

  it('is known by what it is when it has another name', () => {
    const place = at('a');
    const elsewhere = { ...at('a', 'b'), path: Buffer.from('/mounted/elsewhere/b') };
    expect(isWithin(elsewhere, place)).toBe(true);
  });
});
