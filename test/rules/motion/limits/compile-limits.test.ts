import { describe, expect, it } from 'vitest';
import { compileQc, DEFAULT_CENSOR } from '../../../../src/rules/motion/limits/compile-limits.js';
import { faultsOf, limitsOf } from './scene.js';

const FD = '{ figure: meanFdPowerMm, max: 0.5 mm }';
const TSNR = '{ figure: tsnr, min: 40 }';

describe('a limits file', () => {
  it('has a set for each kind that it names, and none for others', async () => {
    const { id, version, sets } = await limitsOf(
      `kinds: { functional: { limits: [${FD}, ${TSNR}] }, dynamic-pet: { limits: [${TSNR}] } }`,
    );
    expect({ id, version }).toEqual({ id: 'EX', version: '1' });
    expect(Object.keys(sets)).toEqual(['functional', 'dynamic-pet']);
    expect(sets.functional?.limits.map(({ figure }) => figure)).toEqual(['meanFdPowerMm', 'tsnr']);
  });

  it('censors by half a millimetre where it does not say', async () => {
    const { sets } = await limitsOf(`kinds: { functional: { limits: [${FD}] } }`);
    expect(sets.functional?.censor).toBe(DEFAULT_CENSOR);
    expect(DEFAULT_CENSOR).toMatchObject({ fdMm: 0.5, measure: 'power' });
  });
});

describe('what all kinds have in common', () => {
  it('holds for every kind, also those that are not named', async () => {
    const { sets } = await limitsOf(`all: { limits: [${TSNR}] }\nkinds: { asl: { limits: [${FD}] } }`);
    expect(Object.keys(sets)).toHaveLength(7);
    expect(sets.asl?.limits.map(({ figure }) => figure)).toEqual(['tsnr', 'meanFdPowerMm']);
    expect(sets['dynamic-ct']?.limits.map(({ figure }) => figure)).toEqual(['tsnr']);
  });

  it('gives way to what a kind says of the same figure', async () => {
    const { sets } = await limitsOf(
      `all: { limits: [${TSNR}, ${FD}] }\nkinds: { asl: { limits: [{ figure: tsnr, min: 10 }] } }`,
    );
    expect(sets.asl?.limits).toMatchObject([{ figure: 'meanFdPowerMm' }, { figure: 'tsnr', min: 10 }]);
    expect(sets.functional?.limits).toMatchObject([{ figure: 'tsnr', min: 40 }, { figure: 'meanFdPowerMm' }]);
  });

  it('censors where the kind does not', async () => {
    const { sets } = await limitsOf(
      `all: { censor: { fd: 0.3 mm }, limits: [${TSNR}] }\nkinds: { asl: { censor: { fd: 0.2 mm } } }`,
    );
    expect(sets.asl?.censor.fdMm).toBe(0.2);
    expect(sets.asl?.limits).toHaveLength(1);
    expect(sets.functional?.censor.fdMm).toBe(0.3);
  });
});

