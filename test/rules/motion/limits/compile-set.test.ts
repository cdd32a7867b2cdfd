import { describe, expect, it } from 'vitest';
import type { ConfigFault } from '../../../../src/rules/config-fault.js';
import { compileSet, DEFAULT_CENSOR } from '../../../../src/rules/motion/limits/compile-set.js';
import type { RawLimitSet } from '../../../../src/rules/motion/limits/raw-limits.js';

const HAS = { whose: 'a scan', names: ['tsnr', 'volumes'], isCensored: true } as const;

function compiled(raw: RawLimitSet, has: Parameters<typeof compileSet>[1]['has'] = HAS) {
  const faults: ConfigFault[] = [];
  const set = compileSet(raw, { path: ['set'], faults, source: 'Manual', has });
  return { ...set, told: faults.map(({ message, suggestion }) => [message, suggestion]) };
}

describe('a set of limits', () => {
  it('has what was written and nothing else', () => {
    const { limits, told, ...more } = compiled({ limits: [{ figure: 'tsnr', min: 40 }] });
    expect(limits.map(({ figure, source }) => [figure, source])).toEqual([['tsnr', 'Manual']]);
    expect({ told, more }).toEqual({ told: [], more: {} });
    expect(compiled({}).limits).toEqual([]);
  });

  it('gives its source to what has none', () => {
    const raw: RawLimitSet = { source: '§2', censor: { fd: 1 }, limits: [{ figure: 'tsnr', min: 40 }] };
    const { censor, limits } = compiled(raw);
    expect([censor?.source, limits[0]?.source]).toEqual(['§2', '§2']);
    expect(censor).not.toEqual(DEFAULT_CENSOR);
  });

  it('leaves out what the series does not have, and tells what was meant', () => {
    const { limits, told } = compiled({
      limits: [
        { figure: 'snr', min: 4 },
        { figure: 'volumes', min: 9 },
      ],
    });
    expect(limits.map(({ figure }) => figure)).toEqual(['volumes']);
    expect(told).toEqual([[expect.stringMatching(/is 'snr', which a scan does not have \(did/), 'tsnr']]);
  });

  it('is told to be of a phantom where no series has the figure', () => {
    const has = { ...HAS, whose: 'no series', isNegated: true };
    const { told } = compiled({ limits: [{ figure: 'rcMax10', min: 0.3, max: 0.6 }] }, has);
    expect(told).toEqual([
      ["'set.limits[0].figure' is 'rcMax10', which no series has: it is of a phantom", undefined],
    ]);
  });

  it('censors no volumes where there are none', () => {
    const { told } = compiled({ censor: { fd: 1 }, limits: [] }, { ...HAS, isCensored: false });
    expect(told).toEqual([
      [expect.stringMatching(/^'set\.censor' is of runs over time: a scan has no/), undefined],
    ]);
  });

  it('tells a figure that is there twice', () => {
    const twice = { figure: 'tsnr', min: 40 } as const;
    expect(compiled({ limits: [twice, twice] }).told).toEqual([
      ["'set.limits[1].figure' is 'tsnr', which has a limit above", undefined],
    ]);
  });
});
