import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { VR } from '../../../src/dicom/vr.js';
import type { Reading } from '../../../src/study/probe/probe.js';
import { joined, readingOf, readingOfTexts } from '../../../src/study/probe/reading-of.js';
import { datasetOf, type Given } from '../build.js';

const read = (own: Given, keyword: string): Reading => readingOf(datasetOf(own).get(keyword));

/** The reading of one element that is written as given, whatever the dictionary says of it. */
function readAs(element: Element): Reading {
  return readingOf(datasetOf({ Modality: 'MR' }, [element]).element(element.tag));
}

describe('readingOf', () => {
  it('tells what is not there from what has no value', () => {
    expect(read({ Modality: 'MR' }, 'EchoTime')).toEqual({ state: 'absent' });
    expect(read({ EchoTime: '' }, 'EchoTime')).toEqual({ state: 'empty' });
    expect(read({ SeriesDescription: '  ' }, 'SeriesDescription')).toEqual({ state: 'empty' });
    expect(read({ ImageType: ['', ''] }, 'ImageType')).toEqual({ state: 'empty' });
  });

  it('gives every value of a text, padding off, empty ones included', () => {
    expect(read({ ImageType: ['ORIGINAL', '', 'M '] }, 'ImageType')).toEqual({
      state: 'value',
      texts: ['ORIGINAL', '', 'M'],
    });
  });

  it('gives decimal and whole numbers as they stand and as numbers', () => {
    expect(read({ EchoTime: ' 2.460 ' }, 'EchoTime')).toEqual({
      state: 'value',
      texts: ['2.460'],
      numbers: [2.46],
    });
    expect(read({ EchoTrainLength: '12.0' }, 'EchoTrainLength')).toMatchObject({ numbers: [12] });
    expect(read({ EchoTime: '-0' }, 'EchoTime')).toMatchObject({ numbers: [0] });
  });

  it.each(['2,46', '1A', 'NaN', '1e400', '1\\\\3'])('takes %j for no number', (text) => {
    expect(read({ EchoTime: text }, 'EchoTime')).toEqual({ state: 'unreadable' });
  });

  it('gives binary numbers as numbers and as texts', () => {
    expect(read({ Rows: 64 }, 'Rows')).toEqual({ state: 'value', texts: ['64'], numbers: [64] });
    expect(read({ EffectiveEchoTime: 2.46 }, 'EffectiveEchoTime')).toEqual({
      state: 'value',
      texts: ['2.46'],
      numbers: [2.46],
    });
  });

  it.each([
    [0.1, '0.1'],
    [0.3, '0.3'],
    [-2.46, '-2.46'],
    [16777216, '16777216'],
    [0.123456789, '0.12345679'],
    [1e-30, '1e-30'],
    [0, '0'],
  ])('gives the single nearest to %d as the shortest decimal that is it', (number, text) => {
    const value = new Uint8Array(new Float32Array([number]).buffer);
    const reading = readAs({ tag: 0x20011003, vr: 'FL', value });
    expect(reading).toEqual({ state: 'value', texts: [text], numbers: [Number(text)] });
  });

  it('gives each single a number that is it, and no other', () => {
    for (let bits = 0x3f800000; bits < 0x3f800100; bits++) {
      const value = new Uint8Array(new Uint32Array([bits]).buffer);
      const reading = readAs({ tag: 0x20011003, vr: 'FL', value });
      const number = reading.state === 'value' ? (reading.numbers?.[0] ?? 0) : 0;
      expect(new Uint32Array(new Float32Array([number]).buffer)[0]).toBe(bits);
    }
  });

  it('keeps every digit of 64-bit numbers in the text', () => {
    const value = new Uint8Array(8).fill(0xff);
    const wide = datasetOf({ Modality: 'MR' }, [{ tag: 0x0019100c, vr: 'UN', value }]).element(0x0019100c);
    expect(readingOf(wide?.readAs(VR.UV))).toMatchObject({ texts: ['18446744073709551615'] });
  });

  it('finds numbers that are not finite, and bytes left over, unreadable', () => {
    expect(read({ EffectiveEchoTime: Number.NaN }, 'EffectiveEchoTime')).toEqual({ state: 'unreadable' });
    expect(read({ EffectiveEchoTime: Infinity }, 'EffectiveEchoTime')).toEqual({ state: 'unreadable' });
    expect(readAs({ tag: 0x00189082, vr: 'FD', value: new Uint8Array(10) })).toEqual({ state: 'unreadable' });
  });

  it('gives tags as eight hexadecimal digits', () => {
    const tag = { tag: 0x00280009, vr: 'AT', value: Uint8Array.of(0x54, 0, 0, 1) } as const;
    expect(readAs(tag)).toEqual({ state: 'value', texts: ['00540100'] });
  });

  it('reads a number that was written with a text VR as the number it is', () => {
    expect(readAs({ tag: 0x00180081, vr: 'LO', value: '2.5' })).toMatchObject({ numbers: [2.5] });
    expect(readAs({ tag: 0x00180081, vr: 'LO', value: 'short' })).toEqual({ state: 'unreadable' });
  });

  it('does not read sequences and bulk data', () => {
    const own = { ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '2.25.7' }] };
    expect(read(own, 'ReferencedImageSequence')).toEqual({ state: 'unreadable' });
    expect(readAs({ tag: 0x00281221, vr: 'OW', value: Uint8Array.of(65, 66) })).toEqual({
      state: 'unreadable',
    });
  });

  it('reads a value of no known VR as text where it looks like one, and as what it is said to be', () => {
    const element = (value: Uint8Array): Element => ({ tag: 0x0019100c, vr: 'UN', value });
    expect(readAs(element(Buffer.from('1000\\5 ')))).toEqual({ state: 'value', texts: ['1000', '5'] });
    expect(readAs(element(Buffer.from('b\0')))).toMatchObject({ texts: ['b'] });
    expect(readAs(element(Uint8Array.of(7, 0)))).toEqual({ state: 'unreadable' });
    const said = datasetOf({ Modality: 'MR' }, [element(Uint8Array.of(7, 0))]).element(0x0019100c);
    expect(readingOf(said?.readAs(VR.US))).toMatchObject({ numbers: [7] });
  });
});

