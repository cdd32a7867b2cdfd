import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CsaError,
  type CsaHeader,
  csaNumber,
  csaNumbers,
  csaText,
  parseCsa,
} from '../../../src/dicom/vendor/csa.js';
import { type CsaTagSource, encodeCsa1, encodeCsa2 } from '../../helpers/csa.js';

const TAGS: readonly CsaTagSource[] = [
  { name: 'EchoLinePosition', vm: 1, vr: 'IS', values: ['32'] },
  { name: 'SliceNormalVector', vm: 3, vr: 'FD', syngodt: 4, values: ['0.0', '0.10799944', '0.99415095'] },
  { name: 'B_value', vm: 1, vr: 'IS', values: [] },
  { name: 'MosaicRefAcqTimes', vm: 0, vr: 'FD', values: ['0.0', '70.5', '1.4e2', 'void', '5', '6', '7'] },
  { name: 'ImaCoilString', vm: 1, vr: 'LO', values: ['HEA;HEP'] },
];

function header(bytes: Uint8Array): CsaHeader {
  const result = parseCsa(bytes);
  if (result instanceof CsaError) throw result;
  return result;
}

function errorOf(bytes: Uint8Array): CsaError {
  const result = parseCsa(bytes);
  if (!(result instanceof CsaError)) throw new Error('a header was read');
  return result;
}

describe.each([
  ['csa2', encodeCsa2],
  ['csa1', encodeCsa1],
] as const)('parseCsa of %s', (version, encode) => {
  it('reads every tag with its multiplicity, VR, type and values', () => {
    const read = header(encode(TAGS));
    expect(read.version).toBe(version);
    expect([...read.tags.keys()]).toEqual(TAGS.map(({ name }) => name));
    expect(read.tags.get('SliceNormalVector')).toEqual({
      vm: 3,
      vr: 'FD',
      syngodt: 4,
      values: ['0.0', '0.10799944', '0.99415095'],
    });
    expect(read.tags.get('B_value')?.values).toEqual([]);
    expect(read.tags.get('MosaicRefAcqTimes')?.values).toHaveLength(7);
  });

  it('passes over the slots beyond the multiplicity', () => {
    const read = header(encode([{ name: 'A', vm: 2, vr: 'IS', values: ['1', '2', 'left over'] }, ...TAGS]));
    expect(read.tags.get('A')?.values).toEqual(['1', '2']);
    expect(read.tags.size).toBe(TAGS.length + 1);
  });

  it('reads from a view at any place of its buffer', () => {
    const bytes = encode(TAGS);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(header(shifted.subarray(3))).toEqual(header(bytes));
  });

  it('answers an error with the tags before the cut, wherever it is cut', () => {
    const bytes = encode(TAGS);
    const whole = header(bytes);
    const used = version === 'csa2' ? bytes.length - 4 : bytes.length;
    for (let end = 8; end < used - 100; end += 7) {
      const { code, tags } = errorOf(bytes.subarray(0, end));
      expect(['csa-truncated', 'csa-not-recognised']).toContain(code);
      for (const [name, tag] of tags) expect(tag).toEqual(whole.tags.get(name));
      expect(tags.size).toBeLessThan(TAGS.length);
    }
  });

  it('answers a header or a typed error, whichever byte is changed', () => {
    const bytes = encode(TAGS);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        const result = parseCsa(changed);
        expect(result.tags.size).toBeLessThanOrEqual(TAGS.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseCsa of damaged headers', () => {
  const patched = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
    const copy = Uint8Array.from(bytes);
    new DataView(copy.buffer).setInt32(at, value, true);
    return copy;
  };
  // SV10, four bytes, count, 77; then the first tag: name 64, vm, vr, syngodt, items, word; then its first item.
  const at = { count: 8, check: 12, vm: 80, items: 92, itemLength: 104 };

  it('refuses what is no CSA header', () => {
    expect(errorOf(new Uint8Array(0)).code).toBe('csa-not-recognised');
    expect(errorOf(new Uint8Array(400)).code).toBe('csa-not-recognised');
    expect(errorOf(patched(encodeCsa2(TAGS), at.check, 78)).code).toBe('csa-not-recognised');
    expect(errorOf(new TextEncoder().encode('SV10')).code).toBe('csa-truncated');
  });

  it('refuses a number of tags that no header has', () => {
    expect(errorOf(patched(encodeCsa2(TAGS), at.count, 2_000_000_000)).code).toBe('csa-not-recognised');
    expect(errorOf(patched(encodeCsa2(TAGS), at.count, -1)).code).toBe('csa-not-recognised');
  });

  it('refuses negative counts and lengths', () => {
    for (const place of [at.vm, at.items, at.itemLength])
      expect(errorOf(patched(encodeCsa2(TAGS), place, -5)).code).toBe('csa-damaged');
  });

  it('reads nothing beyond the bytes, whatever the lengths state', () => {
    for (const place of [at.items, at.itemLength])
      expect(errorOf(patched(encodeCsa2(TAGS), place, 0x7fffffff)).code).toBe('csa-truncated');
  });

  it('ends a CSA1 tag at an item of impossible length, as other readers do', () => {
    const bytes = encodeCsa1(TAGS.slice(0, 1));
    const second = 8 + 84 + 16 + 4; // after the first item, `32` and its padding
    const read = header(patched(bytes, second, 1_000_000));
    expect(read.tags.get('EchoLinePosition')?.values).toEqual(['32']);
  });

  it('accepts a header without tags', () => {
    expect(header(encodeCsa2([])).tags.size).toBe(0);
  });

  it('keeps the first of two tags of one name', () => {
    const twice = ['1', '2'].map((value) => ({ name: 'A', vm: 1, vr: 'IS', values: [value] }));
    expect(header(encodeCsa2(twice)).tags.get('A')?.values).toEqual(['1']);
  });

  it('answers a header or a typed error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(5), (bytes, count) => {
        const start = [0x53, 0x56, 0x31, 0x30, 4, 3, 2, 1, count, 0, 0, 0, 77, 0, 0, 0];
        const result = parseCsa(Uint8Array.from([...start, ...bytes]));
        expect(result.tags.size).toBeLessThanOrEqual(count);
      }),
    );
  });

  it('names no value in an error', () => {
    expect(errorOf(encodeCsa2(TAGS).subarray(0, 200)).message).toBe('csa-truncated');
  });
});

