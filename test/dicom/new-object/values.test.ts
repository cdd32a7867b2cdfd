import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookupKeyword } from '../../../src/dicom/dictionary.js';
import { newObject } from '../../../src/dicom/new-object/new-object.js';
import { NewObjectError } from '../../../src/dicom/new-object/new-object-error.js';
import { listOf, plainValues, settledVr } from '../../../src/dicom/new-object/values.js';
import { read } from '../bytes.js';

const NATIVE = { isSigned: false, bitsAllocated: 16, isImplicit: false };

function outcome(values: readonly unknown[], vr: string, vm = '1-n'): string {
  try {
    return `= ${plainValues(values, { vr, vm }, 'P').map(String).join()}`;
  } catch (error) {
    return error instanceof NewObjectError ? error.code : String(error);
  }
}

describe('values', () => {
  it.each([
    ['US', 65535, '= 65535'],
    ['US', 65536, 'out-of-range'],
    ['US', -1, 'out-of-range'],
    ['US', 1.5, 'out-of-range'],
    ['US', '1', 'wrong-kind'],
    ['SS', -32768, '= -32768'],
    ['SS', -32769, 'out-of-range'],
    ['UL', 4294967295, '= 4294967295'],
    ['UL', 4294967296, 'out-of-range'],
    ['SL', -2147483649, 'out-of-range'],
    ['FL', 1e39, 'out-of-range'],
    ['FD', 1e39, '= 1e+39'],
    ['FD', Number.NaN, 'out-of-range'],
    ['UV', 2n ** 64n - 1n, '= 18446744073709551615'],
    ['UV', 2n ** 64n, 'out-of-range'],
    ['UV', -1n, 'out-of-range'],
    ['UV', 1.5, 'wrong-kind'],
    ['AT', 'Rows', `= ${0x00280010}`],
    ['AT', 'Row', 'wrong-kind'],
    ['AT', 0x100000000, 'out-of-range'],
    ['OB', 'x', 'wrong-kind'],
    ['OF', Uint8Array.of(1, 2), 'out-of-range'],
    ['OL', Uint8Array.of(1, 2, 3, 4), 'unsupported-vr'],
    ['SV', 1n, 'unsupported-vr'],
    ['OV', Uint8Array.of(1), 'unsupported-vr'],
  ])('of %s, %s, give %s', (vr, value, expected) => {
    expect(outcome([value], vr)).toBe(expected);
  });

  it.each([
    ['1', 1, true],
    ['1', 2, false],
    ['2', 1, false],
    ['2', 2, true],
    ['1-3', 3, true],
    ['1-3', 4, false],
    ['2-n', 1, false],
    ['2-n', 5, true],
    ['3-3n', 4, false],
    ['3-3n', 6, true],
    ['3-3n', 0, true],
  ])('of multiplicity %s may be %i: %s', (vm, count, allowed) => {
    const values = Array(count).fill('a');
    expect(outcome(values, 'LO', vm)).toBe(allowed ? `= ${values.join()}` : 'wrong-multiplicity');
  });

  it('are a list of none for what is empty', () => {
    expect([null, '', [], 0, ['']].map(listOf)).toEqual([[], [], [], [0], ['']]);
  });
});

describe('an open VR', () => {
  it('is settled for every attribute that PS3.6 gives a choice', () => {
    const vr = (keyword: string, values: unknown[], context = NATIVE): string | undefined => {
      const entry = lookupKeyword(keyword);
      return entry && settledVr(entry, values, context);
    };
    expect(vr('PatientID', ['x'])).toBe('LO');
    expect(vr('PixelData', [Uint8Array.of(1)], { ...NATIVE, bitsAllocated: 8 })).toBe('OB');
    expect(vr('PixelData', [Uint8Array.of(1)], { ...NATIVE, bitsAllocated: 8, isImplicit: true })).toBe('OW');
    expect(vr('PixelPaddingValue', [0], { ...NATIVE, isSigned: true })).toBe('SS');
    expect(vr('LUTDescriptor', [256, -5, 8])).toBe('SS');
    expect(vr('LUTData', [1, 2])).toBe('US');
  });
});

describe('numbers of every binary VR', () => {
  const whole: readonly (readonly [string, number, number])[] = [
    ['SimpleFrameList', 0, 0xffffffff],
    ['AcquisitionMatrix', 0, 0xffff],
    ['RationalNumeratorValue', -0x80000000, 0x7fffffff],
  ];

  it.each(whole)('of %s are read back as they were given', async (keyword, min, max) => {
    const list =
      keyword === 'AcquisitionMatrix' ? { minLength: 4, maxLength: 4 } : { minLength: 1, maxLength: 9 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min, max }), list), async (numbers) => {
        const bytes = await newObject(
          { SOPClassUID: '1.2', SOPInstanceUID: '1.3', [keyword]: numbers },
          { implementation: { classUID: '1.4', versionName: 'X' } },
        );
        expect(read(bytes).dataset.numbers(keyword)).toEqual(numbers);
      }),
      { numRuns: 40 },
    );
  });

  it('of text are read back whatever is in it', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((s) => s.trim());
    await fc.assert(
      fc.asyncProperty(text, async (TextValue) => {
        const attributes = { SOPClassUID: '1.2', SOPInstanceUID: '1.3', ContentSequence: [{ TextValue }] };
        const options = { implementation: { classUID: '1.4', versionName: 'X' } };
        const bytes = await newObject(attributes, options).catch((error: unknown) => {
          // Control characters are refused; nothing else may be.
          expect(error).toMatchObject({ code: 'malformed' });
          return undefined;
        });
        if (bytes)
          expect(read(bytes).dataset.at('ContentSequence[0].TextValue')?.firstString() ?? '').toBe(TextValue);
      }),
    );
  });
});