describe('limits of single volumes', () => {
  it('are of their kinds, and of the figures that these have', async () => {
    const { sets } = await limitsOf(
      `kinds: { structural: { limits: [{ figure: snr, min: 20 }] }, ct: { limits: [{ figure: noiseHu, max: 20 HU }] },
        multislice: { limits: [{ figure: sliceShiftMm, max: 1 mm }] }, pet: { limits: [{ figure: blurMm, max: 8 mm }] } }`,
    );
    expect(Object.keys(sets)).toEqual(['structural', 'multislice', 'ct', 'pet']);
    expect(sets.ct?.limits).toMatchObject([{ figure: 'noiseHu', max: 20 }]);
  });

  it('that all kinds have in common hold for those that have the figure', async () => {
    const { sets } = await limitsOf(
      `all: { limits: [${TSNR}, { figure: emptySlices, max: 0 }, { figure: noiseHu, max: 20 }, { figure: ghostPercent, max: 5% }] }`,
    );
    const of = (kind: keyof typeof sets) => sets[kind]?.limits.map(({ figure }) => figure);
    expect(of('functional')).toEqual(['tsnr', 'ghostPercent']);
    expect(of('structural')).toEqual(['emptySlices', 'ghostPercent']);
    expect(of('ct')).toEqual(['emptySlices', 'noiseHu']);
    expect(of('pet')).toEqual(['emptySlices']);
  });

  it('are not of what another kind has, and the nearest name is told where one is near', async () => {
    expect(
      await faultsOf('kinds:\n  ct:\n    limits:\n      - { figure: waterHu, min: -5, max: 5 }\n'),
    ).toEqual([
      "l.yaml:6:19: 'kinds.ct.limits[0].figure' is 'waterHu', which a series of kind ct does not have",
    ]);
    expect(await faultsOf(`kinds: { structural: { limits: [${TSNR}] } }`)).toEqual([
      expect.stringContaining(
        "is 'tsnr', which a series of kind structural does not have (did you mean 'snr'?)",
      ),
    ]);
    expect(await faultsOf('kinds: { asl: { limits: [{ figure: snr, min: 5 }] } }')).toHaveLength(1);
  });

  it('are not of what only phantoms have', async () => {
    expect(await faultsOf('all: { limits: [{ figure: psgPercent, max: 3% }] }')).toEqual([
      "l.yaml:3:27: 'all.limits[0].figure' is 'psgPercent', which no kind of series has: it is of a phantom",
    ]);
  });

  it('censor nothing', async () => {
    expect(
      await faultsOf('kinds:\n  pet: { censor: { fd: 1 mm }, limits: [{ figure: blurMm, max: 8 mm }] }\n'),
    ).toEqual([
      "l.yaml:4:10: 'kinds.pet.censor' is of runs over time: a series of kind pet has no volumes that move against each other",
    ]);
  });
});

