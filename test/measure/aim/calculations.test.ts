import { describe, expect, it } from 'vitest';
import {
  calculation,
  cd,
  field,
  IMAGE,
  images,
  list,
  readAnnotation,
  scalar,
  shape,
  statement,
} from './documents.js';

const line = (id: string, x: number): string =>
  shape(
    'TwoDimensionMultiPoint',
    [
      [x, 1],
      [x, 9],
    ],
    { id },
  );
const calculations = (...items: string[]): string => list('calculationEntityCollection', ...items);
const markups = (...items: string[]): string => list('markupEntityCollection', ...items);
const statements = (...items: string[]): string => list('imageAnnotationStatementCollection', ...items);
const MARKUP = 'CalculationEntityReferencesMarkupEntityStatement';

/** Paths of the geometries of each item, the last step alone. */
const used = (...parts: string[]): string[][] =>
  readAnnotation(...parts, images(IMAGE)).items.map((item) =>
    item.geometries.map((geometry) => geometry.itemPath?.split('/').at(-1) ?? ''),
  );

describe('a number of a calculation', () => {
  it('has its text as it stands, its unit, and its place in the file', () => {
    const { items, problems } = readAnnotation(calculations(calculation('c', scalar(' 12.500 ', 'mm'))));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      concept: { value: 'G-D7FE', scheme: 'SRT', meaning: 'Length' },
      stored: { text: '12.500', unit: { value: 'mm', scheme: 'UCUM' } },
      itemPath:
        'ImageAnnotationCollection/imageAnnotations/ImageAnnotation[1]/calculationEntityCollection/' +
        'CalculationEntity[1]/calculationResultCollection/CalculationResult[1]',
    });
    expect(problems).toEqual([]);
  });

  it.each(['abc', '12,5', 'NaN', 'Infinity', '1e999', '0x10'])(
    'that reads %j is named, not taken',
    (text) => {
      const { items, problems } = readAnnotation(calculations(calculation('c', scalar(text))));
      expect(items[0]?.stored).toEqual({ unit: { value: 'mm', scheme: 'UCUM', meaning: 'mm' } });
      expect(problems.map(({ code }) => code)).toEqual(['value-not-numeric']);
    },
  );

  it('that is missing is named', () => {
    const { items, problems } = readAnnotation(
      calculations(calculation('a', scalar('')), calculation('b', ''), '<CalculationEntity/>'),
    );
    expect(items.map(({ stored }) => stored?.text)).toEqual([undefined, undefined, undefined]);
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'concept-missing',
      'value-missing',
      'value-missing',
      'value-missing',
    ]);
  });

  it('that is compressed is not read', () => {
    const packed = scalar('12').replace(
      '</CalculationResult>',
      `${cd('compression', 'zip')}</CalculationResult>`,
    );
    const { items, problems } = readAnnotation(calculations(calculation('c', packed)));
    expect(items[0]?.stored?.text).toBeUndefined();
    expect(problems).toMatchObject([
      { code: 'value-not-numeric', detail: expect.stringContaining('compressed') },
    ]);
  });

  it('has further types as derivation, by code, or as modifiers', () => {
    const types =
      cd('typeCode', '112031', 'DCM') + cd('typeCode', '373098007', 'SCT', 'Any') + cd('typeCode', '1', 'X');
    const [item] = readAnnotation(calculations(calculation('c', scalar('9'), types))).items;
    expect(item).toMatchObject({ concept: { value: '112031' }, derivation: { value: '373098007' } });
    expect(item?.modifiers).toEqual([
      expect.objectContaining({
        name: expect.objectContaining({ value: 'type-code' }),
        value: { value: '1', scheme: 'X', meaning: '' },
      }),
    ]);
  });

  it('has its algorithm and its description', () => {
    const algorithm = `<algorithm>${field('name', 'Seg')}${cd('type', 'RID12780', 'RadLex')}${field('version', '2')}
<parameterCollection><Parameter>${field('name', 'level')}${field('value', '0.4')}</Parameter></parameterCollection></algorithm>`;
    const entity = calculation('c', scalar('9')).replace(
      '</CalculationEntity>',
      `${algorithm}${field('description', 'Long')}</CalculationEntity>`,
    );
    const [item] = readAnnotation(calculations(entity)).items;
    expect(item?.context.algorithm).toMatchObject({
      name: 'Seg',
      version: '2',
      family: { value: 'RID12780' },
      parameters: ['level=0.4'],
    });
    expect(item?.modifiers).toMatchObject([{ name: { value: 'description' }, value: 'Long' }]);
  });
});

