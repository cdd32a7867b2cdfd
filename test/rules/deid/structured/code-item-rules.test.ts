import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { codeItemRules } from '../../../../src/rules/deid/structured/code-item-rules.js';
import { type Attributes, code, fileOf } from '../by-keyword.js';

function rulesOf(attributes: Attributes) {
  const { dataset } = fileOf({ ConceptCodeSequence: [attributes] });
  const [item] = dataset.sequence('ConceptCodeSequence');
  if (!item) throw new Error('one item');
  return codeItemRules(item);
}

describe('a code', () => {
  it('of a public scheme stays, though it is a number', () => {
    for (const [value, scheme] of [
      ['103339001', 'SCT'],
      ['121030', 'DCM'],
      ['8302-2', 'LN'],
      ['G-A185', 'SRT'],
      ['{H.B}/min', 'UCUM'],
      ['1', 'UCUM'],
    ] as const) {
      const rules = rulesOf(code(value, scheme));
      for (const keyword of ['CodeValue', 'CodingSchemeDesignator'])
        expect(rules?.get(tagOf(keyword))?.action, `${value} ${scheme}`).toBe('keep');
    }
  });

  it('keeps no meaning by that: it is a text', () => {
    expect(rulesOf(code('121030'))?.has(tagOf('CodeMeaning'))).toBe(false);
  });

  it('of a private or unknown scheme, or of none, has no rule of its own', () => {
    for (const scheme of ['99SITE', 'L', 'dcm', 'HOSPITAL'])
      expect(rulesOf(code('4711', scheme))).toBeUndefined();
    expect(rulesOf({ CodeValue: '4711' })).toBeUndefined();
  });

  it('has none where the value is no code', () => {
    expect(rulesOf(code('Gullveig Heid', 'DCM'))).toBeUndefined();
    expect(rulesOf(code('12345678901234567', 'SCT'))).toBeUndefined();
    expect(rulesOf({ CodingSchemeDesignator: 'DCM', CodeMeaning: 'X' })).toBeUndefined();
  });
});
