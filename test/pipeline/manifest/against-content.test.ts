import { describe, expect, it } from 'vitest';
import {
  earlierContent,
  matchContent,
  shownContent,
} from '../../../src/pipeline/manifest/against-content.js';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

describe('matchContent', () => {
  it.each([
    [{ bytes: 1, sha256: a, sized: true }, { bytes: 1, sha256: a, sized: true }, 'identical'],
    [{ bytes: 1, sha256: a, sized: true }, { bytes: 1, sha256: b, sized: true }, 'changed'],
    [{ bytes: 1, sha256: a, sized: true }, { bytes: 1, sized: true }, 'unproven'],
    [{ bytes: 1, sized: true }, { bytes: 1, sized: true }, 'unproven'],
    [{ bytes: 1, sized: true }, { bytes: 2, sha256: b, sized: true }, 'changed'],
    [{ bytes: 0, sized: false }, { bytes: 2, sha256: b, sized: true }, 'unproven'],
    [{ bytes: 2, sized: true }, { bytes: 0, sized: false }, 'unproven'],
  ] as const)('%j and %j are %s', (one, other, expected) => {
    expect(matchContent(one, other)).toBe(expected);
    expect(matchContent(other, one)).toBe(expected);
  });

  it('shows checksums where both are known, else sizes', () => {
    const known = { bytes: 7, sha256: a, sized: true };
    expect(shownContent(known, { bytes: 7, sha256: b, sized: true })).toBe(a);
    expect(shownContent(known, { bytes: 8, sized: true })).toBe('7 bytes');
  });
});

describe('earlierContent', () => {
  const entry = { root: 0, path: 'x', kind: 'dicom', bytes: 3 } as const;

  it('takes a checksum in any case, and none for what is no SHA-256', () => {
    expect(earlierContent({ ...entry, sha256: a.toUpperCase() }).sha256).toBe(a);
    expect(earlierContent({ ...entry, sha256: 'a'.repeat(40) }).sha256).toBeUndefined();
    expect(earlierContent({ ...entry, sha256: 'x'.repeat(64) }).sha256).toBeUndefined();
  });

  it('does not know the size of a file that could not be opened', () => {
    expect(earlierContent({ ...entry, kind: 'unreadable', bytes: 0 }).sized).toBe(false);
    expect(earlierContent({ ...entry, kind: 'unreadable' }).sized).toBe(true);
  });
});
