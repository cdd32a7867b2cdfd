import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCsa } from '../../../fixtures/writer/csa.js';
import { CsaError, type CsaHeader, parseCsa } from '../../../src/dicom/vendor/csa.js';
import { type CsaFilterOptions, filterCsa } from '../../../src/dicom/vendor/csa-encode.js';
import { type CsaTagSource, encodeCsa1, encodeCsa2 } from '../../helpers/csa.js';

const TAGS: readonly CsaTagSource[] = [
  { name: 'UsedPatientWeight', vm: 1, vr: 'IS', values: ['71'], items: 3 },
  { name: 'SliceNormalVector', vm: 3, vr: 'FD', syngodt: 4, values: ['0.0', '0.10799944', '0.99415095'] },
  { name: 'B_value', vm: 1, vr: 'IS', values: [] },
  { name: 'MosaicRefAcqTimes', vm: 0, vr: 'FD', values: ['0.0', '70.5', '1.4e2', 'void', '5', '6', '7'] },
  { name: 'ImaCoilString', vm: 1, vr: 'LO', values: ['HEA;HEP'] },
];
const FORMS = [
  ['csa2', encodeCsa2],
  ['csa1', encodeCsa1],
] as const;

function filtered(bytes: Uint8Array, keep: readonly string[], options?: CsaFilterOptions): Uint8Array {
  const result = filterCsa(bytes, new Set(keep), options);
  if (result instanceof CsaError) throw result;
  return result;
}

