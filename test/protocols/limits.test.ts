import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadLimits } from '../../src/pipeline/qc-motion/load-limits.js';
import { figureOf } from '../../src/rules/motion/all-figures.js';
import type { Limit, Limits } from '../../src/rules/motion/limits/limits.js';

const FOLDER = fileURLToPath(new URL('../../protocols/limits/', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));
const OF_SERIES = ['default', 'lenient', 'strict'];
const OF_PHANTOMS: Readonly<Record<string, string>> = {
  'acr-large': 'acr-large',
  'acr-large-3t': 'acr-large',
  'ct-water': 'ct-water',
  'earl-2017': 'pet-spheres',
  'earl-cylinder': 'pet-cylinder',
  fbirn: 'stability',
};
const STILL = ['structural', 'multislice', 'ct', 'pet'] as const;
const KINDS = [
  'functional',
  'diffusion',
  'asl',
  'perfusion',
  'dynamic-pet',
  'dynamic-ct',
  'dynamic-mr',
] as const;

async function shipped(name: string): Promise<Limits> {
  const loaded = await loadLimits(name);
  if (loaded.kind !== 'limits') throw new Error('not limits');
  return loaded.limits;
}

const allOf = ({ sets }: Limits): Limit[] => Object.values(sets).flatMap(({ limits }) => [...limits]);

describe('limits that ship', () => {
  it('are these', () => {
    expect(NAMES.sort()).toEqual([...OF_SERIES, ...Object.keys(OF_PHANTOMS)].sort());
  });

  it.each(OF_SERIES)('%s names itself so, and has limits for every kind of series', async (name) => {
    const limits = await shipped(name);
    expect(limits.id).toBe(`corelab-${name}`);
    expect(Object.keys(limits.sets).sort()).toEqual([...KINDS, ...STILL].sort());
  });

  it.each(OF_SERIES)('%s says of each limit who sets it: a paper with its page, or corelab', async (name) => {
    const limits = await shipped(name);
    const sources = [...allOf(limits), ...Object.values(limits.sets).map(({ censor }) => censor)];
    for (const { source } of sources) expect(source).toMatch(/^corelab: \w|^\w.* et al\. \d{4}, .+ \d+:\d+/);
  });

  it.each(OF_SERIES)('%s fails on motion in every kind', async (name) => {
    const { sets } = await shipped(name);
    for (const kind of KINDS) {
      const hard = sets[kind]?.limits.filter(
        ({ max, onDeviation }) => max !== undefined && onDeviation === 'fail',
      );
      expect(
        hard?.some(({ figure }) => figureOf(figure).unit === 'mm'),
        kind,
      ).toBe(true);
    }
  });

  it('have the published figures for fMRI', async () => {
    const strict = (await shipped('strict')).sets.functional;
    expect(strict?.censor).toMatchObject({ fdMm: 0.2, measure: 'jenkinson' });
    expect(strict?.limits).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ figure: 'meanFdJenkinsonMm', max: 0.25 }),
        expect.objectContaining({ figure: 'shareOverFd', max: 20 }),
        expect.objectContaining({ figure: 'maxFdJenkinsonMm', max: 5 }),
        expect.objectContaining({ figure: 'usableMinutes', min: 5 }),
      ]),
    );
    const usual = (await shipped('default')).sets.functional;
    expect(usual?.censor).toMatchObject({ fdMm: 0.5, measure: 'power' });
    expect(usual?.limits).toContainEqual(
      expect.objectContaining({ figure: 'meanFdPowerMm', max: 0.5, warnMax: 0.2 }),
    );
    const lenient = (await shipped('lenient')).sets.functional;
    expect(lenient?.limits).toContainEqual(
      expect.objectContaining({ figure: 'meanFdJenkinsonMm', max: 0.55 }),
    );
  });

  it('get tighter from lenient over default to strict', async () => {
    const [lenient, usual, strict] = await Promise.all(['lenient', 'default', 'strict'].map(shipped));
    for (const kind of KINDS) {
      for (const { figure, max = Number.POSITIVE_INFINITY } of usual?.sets[kind]?.limits ?? []) {
        if (figureOf(figure).worse === 'low') continue;
        const of = (limits: Limits | undefined) =>
          limits?.sets[kind]?.limits.find((one) => one.figure === figure)?.max;
        expect(of(lenient) ?? Number.POSITIVE_INFINITY, `${kind} ${figure}`).toBeGreaterThanOrEqual(max);
        expect(of(strict) ?? 0, `${kind} ${figure}`).toBeLessThanOrEqual(max);
      }
    }
  });

  it.each(OF_SERIES)(
    '%s judges of single volumes what is wrong with any sequence, and nothing else',
    async (name) => {
      const { sets } = await shipped(name);
      for (const kind of STILL) {
        const figures = sets[kind]?.limits.map(({ figure }) => figure) ?? [];
        expect(figures).toEqual(expect.arrayContaining(['emptySlices', 'duplicateSlices']));
        const isFit = /^(?:emptySlices|duplicateSlices|clippedPercent|wrapAroundPercent|cutOffPercent)$/;
        for (const figure of figures) expect(figure).toMatch(isFit);
      }
      expect(sets.ct?.limits.map(({ figure }) => figure)).not.toContain('cutOffPercent');
    },
  );
});

