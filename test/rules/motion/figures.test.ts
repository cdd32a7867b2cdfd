import { describe, expect, it } from 'vitest';
import { FIGURES, type FigureDefinition } from '../../../src/rules/motion/figures.js';
import { convert } from '../../../src/rules/protocol/units/unit.js';

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
    const all: readonly FigureDefinition[] = FIGURES;
    for (const { name, least, most = Number.POSITIVE_INFINITY } of all)
      expect(most, name).toBeGreaterThan(least);
  });
});