describe('limits of a phantom', () => {
  const PIU = '{ figure: piuPercent, min: 87.5% }';

  it('stand alone, with what it is', async () => {
    const limits = await limitsOf(
      `phantom: { kind: acr-large, fieldTesla: { max: 2.5 T }, limits: [${PIU}] }`,
    );
    expect(limits.phantom).toEqual({ spec: { kind: 'acr-large' }, fieldTesla: { max: 2.5 } });
    expect(Object.keys(limits.sets)).toEqual(['acr-large']);
    expect(limits.sets['acr-large']?.limits).toMatchObject([
      { figure: 'piuPercent', min: 87.5, source: 'Manual', path: ['phantom', 'limits', 0] },
    ]);
  });

  it('do not stand beside those of people', async () => {
    const told = await faultsOf(
      `all: { limits: [${TSNR}] }\nkinds: {}\nphantom: { kind: acr-large, limits: [${PIU}] }\n`,
    );
    expect(told).toEqual([
      "l.yaml:3:1: 'all' cannot stand beside phantom: images show it, or people",
      "l.yaml:4:1: 'kinds' cannot stand beside phantom: images show it, or people",
    ]);
  });

  it('are of its own figures, and of some', async () => {
    expect(await faultsOf(`phantom: { kind: ct-water, limits: [${PIU}] }`)).toEqual([
      expect.stringContaining("is 'piuPercent', which a phantom 'ct-water' does not have"),
    ]);
    expect(await faultsOf('phantom: { kind: ct-water }')).toEqual([
      "l.yaml:3:1: 'phantom' limits nothing: limits are missing",
    ]);
  });

  it('are told with what is wrong with the phantom', async () => {
    const told = await faultsOf(
      'phantom: { kind: uniform, roi: 21, limits: [{ figure: snrTwoImages, min: 40 mm }] }',
    );
    expect(told.map((text) => text.replace(/^[^']*/, ''))).toEqual([
      "'phantom.roi' belongs to stability, and this is 'uniform'",
      expect.stringContaining("'phantom.limits[0].min' is in mm"),
    ]);
  });

  it('are not limits of a kind of series', async () => {
    expect(await faultsOf(`kinds: { acr-large: { limits: [${PIU}] } }`)).toEqual([
      expect.stringContaining(
        "'kinds.acr-large' is a phantom: it is declared as 'phantom: { kind: acr-large }'",
      ),
    ]);
  });
});

describe('faults of a limits file', () => {
  it('are a figure with two limits', async () => {
    expect(
      await faultsOf(`kinds:\n  asl:\n    limits:\n      - ${TSNR}\n      - ${FD}\n      - ${TSNR}\n`),
    ).toEqual(["l.yaml:8:19: 'kinds.asl.limits[2].figure' is 'tsnr', which has a limit above"]);
  });

  it('are kinds that there are not, with the one that is meant', async () => {
    expect(await faultsOf(`kinds:\n  functionl: { limits: [${FD}] }\n`)).toEqual([
      "l.yaml:4:3: 'kinds.functionl' is no kind of series; there are functional, diffusion, asl, perfusion, dynamic-pet, dynamic-ct, dynamic-mr, structural, multislice, ct, pet (did you mean 'functional'?)",
    ]);
    expect(await faultsOf(`kinds:\n  toString: { limits: [${FD}] }\n`)).toHaveLength(1);
  });

  it('are figures that there are not, with the one that is meant', async () => {
    const [told] = await faultsOf('kinds:\n  asl:\n    limits:\n      - { figure: tsrn, min: 40 }\n');
    expect(told).toMatch(/^l\.yaml:6:19: .*\(did you mean 'tsnr'\?\)$/);
  });

  it.each([
    ['', "l.yaml:2:1: 'limits' is not followed by any limit"],
    ['kinds: {}\n', "l.yaml:3:1: 'kinds' is not followed by any limit"],
    [
      'kinds:\n  asl: { censor: { fd: 1 mm } }\n',
      "l.yaml:4:3: 'kinds.asl' limits nothing: limits are missing",
    ],
  ])('are no limits at all: %j', async (yaml, fault) => {
    expect(await faultsOf(yaml)).toEqual([fault]);
  });

  it('are sets that are left empty by all', async () => {
    expect(await faultsOf('all: { censor: { fd: 1 mm } }\nkinds: { asl: {} }\n')).toEqual([
      "l.yaml:3:1: 'all' limits nothing: limits are missing",
      "l.yaml:4:10: 'kinds.asl' limits nothing: limits are missing",
    ]);
  });

  it('are all told at once, in the order of the file', async () => {
    const told = await faultsOf(
      'kinds:\n  asl: { limits: [{ figure: tsnr, min: 4 mm }] }\n  spect: {}\n  diffusion: { limits: [{ figure: volumes }] }\n',
    );
    expect(told.map((text) => text.slice(0, 8))).toEqual(['l.yaml:4', 'l.yaml:5', 'l.yaml:6']);
  });
});

describe('the qc of a series in a protocol', () => {
  const PATH = ['series', 'rest', 'qc'];

  it('is a set, with the source of its series', () => {
    const compiled = compileQc({ limits: [{ figure: 'tsnr', min: 40 }] }, PATH, { source: 'p. 3' });
    expect(compiled).toEqual({
      ok: {
        censor: DEFAULT_CENSOR,
        limits: [
          {
            figure: 'tsnr',
            min: 40,
            onDeviation: 'fail',
            severity: 'major',
            source: 'p. 3',
            path: [...PATH, 'limits', 0],
          },
        ],
      },
    });
  });

  it('limits something', () => {
    expect(compileQc({ censor: { fd: 1 } }, PATH, { source: 'p. 3' })).toMatchObject({
      faults: [{ path: PATH, message: "'series.rest.qc' limits nothing: limits are missing", at: 'key' }],
    });
  });

  it('says who sets its limits', () => {
    expect(compileQc({ limits: [{ figure: 'tsnr', min: 40 }] }, PATH, { source: undefined })).toMatchObject({
      faults: [{ path: [...PATH, 'limits', '0'] }],
    });
  });

  it('limits what runs and images have, and of a phantom what that has', () => {
    const psg = { limits: [{ figure: 'psgPercent', max: '3%' }] } as const;
    expect(compileQc(psg, PATH, { source: 'p. 3', phantom: 'uniform' })).toHaveProperty('ok');
    expect(compileQc(psg, PATH, { source: 'p. 3' })).toMatchObject({
      faults: [
        {
          path: [...PATH, 'limits', '0', 'figure'],
          message: expect.stringContaining('a series that shows no phantom does not have'),
        },
      ],
    });
    const both = { limits: [{ figure: 'efc', max: 0.6 } as const, { figure: 'tsnr', min: 40 } as const] };
    expect(compileQc(both, PATH, { source: 'p. 3' })).toHaveProperty('ok');
    expect(compileQc(both, PATH, { source: 'p. 3', phantom: 'acr-large' })).toHaveProperty('faults.1');
  });
});
