import { expect, it } from 'vitest';
import { finding } from '../../src/findings/finding.js';
import { findingPaths, wholePath } from '../../src/report/finding-paths.js';
import { file, report } from './sample.js';

it('finds the paths of the files that findings are about, and of no other', () => {
  const findings = [2, 0, 2, 9].map((index) => finding('no-dicom', { subject: { file: index } }));
  const files = [file('a'), file('b'), file('c')];
  expect(findingPaths(report({ findings, files }))).toEqual(
    new Map([
      [0, 'in/cd/a'],
      [2, 'in/cd/c'],
    ]),
  );
});

it('does not read the files when no finding is about one', () => {
  const files = {
    [Symbol.iterator](): Iterator<never> {
      throw new Error('read');
    },
  };
  expect(findingPaths(report({ findings: [finding('no-dicom')], files })).size).toBe(0);
});

it('joins a root and a path as a person would', () => {
  expect(wholePath({ path: 'a/b' }, { id: 0, path: 'cd' })).toBe('cd/a/b');
  expect(wholePath({ path: 'a' }, { id: 0, path: '/' })).toBe('/a');
  expect(wholePath({ path: '' }, { id: 0, path: 'one.dcm' })).toBe('one.dcm');
  expect(wholePath({ path: 'a' }, undefined)).toBe('a');
});
