import { describe, expect, it } from 'vitest';
import { PHANTOM_KINDS } from '../../../../src/motion/phantom/phantom-image.js';
import { fieldInWords, phantomInWords } from '../../../../src/rules/motion/phantom/words.js';
import { declared } from './scene.js';

describe('a phantom in words', () => {
  it.each([
    [{ kind: 'acr-large' }, 'the ACR large MR phantom'],
    [{ kind: 'uniform', diameter: 170 }, 'a uniform MR phantom, 170 mm wide'],
    [{ kind: 'stability' }, 'a uniform MR phantom over time (FBIRN)'],
    [{ kind: 'ct-water', diameter: '20 cm' }, 'a CT cylinder of water, 200 mm wide'],
    [{ kind: 'pet-cylinder' }, 'a uniform PET cylinder'],
    [
      { kind: 'pet-spheres', spheres: [37, 10], sphereToBackground: 10 },
      'a PET phantom with hot spheres (NEMA), spheres of 37, 10 mm, 10 times the background',
    ],
    [
      { kind: 'pet-spheres', spheres: [37, 10], sphereActivity: 20_000 },
      'a PET phantom with hot spheres (NEMA), spheres of 37, 10 mm, filled with 20000 Bq/ml',
    ],
    [
      { kind: 'pet-spheres', spheres: [37, 10], sphereSuv: 8 },
      'a PET phantom with hot spheres (NEMA), spheres of 37, 10 mm, filled with SUV 8',
    ],
    [
      { kind: 'pet-spheres', spheres: [37, 10] },
      'a PET phantom with hot spheres (NEMA), spheres of 37, 10 mm, whose filling is not told',
    ],
    [
      { kind: 'adc', vials: [{ name: 'a', position: [0, 0], radius: 10, adc: 0.001 }] },
      'vials of known diffusion coefficient, 1 of them',
    ],
  ] as [Parameters<typeof declared>[0], string][])('%j', (raw, words) => {
    expect(phantomInWords(declared(raw))).toBe(words);
  });

  it('is told for each kind', () => {
    const bare = PHANTOM_KINDS.filter((kind) => kind !== 'adc').map((kind) =>
      phantomInWords(declared({ kind })),
    );
    expect(new Set(bare).size).toBe(PHANTOM_KINDS.length - 1);
  });
});

describe('field strengths in words', () => {
  it.each([
    [{ max: 2.5 }, '≤ 2.5 T'],
    [{ min: 2.5 }, '≥ 2.5 T'],
    [{ min: 1, max: 3 }, '1 … 3 T'],
  ])('%j read %s', (fieldTesla, words) => {
    expect(fieldInWords({ fieldTesla })).toBe(words);
  });

  it('are none where limits are of all', () => {
    expect(fieldInWords({})).toBeUndefined();
  });
});