describe('values of a header', () => {
  const read = header(encodeCsa2(TAGS));

  it('are text, a number or numbers', () => {
    expect(csaText(read, 'ImaCoilString')).toBe('HEA;HEP');
    expect(csaNumber(read, 'EchoLinePosition')).toBe(32);
    expect(csaNumbers(read, 'SliceNormalVector')).toEqual([0, 0.10799944, 0.99415095]);
  });

  it('are absent, not zero, where the header has none', () => {
    expect(csaText(read, 'B_value')).toBeUndefined();
    expect(csaNumber(read, 'B_value')).toBeUndefined();
    expect(csaNumber(read, 'NoSuchTag')).toBeUndefined();
    expect(csaNumbers(read, 'NoSuchTag')).toEqual([]);
  });

  it('are NaN in their place where they are no number', () => {
    expect(csaNumbers(read, 'MosaicRefAcqTimes')).toEqual([0, 70.5, 140, Number.NaN, 5, 6, 7]);
    expect(csaNumber(read, 'ImaCoilString')).toBeUndefined();
  });

  it('are read as UTF-8, or byte for byte where they are not', () => {
    const tag = (value: string): CsaTagSource[] => [{ name: 'A', vm: 1, vr: 'LO', values: [value] }];
    expect(csaText(header(encodeCsa2(tag('Schädel'))), 'A')).toBe('Schädel');
    const latin1 = encodeCsa2(tag('Sch?del'));
    latin1[latin1.indexOf(0x3f)] = 0xe4;
    expect(csaText(header(latin1), 'A')).toBe('Schädel');
  });
});
