import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/study/probe/probe.js';
import { image } from '../../../study/build.js';
import { reading, samplesFor, valueFor, valuesFor, viewOf } from './view.js';

type Readings = Readonly<Record<string, Reading>>;

const of = (name: string, held: Readings): unknown => valueFor(name, viewOf([image()], { held: () => held }));

describe('what CT images state', () => {
  it('gives kernel, tube voltage and dose index, with the instances that have them', () => {
    const view = viewOf([
      image({ ConvolutionKernel: 'B30f', KVP: 120 }),
      image({ ConvolutionKernel: 'B30f', KVP: 120 }),
      image({ ConvolutionKernel: 'B70f', KVP: 120 }),
    ]);
    expect(samplesFor('kernel', view)).toEqual([
      { value: { state: 'value', texts: ['B30f'] }, instances: [0, 1] },
      { value: { state: 'value', texts: ['B70f'] }, instances: [2] },
    ]);
    expect(valueFor('tubeVoltage', view)).toBe(120);
    expect(of('ctdiVol', { CTDIvol: reading(9.5) })).toBe(9.5);
    expect(of('kernel', { ConvolutionKernel: reading('Br40d', '3') })).toEqual(['Br40d', '3']);
  });

  it.for([
    'kernel',
    'tubeVoltage',
    'ctdiVol',
    'pitch',
    'tubeCurrentMin',
    'tubeCurrentMax',
    'exposureMin',
    'exposureMax',
  ])('has no %s where none is stated', (name) => {
    expect(of(name, {})).toBe('absent');
  });

  it('is empty or unreadable where the attribute is', () => {
    expect(of('kernel', { ConvolutionKernel: { state: 'empty' } })).toBe('empty');
    expect(of('tubeVoltage', { KVP: { state: 'unreadable' } })).toBe('unreadable');
  });
});

describe('pitch', () => {
  const geometry = { TableFeedPerRotation: reading(38.4), TotalCollimationWidth: reading(38.4) };

  it.for<[string, Readings, unknown]>([
    ['as stated', { SpiralPitchFactor: reading(0.8) }, 0.8],
    ['as stated, where the geometry agrees', { SpiralPitchFactor: reading(0.99), ...geometry }, 0.99],
    ['worked out', { TableFeedPerRotation: reading(23), TotalCollimationWidth: reading(40) }, 0.575],
    ['worked out of a table that moves out', { ...geometry, TableFeedPerRotation: reading(-38.4) }, 1],
    ["as Philips' own element has it", { 'ELSCINT1/1f1/26': reading(0.923) }, 0.923],
    ['not without the collimation', { TableFeedPerRotation: reading(23) }, 'absent'],
    [
      'not of a width of 0',
      { TableFeedPerRotation: reading(23), TotalCollimationWidth: reading(0) },
      'absent',
    ],
    ['not where it is unreadable', { SpiralPitchFactor: { state: 'unreadable' } }, 'unreadable'],
    [
      'not where the header contradicts itself',
      { SpiralPitchFactor: reading(1.4), ...geometry },
      'unknown: the header states a pitch of 1.4, its table feed and collimation make 1',
    ],
  ])('is taken %s', ([, held, expected]) => {
    expect(of('pitch', held)).toBe(expected);
  });
});

describe('tube current and exposure', () => {
  it('gives the lowest and the highest of the series', () => {
    const view = viewOf(
      [200, 80, 350].map((XRayTubeCurrent) => image({ XRayTubeCurrent, Exposure: XRayTubeCurrent / 2 })),
    );
    expect(valueFor('tubeCurrentMin', view)).toBe(80);
    expect(valueFor('tubeCurrentMax', view)).toBe(350);
    expect(valueFor('exposureMin', view)).toBe(40);
    expect(valueFor('exposureMax', view)).toBe(175);
  });

  it('reads thousandths where an object states only those', () => {
    expect(of('tubeCurrentMax', { XRayTubeCurrentInuA: reading(150500) })).toBe(150.5);
    expect(of('exposureMax', { ExposureInuAs: reading(2500) })).toBe(2.5);
  });

  it('does not let the others stand for an instance that states none', () => {
    const view = viewOf([image({ Exposure: 10 }), image({ Exposure: 30 }), image()]);
    expect(valuesFor('exposureMax', view)).toEqual([30, 'absent']);
  });
});
