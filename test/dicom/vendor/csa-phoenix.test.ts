import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterPhoenix } from '../../../src/dicom/vendor/csa-phoenix.js';
import { parsePhoenix } from '../../../src/dicom/vendor/phoenix.js';

const TEXT = [
  '<XProtocol> { <ParamString."tPatientName"> { "Doe^Jane" } }',
  '### ASCCONV BEGIN object=MrProtDataImpl@MrProtocolData version=41340006 converter=C:/Users/jane/x.txt ###',
  'ulVersion                                = 0x14b44b6',
  'tProtocolName\t = \t""ax # asc=35sl""   # by Jane',
  'sSliceArray.asSlice[0].dThickness        = 3  # Jane',
  'tInstitution = ""Springfield""',
  'tPlain = "a # b" Jane',
  'tNone = ""',
  'tOpen = ""Jane',
  'tBroken = "Jane',
  '# Jane',
  'Jane without a value',
  '### ASCCONV END ###',
  '"Jane" } }',
].join('\n');

const KEEP = new Set([
  'ulVersion',
  'tProtocolName',
  'sSliceArray.asSlice[0].dThickness',
  'tPlain',
  'tNone',
  'tOpen',
  'tBroken',
  '# Jane',
  '',
]);

describe('filterPhoenix', () => {
  it('keeps the assignments of the accepted keys up to the end of their values, and nothing else', () => {
    expect(filterPhoenix(TEXT, (key) => KEEP.has(key)).split('\n')).toEqual([
      '### ASCCONV BEGIN ###',
      'ulVersion                                = 0x14b44b6',
      'tProtocolName\t = \t""ax # asc=35sl""',
      'sSliceArray.asSlice[0].dThickness        = 3',
      'tPlain = "a # b"',
      'tNone = ""',
      '### ASCCONV END ###',
      '',
    ]);
  });

  it('keeps no text whose quote has no end, since nothing says where it ends', () => {
    expect(filterPhoenix(TEXT, () => true)).not.toMatch(/tOpen|tBroken/);
  });

  it('is empty without a block, and an empty block where no key is accepted', () => {
    expect(filterPhoenix('a = 1', () => true)).toBe('');
    expect(filterPhoenix(TEXT, () => false)).toBe('### ASCCONV BEGIN ###\n### ASCCONV END ###\n');
  });

  it('reads lines that end with CR LF, and a block that is cut off', () => {
    const text = '### ASCCONV BEGIN ###\r\na = 1\r\nb = ""x""\r\n';
    expect([...parsePhoenix(filterPhoenix(text, (key) => key === 'b'))]).toEqual([['b', 'x']]);
  });

  it('gives the accepted keys with the values that they had, whatever the block holds', () => {
    const key = fc.stringMatching(/^[a-zA-Z][\w.[\]]{0,12}$/);
    const value = fc.oneof(
      fc.integer().map(String),
      fc.stringMatching(/^[\w #=.]*$/).map((text) => `""${text}""`),
      fc.stringMatching(/^[\w #=.]+$/).map((text) => `"${text}"`),
      fc.nat().map((number) => `0x${number.toString(16)} # ${number}`),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value, fc.boolean())), (lines) => {
        const text = `### ASCCONV BEGIN ###\n${lines.map(([name, what]) => `${name} = ${what}`).join('\n')}\n### ASCCONV END ###`;
        const accepted = new Set(lines.filter(([, , keep]) => keep).map(([name]) => name));
        const after = parsePhoenix(filterPhoenix(text, (name) => accepted.has(name)));
        expect([...after]).toEqual([...parsePhoenix(text)].filter(([name]) => accepted.has(name)));
      }),
    );
  });

  it('changes nothing more when done twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '=', '"', '#', ' ', '\n', '\0', 'é') }), (body) => {
        const once = filterPhoenix(`### ASCCONV BEGIN ###\n${body}`, () => true);
        expect(filterPhoenix(once, () => true)).toBe(once);
      }),
    );
  });
});
