import { describe, expect, it } from 'vitest';
import { ReaderNames } from '../../../src/pipeline/response/reader-names.js';

const shown = (identifiers: boolean, ...all: readonly (string | null)[]) => {
  const names = new ReaderNames(identifiers, all);
  return all.map((name) => names.of(name));
};

describe('Names of readers', () => {
  it.each(['R1', 'r 2', 'reader-1', 'READER 12', 'Radiologist 2', 'Rad3', '7', 'A', 'unstated'])(
    'stay as they are where they name a place in the trial: %s',
    (name) => {
      expect(shown(false, name)).toEqual([name]);
    },
  );

  it.each(['Dr Smith', 'adjudicator', 'AB', 'R1234', 'reader one', 'jdoe', 'NWU#3', ''])(
    'are numbers where they could be a person: "%s"',
    (name) => {
      expect(shown(false, name)).toEqual(['reader-1']);
      expect(shown(true, name)).toEqual([name]);
    },
  );

  it('are the same numbers in whatever order they are met, and never one that is taken', () => {
    expect(shown(false, 'Zoe', 'Reader-1', 'Abe', 'Zoe', null, 'reader-3')).toEqual([
      ...['reader-4', 'Reader-1', 'reader-2', 'reader-4', null, 'reader-3'],
    ]);
    expect(shown(false, 'Abe', 'reader-3', 'Reader-1', 'Zoe')).toEqual([
      ...['reader-2', 'reader-3', 'Reader-1', 'reader-4'],
    ]);
  });

  it('that nobody announced are given back', () => {
    expect(new ReaderNames(false, []).of('R9')).toBe('R9');
  });
});
