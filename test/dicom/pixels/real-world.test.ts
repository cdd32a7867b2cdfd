import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX } from '../../../fixtures/writer/part10.js';
import {
  applyRealWorld,
  chooseRealWorldMaps,
  type RealWorldMap,
  realWorldMaps,
} from '../../../src/dicom/pixels/real-world.js';
import { type Given, written } from '../../study/build.js';
import { faultOf, headerOf, rowOf } from './meaning.js';

const code = (value: string): Given => ({
  MeasurementUnitsCodeSequence: [
    { CodeValue: value, CodingSchemeDesignator: 'UCUM', CodeMeaning: `in ${value}` },
  ],
});

const LINEAR: Given = {
  ...code('Hz'),
  LUTLabel: 'B0',
  RealWorldValueSlope: 0.5,
  RealWorldValueIntercept: -500,
};

const range = (first: number, last: number, vr: 'US' | 'SS' = 'US'): Element[] => [
  { tag: 0x00409216, vr, value: first },
  { tag: 0x00409211, vr, value: last },
];

/** A sequence of items, each keywords and raw elements. */
function sequence(...items: (readonly [Given, readonly Element[]])[]): Element {
  const made = items.map(([given, more]) => written(given, more));
  return { tag: 0x00409096, vr: 'SQ', value: { items: made } };
}

const maps = (...items: (readonly [Given, readonly Element[]])[]): RealWorldMap[] =>
  realWorldMaps(headerOf({}, [sequence(...items)]), 0);

const TABLE: Element = { tag: 0x00409212, vr: 'FD', value: [1.5, 2.5, 4.5] };

describe('realWorldMaps', () => {
  it('reads a linear map with its unit and label', () => {
    expect(maps([LINEAR, range(0, 4095)])).toEqual([
      {
        unit: { value: 'Hz', scheme: 'UCUM', meaning: 'in Hz' },
        label: 'B0',
        ...{ first: 0, last: 4095 },
        mapping: { kind: 'linear', slope: 0.5, intercept: -500 },
      },
    ]);
  });

  it('has none in a file without them', () => {
    expect(realWorldMaps(headerOf({}), 0)).toEqual([]);
  });

  it("takes the frame's own, the shared ones, then those of the data set", () => {
    const labelled = (label: string) => sequence([{ ...LINEAR, LUTLabel: label }, range(0, 9)]);
    const group = (tag: number, items: Element[][]): Element => ({ tag, vr: 'SQ', value: { items } });
    const perFrame = group(0x52009230, [[labelled('own')], []]);
    const shared = group(0x52009229, [[labelled('shared')]]);
    const labels = (elements: Element[]): string[] => {
      const header = headerOf({}, elements);
      return [0, 1].map((frame) => realWorldMaps(header, frame)[0]?.label ?? '');
    };
    expect(labels([labelled('all'), perFrame, shared])).toEqual(['own', 'shared']);
    expect(labels([labelled('all'), perFrame])).toEqual(['own', 'all']);
  });

  it('signs the range by Pixel Representation', () => {
    const header = headerOf({ PixelRepresentation: 1 }, [sequence([LINEAR, range(0x8000, 0x7fff)])]);
    expect(realWorldMaps(header, 0)[0]).toMatchObject({ first: -32768, last: 32767 });
  });

  it('takes the double float range of float pixels', () => {
    const bounds = {
      DoubleFloatRealWorldValueFirstValueMapped: -1.5,
      DoubleFloatRealWorldValueLastValueMapped: 2.5,
    };
    const [map] = maps([{ ...LINEAR, ...bounds }, []]);
    expect(map).toMatchObject({ first: -1.5, last: 2.5 });
  });

  it('reads a table, in either byte order', () => {
    for (const transferSyntax of [TRANSFER_SYNTAX.explicitLittleEndian, TRANSFER_SYNTAX.explicitBigEndian]) {
      const header = headerOf({}, [sequence([code('mm2'), [...range(0, 2), TABLE]])], { transferSyntax });
      expect(realWorldMaps(header, 0)[0]?.mapping).toEqual({
        kind: 'table',
        values: Float64Array.of(1.5, 2.5, 4.5),
      });
    }
  });

  it('reads a table that was too long to keep in memory', () => {
    const long: Element = { ...TABLE, value: Array.from({ length: 40000 }, (_, i) => i / 4) };
    const transferSyntax = TRANSFER_SYNTAX.implicitLittleEndian;
    const header = headerOf({}, [sequence([code('mm2'), [...range(0, 39999), long]])], { transferSyntax });
    const { values } = applyRealWorld(rowOf(Uint16Array.of(0, 5, 39999)), realWorldMaps(header, 0));
    expect([...values]).toEqual([0, 1.25, 9999.75]);
  });

  it.each([
    ['a table that is too long', [code('1'), [...range(0, 1), TABLE]], 'lut-damaged RealWorldValueLUTData'],
    [
      'no unit',
      [{ RealWorldValueSlope: 1, RealWorldValueIntercept: 0 }, range(0, 1)],
      'missing-attribute MeasurementUnitsCodeSequence',
    ],
    [
      'no intercept',
      [{ ...code('1'), RealWorldValueSlope: 1 }, range(0, 1)],
      'missing-attribute RealWorldValueIntercept',
    ],
    ['no range', [LINEAR, []], 'missing-attribute RealWorldValueFirstValueMapped'],
    [
      'a range that ends before it begins',
      [LINEAR, range(5, 4)],
      'impossible-attribute RealWorldValueLastValueMapped',
    ],
  ] as [string, [Given, Element[]], string][])('refuses %s', (_, item, fault) => {
    expect(faultOf(() => maps(item))).toBe(fault);
  });
});

