import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadLimits } from '../../src/pipeline/qc-motion/load-limits.js';
import { figureOf } from '../../src/rules/motion/figures.js';
import type { Limit, Limits } from '../../src/rules/motion/limits/limits.js';

const FOLDER = fileURLToPath(new URL('../../protocols/limits/', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));
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
    expect(NAMES.sort()).toEqual(['default', 'lenient', 'strict']);
  });

  it.each(NAMES)('%s names itself so, and has limits for every kind of series', async (name) => {
    const limits = await shipped(name);
    expect(limits.id).toBe(`corelab-${name}`);
    expect(Object.keys(limits.sets).sort()).toEqual([...KINDS].sort());
  });

  it.each(NAMES)('%s says of each limit who sets it: a paper with its page, or corelab', async (name) => {
    const limits = await shipped(name);
    const sources = [...allOf(limits), ...Object.values(limits.sets).map(({ censor }) => censor)];
    for (const { source } of sources) expect(source).toMatch(/^corelab: \w|^\w.* et al\. \d{4}, .+ \d+:\d+/);
  });

  it.each(NAMES)('%s fails on motion in every kind', async (name) => {
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
});
