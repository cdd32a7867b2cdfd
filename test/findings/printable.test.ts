import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from '../../src/findings/printable.js';

it('shows what drives a terminal instead of sending it', () => {
  expect(printable('a\u001b[31mred\u0007\r\n\u009b2J')).toBe('a\\x1b[31mred\\x07\\x0d\\x0a\\x9b2J');
  expect(printable('gnp.\u202ecod')).toBe('gnp.\\u202ecod');
});

it('leaves letters of every script alone', () => {
  expect(printable('Müller 山田 Ελ — é')).toBe('Müller 山田 Ελ — é');
});

it('leaves nothing that a terminal acts on', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
      expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