describe('chooseRealWorldMaps', () => {
  const both = maps([LINEAR, range(0, 9)], [{ ...LINEAR, ...code('T'), LUTLabel: 'field' }, range(0, 9)]);

  it('chooses by label or by unit', () => {
    expect(chooseRealWorldMaps(both, { label: 'field' }).map(({ unit }) => unit.value)).toEqual(['T']);
    expect(chooseRealWorldMaps(both, { unit: 'Hz' }).map(({ label }) => label)).toEqual(['B0']);
  });

  it('does not guess between units', () => {
    expect(faultOf(() => chooseRealWorldMaps(both))).toMatch('units-differ');
    expect(faultOf(() => chooseRealWorldMaps(both, { unit: 'mm' }))).toMatch('missing-attribute');
  });

  it('joins pieces of one range, and refuses pieces that overlap', () => {
    const pieces = maps([LINEAR, range(10, 19)], [{ ...LINEAR, RealWorldValueSlope: 2 }, range(0, 9)]);
    const { values, unmapped } = applyRealWorld(rowOf(Uint8Array.of(1, 10, 20)), chooseRealWorldMaps(pieces));
    expect([[...values], unmapped]).toEqual([[-498, -495, Number.NaN], 1]);
    const overlapping = maps([LINEAR, range(0, 9)], [LINEAR, range(9, 19)]);
    expect(faultOf(() => chooseRealWorldMaps(overlapping))).toMatch('impossible-attribute');
  });
});

describe('applyRealWorld', () => {
  it('is NaN where the stored value is not mapped, and counts it', () => {
    const made = applyRealWorld(
      rowOf(Int16Array.of(-1, 0, 2, 3)),
      maps([code('1'), [...range(0, 2), TABLE]]),
    );
    expect([...made.values]).toEqual([Number.NaN, 1.5, 4.5, Number.NaN]);
    expect(made.unmapped).toBe(2);
  });

  it('keeps doubles as doubles', () => {
    const bounds = {
      DoubleFloatRealWorldValueFirstValueMapped: -1,
      DoubleFloatRealWorldValueLastValueMapped: 1,
    };
    const [map] = maps([{ ...LINEAR, ...bounds, RealWorldValueIntercept: 0 }, []]);
    const { values } = applyRealWorld(rowOf(Float64Array.of(0.1)), map ? [map] : []);
    expect(values).toEqual(Float64Array.of(0.05));
  });

  it('refuses colours', () => {
    expect(faultOf(() => applyRealWorld(rowOf(new Uint8Array(3), 3), []))).toBe('unsupported-photometric');
  });
});