describe('limits of phantoms that ship', () => {
  it.each(Object.entries(OF_PHANTOMS))('%s are of one phantom and nothing else', async (name, kind) => {
    const { id, sets, phantom } = await shipped(name);
    expect(id).toBe(name);
    expect(phantom?.spec.kind).toBe(kind);
    expect(Object.keys(sets)).toEqual([kind]);
  });

  it.each(Object.keys(OF_PHANTOMS))(
    '%s say who sets each, and what was not read at its source',
    async (name) => {
      const second =
        /quoted second-hand \(.+\)|from memory, not checked|^EARL, |^ACR, Phantom Scoring: CT|^corelab/;
      for (const { source } of allOf(await shipped(name))) expect(source).toMatch(second);
    },
  );

  it('of ACR are for all fields together, and stricter in uniformity below 3 T', async () => {
    const [low, high] = await Promise.all(['acr-large', 'acr-large-3t'].map(shipped));
    expect(low?.phantom?.fieldTesla).toEqual({ max: 2.5 });
    expect(high?.phantom?.fieldTesla).toEqual({ min: 2.5 });
    const of = (limits: Limits | undefined, figure: string) =>
      limits?.sets['acr-large']?.limits.find((one) => one.figure === figure);
    expect(of(low, 'piuPercent')).toMatchObject({ min: 87.5 });
    expect(of(high, 'piuPercent')).toMatchObject({ min: 82 });
    expect(of(low, 'lowContrastSpokes')).toMatchObject({ min: 7, warnMin: 9, onDeviation: 'warn' });
    expect(of(high, 'lowContrastSpokes')).toMatchObject({ min: 37, onDeviation: 'warn' });
    expect(of(high, 'slicePosition11Mm')).toMatchObject({ min: -5, max: 5 });
    const rest = (limits: Limits | undefined) =>
      limits?.sets['acr-large']?.limits.filter(({ figure }) => !/^(?:piu|lowContrast)/.test(figure));
    expect(rest(low)).toEqual(rest(high));
  });

  it('of EARL have the bands of January 2017, and no truth of a fill', async () => {
    const { sets, phantom } = await shipped('earl-2017');
    const bands = sets['pet-spheres']?.limits.map(({ figure, min, max }) => [figure, min, max]);
    expect(bands).toEqual([
      ['rcMax37', 0.95, 1.16],
      ['rcMax28', 0.91, 1.13],
      ['rcMax22', 0.83, 1.09],
      ['rcMax17', 0.73, 1.01],
      ['rcMax13', 0.59, 0.85],
      ['rcMax10', 0.34, 0.57],
    ]);
    expect(Object.keys(phantom?.spec ?? {}).sort()).toEqual(['kind', 'ringRadiusMm', 'spheresMm']);
  });

  it('of FBIRN warn, for they are benchmarks, and fail only what is grossly beyond', async () => {
    const hard = allOf(await shipped('fbirn')).filter(({ min, max }) => (min ?? max) !== undefined);
    expect(hard.map(({ figure, max, warnMax }) => [figure, max, warnMax])).toEqual([
      ['fluctuationPercent', 0.5, 0.15],
      ['driftPercent', 3, 0.7],
    ]);
  });
});
