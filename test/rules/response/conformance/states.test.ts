import { describe, expect, it } from 'vitest';
import { found } from './problems-of.js';

const length = { diameters: [] } as const;

describe('a state that a lesion cannot have', () => {
  it.each(['progressed', 'equivocal'] as const)('is %s of a target, whatever its length', (state) => {
    expect(found({ label: 'T1', said: [20, { ...length, state }] })).toEqual(['state-conflict T1 @V1']);
  });

  it('is none of a non-target or a new lesion', () => {
    const target = { label: 'T1', said: [20, 20] };
    expect(
      found(target, {
        label: 'NT',
        role: 'non-target',
        isMeasurable: false,
        said: ['present', 'progressed'],
      }),
    ).toEqual([]);
    expect(found(target, { label: 'N', role: 'new', said: [null, 'equivocal'] })).toEqual([]);
  });

  it('is merged into a lesion of another organ, and not of the same', () => {
    const merged = { ...length, state: 'merged', mergedInto: 'T2' } as const;
    const first = { label: 'T1', said: [20, merged] };
    expect(found(first, { label: 'T2', organ: 'liver', said: [20, 30] })).toEqual(['facts-conflict T1 @V1']);
    expect(found(first, { label: 'T2', said: [20, 30] })).toEqual([]);
  });
});