describe('a result with several numbers', () => {
  const dimension = (index: number, size: number, label: string): string =>
    `<Dimension>${field('index', index)}${field('size', size)}${field('label', label)}</Dimension>`;
  const datum = (value: string, ...positions: number[]): string => {
    const places = positions.map(
      (p, d) => `<Coordinate>${field('dimensionIndex', d)}${field('position', p)}</Coordinate>`,
    );
    return `<CalculationData>${field('value', value)}${list('coordinateCollection', ...places)}</CalculationData>`;
  };
  const result = (type: string, dimensions: string[], inner: string): string =>
    `<CalculationResult type="${type}">${field('unitOfMeasure', '1')}${list('dimensionCollection', ...dimensions)}${inner}</CalculationResult>`;
  const rows = (text: string) =>
    readAnnotation(calculations(calculation('c', text))).items.map((item) => [
      item.stored?.text,
      ...item.modifiers.map(({ value }) => value),
    ]);

  it('gives an item for each, with its place in the dimensions', () => {
    const data = list('calculationDataCollection', datum('7', 0, 1), datum('8', 1, 0));
    expect(rows(result('Matrix', [dimension(0, 2, 'Row'), dimension(1, 2, 'Column')], data))).toEqual([
      ['7', 'Matrix', 'Row[0]', 'Column[1]'],
      ['8', 'Matrix', 'Row[1]', 'Column[0]'],
    ]);
  });

  it('gives one for each bin of a histogram, in the order of the file', () => {
    const data = list('calculationDataCollection', ...[5, 3, 1].map((n, i) => datum(String(n), i)));
    expect(rows(result('Histogram', [dimension(0, 3, 'Bin')], data))).toEqual([
      ['5', 'Histogram', 'Bin[0]'],
      ['3', 'Histogram', 'Bin[1]'],
      ['1', 'Histogram', 'Bin[2]'],
    ]);
  });

  it('that is compact is a list where it is as long as its dimension, and no number where it is not', () => {
    expect(rows(result('Vector', [dimension(0, 3, 'Axis')], field('value', '1.5, 2 -3')))).toEqual([
      ['1.5', 'Vector', 'Axis[0]'],
      ['2', 'Vector', 'Axis[1]'],
      ['-3', 'Vector', 'Axis[2]'],
    ]);
    expect(rows(result('Vector', [dimension(0, 2, 'Axis')], field('value', '1.5, 2 -3')))).toEqual([
      [undefined, 'Vector'],
    ]);
  });
});

describe('the shapes of a calculation', () => {
  it('are those that statements name, either way round, with a type or without', () => {
    const parts = [
      calculations(calculation('c1', scalar('1')), calculation('c2', scalar('2'))),
      markups(line('s1', 1), line('s2', 2), line('s3', 3)),
    ];
    const joined = statements(statement('c1', 's2', MARKUP), statement('s1', 'c2', '1'));
    expect(used(...parts, joined)).toEqual([['MarkupEntity[2]'], ['MarkupEntity[1]'], ['MarkupEntity[3]']]);
  });

  it('are none where a statement names one that is not there', () => {
    const parts = [calculations(calculation('c1', scalar('1'))), markups(line('s1', 1))];
    expect(used(...parts, statements(statement('c1', 'gone', MARKUP)))).toEqual([[], ['MarkupEntity[1]']]);
    expect(readAnnotation(...parts, statements(statement('c1', 'gone', MARKUP))).problems).toMatchObject([
      { code: 'coordinates-damaged' },
    ]);
  });

  it('are all of the annotation where nothing is said, shared where there are several calculations', () => {
    const one = [calculations(calculation('c1', scalar('1'))), markups(line('s1', 1), line('s2', 2))];
    const two = [
      calculations(calculation('c1', scalar('1')), calculation('c2', scalar('2'))),
      markups(line('s1', 1)),
    ];
    expect(used(...one)).toEqual([['MarkupEntity[1]', 'MarkupEntity[2]']]);
    expect(readAnnotation(...one).items.map(({ geometryOf }) => geometryOf)).toEqual(['item']);
    expect(readAnnotation(...two).items.map(({ geometryOf }) => geometryOf)).toEqual(['group', 'group']);
  });

  it('without calculations are items of their own, without a stored value', () => {
    const { items } = readAnnotation(markups(line('s1', 1), line('s2', 2)));
    expect(items.map(({ stored, concept }) => [stored, concept])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});
