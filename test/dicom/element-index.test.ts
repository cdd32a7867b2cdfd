import { describe, expect, it } from 'vitest';
import { ElementIndex, FLAG } from '../../src/dicom/element-index.js';

describe('an element index', () => {
  it('keeps every column when it grows', () => {
    const index = new ElementIndex();
    for (let i = 0; i < 3000; i++) {
      expect(index.add(0xfffe0000 + i, i % 0x10000, i % 128, 2 ** 33 + i)).toBe(i);
      index.files[i] = 2 ** 34 + i;
      index.values[i] = i * 3;
      index.lengths[i] = 0xffffffff;
    }
    expect(index.size).toBe(3000);
    for (const i of [0, 511, 512, 2999]) {
      expect([index.tags[i], index.vrs[i], index.flags[i]]).toEqual([0xfffe0000 + i, i, i % 128]);
      expect([index.heads[i], index.files[i], index.values[i]]).toEqual([2 ** 33 + i, 2 ** 34 + i, i * 3]);
      expect([index.lengths[i], index.ends[i]]).toEqual([0xffffffff, i + 1]);
    }
  });

  it('forgets what comes after a size, and nothing of it shines through', () => {
    const index = new ElementIndex();
    index.add(1, 2, FLAG.sequence, 4);
    index.lengths[0] = 77;
    index.ends[0] = 9;
    index.truncate(0);
    index.add(5, 6, 0, 8);
    expect([index.size, index.lengths[0], index.files[0], index.values[0], index.ends[0]]).toEqual([
      1, 0, 0, -1, 1,
    ]);
  });

  it('has a flag for each bit, none twice', () => {
    const flags = Object.values(FLAG);
    expect(new Set(flags).size).toBe(flags.length);
    expect(flags.reduce((sum, flag) => sum | flag, 0)).toBe(flags.reduce((sum, flag) => sum + flag, 0));
    expect(Math.max(...flags)).toBeLessThan(256);
  });
});
