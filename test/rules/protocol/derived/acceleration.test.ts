import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/study/probe/probe.js';
import { image } from '../../../study/build.js';
import { reading, valueFor, viewOf } from './view.js';

type Readings = Readonly<Record<string, Reading>>;

const of = (name: string, held: Readings): unknown => valueFor(name, viewOf([image()], { held: () => held }));
const unstated = 'unknown: the header does not state the acceleration';

describe('accelerationInPlane', () => {
  it.for<[string, Readings, unknown]>([
    ['the standard factor', { ParallelReductionFactorInPlane: reading(2) }, 2],
    ['Parallel Acquisition NO', { ParallelAcquisition: reading('NO') }, 1],
    ['Parallel Acquisition YES alone', { ParallelAcquisition: reading('YES') }, unstated],
    ["Siemens' protocol", { 'phoenix.sPat.lAccelFactPE': reading(3) }, 3],
    ["GE's ASSET", { 'GEMS_PARM_01/43/83': reading(0.333, 1) }, 3],
    ["GE's ASSET as text", { 'GEMS_PARM_01/43/83': { state: 'value', texts: ['0.5', '1'] } }, 2],
    ["GE's ASSET off", { 'GEMS_PARM_01/43/83': reading(1, 1) }, 1],
    ["GE's ASSET beyond sense", { 'GEMS_PARM_01/43/83': reading(0, 4) }, unstated],
    ["Siemens' mode", { 'csa.ImaPATModeText': reading('p2 s3') }, 2],
    ["Siemens' mode in its own element", { 'SIEMENS MR HEADER/51/11': reading('p4') }, 4],
    ['a mode of slices alone', { 'SIEMENS MR SDI 02/21/56': reading('s2') }, unstated],
    ['a factor below 1', { ParallelReductionFactorInPlane: reading(0) }, unstated],
    ['nothing', {}, unstated],
  ])('takes %s', ([, held, expected]) => {
    expect(of('accelerationInPlane', held)).toBe(expected);
  });

  it('believes the standard before the vendor', () => {
    const held = { ParallelReductionFactorInPlane: reading(2), 'phoenix.sPat.lAccelFactPE': reading(3) };
    expect(of('accelerationInPlane', held)).toBe(2);
  });
});

describe('accelerationThroughPlane', () => {
  it.for<[string, Readings, unknown]>([
    ['the standard factor', { ParallelReductionFactorOutOfPlane: reading(2) }, 2],
    ["Siemens' protocol", { 'phoenix.sPat.lAccelFact3D': reading(2) }, 2],
    ["the second of GE's values", { 'GEMS_PARM_01/43/83': reading(1, 0.5) }, 2],
    ["nothing of Siemens' mode", { 'csa.ImaPATModeText': reading('p2') }, unstated],
  ])('takes %s', ([, held, expected]) => {
    expect(of('accelerationThroughPlane', held)).toBe(expected);
  });
});

describe('multiband', () => {
  const unknown = 'unknown: the header does not state how many slices were excited at once';

  it.for<[string, Readings, unknown]>([
    ["Siemens' protocol", { 'phoenix.sSliceAcceleration.lMultiBandFactor': reading(8) }, 8],
    ["Siemens' protocol without", { 'phoenix.sSliceAcceleration.lMultiBandFactor': reading(1) }, 1],
    ["GE's parameters", { 'GEMS_PARM_01/43/b6': { state: 'value', texts: ['6', '11', '0', ''] } }, 6],
    ["GE's parameters, unused", { 'GEMS_PARM_01/43/b6': { state: 'value', texts: ['0', '0', ''] } }, 1],
    ["Siemens' mode", { 'SIEMENS MR HEADER/51/11': reading('p2 s4') }, 4],
    ['no factor from a mode without slices', { 'SIEMENS MR HEADER/51/11': reading('p2') }, unknown],
    ['nothing: never 1 without a word', {}, unknown],
  ])('takes %s', ([, held, expected]) => {
    expect(of('multiband', held)).toBe(expected);
  });

  it('does not read comments', () => {
    const view = viewOf([image({ ImageComments: 'Unaliased MB3/PE4' })]);
    expect(valueFor('multiband', view)).toBe(unknown);
  });
});

describe('partialFourier', () => {
  const unknown = 'unknown: the header does not state the share of k-space';

  it.for<[Readings, unknown]>([
    [{ 'phoenix.sKSpace.ucPhasePartialFourier': reading(1) }, 0.5],
    [{ 'phoenix.sKSpace.ucPhasePartialFourier': reading(2) }, 0.625],
    [{ 'phoenix.sKSpace.ucPhasePartialFourier': reading(4) }, 0.75],
    [{ 'phoenix.sKSpace.ucPhasePartialFourier': reading(8), PartialFourier: reading('YES') }, 0.875],
    [{ 'phoenix.sKSpace.ucPhasePartialFourier': reading(16) }, 1],
    [{ 'phoenix.sKSpace.ucPhasePartialFourier': reading(3) }, unknown],
    [{ PartialFourier: reading('NO') }, 1],
    [{ PartialFourier: reading('YES') }, unknown],
    [{}, unknown],
  ])('of %j is %s', ([held, expected]) => {
    expect(of('partialFourier', held)).toBe(expected);
  });
});

describe('what only MR states', () => {
  it.for([
    'accelerationInPlane',
    'accelerationThroughPlane',
    'multiband',
    'partialFourier',
    'phaseEncodingPolarity',
  ])('is absent for anything else: %s', (name) => {
    expect(valueFor(name, viewOf([image({ Modality: 'CT' })]))).toBe('absent');
    expect(valueFor(name, viewOf([image({ Modality: '' })]))).toContain('unknown');
  });
});

describe('acquisitionMatrix', () => {
  it.for<[Readings, unknown]>([
    [{ AcquisitionMatrix: reading(256, 0, 0, 192) }, [256, 192]],
    [{ AcquisitionMatrix: reading(0, 256, 192, 0) }, [256, 192]],
    [{ AcquisitionMatrix: reading(192, 0, 0, 256) }, [192, 256]],
    [
      {
        MRAcquisitionFrequencyEncodingSteps: reading(256),
        MRAcquisitionPhaseEncodingStepsInPlane: reading(192),
      },
      [256, 192],
    ],
    [{ MRAcquisitionFrequencyEncodingSteps: reading(256) }, 'absent'],
    [{ AcquisitionMatrix: { state: 'empty' } }, 'empty'],
    [{}, 'absent'],
  ])('of %j is %j', ([held, expected]) => {
    expect(of('acquisitionMatrix', held)).toEqual(expected);
  });

  it.for([[[256, 256, 0, 192]], [[256, 0, 0, 0]], [[256, 192]]])('is not known from %j', ([values = []]) => {
    expect(of('acquisitionMatrix', { AcquisitionMatrix: reading(...values) })).toBe(
      'unknown: Acquisition Matrix does not state one number of frequency and one of phase steps',
    );
  });
});
