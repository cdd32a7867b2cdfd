import { describe, expect, it } from 'vitest';
import { unpadded, withoutTrailing } from '../../../src/dicom/values/padding.js';

describe('unpadded', () => {
  it('takes leading spaces and trailing spaces and NULs off', () => {
    expect(unpadded('  a b \0 ')).toBe('a b');
    expect(unpadded(' \0')).toBe('');
    expect(unpadded('\0a')).toBe('\0a');
    expect(unpadded('')).toBe('');
  });
});

describe('withoutTrailing', () => {
  it('takes off any of the characters, at the end alone', () => {
    expect(withoutTrailing('^a^=^', '^=')).toBe('^a');
    expect(withoutTrailing('^^', '^')).toBe('');
  });

  it('takes no longer than the length of the text asks for', () => {
    // With a backtracking pattern this takes minutes.
    const text = `${' '.repeat(1_000_000)}x`;
    expect(withoutTrailing(`a${text}`, ' ')).toHaveLength(1_000_002);
  });
});
