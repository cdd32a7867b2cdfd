import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIGURES, type FigureName, figureOf } from '../../../src/rules/motion/figures.js';
import { convert } from '../../../src/rules/protocol/units/unit.js';

const SCHEMA = new URL('../../../schemas/limits.schema.json', import.meta.url);

describe('the figures of a series', () => {
  it('have names of their own, which end with their unit where they have one', () => {
    const names = FIGURES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const endings: Readonly<Record<string, RegExp>> = {
      mm: /Mm$/,
      deg: /Deg$/,
      'mm/s': /MmPerS$/,
      min: /Minutes$/,
      '%': /Percent$|[sS]hare(?:OverFd)?$/,
      '1': /(?<!Mm|Deg|PerS|Minutes|Percent)$/,
    };
    for (const { name, unit } of FIGURES) expect(name, unit).toMatch(endings[unit] ?? /(?!)/);
  });

  it('have units that amounts can be written in', () => {
    const units = new Set<string>(FIGURES.map(({ unit }) => unit));
    for (const unit of units) if (unit !== '1') expect(convert(1, unit, unit), unit).toBe(1);
  });

  it('say what they are, and where their method comes from', () => {
    for (const { text, source } of FIGURES) {
      expect(text).toMatch(/\S/);
      expect(source).toMatch(/\S/);
    }
  });

  it('have a range in which something can be bad', () => {
    for (const { name } of FIGURES) {
      const { least, most = Number.POSITIVE_INFINITY } = figureOf(name);
      expect(most, name).toBeGreaterThan(least);
    }
  });

  it('are those that the schema of limits names, in its order', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    expect(schema.$defs.limit.properties.figure.enum).toEqual(FIGURES.map(({ name }) => name));
  });

  it('are found by name, and nothing else is', () => {
    expect(figureOf('tsnr')).toMatchObject({ name: 'tsnr', unit: '1', worse: 'low', least: 0 });
    expect(() => figureOf('toString' as FigureName)).toThrow(RangeError);
  });
});
