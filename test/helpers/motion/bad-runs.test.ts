import { describe, expect, it } from 'vitest';
import { faultOf, seriesVolumes } from '../../conformance/volumes-compare.js';
import { folder } from '../../pipeline/scan/files.js';
import { BAD_RUNS, type BadRun, badRun, soundRun } from './bad-runs.js';

const WHOLE = '40×40×20';

/** What becomes of each volume when it is read, before anything is measured. */
async function outcomes(root: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { loaded } of seriesVolumes(root)) {
    for await (const one of loaded) {
      found.push('error' in one ? faultOf(one.error) : one.volume.dims.join('×'));
    }
  }
  return found;
}

/** Six volumes of which some are otherwise. */
function six(own: Readonly<Record<number, string>>): string[] {
  return Array.from({ length: 6 }, (_, volume) => own[volume] ?? WHOLE);
}

const all = (what: string): string[] => Array.from({ length: 6 }, () => what);

const EXPECTED: Readonly<Record<BadRun, string[]>> = {
  'missing-slices': six({ 2: 'missing-slices', 4: 'missing-slices' }),
  aborted: six({ 5: 'missing-slices' }),
  'unequal-matrix': six({ 3: '48×48×20', 4: '48×48×20', 5: '48×48×20' }),
  'unequal-slices': six({ 3: 'missing-slices', 4: 'missing-slices', 5: 'missing-slices' }),
  'unequal-orientation': six({}),
  'no-time-order': ['ambiguous-volumes'],
  colour: all('colours'),
  'one-slice': all('40×40×1'),
  'two-slices': all('40×40×2'),
  nan: six({}),
  infinite: six({}),
  'all-zero': six({}),
  constant: six({}),
  'zero-volume': six({}),
  'zero-first': six({}),
  'undecodable-volume': six({ 3: 'codestream-damaged' }),
  undecodable: all('codestream-damaged'),
  // Their headers cannot be read: the files are told of one by one, and the series lacks the volume.
  'cut-files': all(WHOLE).slice(1),
  'short-pixels': six({ 3: 'pixel-data-too-short' }),
  copies: six({}),
  duplicates: six({ 3: 'duplicate-slices' }),
  'no-geometry': [],
};

/** The smallest and largest value of each volume. */
async function ranges(root: string): Promise<(readonly [number, number])[]> {
  const found: (readonly [number, number])[] = [];
  for await (const { loaded } of seriesVolumes(root)) {
    for await (const one of loaded) {
      if ('error' in one) throw one.error;
      const values = Array.from(one.volume.values, Number);
      found.push([
        values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
        values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
      ]);
    }
  }
  return found;
}

function rangesOf(kind: BadRun): Promise<(readonly [number, number])[]> {
  const root = folder();
  badRun(kind, root);
  return ranges(root);
}

describe('bad runs', () => {
  it('differ from a run that reads as six whole volumes with signal', async () => {
    const root = folder();
    expect(soundRun(root)).toBe(120);
    expect(await outcomes(root)).toEqual(six({}));
    for (const [least, most] of await ranges(root)) {
      expect(least).toBeLessThan(100);
      expect(most).toBeGreaterThan(1000);
    }
  });

  it.for(BAD_RUNS)('of the kind %s read as they are meant to', async (kind) => {
    const root = folder();
    expect(badRun(kind, root)).toBeGreaterThan(0);
    expect(await outcomes(root)).toEqual(EXPECTED[kind]);
  });

  it('hold values that are no numbers, or infinite, in one volume alone', async () => {
    const allFinite = (found: (readonly [number, number])[]): boolean[] =>
      found.map((range) => range.every(Number.isFinite));
    const oneOfSix = [true, true, true, false, true, true];
    expect(allFinite(await rangesOf('nan'))).toEqual(oneOfSix);
    expect(allFinite(await rangesOf('infinite'))).toEqual(oneOfSix);
  });

  it('hold volumes of one value where they say so', async () => {
    expect(await rangesOf('all-zero')).toEqual(Array.from({ length: 6 }, () => [0, 0]));
    expect(await rangesOf('constant')).toEqual(Array.from({ length: 6 }, () => [500, 500]));
    const flat = (found: (readonly [number, number])[]): number[] =>
      [...found.keys()].filter((volume) => found[volume]?.[0] === found[volume]?.[1]);
    expect(flat(await rangesOf('zero-volume'))).toEqual([3]);
    expect(flat(await rangesOf('zero-first'))).toEqual([0]);
  });
});
