import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GlobExclusion } from '../../../src/pipeline/scan/exclusion.js';
import {
  InputError,
  type InputFile,
  type Inputs,
  inputsFromPaths,
  inputsFromReport,
} from '../../../src/pipeline/scan/inputs.js';
import type { FileEntry } from '../../../src/report/envelope.js';
import type { ReadReport } from '../../../src/report/read-report.js';
import { folder, put } from './files.js';

const all = new GlobExclusion([]);
const shown = ({ root, path, problem }: InputFile): string =>
  `${root}:${path}${problem ? ` ${problem}` : ''}`;
const listed = (inputs: Inputs): string[] => [...inputs.files].map(shown);

describe('inputsFromPaths', () => {
  it('walks every path, each a root by number', () => {
    const root = put(folder(), { 'a/1': 'x', 'b/2': 'x', c: 'x' });
    const inputs = inputsFromPaths(
      ['b', 'a', 'c'].map((name) => join(root, name)),
      all,
    );
    expect(inputs.roots.map(({ id, path }) => [id, path])).toEqual([
      [0, join(root, 'b')],
      [1, join(root, 'a')],
      [2, join(root, 'c')],
    ]);
    expect(listed(inputs)).toEqual(['0:2', '1:1', '2:']);
    expect(inputs).toMatchObject({ total: undefined, upstream: [] });
  });

  it('gives the full path of each file', () => {
    const root = put(folder(), { 'a/1': 'x' });
    expect([...inputsFromPaths([root], all).files].map(({ full }) => full.toString())).toEqual([
      join(root, 'a/1'),
    ]);
  });

  it('meets a folder once that is given twice, or as a part of another', () => {
    const root = put(folder(), { 'a/1': 'x', '2': 'x' });
    expect(listed(inputsFromPaths([join(root, 'a'), root, root], all))).toEqual([
      '0:1',
      '1:2',
      '1:a seen-elsewhere',
      '2: seen-elsewhere',
    ]);
  });

  it('refuses when nothing that was named is there, and names it', () => {
    const gone = join(folder(), 'gone');
    const below = join(put(folder(), { file: 'x' }), 'file', 'below');
    for (const path of [gone, below]) {
      expect(() => inputsFromPaths([path], all)).toThrow(InputError);
      expect(() => inputsFromPaths([path], all)).toThrow(path);
    }
  });

  it('works on the rest when one of several is not there', () => {
    const root = put(folder(), { 1: 'x' });
    expect(listed(inputsFromPaths([join(root, 'gone'), root], all))).toEqual(['0: not-found', '1:1']);
  });

  it('leaves out what the exclusion says, folders whole', () => {
    const root = put(folder(), { 'viewer/a': 'x', 'viewer/b': 'x', '1': 'x', '2.txt': 'x' });
    const exclusion = new GlobExclusion(['viewer', '*.txt']);
    expect(listed(inputsFromPaths([root], exclusion))).toEqual(['0:1']);
    expect(exclusion.count).toBe(2);
  });
});

describe('inputsFromReport', () => {
  function reportOn(
    root: string,
    paths: readonly (string | { path: string; pathBase64: string })[],
  ): ReadReport {
    const files = paths.map((path): FileEntry => {
      const name = typeof path === 'string' ? { path } : path;
      return { root: 3, ...name, kind: 'dicom', bytes: 1 };
    });
    const head = { command: 'manifest', verdict: 'warn', upstream: [], roots: [{ id: 3, path: root }] };
    return { ...head, files, findings: 0, sha256: 'ab' } as unknown as ReadReport;
  }

  it('takes the files of a report, and remembers where they come from', () => {
    const root = put(folder(), { 'a/1': 'x', 2: 'x' });
    const inputs = inputsFromReport(reportOn(root, ['a/1', '2']), all);
    expect(listed(inputs)).toEqual(['3:a/1', '3:2']);
    expect(inputs).toMatchObject({
      ...{ total: 2, upstreamSha256: 'ab' },
      upstream: [{ command: 'manifest', verdict: 'warn' }],
    });
  });

  it('finds names again that are not UTF-8', () => {
    const name = Buffer.from([0xff, 0xfe]);
    const [file] = inputsFromReport(
      reportOn('/r', [{ path: '??', pathBase64: name.toString('base64') }]),
      all,
    ).files;
    expect(file?.full).toEqual(Buffer.concat([Buffer.from('/r/'), name]));
  });

  it('says what is no file any more, and opens none of it', () => {
    const root = put(folder(), { 'a/1': 'x' });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const inputs = inputsFromReport(reportOn(root, ['gone', 'a', 'pipe', 'a/1/below', 'a\0b', 'a/1']), all);
    expect(listed(inputs)).toEqual([
      '3:gone not-found',
      '3:a special-file',
      '3:pipe special-file',
      '3:a/1/below not-found',
      '3:a\0b not-found',
      '3:a/1',
    ]);
  });

  it('leaves out files below an excluded folder, as a walk does', () => {
    const root = put(folder(), { 'cd/viewer/x/1': 'x', 'cd/2': 'x' });
    const inputs = inputsFromReport(reportOn(root, ['cd/viewer/x/1', 'cd/2']), new GlobExclusion(['viewer']));
    expect(listed(inputs)).toEqual(['3:cd/2']);
  });
});
