import { describe, expect, it } from 'vitest';
import { TextCleaner } from '../../../../src/rules/deid/text/text-cleaner.js';
import { cleaner, known } from './some-delivery.js';

describe('whether a code or a number names somebody', () => {
  it.each(['SMITH', 'MR_SMITH', 'smith john', 'Müller', '4711000', 'AB12345'])('it does: %s', (text) => {
    const withNumber = new TextCleaner(
      [
        known('name', 'Smith^John'),
        known('name', 'Müller^Anna'),
        known('id', 'X-4711000'),
        known('id', 'AB-123/45'),
      ],
      undefined,
    );
    expect(withNumber.knows(text)).toBe(true);
    // Asked again, it is remembered.
    expect(withNumber.knows(text)).toBe(true);
  });

  it.each(['HEAD', 'PHANTOM', 'WHITE', 'ORIGINAL', 'BLACKSMITHS', '20240312', 'Dr. Unknown', ''])(
    'it does not: %s',
    (text) => {
      expect(cleaner.knows(text)).toBe(false);
    },
  );
});
