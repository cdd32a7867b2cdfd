import { describe, expect, it } from 'vitest';
import { parsePhoenix } from '../../../../src/dicom/vendor/phoenix.js';
import { KeyPatterns } from '../../../../src/rules/deid/private/key-patterns.js';
import {
  filteredProtocol,
  filteredProtocolBytes,
} from '../../../../src/rules/deid/private/phoenix-filter.js';
import { TOOLS } from './fixtures.js';

const keys = new KeyPatterns([
  'alTR[*]',
  'sSpecPara.*',
  'sSliceArray.*',
  'tSequenceFileName',
  'tProtocolName',
]);
const protocol = (...lines: string[]): string =>
  ['JANE', '### ASCCONV BEGIN ###', ...lines, '### ASCCONV END ###', 'JANE'].join('\n');
const kept = (...lines: string[]): [string, string][] => [
  ...parsePhoenix(filteredProtocol(protocol(...lines), keys, TOOLS) ?? ''),
];

describe('filteredProtocol', () => {
  it('keeps numbers, hexadecimal ones too, as their lines stand', () => {
    const line = 'sSliceArray.ucMode                       =\t0x4';
    expect(filteredProtocol(protocol(line, 'alTR[0] = 2e3'), keys, TOOLS)).toBe(
      ['### ASCCONV BEGIN ###', line, 'alTR[0] = 2e3', '### ASCCONV END ###', ''].join('\n'),
    );
  });

  it('drops keys that no list names', () => {
    expect(kept('alTR[0] = 1', 'sWipMemBlock.tFree = 5')).toEqual([['alTR[0]', '1']]);
  });

  it('drops dates that stand in fields for numbers', () => {
    expect(kept('sSpecPara.lFinalMatrixSizePhase = 20180502', 'sSpecPara.lA = 20189999')).toEqual([
      ['sSpecPara.lA', '20189999'],
    ]);
  });

  it('keeps text, cleaned, only of keys that stand in the list letter by letter', () => {
    const text = kept(
      'tSequenceFileName = ""ep2d_JANE_x""',
      'sSliceArray.tName = ""plain""',
      'alTR[0] = "1"',
    );
    expect(text).toEqual([['tSequenceFileName', 'ep2d__x']]);
  });

  it('drops text that hides characters, is not ASCII, or of which nothing is left', () => {
    expect(kept('tProtocolName = ""M+APw-ller""', 'tProtocolName = ""M%FCller""')).toEqual([]);
    expect(kept('tProtocolName = ""Müller""', 'tProtocolName = ""JANE""', 'tProtocolName = JANE')).toEqual(
      [],
    );
  });

  it('gives nothing when nothing stays or no block is there', () => {
    expect(filteredProtocol(protocol('tPatient = ""JANE""'), keys, TOOLS)).toBeUndefined();
    expect(filteredProtocol('JANE', keys, TOOLS)).toBeUndefined();
  });
});

describe('filteredProtocolBytes', () => {
  it.each(['alTR[0] = 1', 'alTR[0] = 12'])(
    'is even in length and does not begin with the block: %s',
    (line) => {
      const bytes = filteredProtocolBytes(Buffer.from(protocol(line)), keys, TOOLS) ?? new Uint8Array();
      const text = Buffer.from(bytes).toString('latin1');
      expect(bytes.length % 2).toBe(0);
      expect(text.indexOf('### ASCCONV BEGIN')).toBe(1);
      expect(text).not.toContain('JANE');
    },
  );
});
