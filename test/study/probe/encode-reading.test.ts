import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeKey,
  encodeReading,
  readingKey,
  splitReading,
} from '../../../src/study/probe/encode-reading.js';
import type { Reading } from '../../../src/study/probe/probe.js';

const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 });
const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 4 });
const reading: fc.Arbitrary<Reading> = fc.oneof(
  fc.constantFrom<Reading>({ state: 'absent' }, { state: 'empty' }, { state: 'unreadable' }),
  texts.map((own): Reading => ({ state: 'value', texts: own })),
  numbers.map((own): Reading => {
    const plain = own.map((number) => number + 0);
    return { state: 'value', texts: plain.map(String), numbers: plain };
  }),
  fc.jsonValue().map((data): Reading => ({ state: 'bundle', data: JSON.parse(JSON.stringify(data)) })),
);

describe('readingKey', () => {
  it('is undone by decodeKey', () => {
    fc.assert(
      fc.property(reading, (own) => {
        expect(decodeKey(readingKey(own))).toEqual(own);
      }),
    );
  });

  it('is equal for equal readings only', () => {
    fc.assert(
      fc.property(reading, reading, (a, b) => {
        const isEqual = JSON.stringify(a) === JSON.stringify(b);
        expect(readingKey(a) === readingKey(b)).toBe(isEqual);
      }),
    );
  });

  it('tells a number from the text that reads like it', () => {
    const text: Reading = { state: 'value', texts: ['1'] };
    expect(readingKey(text)).not.toBe(readingKey({ ...text, numbers: [1] }));
  });

  it('gives a bundle without data as null', () => {
    expect(decodeKey(readingKey({ state: 'bundle', data: undefined }))).toEqual({
      state: 'bundle',
      data: null,
    });
  });
});

describe('splitReading', () => {
  it('gives the one reading of an instance as it is', () => {
    fc.assert(
      fc.property(reading, (own) => {
        expect(splitReading(encodeReading(own))).toEqual([{ key: readingKey(own), frames: undefined }]);
      }),
    );
  });

  it('gives the readings of frames with how many have each', () => {
    const of = [
      { reading: { state: 'value', texts: ['a"\\'] }, first: 0, frames: 3 },
      { reading: { state: 'absent' }, first: 1, frames: 2 },
    ] as const;
    expect(splitReading(encodeReading({ state: 'frames', of }))).toEqual(
      of.map(({ reading: own, frames }) => ({ key: readingKey(own), frames })),
    );
  });
});
