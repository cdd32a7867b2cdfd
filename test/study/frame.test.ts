import { describe, expect, it } from 'vitest';
import {
  diffusionSeparators,
  directions,
  placed,
  secondsOfDay,
  spacingPair,
  storedText,
} from '../../src/study/frame.js';
import { datasetOf } from './build.js';

describe('the parts of a frame', () => {
  it('take six perpendicular cosines for directions, and nothing else', () => {
    expect(directions([0, 1, 0, 0, 0, -1])).toEqual({ row: [0, 1, 0], column: [0, 0, -1] });
    for (const cosines of [[], [1, 0, 0], [1, 0, 0, 1, 0, 0], [1, 0, 0, 0, Number.NaN, 0]]) {
      expect(directions(cosines)).toBeUndefined();
    }
  });

  it('take two positive numbers for a spacing', () => {
    expect(spacingPair([1, 2])).toEqual([1, 2]);
    for (const values of [[], [1], [0, 1], [1, -1], [1, Number.NaN], [1, Number.POSITIVE_INFINITY]]) {
      expect(spacingPair(values)).toBeUndefined();
    }
  });

  it('make a place only together', () => {
    const grid = { rows: 2, columns: 3, spacing: undefined, thicknessMm: undefined };
    const cosines = [1, 0, 0, 0, 1, 0];
    expect(placed(grid, cosines, [1, 2, 3]).position).toEqual([1, 2, 3]);
    expect(placed(grid, [], [1, 2, 3])).toEqual({});
    expect(placed(grid, cosines, [1, 2])).toEqual({});
  });

  it('know a diffusion direction only with a weighting', () => {
    const direction = [0.123456, 0, -1e-9];
    expect(diffusionSeparators(undefined)).toEqual({});
    expect(diffusionSeparators({ bValue: undefined, direction })).toEqual({});
    expect(diffusionSeparators({ bValue: 0, direction })).toEqual({ DiffusionBValue: 0 });
    expect(diffusionSeparators({ bValue: 9, direction })).toEqual({
      DiffusionBValue: 9,
      DiffusionGradientOrientation: '0.1235\\0\\0',
    });
  });

  it('tell the time of day, and nothing from what is no time', () => {
    const ds = datasetOf({
      AcquisitionTime: '101530.25',
      ContentTime: 'noon',
      FrameAcquisitionDateTime: '20200101235959',
    });
    expect(secondsOfDay(ds, 'AcquisitionTime')).toBe(36930.25);
    expect(secondsOfDay(ds, 'FrameAcquisitionDateTime')).toBe(86399);
    expect(secondsOfDay(ds, 'ContentTime')).toBeUndefined();
    expect(secondsOfDay(ds, 'TriggerTime')).toBeUndefined();
  });

  it('compare text without its padding', () => {
    const ds = datasetOf({ SequenceName: 'abc', ImageType: ['A', 'B'], ConvolutionKernel: '' });
    expect(storedText(ds, 'SequenceName')).toBe('abc');
    expect(storedText(ds, 'ImageType')).toBe('A\\B');
    expect(storedText(ds, 'ConvolutionKernel')).toBeUndefined();
    expect(storedText(ds, 'StationName')).toBeUndefined();
  });
});
