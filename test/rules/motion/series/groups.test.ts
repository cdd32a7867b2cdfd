import { describe, expect, it } from 'vitest';
import type { Given } from '../../../study/build.js';
import { epi, groups, reading, reasons, runOf, SLICES } from './scene.js';

const DIRECTIONS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** A diffusion run of these b-values, weighted in one direction after the other. */
function weighted(bs: readonly (number | undefined)[], own: (volume: number) => Given = () => ({})): Given[] {
  return epi(bs.length, (volume) => ({
    DiffusionBValue: bs[volume],
    DiffusionGradientOrientation: bs[volume] ? DIRECTIONS[volume % 3] : undefined,
    SequenceName: `*ep_b${bs[volume]}#${volume}`,
    ...own(volume),
  }));
}

describe('shells', () => {
  it('are groups, b = 0 and what is next to it the first', () => {
    const run = runOf(weighted([0, 1000, 2000, 5, 995, 1005, 1990, 50]));
    expect(run.kind).toBe('diffusion');
    expect(groups(run)).toEqual({
      'b = 0 s/mm²': [0, 3, 7],
      'b = 1000 s/mm²': [1, 4, 5],
      'b = 1990 s/mm²': [2, 6],
    });
    expect(run.groups.map(({ bValue }) => bValue)).toEqual([0, 1000, 1990]);
    expect(run.points.map(({ group }) => group)).toEqual([0, 1, 2, 0, 1, 1, 2, 0]);
  });

  it('are apart where b-values differ by more than the scanner rounds', () => {
    expect(Object.keys(groups(runOf(weighted([0, 700, 800, 60, 100, 900]))))).toEqual([
      'b = 0 s/mm²',
      'b = 60 s/mm²',
      'b = 100 s/mm²',
      'b = 700 s/mm²',
      'b = 800 s/mm²',
      'b = 900 s/mm²',
    ]);
  });

  it('is one where all volumes have one b-value', () => {
    expect(groups(runOf(weighted([1000, 1000, 1000])))).toEqual({ 'b = 1000 s/mm²': [0, 1, 2] });
  });

  it('do not take in volumes that state no b-value', () => {
    expect(groups(runOf(weighted([undefined, 1000, 1000, 1000])))).toEqual({
      'b = 1000 s/mm²': [1, 2, 3],
      'b not stated': [0],
    });
  });

  it('do not take in the mean over directions', () => {
    const trace = { DiffusionGradientOrientation: [0, 0, 0] };
    const run = runOf(weighted([0, 1000, 1000, 1000, 1000], (volume) => (volume === 4 ? trace : {})));
    expect(run.points).toHaveLength(4);
    expect(reasons(run)).toEqual(['derived-image']);
  });

  it('keep their numbers where all volumes of one are left out', () => {
    const files = weighted([0, 500, 1000, 1000, 0]).filter((_, file) => file !== SLICES);
    const run = runOf(files);
    expect(groups(run)).toEqual({ 'b = 0 s/mm²': [0, 3], 'b = 1000 s/mm²': [1, 2] });
    expect(run.points.map(({ group }) => group)).toEqual([0, 1, 1, 0]);
    expect(reasons(run)).toEqual(['missing-slices']);
  });
});

const LABELLED: Given = { ImageType: ['ORIGINAL', 'PRIMARY', 'ASL', 'NONE'] };

describe('label and control', () => {
  it('are told by comments', () => {
    const comments = ['M0', 'label', 'control', 'label', 'control'];
    const run = runOf(epi(5, (volume) => ({ ...LABELLED, ImageComments: comments[volume] })));
    expect(run.kind).toBe('asl');
    expect(groups(run)).toEqual({ M0: [0], label: [1, 3], control: [2, 4] });
  });

  it('are told by the frames', () => {
    const words = ['M_ZERO_SCAN', 'CONTROL', 'LABEL'];
    const held = (instance: number) => ({
      'bundle:frames': {
        state: 'bundle' as const,
        data: { contexts: [words[Math.min(2, Math.floor(instance / SLICES))]] },
      },
    });
    expect(groups(runOf(epi(3), { held }))).toEqual({ M0: [0], control: [1], label: [2] });
  });

  it('take turns where nothing tells them, the first of an odd number apart', () => {
    expect(groups(runOf(epi(4, () => LABELLED)))).toEqual({
      'first of pair': [0, 2],
      'second of pair': [1, 3],
    });
    expect(groups(runOf(epi(5, () => LABELLED)))).toEqual({
      'first volume': [0],
      'first of pair': [1, 3],
      'second of pair': [2, 4],
    });
  });

  it('take turns after an M0 that is told, and keep them where a volume is left out', () => {
    const files = epi(7, (volume) => ({ ...LABELLED, ImageComments: volume === 0 ? 'M0' : 'x' }));
    const run = runOf(files.filter((_, file) => file !== 2 * SLICES + 1));
    expect(groups(run)).toEqual({ M0: [0], 'first of pair': [1, 2, 4], 'second of pair': [3, 5] });
  });

  it('do not take turns where some are told, or where the order is not known', () => {
    const some = epi(4, (volume) => ({ ...LABELLED, ImageComments: volume % 2 === 0 ? 'label' : 'x' }));
    expect(groups(runOf(some))).toEqual({ label: [0, 2], 'role not stated': [1, 3] });
    const lost = epi(4, (volume) => ({ ...LABELLED, TemporalPositionIdentifier: 4 - volume }));
    expect(groups(runOf(lost))).toEqual({ 'role not stated': [0, 1, 2, 3] });
  });

  it('of several inversion times are one run', () => {
    const run = runOf(epi(4, (volume) => ({ ...LABELLED, InversionTime: 600 + volume * 300 })));
    expect(run.points).toHaveLength(4);
  });

  it('have nothing to do with other readings of a bundle', () => {
    const held = () => ({ 'bundle:frames': { state: 'unreadable' as const }, x: reading(1) });
    expect(runOf(epi(3), { held }).kind).toBe('functional');
  });
});
