import { describe, expect, it } from 'vitest';
import type { RawPhantom } from '../../../../src/rules/motion/limits/raw-limits.js';
import { declared, faultsIn } from './scene.js';

describe('a phantom', () => {
  it.each([
    [{ kind: 'acr-large' }, { kind: 'acr-large' }],
    [{ kind: 'uniform' }, { kind: 'uniform' }],
    [
      { kind: 'uniform', diameter: '17 cm' },
      { kind: 'uniform', diameterMm: 170 },
    ],
    [{ kind: 'stability' }, { kind: 'stability', roiPixels: 21, skipVolumes: 2 }],
    [
      { kind: 'stability', diameter: 170, roi: 15, skipVolumes: 0 },
      { kind: 'stability', diameterMm: 170, roiPixels: 15, skipVolumes: 0 },
    ],
    [
      { kind: 'ct-water', diameter: '200 mm' },
      { kind: 'ct-water', diameterMm: 200 },
    ],
    [{ kind: 'pet-cylinder' }, { kind: 'pet-cylinder' }],
  ] as [RawPhantom, object][])('%j is compiled, with its lengths in mm', (raw, spec) => {
    expect(declared(raw)).toEqual({ spec });
  });

  it('has field strengths that its limits are of', () => {
    const { fieldTesla } = declared({ kind: 'acr-large', fieldTesla: { min: '1000 mT', max: 2.5 } });
    expect(fieldTesla).toEqual({ min: 1, max: 2.5 });
    expect(declared({ kind: 'adc', vials: VIALS, fieldTesla: { min: '2.5 T' } }).fieldTesla).toEqual({
      min: 2.5,
    });
  });

  it.each([
    [{ kind: 'acr-small' }, /^'phantom\.kind' is no kind of phantom; there are acr-large, uniform, /],
    [
      { kind: 'acr-large', diameter: 190 },
      /^'phantom\.diameter' belongs to uniform, stability, ct-water, pet-cylinder, and this is 'acr-large'$/,
    ],
    [{ kind: 'uniform', vials: [] }, /^'phantom\.vials' belongs to adc/],
    [{ kind: 'ct-water', fieldTesla: { max: '3 T' } }, /^'phantom\.fieldTesla' belongs to acr-large, /],
    [{ kind: 'acr-large', fieldTesla: {} }, /^'phantom\.fieldTesla' names neither min nor max$/],
    [
      { kind: 'acr-large', fieldTesla: { min: '3 T', max: '1.5 T' } },
      /^'phantom\.fieldTesla\.min' is more than max$/,
    ],
    [{ kind: 'acr-large', fieldTesla: { min: '-3 T' } }, /^'phantom\.fieldTesla\.min' is not above 0$/],
    [{ kind: 'acr-large', fieldTesla: { max: '3 mm' } }, /is in mm, and fieldTesla is in T/],
    [{ kind: 'uniform', diameter: '0 mm' }, /^'phantom\.diameter' is not above 0$/],
    [{ kind: 'uniform', diameter: 'wide' }, /^'phantom\.diameter' is no amount/],
    [{ kind: 'stability', roi: 20 }, /^'phantom\.roi' is 20, .* an odd number of pixels from 5 to 101$/],
    [{ kind: 'stability', roi: 3 }, /^'phantom\.roi' is 3/],
    [{ kind: 'stability', roi: 103 }, /^'phantom\.roi' is 103/],
    [{ kind: 'stability', skipVolumes: -1 }, /^'phantom\.skipVolumes' is -1/],
  ] as [RawPhantom, RegExp][])('%j is refused', (raw, fault) => {
    expect(faultsIn(raw)).toEqual([expect.stringMatching(fault)]);
  });
});

const NEMA = { kind: 'pet-spheres', spheresMm: [37, 28, 22, 17, 13, 10], ringRadiusMm: 57.2 };

describe('hot spheres', () => {
  it('are those of NEMA where nothing else is said, and of a truth only where one is told', () => {
    expect(declared({ kind: 'pet-spheres' }).spec).toEqual(NEMA);
    expect(declared({ kind: 'pet-spheres', sphereToBackground: 9.7 }).spec).toEqual({
      ...NEMA,
      sphereToBackground: 9.7,
    });
    expect(declared({ kind: 'pet-spheres', sphereActivity: '20 kBq/ml' }).spec).toMatchObject({
      sphereBqPerMl: 20_000,
    });
    expect(declared({ kind: 'pet-spheres', sphereSuv: 10 }).spec).toMatchObject({ sphereSuv: 10 });
  });

  it('have sizes and a ring of their own', () => {
    const raw: RawPhantom = { kind: 'pet-spheres', spheres: ['3.7 cm', 28, '22 mm'], ringRadius: '6 cm' };
    expect(declared(raw).spec).toEqual({ kind: 'pet-spheres', spheresMm: [37, 28, 22], ringRadiusMm: 60 });
  });

  it.each([
    [
      { sphereToBackground: 10, sphereSuv: 10 },
      "'phantom.sphereSuv' cannot stand beside sphereToBackground: only one can be true",
    ],
    [{ sphereToBackground: 1 }, "'phantom.sphereToBackground' is not above 1: the spheres are hot"],
    [{ sphereSuv: 0 }, "'phantom.sphereSuv' is not above 0"],
    [{ sphereActivity: 0 }, "'phantom.sphereActivity' is not above 0"],
    [{ spheres: [37, '3.7 cm'] }, "'phantom.spheres[1]' has the size of a sphere before it"],
    [{ spheres: [37, -1] }, "'phantom.spheres[1]' is not above 0"],
    [{ ringRadius: '-5 mm' }, "'phantom.ringRadius' is not above 0"],
  ])('with %j are refused', (more, fault) => {
    expect(faultsIn({ kind: 'pet-spheres', ...more })).toEqual([fault]);
  });
});

const VIALS: NonNullable<RawPhantom['vials']> = [
  { name: 'water', position: [0, 0], radius: '14 mm', adc: '1.1 um2/ms' },
  { name: 'PVP 20', position: ['6 cm', 0], radius: 14, adc: '0.0008 mm2/s' },
];

describe('vials', () => {
  it('are compiled with lengths in mm and coefficients in mm²/s', () => {
    expect(declared({ kind: 'adc', vials: VIALS, bValues: [0, 500] }).spec).toEqual({
      kind: 'adc',
      bValues: [0, 500],
      vials: [
        { name: 'water', positionMm: [0, 0], radiusMm: 14, adcMm2PerS: 0.0011 },
        { name: 'PVP 20', positionMm: [60, 0], radiusMm: 14, adcMm2PerS: 0.0008 },
      ],
    });
  });

  it.each([
    [{ bValues: [500] }, ["'phantom.bValues' are fewer than two, and a fit needs two"]],
    [{ bValues: [500, 500, 0] }, ["'phantom.bValues[1]' is there already"]],
    [{ bValues: [-1, 500] }, ["'phantom.bValues[0]' is below 0"]],
    [{ vials: [] }, ["'phantom' has no vials: 'vials' says where they are, and what is true of them"]],
  ])('with %j are refused', (more, faults) => {
    expect(faultsIn({ kind: 'adc', vials: VIALS, ...more })).toEqual(faults);
  });
});
