import { describe, expect, it } from 'vitest';
import { repeatedInstances } from '../../src/study/duplicates.js';
import { deliver, image, slices } from './build.js';

const repeated = (uids: readonly string[]): number[][] =>
  repeatedInstances(deliver(uids.map((SOPInstanceUID) => image({ SOPInstanceUID }))).table);

describe('repeatedInstances', () => {
  it('finds nothing where every UID is its own', () => {
    expect(repeatedInstances(deliver(slices({ count: 300 })).table)).toEqual([]);
    expect(repeatedInstances(deliver([]).table)).toEqual([]);
  });

  it('groups instances by UID, in the order of the files', () => {
    expect(repeated(['2.25.5', '2.25.7', '2.25.5', '2.25.9', '2.25.7', '2.25.5'])).toEqual([
      [0, 2, 5],
      [1, 4],
    ]);
  });

  it('never takes instances without a UID for the same', () => {
    expect(repeated(['', '2.25.1', '', '2.25.1'])).toEqual([[1, 3]]);
  });

  it('tells UIDs apart that differ in one digit or in length', () => {
    const uids = Array.from({ length: 500 }, (_, i) => `1.2.840.113619.2.1.${i}`);
    expect(repeated([...uids, '1.2.840.113619.2.1.7'])).toEqual([[7, 500]]);
  });
});
