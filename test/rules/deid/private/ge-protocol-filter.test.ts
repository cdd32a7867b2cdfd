import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filteredGeProtocol, isGeProtocol } from '../../../../src/rules/deid/private/ge-protocol-filter.js';
import { KeyPatterns } from '../../../../src/rules/deid/private/key-patterns.js';
import { TOOLS } from './fixtures.js';

const keys = new KeyPatterns(['SLICEORDER', 'IOPT', 'PHASEDELAYS*']);

function blockOf(text: string): Uint8Array {
  const member = gzipSync(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(member.length);
  return Uint8Array.from(Buffer.concat([length, member]));
}

describe('filteredGeProtocol', () => {
  const SOURCE =
    'SLICEORDER "1"\nSEDESC "JANE"\nIOPT "EPI, JANE"\nPHASEDELAYS1 "JANE"\nJANE\nPHASEDELAYS2 "3"\n';
  const out = filteredGeProtocol(blockOf(SOURCE), keys, TOOLS) ?? new Uint8Array();

  it('keeps the lines of the named keys, numbers as they are and named text cleaned', () => {
    expect(isGeProtocol(blockOf(SOURCE))).toBe(true);
    expect(gunzipSync(out.subarray(4)).toString()).toBe('SLICEORDER "1"\nIOPT "EPI, "\nPHASEDELAYS2 "3"\n');
  });

  it('states its length, is even, and names no file, time or system', () => {
    expect(out.length % 2).toBe(0);
    expect(isGeProtocol(out)).toBe(true);
    expect([...out.subarray(7, 12)]).toEqual([0, 0, 0, 0, 0]);
    expect(out[13]).toBe(0xff);
    const stated = new DataView(out.buffer).getUint32(0, true);
    expect(out.length - 4 - stated).toBeLessThanOrEqual(1);
  });

  it('gives nothing for what cannot be read, is too large, or has nothing to keep', () => {
    expect(filteredGeProtocol(blockOf(SOURCE).subarray(0, 30), keys, TOOLS)).toBeUndefined();
    expect(filteredGeProtocol(blockOf('SEDESC "JANE"\n'), keys, TOOLS)).toBeUndefined();
    expect(filteredGeProtocol(blockOf('SLICEORDER "1"\n'.repeat(200_000)), keys, TOOLS)).toBeUndefined();
    expect(isGeProtocol(new Uint8Array(3))).toBe(false);
  });
});
