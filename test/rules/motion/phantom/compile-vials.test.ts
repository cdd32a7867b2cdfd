import { describe, expect, it } from 'vitest';
import type { RawPhantom } from '../../../../src/rules/motion/limits/raw-limits.js';
import { faultsIn } from './scene.js';

type RawVial = NonNullable<RawPhantom['vials']>[number];

const FIRST: RawVial = { name: 'a', position: [0, 0], radius: 10, adc: 0.001 };
const faultsOf = (...vials: RawVial[]): string[] => faultsIn({ kind: 'adc', vials });

describe('a vial', () => {
  it('may touch another, and stand anywhere', () => {
    expect(faultsOf(FIRST, { ...FIRST, name: 'b', position: ['-20 mm', '0 mm'] })).toEqual([]);
    expect(faultsOf(FIRST, { ...FIRST, name: 'b', position: [0, 300] })).toEqual([]);
  });

  it.each([
    [{ position: [15, 0] }, "'phantom.vials[1].position' overlaps the vial 'a'"],
    [{ name: 'a', position: [40, 0] }, "'phantom.vials[1].name' is 'a', the name of a vial above"],
    [{ radius: 0 }, "'phantom.vials[1].radius' is not above 0"],
    [{ adc: 0 }, "'phantom.vials[1].adc' is not above 0"],
    [
      { adc: 1.1 },
      "'phantom.vials[1].adc' is 1.1 mm2/s, and nothing diffuses so fast: water's is about 0.002 mm2/s",
    ],
    [{ adc: '800 s/mm2' }, "'phantom.vials[1].adc' is in s/mm2, and adc is in mm2/s"],
    [{ position: ['1 s', 40] }, "'phantom.vials[1].position.0' is in s, and position.0 is in mm"],
  ] as [Partial<RawVial>, string][])('with %j beside the first is refused', (more, fault) => {
    expect(faultsOf(FIRST, { ...FIRST, name: 'b', position: [40, 0], ...more })).toEqual([fault]);
  });

  it('that is the first is where the others are told from', () => {
    expect(faultsOf({ ...FIRST, position: [1, 0] })).toEqual([
      "'phantom.vials[0].position' is not 0, 0: positions are told from the first vial",
    ]);
  });

  it('has all that is wrong with it told at once', () => {
    expect(faultsOf({ ...FIRST, position: [3, 0], radius: -1, adc: 5 })).toHaveLength(3);
  });
});
