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

describe('faults of a limits file', () => {
  it('are a figure with two limits', async () => {
    expect(
      await faultsOf(`kinds:\n  asl:\n    limits:\n      - ${TSNR}\n      - ${FD}\n      - ${TSNR}\n`),
    ).toEqual(["l.yaml:8:19: 'kinds.asl.limits[2].figure' is 'tsnr', which has a limit above"]);
  });

  it('are kinds that there are not, with the one that is meant', async () => {
    expect(await faultsOf(`kinds:\n  functionl: { limits: [${FD}] }\n`)).toEqual([
      "l.yaml:4:3: 'kinds.functionl' is no kind of series; there are functional, diffusion, asl, perfusion, dynamic-pet, dynamic-ct, dynamic-mr (did you mean 'functional'?)",
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
      'kinds:\n  asl: { limits: [{ figure: tsnr, min: 4 mm }] }\n  pet: {}\n  diffusion: { limits: [{ figure: volumes }] }\n',
    );
    expect(told.map((text) => text.slice(0, 8))).toEqual(['l.yaml:4', 'l.yaml:5', 'l.yaml:6']);
  });
});

describe('the qc of a series in a protocol', () => {
  const PATH = ['series', 'rest', 'qc'];

  it('is a set, with the source of its series', () => {
    const compiled = compileQc({ limits: [{ figure: 'tsnr', min: 40 }] }, PATH, 'p. 3');
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
    expect(compileQc({ censor: { fd: 1 } }, PATH, 'p. 3')).toMatchObject({
      faults: [{ path: PATH, message: "'series.rest.qc' limits nothing: limits are missing", at: 'key' }],
    });
  });

  it('says who sets its limits', () => {
    expect(compileQc({ limits: [{ figure: 'tsnr', min: 40 }] }, PATH)).toMatchObject({
      faults: [{ path: [...PATH, 'limits', '0'] }],
    });
  });
});
