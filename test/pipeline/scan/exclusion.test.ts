import { describe, expect, it } from 'vitest';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';

const excludes = (globs: readonly string[], path: string | Buffer): boolean =>
  new GlobExclusion(globs).excluded(Buffer.from(path as string));

describe('GlobExclusion', () => {
  it.each<[string, string, boolean]>([
    ['*.exe', 'viewer/bin/run.exe', true],
    ['*.exe', 'run.exe.dcm', false],
    ['viewer', 'cd/viewer', true],
    ['viewer/', 'cd/viewer', true],
    ['viewer', 'cd/viewers', false],
    ['cd/viewer', 'cd/viewer', true],
    ['cd/viewer', 'other/cd/viewer', false],
    ['./cd/*', 'cd/a', true],
    ['/cd', 'x/cd', true],
    ['cd/*', 'cd/a/b', false],
    ['cd/**', 'cd/a/b', true],
    ['.*', 'a/.DS_Store', true],
    ['*.dcm', '.dcm', true],
    ['*.DCM', 'a.dcm', false],
    ['{a,b}.txt', 'x/b.txt', true],
    ['im[0-9]', 'im7', true],
    ['*x*', 'new\nline x', true],
  ])('%s on %j: %s', (glob, path, expected) => {
    expect(excludes([glob], path)).toBe(expected);
  });

  it('leaves nothing out without patterns, nor for patterns of nothing', () => {
    for (const globs of [[], [''], ['/'], ['./']]) expect(excludes(globs, 'a')).toBe(false);
  });

  it('does not turn a pattern around that starts with an exclamation mark', () => {
    expect(excludes(['!a/b'], 'c')).toBe(false);
    expect(excludes(['!a'], '!a')).toBe(true);
  });

  it('matches what it can of names that are not UTF-8', () => {
    const name = Buffer.from('caf\xe9.exe', 'latin1');
    expect(excludes(['*.exe'], name)).toBe(true);
    expect(excludes(['*.dcm'], name)).toBe(false);
  });

  it('counts what it left out', () => {
    const exclusion = new GlobExclusion(['*.txt', 'a']);
    for (const path of ['a', 'b', 'c.txt', 'x/a']) exclusion.excluded(Buffer.from(path));
    expect(exclusion.count).toBe(3);
  });
});