function header(bytes: Uint8Array): CsaHeader {
  const result = parseCsa(bytes);
  if (result instanceof CsaError) throw result;
  return result;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The bytes with some written over, each text at its offset. */
function withText(bytes: Uint8Array, ...texts: readonly (readonly [at: number, text: string])[]): Uint8Array {
  const copy = Buffer.from(bytes);
  for (const [at, text] of texts) copy.write(text, at, 'latin1');
  return Uint8Array.from(copy);
}

describe.each(FORMS)('filterCsa of %s', (_, encode) => {
  it('writes what the scanner would have written with those tags alone', () => {
    for (const keep of [['SliceNormalVector', 'ImaCoilString'], ['MosaicRefAcqTimes'], ['B_value'], []]) {
      const expected = encode(TAGS.filter(({ name }) => keep.includes(name)));
      expect(filtered(encode(TAGS), keep)).toEqual(expected);
    }
  });

  it('gives the same bytes where every tag is kept and nothing is hidden', () => {
    const bytes = encode(TAGS);
    expect(
      filtered(
        bytes,
        TAGS.map(({ name }) => name),
      ),
    ).toEqual(bytes);
  });

  it('ignores names that the header does not hold', () => {
    expect(header(filtered(encode(TAGS), ['B_value', 'Nonsense'])).tags.size).toBe(1);
  });

  it('keeps the first of two tags of one name, which is the one that is read', () => {
    const twice = ['kept', 'hidden'].map((value) => ({ name: 'A', vm: 1, vr: 'LO', values: [value] }));
    expect(filtered(encode(twice), ['A'])).toEqual(encode(twice.slice(0, 1)));
  });

  it('clears items beyond the multiplicity, and keeps their places', () => {
    const bytes = encode([{ name: 'A', vm: 1, vr: 'LO', values: ['1', 'Doe^Jane'] }]);
    const out = filtered(bytes, ['A']);
    expect(latin1(out)).not.toContain('Doe');
    expect(out).toHaveLength(bytes.length);
    expect(header(out)).toEqual(header(bytes));
  });

  it('writes new values of a tag where the caller gives them', () => {
    const rewrite: CsaFilterOptions['rewrite'] = (name, values) =>
      name === 'ImaCoilString' ? values.map((value) => value.replace('HEP', 'Größe')) : undefined;
    const out = filtered(encode(TAGS), ['ImaCoilString', 'SliceNormalVector'], { rewrite });
    expect(header(out).tags.get('ImaCoilString')).toEqual({
      vm: 1,
      vr: 'LO',
      syngodt: 6,
      values: ['HEA;Größe'],
    });
    expect(header(out).tags.get('SliceNormalVector')).toEqual(
      header(encode(TAGS)).tags.get('SliceNormalVector'),
    );
  });

  it('takes fewer, more and no new values', () => {
    const only = { name: 'A', vm: 0, vr: 'LO', values: ['1', '2'] };
    for (const values of [[], ['x'], ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']]) {
      const out = filtered(encode([only, ...TAGS]), ['A', 'B_value'], {
        rewrite: (name) => (name === 'A' ? values : undefined),
      });
      expect(header(out).tags.get('A')?.values).toEqual(values);
      expect(header(out).tags.get('B_value')?.values).toEqual([]);
    }
  });

  it('answers the error of the parser for a header that is cut or damaged', () => {
    const bytes = encode(TAGS);
    for (const cut of [7, 50, 150, 300]) {
      const result = filterCsa(bytes.subarray(0, cut), new Set(['UsedPatientWeight']));
      expect(result).toBeInstanceOf(CsaError);
    }
  });

  it('gives exactly the kept tags, whichever are kept and whatever they hold', () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 9 })
      .map((text) => text.replaceAll('\0', '').trim());
    const tag = fc.record({
      name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/),
      vm: fc.nat(3),
      vr: fc.constantFrom('IS', 'LO', 'UN'),
      values: fc.array(value, { maxLength: 4 }),
      items: fc.integer({ min: 4, max: 7 }),
    });
    const tags = fc.uniqueArray(tag, { selector: ({ name }) => name, maxLength: 6 });
    fc.assert(
      fc.property(tags, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (all, flags) => {
        const keep = all.filter((_tag, index) => flags[index]).map(({ name }) => name);
        const before = header(encode(all));
        const after = header(filtered(encode(all), keep));
        expect([...after.tags]).toEqual([...before.tags].filter(([name]) => keep.includes(name)));
      }),
    );
  });

  it('never gives more than it got, and leaves out the bytes of dropped values, whichever byte is changed', () => {
    const bytes = encode(TAGS);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = value;
        const before = parseCsa(changed);
        const after = filterCsa(changed, new Set(['B_value', 'SliceNormalVector']));
        expect(after instanceof CsaError).toBe(before instanceof CsaError);
        if (after instanceof CsaError) return;
        expect(after.length).toBeLessThanOrEqual(changed.length);
        expect(header(after).tags.get('B_value')).toEqual(before.tags.get('B_value'));
        expect(header(after).tags.get('SliceNormalVector')).toEqual(before.tags.get('SliceNormalVector'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what scanners leave in unused bytes', () => {
  // SV10, four bytes, count, 77; then the first tag: name 64, vm, vr 4, syngodt, items, word; then its first item.
  const one = encodeCsa2([{ name: 'A', vm: 1, vr: 'LO', values: ['coil'], items: 1 }]);
  const clean = filtered(one, ['A']);

  it('is cleared behind the name, the VR and the value, and the header reads the same', () => {
    const dirty = withText(one, [16 + 2, 'Doe^Jane\0MRC35119'], [16 + 71, '!'], [16 + 84 + 16 + 5, 'abc']);
    expect(header(dirty)).toEqual(header(one));
    expect(filtered(dirty, ['A'])).toEqual(clean);
  });

  it('is cleared within the stated length of a value', () => {
    const long = encodeCsa2([{ name: 'A', vm: 1, vr: 'LO', values: ['coil          '], items: 1 }]);
    const dirty = withText(long, [16 + 84 + 16 + 4, '\0Doe^Jane']);
    expect(latin1(filtered(dirty, ['A']))).not.toContain('Doe');
    expect(header(filtered(dirty, ['A']))).toEqual(header(dirty));
  });

  it('is dropped after the last tag, and in place of the bytes after SV10', () => {
    const long = Uint8Array.from([...one.subarray(0, -4), ...Buffer.from('Doe^Jane of Springfield')]);
    expect(filtered(withText(long, [4, 'Jane']), ['A'])).toEqual(withText(clean, [4, '\0\0\0\0']));
  });

  it('is told from the words that scanners write to mark what is unused', () => {
    const marked = Uint8Array.from(one);
    new DataView(marked.buffer).setInt32(16 + 84 + 8, 205, true);
    new DataView(marked.buffer).setInt32(16 + 80, 205, true);
    expect(filtered(marked, ['A'])).toEqual(marked);
    new DataView(marked.buffer).setInt32(16 + 84 + 8, 0x4a616e65, true);
    new DataView(marked.buffer).setInt32(16 + 80, 0x4a616e65, true);
    expect(filtered(marked, ['A'])).toEqual(clean);
  });
});

describe('filterCsa at the edges of the format', () => {
  it('writes a CSA1 tag that ends at an item of impossible length with the items that it has', () => {
    const bytes = encodeCsa1([{ name: 'Last', vm: 1, vr: 'IS', values: ['32'], items: 6 }]);
    const second = 8 + 84 + 16 + 4; // after the first item, `32` and its padding
    new DataView(bytes.buffer).setInt32(second, 1_000_000, true);
    const whole = encodeCsa1([{ name: 'Last', vm: 1, vr: 'IS', values: ['32'], items: 1 }]);
    // What stands after that item is beyond the last tag; four bytes of zero take its place.
    expect(filtered(bytes, ['Last'])).toEqual(Uint8Array.from([...whole, 0, 0, 0, 0]));
  });

  it('reads from a view at any place of its buffer, and gives bytes of its own', () => {
    const bytes = encodeCsa2(TAGS);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const out = filtered(shifted.subarray(3), ['ImaCoilString']);
    shifted.fill(0xff);
    expect(out).toEqual(filtered(bytes, ['ImaCoilString']));
    expect(out.byteOffset).toBe(0);
  });

  it('keeps the headers that the fixtures write', () => {
    const entries = [
      { name: 'NumberOfImagesInMosaic', vr: 'US', vm: 1, values: ['35'] },
      { name: 'PatReinPattern', vr: 'ST', vm: 1, values: ['1;HFS;72.00;15.00'] },
    ];
    expect(filtered(encodeCsa(entries), ['NumberOfImagesInMosaic'])).toHaveLength(
      encodeCsa(entries.slice(0, 1)).length,
    );
    expect(latin1(filtered(encodeCsa(entries), ['NumberOfImagesInMosaic']))).not.toContain('HFS');
  });

  it('answers a header or a typed error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(5), (bytes, count) => {
        const start = [0x53, 0x56, 0x31, 0x30, 4, 3, 2, 1, count, 0, 0, 0, 77, 0, 0, 0];
        const result = filterCsa(Uint8Array.from([...start, ...bytes]), new Set(['A']));
        if (!(result instanceof CsaError)) expect(header(result).tags.size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
