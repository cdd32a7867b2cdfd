import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkShape, storedValues } from '../../../../src/dicom/pixels/codecs/frame-values.js';
import { describePixels, expectCode } from './describe-pixels.js';

const WORDS = { precision: 16, signed: false, lossy: false };

describe('checkShape', () => {
  const shape = { rows: 16, columns: 16, components: 1, precision: 8 };

  it('takes a codestream that is what the header says, or has more or fewer bits than are stored', () => {
    expect(() => checkShape(shape, describePixels())).not.toThrow();
    const stored12 = describePixels({ bitsStored: 12 });
    expect(() => checkShape({ ...shape, precision: 16 }, stored12)).not.toThrow();
    expect(() => checkShape({ ...shape, precision: 10 }, stored12)).not.toThrow();
  });

  it.each([{ rows: 17 }, { columns: 8 }, { components: 3 }, { precision: 9 }])(
    'refuses a codestream that contradicts the header in %o',
    (difference) => {
      expectCode(
        () => checkShape({ ...shape, ...difference }, describePixels()),
        'codestream-contradicts-header',
      );
    },
  );

  it('refuses floating point values', () => {
    expectCode(() => checkShape(shape, describePixels({ kind: 'float' })), 'codestream-contradicts-header');
  });

  it('refuses a frame of more samples than a decoder can hold', () => {
    const large = { rows: 65535, columns: 65535 };
    expectCode(() => checkShape({ ...shape, ...large }, describePixels(large)), 'frame-too-large');
  });
});

describe('storedValues', () => {
  it('cuts lossless words to Bits Stored, as native values', () => {
    const values = storedValues({ ...WORDS, samples: [0x1fff, 0xf005] }, describePixels({ bitsStored: 12 }));
    expect(values).toEqual(Uint16Array.of(0xfff, 5));
  });

  it('brings lossy values to the nearest that Bits Stored can hold', () => {
    const lossy = { ...WORDS, lossy: true };
    const stored12 = { bitsStored: 12 };
    expect(storedValues({ ...lossy, samples: [4100, 4095] }, describePixels(stored12))).toEqual(
      Uint16Array.of(4095, 4095),
    );
    const numbers = { ...lossy, signed: true, samples: [-2050, 2049, -3] };
    expect(storedValues(numbers, describePixels({ ...stored12, signed: true }))).toEqual(
      Int16Array.of(-2048, 2047, -3),
    );
  });

  it('gives back every signed value from its word, of any number of bits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 16 }),
        fc.boolean(),
        fc.array(fc.integer()),
        (bitsStored, lossy, any) => {
          const expected = any.map((value) => (value << (32 - bitsStored)) >> (32 - bitsStored));
          const samples = expected.map((value) => value & (2 ** bitsStored - 1));
          const description = describePixels({ bitsStored, signed: true });
          const values = storedValues({ samples, precision: bitsStored, signed: false, lossy }, description);
          expect([...values]).toEqual(expected);
        },
      ),
    );
  });

  it('refuses negative numbers where the header has none, and takes others', () => {
    const numbers = { ...WORDS, signed: true };
    const description = describePixels({ bitsStored: 16 });
    expectCode(
      () => storedValues({ ...numbers, samples: [1, -1] }, description),
      'codestream-contradicts-header',
    );
    expect(storedValues({ ...numbers, samples: [1, 32767] }, description)).toEqual(Uint16Array.of(1, 32767));
  });

  it('refuses words that are too short to tell a sign and seem to have one', () => {
    const short = { ...WORDS, precision: 12 };
    const description = describePixels({ bitsStored: 16, signed: true });
    expectCode(
      () => storedValues({ ...short, samples: [0x800] }, description),
      'codestream-contradicts-header',
    );
    expect(storedValues({ ...short, samples: [0x7ff] }, description)).toEqual(Int16Array.of(0x7ff));
  });

  it('takes values from below High Bit where a lossless word holds them, else refuses', () => {
    const description = describePixels({ bitsStored: 12, highBit: 15 });
    expect(storedValues({ ...WORDS, samples: [0x1235] }, description)).toEqual(Uint16Array.of(0x123));
    expectCode(
      () => storedValues({ ...WORDS, precision: 12, samples: [1] }, description),
      'codestream-contradicts-header',
    );
  });
});
