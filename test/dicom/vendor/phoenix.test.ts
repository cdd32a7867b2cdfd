import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePhoenix, phoenixNumber } from '../../../src/dicom/vendor/phoenix.js';

const SYNGO_B = `<XProtocol> { <ParamString."tX"> { "x = 1" } }
### ASCCONV BEGIN ###
ulVersion                                = 0x14b44b6
tProtocolName                            = ""ax_asc=35sl""
tEmpty                                   = """"
sSliceArray.asSlice[0].sPosition.dCor    = -41.47638866
sSliceArray.asSlice[0].dThickness        = 3
sKSpace.unReordering                     = 0x10   # 16
### ASCCONV END ###
outside = 1
`;

const SYNGO_D = [
  '### ASCCONV BEGIN object=MrProtDataImpl@MrProtocolData version=41340006 converter=%MEASCONST%/x.txt ###',
  'tSequenceFileName\t = \t""%CustomerSeq%\\cmrr_mbep2d_bold""',
  'alTE.__attribute__.size\t = \t128',
  'dBig\t = \t1.5e-05',
  'bMdsValid\t = \t0x0',
  '### ASCCONV END ###',
].join('\r\n');

describe('parsePhoenix', () => {
  it('reads the assignments of the block and nothing around it', () => {
    expect([...parsePhoenix(SYNGO_B)]).toEqual([
      ['ulVersion', '21710006'],
      ['tProtocolName', 'ax_asc=35sl'],
      ['tEmpty', ''],
      ['sSliceArray.asSlice[0].sPosition.dCor', '-41.47638866'],
      ['sSliceArray.asSlice[0].dThickness', '3'],
      ['sKSpace.unReordering', '16'],
    ]);
  });

  it('reads the form of syngo D, E and XA, with attributes in the first line', () => {
    expect(Object.fromEntries(parsePhoenix(SYNGO_D))).toEqual({
      tSequenceFileName: '%CustomerSeq%\\cmrr_mbep2d_bold',
      'alTE.__attribute__.size': '128',
      dBig: '1.5e-05',
      bMdsValid: '0',
    });
  });

  it('reads strings in single quotes, as they stand outside a CSA text', () => {
    const text = '### ASCCONV BEGIN ###\ntName = "a # b"\ntNone = ""\n### ASCCONV END ###';
    expect(Object.fromEntries(parsePhoenix(text))).toEqual({ tName: 'a # b', tNone: '' });
  });

  it('reads a block that is cut off, to its last line', () => {
    expect(parsePhoenix('### ASCCONV BEGIN ###\na = 1\nb = 0x').get('b')).toBe('0x');
    expect(parsePhoenix('### ASCCONV BEGIN').size).toBe(0);
  });

  it('is empty where there is no block', () => {
    expect(parsePhoenix('').size).toBe(0);
    expect(parsePhoenix('a = 1').size).toBe(0);
  });

  it('gives back each number that is written', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9 }), (whole, real) => {
        const text = `### ASCCONV BEGIN ###\nh = 0x${whole.toString(16)}\nd = ${real}\n### ASCCONV END ###`;
        const entries = parsePhoenix(text);
        expect(phoenixNumber(entries, 'h')).toBe(whole);
        expect(phoenixNumber(entries, 'd')).toBe(real);
      }),
    );
  });

  it('answers a map, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const [key] of parsePhoenix(`### ASCCONV BEGIN ###\n${text}`)) expect(key).toBe(key.trim());
      }),
    );
  });
});

describe('phoenixNumber', () => {
  const entries = parsePhoenix(SYNGO_B);

  it('reads decimal and hexadecimal numbers', () => {
    expect(phoenixNumber(entries, 'ulVersion')).toBe(0x14b44b6);
    expect(phoenixNumber(entries, 'sSliceArray.asSlice[0].sPosition.dCor')).toBe(-41.47638866);
  });

  it('is undefined for a text, an empty text or no entry', () => {
    expect(phoenixNumber(entries, 'tProtocolName')).toBeUndefined();
    expect(phoenixNumber(entries, 'tEmpty')).toBeUndefined();
    expect(phoenixNumber(entries, 'sSliceArray.lSize')).toBeUndefined();
    expect(phoenixNumber(new Map([['a', '1e999']]), 'a')).toBeUndefined();
  });
});
