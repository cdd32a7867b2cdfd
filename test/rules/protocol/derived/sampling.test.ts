import { describe, expect, it } from 'vitest';
import { image, slices, turned } from '../../../study/build.js';
import { valueFor, valuesFor, viewOf } from './view.js';

const oblong = slices({ count: 4, spacingMm: 5 }, { Rows: 128, Columns: 96, PixelSpacing: [1.5, 2.5] });

describe('values of sampling', () => {
  it('gives the field of view along rows first: columns by their spacing', () => {
    const view = viewOf(oblong);
    expect(valueFor('fieldOfView', view)).toEqual([240, 192]);
    expect(valueFor('fieldOfViewMin', view)).toBe(192);
    expect(valueFor('fieldOfViewMax', view)).toBe(240);
  });

  it('gives the size of pixels and voxels', () => {
    const view = viewOf(oblong);
    expect(valueFor('pixelSizeMin', view)).toBe(1.5);
    expect(valueFor('pixelSizeMax', view)).toBe(2.5);
    expect(valueFor('voxelSize', view)).toEqual([2.5, 1.5, 5]);
  });

  it('has none of them without Pixel Spacing', () => {
    const view = viewOf(slices({ count: 3 }, { PixelSpacing: undefined }));
    const names = [
      'fieldOfView',
      'fieldOfViewMin',
      'fieldOfViewMax',
      'pixelSizeMin',
      'pixelSizeMax',
      'voxelSize',
    ];
    for (const name of names) expect([name, valueFor(name, view)]).toEqual([name, 'absent']);
  });

  it('has no voxel for a single slice, and does not tell it where slices lie irregularly', () => {
    expect(valueFor('voxelSize', viewOf([image()]))).toBe('absent');
    const at = [0, 3, 7.4, 9, 15.1, 16, 22.7];
    const irregular = viewOf(at.map((z) => image({ ImagePositionPatient: [-64, -64, z] })));
    expect(valueFor('voxelSize', irregular)).toBe(
      'unknown: the slices do not lie at one distance from each other',
    );
  });

  it.for([
    [[1, 0, 0, 0, 1, 0], 'axial'],
    [[1, 0, 0, 0, 0, -1], 'coronal'],
    [[0, 1, 0, 0, 0, -1], 'sagittal'],
  ] as const)('calls %j %s', ([cosines, name]) => {
    expect(valueFor('orientation', viewOf([image({ ImageOrientationPatient: [...cosines] })]))).toBe(name);
  });

  it('gives the angle to the nearest axis of the body', () => {
    const view = viewOf([image({ ImageOrientationPatient: turned(12).cosines })]);
    expect(valueFor('orientation', view)).toBe('axial');
    expect(valueFor('obliquity', view)).toBeCloseTo(12, 1);
    expect(valueFor('obliquity', viewOf([image()]))).toBe(0);
  });

  it('gives rows before columns', () => {
    expect(valueFor('matrix', viewOf(oblong))).toEqual([128, 96]);
  });

  it('gives the matrix of images without a place, where they have one', () => {
    const flat = { ImagePositionPatient: undefined, Rows: 100, Columns: 200 };
    expect(valueFor('matrix', viewOf([image(flat), image(flat)]))).toEqual([100, 200]);
    expect(valueFor('matrix', viewOf([image(flat), image({ ...flat, Rows: 90 })]))).toBe('absent');
  });

  it('gives one matrix for each stack', () => {
    const two = [...slices({ count: 4 }), image({ Rows: 32, Columns: 32, PixelSpacing: [4, 4] })];
    expect(valuesFor('matrix', viewOf(two))).toEqual([
      [64, 64],
      [32, 32],
    ]);
  });
});
