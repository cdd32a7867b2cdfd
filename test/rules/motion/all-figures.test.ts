import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PHANTOM_KINDS } from '../../../src/motion/phantom/phantom-image.js';
import {
  ALL_FIGURES,
  type AnyFigureName,
  FIGURES_OF,
  figureNamed,
  figureOf,
} from '../../../src/rules/motion/all-figures.js';
import { IMAGE_FIGURES } from '../../../src/rules/motion/image/image-figures.js';
import { PHANTOM_FIGURES } from '../../../src/rules/motion/phantom/phantom-figures.js';
import { convert } from '../../../src/rules/protocol/units/unit.js';

const SCHEMA = new URL('../../../schemas/limits.schema.json', import.meta.url);
const NAMES = ALL_FIGURES.map(({ name }) => name);

describe('all figures', () => {
  it('have names of their own', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
  });

  it('end with their unit where they have one', () => {
    const endings: Readonly<Record<string, RegExp>> = {
      mm: /Mm$/,
      '%': /Percent$/,
      HU: /Hu$/,
      'g/ml': /Suv$/,
      '1': /(?<!Mm|Deg|PerS|Minutes|Percent|Hu|Suv)$/,
    };
    for (const { name, unit } of [...IMAGE_FIGURES, ...PHANTOM_FIGURES]) {
      expect(name, unit).toMatch(endings[unit] ?? /(?!)/);
    }
  });

  it('have units that amounts can be written in', () => {
    for (const { unit } of ALL_FIGURES) if (unit !== '1') expect(convert(1, unit, unit), unit).toBe(1);
  });

  it('say what they are, and where their method comes from, and end where something can be bad', () => {
    for (const { name, text, source, label, least, most = Number.POSITIVE_INFINITY } of ALL_FIGURES) {
      for (const words of [text, source, label]) expect(words, name).toMatch(/^\S.*[^\s.]$/);
      expect(most, name).toBeGreaterThan(least);
    }
  });

  it('are those that the schema of limits names, in its order', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    expect(schema.$defs.limit.properties.figure.enum).toEqual(NAMES);
    expect(schema.$defs.phantom.properties.kind.enum).toEqual(PHANTOM_KINDS);
  });

  it('are found by name, and nothing else is', () => {
    expect(figureOf('tsnr')).toMatchObject({ name: 'tsnr', unit: '1', worse: 'low', least: 0 });
    expect(figureOf('waterHu')).toMatchObject({ unit: 'HU', worse: 'both' });
    expect(() => figureOf('toString' as AnyFigureName)).toThrow(RangeError);
    expect(figureNamed('psgPercent')).toBe('psgPercent');
    expect(figureNamed('toString')).toBeUndefined();
  });
});

describe('the figures of a kind', () => {
  it.each(Object.entries(FIGURES_OF))('%s are known, and each is there once', (_kind, figures) => {
    expect(figures.length).toBeGreaterThan(0);
    expect(new Set(figures).size).toBe(figures.length);
    for (const figure of figures) expect(NAMES).toContain(figure);
  });

  it('are all that there are', () => {
    const used = new Set(Object.values(FIGURES_OF).flat());
    expect(NAMES.filter((name) => !used.has(name))).toEqual([]);
  });

  it('are there for every phantom', () => {
    for (const kind of PHANTOM_KINDS) expect(FIGURES_OF).toHaveProperty(kind);
  });
});
