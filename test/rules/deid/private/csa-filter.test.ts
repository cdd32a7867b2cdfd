import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsaHeader, parseCsa } from '../../../../src/dicom/vendor/csa.js';
import { parsePhoenix } from '../../../../src/dicom/vendor/phoenix.js';
import { filteredCsa } from '../../../../src/rules/deid/private/csa-filter.js';
import { KeyPatterns } from '../../../../src/rules/deid/private/key-patterns.js';
import { type CsaTagSource, encodeCsa1, encodeCsa2 } from '../../../helpers/csa.js';
import { TOOLS } from './fixtures.js';

const PROTOCOL = [
  '<XProtocol> { "JANE" }',
  '### ASCCONV BEGIN object=JANE ###',
  'alTR[0] = 2000000',
  'tSequenceFileName = ""%SiemensSeq%\\JANEep2d""',
  'tPatient = ""JANE""',
  '### ASCCONV END ###',
].join('\n');

const TAGS: readonly CsaTagSource[] = [
  { name: 'NumberOfImagesInMosaic', vm: 1, vr: 'US', values: ['35'] },
  { name: 'MosaicRefAcqTimes', vm: 3, vr: 'FD', values: ['0.0', '70.5', '20180502'] },
  { name: 'ImaCoilString', vm: 1, vr: 'LO', values: ['HEAJANE;HEP'] },
  { name: 'Referenced', vm: 2, vr: 'UI', values: ['1.2.3.4', 'JANE'] },
  { name: 'Started', vm: 1, vr: 'DA', values: ['20180502'] },
  { name: 'Partly', vm: 1, vr: 'DA', values: ['201805'] },
  { name: 'Operator', vm: 1, vr: 'PN', values: ['JANE'] },
  { name: 'Blob', vm: 1, vr: 'UN', values: ['JANE'] },
  { name: 'Hidden', vm: 1, vr: 'IS', values: ['JANE'] },
  { name: 'PatientJane', vm: 1, vr: 'IS', values: ['7'] },
  { name: 'MrPhoenixProtocol', vm: 1, vr: 'UN', values: [PROTOCOL] },
];
const allowed = {
  tags: new Set(TAGS.map(({ name }) => name).filter((name) => name !== 'PatientJane')),
  keys: new KeyPatterns(['alTR[*]', 'tSequenceFileName']),
};

const filtered = (bytes: Uint8Array): CsaHeader =>
  parseCsa(filteredCsa(bytes, allowed, TOOLS) ?? new Uint8Array()) as CsaHeader;
const valuesOf = (header: CsaHeader, name: string): readonly string[] | undefined =>
  header.tags.get(name)?.values;

describe.each([
  ['CSA1', encodeCsa1],
  ['CSA2', encodeCsa2],
] as const)('filteredCsa, %s', (_, encode) => {
  const header = filtered(encode(TAGS));

  it('judges each value by the VR of its tag', () => {
    expect(valuesOf(header, 'NumberOfImagesInMosaic')).toEqual(['35']);
    expect(valuesOf(header, 'ImaCoilString')).toEqual(['HEA;HEP']);
    expect(valuesOf(header, 'Referenced')).toEqual(['2.25.7']);
    expect(valuesOf(header, 'Started')).toEqual(['19990101']);
  });

  it('blanks what is not what its VR says, names, bytes, partial dates and dates among numbers', () => {
    for (const name of ['Operator', 'Blob', 'Hidden', 'Partly']) expect(valuesOf(header, name)).toEqual([]);
    expect(valuesOf(header, 'MosaicRefAcqTimes')).toEqual(['0.0', '70.5']);
  });

  it('drops tags that no list names', () => {
    expect([...header.tags.keys()]).not.toContain('PatientJane');
  });

  it('filters the measurement protocol line by line', () => {
    const [text = ''] = valuesOf(header, 'MrPhoenixProtocol') ?? [];
    expect([...parsePhoenix(text)]).toEqual([
      ['alTR[0]', '2000000'],
      ['tSequenceFileName', '%SiemensSeq%\\ep2d'],
    ]);
  });

  it('leaves the name nowhere in the bytes', () => {
    const bytes = filteredCsa(encode(TAGS), allowed, TOOLS) ?? new Uint8Array();
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('JANE');
    expect(bytes.length % 2).toBe(0);
  });

  it('keeps bytes that need no change', () => {
    const plain = encode(TAGS.slice(0, 1));
    expect(filteredCsa(plain, allowed, TOOLS)).toEqual(plain);
  });
});

describe('filteredCsa', () => {
  it('gives nothing where no allowed tag stands, or the header is cut', () => {
    expect(filteredCsa(encodeCsa2(TAGS.slice(9, 10)), allowed, TOOLS)).toBeUndefined();
    expect(filteredCsa(encodeCsa2(TAGS).subarray(0, 300), allowed, TOOLS)).toBeUndefined();
    expect(filteredCsa(new Uint8Array(0), allowed, TOOLS)).toBeUndefined();
  });

  it('never lets the name through, whatever byte is damaged', () => {
    const source = encodeCsa2(TAGS.slice(0, 9));
    fc.assert(
      fc.property(fc.nat(source.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const damaged = Uint8Array.from(source);
        damaged[at] = value;
        const out = filteredCsa(damaged, allowed, TOOLS);
        expect(Buffer.from(out ?? []).toString('latin1')).not.toContain('JANE');
      }),
      { numRuns: 300 },
    );
  });
});
