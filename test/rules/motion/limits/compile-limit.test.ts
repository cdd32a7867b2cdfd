import { describe, expect, it } from 'vitest';
import { faultsOf, limitOf, limitsOf } from './scene.js';

/** Faults of one limit of fMRI, which begins in line 3, column 38. */
const faults = (limit: string): Promise<string[]> =>
  faultsOf(`kinds: { functional: { limits: [     ${limit}] } }`);
const PATH = "'kinds.functional.limits[0]";

describe('a limit', () => {
  it('has defaults where it says nothing', async () => {
    expect(await limitOf('{ figure: tsnr, min: 40 }')).toEqual({
      figure: 'tsnr',
      min: 40,
      onDeviation: 'fail',
      severity: 'major',
      source: 'Manual',
      path: ['kinds', 'functional', 'limits', 0],
    });
  });

  it('takes what it says', async () => {
    const text =
      '{ figure: tsnr, min: 40, warnMin: 60, onDeviation: warn, severity: minor, source: p. 3, rationale: why }';
    expect(await limitOf(text)).toMatchObject({
      min: 40,
      warnMin: 60,
      onDeviation: 'warn',
      severity: 'minor',
      source: 'p. 3',
      rationale: 'why',
    });
  });
});

describe('an amount', () => {
  it.each([
    ['{ figure: meanFdPowerMm, max: 0.5 mm }', { max: 0.5 }],
    ['{ figure: meanFdPowerMm, max: 0.05 cm }', { max: 0.5 }],
    ['{ figure: meanFdPowerMm, max: 500 µm }', { max: 0.5 }],
    ['{ figure: meanFdPowerMm, max: 0.5 }', { max: 0.5 }],
    ['{ figure: meanFdPowerMm, max: "0.5" }', { max: 0.5 }],
    ['{ figure: usableMinutes, min: 300 s }', { min: 5 }],
    ['{ figure: usableMinutes, min: 5 }', { min: 5 }],
    ['{ figure: maxRotationDeg, max: 3 deg }', { max: 3 }],
    ['{ figure: maxSpeedMmPerS, max: 1 cm/s }', { max: 10 }],
    ['{ figure: shareOverFd, max: 20 % }', { max: 20 }],
    ['{ figure: shareOverFd, max: 20%, warnMax: 0% }', { max: 20, warnMax: 0 }],
    ['{ figure: minCorrelation, min: -0.5 }', { min: -0.5 }],
    ['{ figure: spikeSlices, max: 0 }', { max: 0 }],
  ])('%s is in the unit of the figure', async (text, bounds) => {
    expect(await limitOf(text)).toMatchObject(bounds);
  });

  it.each([
    ['{ figure: meanFdPowerMm, max: 2 s }', 'max', 'is in s, and meanFdPowerMm is in mm'],
    ['{ figure: tsnr, min: 40 mm }', 'min', "is in mm, and tsnr has no unit (did you mean '40'?)"],
    [
      '{ figure: meanFdPowerMm, max: 0.5 nmm }',
      'max',
      "has an unknown unit (nmm); a number and a unit such as mm is wanted (did you mean '0.5 mm'?)",
    ],
    [
      '{ figure: meanFdPowerMm, max: "0,5 mm" }',
      'max',
      "has a comma: decimals follow a point (did you mean '0.5 mm'?)",
    ],
    [
      '{ figure: meanFdPowerMm, max: little }',
      'max',
      'is no amount: a number and a unit such as mm is wanted',
    ],
    ['{ figure: meanFdPowerMm, max: "≤ 0.5 mm" }', 'max', 'begins with a sign: the key (min, max) says it'],
  ])('%s is wrong, and the place is told', async (text, key, fault) => {
    const column = 38 + text.indexOf(`${key}:`) + key.length + 2;
    expect(await faults(text)).toEqual([`l.yaml:3:${column}: ${PATH}.${key}' ${fault}`]);
  });

  it('of a share has its sign: 0.2 may be 20%', async () => {
    for (const written of ['0.2', '"0.2"', '0']) {
      expect(await faults(`{ figure: shareOverFd, max: ${written} }`)).toEqual([
        expect.stringMatching(/^l\.yaml:3:66: .* has no unit, and shareOverFd is in % \(did you mean '0/),
      ]);
    }
  });

  it.each(['.nan', '.inf'])('is no %s', async (written) => {
    expect(await faults(`{ figure: tsnr, min: ${written} }`)).toHaveLength(1);
  });
});

describe('bounds', () => {
  it.each([
    ['{ figure: tsnr }', 'limits', ' limits nothing: min or warnMin is missing', ''],
    ['{ figure: meanFdPowerMm }', 'limits', ' limits nothing: max or warnMax is missing', ''],
    [
      '{ figure: meanFdPowerMm, min: 0.5 mm }',
      'min',
      " alone passes what is bad: meanFdPowerMm is worse the higher it is (did you mean 'max'?)",
      '.min',
    ],
    [
      '{ figure: usableMinutes, max: 5 min }',
      'max',
      " alone passes what is bad: usableMinutes is worse the lower it is (did you mean 'min'?)",
      '.max',
    ],
    [
      '{ figure: usableMinutes, warnMax: 5 min }',
      'warnMax',
      " alone passes what is bad: usableMinutes is worse the lower it is (did you mean 'warnMin'?)",
      '.warnMax',
    ],
  ])('%s pass what is bad', async (_text, _key, fault, at) => {
    const [told, ...more] = await faults(_text);
    expect(told).toContain(`: ${PATH}${at}'${fault}`);
    expect(told).toMatch(/^l\.yaml:3:\d+: /);
    expect(more).toEqual([]);
  });

  it.each([
    ['{ figure: waterHu }', 'limits nothing: min or warnMin, and max or warnMax are missing'],
    [
      '{ figure: waterHu, max: 5 HU }',
      'alone passes what is bad: waterHu can be too low and too high, and min or warnMin is missing',
    ],
    [
      '{ figure: waterHu, warnMin: -5 HU }',
      'alone passes what is bad: waterHu can be too low and too high, and max or warnMax is missing',
    ],
    ['{ figure: waterHu, min: 5 HU, max: -5 HU }', 'is more than max'],
    ['{ figure: lengthMm, min: 0 mm, max: 150 mm }', 'is never crossed: lengthMm is never below 0'],
  ])('%s leave a side open that has to be closed', async (text, fault) => {
    const told = await faultsOf(
      `phantom: { kind: ${text.includes('Hu') ? 'ct-water' : 'acr-large'}, limits: [${text}] }`,
    );
    expect(told).toEqual([expect.stringContaining(fault)]);
  });

  it('of a figure that can be any number reach as far as is wanted', async () => {
    const { sets } = await limitsOf(
      'phantom: { kind: ct-water, limits: [{ figure: waterHu, warnMin: -1e6 HU, max: 7 }] }',
    );
    expect(sets['ct-water']?.limits).toMatchObject([{ warnMin: -1e6, max: 7 }]);
  });

  it.each([
    ['{ figure: volumes, min: 20, max: 10 }', 'min', 'is more than max'],
    [
      '{ figure: meanFdPowerMm, max: 0.2 mm, warnMax: 0.5 mm }',
      'warnMax',
      'warns of nothing: it has to be less than max',
    ],
    [
      '{ figure: meanFdPowerMm, max: 0.2 mm, warnMax: 200 um }',
      'warnMax',
      'warns of nothing: it has to be less than max',
    ],
    ['{ figure: tsnr, min: 40, warnMin: 30 }', 'warnMin', 'warns of nothing: it has to be more than min'],
    ['{ figure: volumes, min: 10, max: 20, warnMin: 30 }', 'warnMin', 'leaves nothing that passes'],
    ['{ figure: volumes, min: 10, max: 20, warnMax: 5 }', 'warnMax', 'leaves nothing that passes'],
    ['{ figure: volumes, warnMin: 10, warnMax: 5 }', 'warnMin', 'leaves nothing that passes'],
  ])('%s do not go together', async (text, key, fault) => {
    const column = 38 + text.indexOf(` ${key}:`) + key.length + 3;
    expect(await faults(text)).toEqual([`l.yaml:3:${column}: ${PATH}.${key}' ${fault}`]);
  });

  it.each([
    ['{ figure: shareOverFd, max: 100% }', 'is never crossed: shareOverFd is between 0 and 100'],
    ['{ figure: shareOverFd, max: 200% }', 'is never crossed: shareOverFd is between 0 and 100'],
    ['{ figure: minCorrelation, min: -1 }', 'is never crossed: minCorrelation is between -1 and 1'],
    ['{ figure: minCorrelation, min: 2 }', 'is never met: minCorrelation is between -1 and 1'],
    ['{ figure: tsnr, min: 0 }', 'is never crossed: tsnr is never below 0'],
    ['{ figure: meanFdPowerMm, max: -1 mm }', 'is never met: meanFdPowerMm is never below 0'],
  ])('%s are no bounds of what can be', async (text, fault) => {
    const told = await faults(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(fault);
  });

  it('at the good end may be asked for', async () => {
    expect(await limitOf('{ figure: measuredShare, min: 100% }')).toMatchObject({ min: 100 });
  });
});

describe('a source', () => {
  const HEAD = 'schema: corelab/limits@1\nlimits: { id: EX, version: 1 }\n';

  it('is needed: of the limit, of its set, or of the file', async () => {
    const yaml = 'kinds:\n  asl:\n    limits:\n      - { figure: tsnr, min: 40 }\n';
    expect(await faultsOf(yaml, HEAD)).toEqual([
      "l.yaml:6:9: 'kinds.asl.limits[0]' has no source: say who sets it, here or for the whole file",
    ]);
    const sourced = await limitsOf(yaml.replace('limits:', 'source: p. 3\n    limits:'), HEAD);
    expect(sourced.sets.asl?.limits[0]?.source).toBe('p. 3');
    expect((await limitsOf(yaml)).sets.asl?.limits[0]?.source).toBe('Manual');
  });

  it('is needed of what a volume is censored by', async () => {
    const yaml =
      'kinds:\n  asl:\n    censor: { fd: 0.5 mm }\n    limits: [{ figure: tsnr, min: 40, source: p. 3 }]\n';
    expect(await faultsOf(yaml, HEAD)).toEqual([
      "l.yaml:5:5: 'kinds.asl.censor' has no source: say who sets it, here or for the whole file",
    ]);
  });
});

describe('what a volume is censored by', () => {
  const set = (censor: string): string =>
    `kinds: { functional: { censor: { ${censor} }, limits: [{ figure: tsnr, min: 40 }] } }`;

  it.each([
    ['fd: 0.5 mm', { fdMm: 0.5, measure: 'power', source: 'Manual' }],
    ['fd: 0.2, measure: jenkinson, source: p. 3', { fdMm: 0.2, measure: 'jenkinson', source: 'p. 3' }],
    ['fd: 0.1 cm', { fdMm: 1, measure: 'power', source: 'Manual' }],
  ])('is %s', async (text, censor) => {
    expect((await limitsOf(set(text))).sets.functional?.censor).toEqual(censor);
  });

  it.each([
    ['fd: 0 mm', 'is not above 0: it would censor every volume'],
    ['fd: -1 mm', 'is not above 0: it would censor every volume'],
    ['fd: 20%', 'is in %, and framewise displacement is in mm'],
  ])('is not %s', async (text, fault) => {
    expect(await faultsOf(set(text))).toEqual([`l.yaml:3:38: 'kinds.functional.censor.fd' ${fault}`]);
  });
});
