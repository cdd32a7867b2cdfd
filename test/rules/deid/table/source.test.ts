import { describe, expect, it } from 'vitest';
import { TABLE_OPTIONS } from '../../../../src/rules/deid/profile/profile.js';
import { TABLE, tableSource } from '../../../../src/rules/deid/table/source.js';

describe('tableSource', () => {
  it('names the table with its edition', () => {
    expect(tableSource()).toBe('PS3.15 2026d Table E.1-1');
  });

  it('names the option whose column decides', () => {
    expect(tableSource('retainUids')).toBe('PS3.15 2026d Table E.1-1, Retain UIDs Option');
    expect(tableSource('cleanDescriptors')).toBe('PS3.15 2026d Table E.1-1, Clean Descriptors Option');
  });

  it('names each option otherwise', () => {
    const sources = TABLE_OPTIONS.map((option) => tableSource(option));
    expect(new Set(sources).size).toBe(10);
    expect(sources.every((source) => source.startsWith(`${TABLE}, `) && source.endsWith(' Option'))).toBe(
      true,
    );
  });
});