describe('readingOfTexts', () => {
  it('takes texts for numbers only where it is told to', () => {
    expect(readingOfTexts(['1', '2'])).toEqual({ state: 'value', texts: ['1', '2'] });
    expect(readingOfTexts(['1', '2'], 'DS')).toEqual({ state: 'value', texts: ['1', '2'], numbers: [1, 2] });
    expect(readingOfTexts([], 'DS')).toEqual({ state: 'empty' });
  });
});

describe('joined', () => {
  const value = (text: string, number?: number): Reading => ({
    state: 'value',
    texts: [text],
    ...(number !== undefined && { numbers: [number] }),
  });

  it('puts the values of several items in a row', () => {
    expect(joined([value('100', 100), value('140', 140)])).toEqual({
      state: 'value',
      texts: ['100', '140'],
      numbers: [100, 140],
    });
    expect(joined([value('a'), value('b')])).toEqual({ state: 'value', texts: ['a', 'b'] });
    expect(joined([value('a')])).toEqual(value('a'));
  });

  it('gives no number where one of the values is none', () => {
    expect(joined([value('100', 100), value('b')])).toEqual({ state: 'value', texts: ['100', 'b'] });
  });

  it('is unreadable where only some items have a value', () => {
    expect(joined([value('a'), { state: 'empty' }])).toEqual({ state: 'unreadable' });
    expect(joined([{ state: 'empty' }, { state: 'unreadable' }])).toEqual({ state: 'unreadable' });
    expect(joined([{ state: 'empty' }, { state: 'empty' }])).toEqual({ state: 'empty' });
    expect(joined([])).toEqual({ state: 'absent' });
  });
});
