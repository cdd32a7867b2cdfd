import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config-error.js';
import { csvTable } from '../../../src/pipeline/csv/csv-table.js';
import {
  isDay,
  type LineCells,
  needsOneOf,
  readLines,
  wordKey,
  wordsOf,
} from '../../../src/pipeline/csv/line-cells.js';

const SPEC = { columns: ['a', 'b'], required: [] } as const;
type Read = (cells: LineCells<'a' | 'b'>) => unknown;

const table = (text: string) => csvTable<'a' | 'b'>('f.csv', text, SPEC);
const read = (cell: string, how: Read): unknown => readLines('f.csv', table(`a,b\n"${cell}",x`), how)[0];

function faults(text: string, how: Read): string[] {
  try {
    readLines('f.csv', table(text), how);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
  }
  return [];
}

const fault = (cell: string, how: Read): string[] => faults(`b,a\nx,"${cell}"`, how);

describe('words of a cell', () => {
  it('are compared without case, and whatever stands between letters is a space', () => {
    expect(wordKey(' Non–Target_Lesion ')).toBe('non target lesion');
    const words = wordsOf([['non-target', ['nt']]]);
    for (const text of ['non-target', 'NON TARGET', 'Non_Target', 'NT'])
      expect(read(text, (cells) => cells.word('a', words, ['non-target']))).toBe('non-target');
  });

  it('are named with what was probably meant where they are none', () => {
    const words = wordsOf([
      ['death', []],
      ['missed', []],
    ]);
    const how: Read = (cells) => cells.word('a', words, ['death', 'missed']);
    expect(fault('deeth', how)).toEqual([
      "2:3: 'a' is 'deeth', not one of death, missed (did you mean 'death'?)",
    ]);
    // What is near no word may be a name in the wrong column: it is told where, not what.
    expect(fault('Jane Roe', how)).toEqual(["2:3: 'a' is not one of death, missed"]);
    expect(read('', how)).toBeNull();
  });
});

describe('cells of a line', () => {
  it.each([
    ['yes', true],
    ['Y', true],
    ['TRUE', true],
    ['1', true],
    ['no', false],
    ['n', false],
    ['False', false],
    ['0', false],
    ['', null],
  ])('say yes or no: %j', (cell, is) => {
    expect(read(cell, (cells) => cells.yesNo('a'))).toBe(is);
  });

  it('say neither by other words', () => {
    expect(fault('maybe', (cells) => cells.yesNo('a'))).toEqual(["2:3: 'a' is not one of yes, no"]);
    expect(fault('2', (cells) => cells.yesNo('a'))).toHaveLength(1);
  });

  it.each(['2026-02-28', '2024-02-29'])('hold a day: %s', (day) => {
    expect(isDay(day)).toBe(true);
    expect(read(day, (cells) => cells.date('a'))).toBe(day);
  });

  it.each(['2026-02-29', '2026-2-1', '01.02.2026', '20260201', '2026-02', '2026-02-01T10:00', '2026-13-01'])(
    'hold no day: %s',
    (day) => {
      expect(isDay(day)).toBe(false);
      expect(fault(day, (cells) => cells.date('a'))).toEqual([`2:3: 'a' is not a day (YYYY-MM-DD)`]);
    },
  );

  it('hold whole numbers, numbers and exact decimals', () => {
    expect(read('-28', (cells) => cells.integer('a'))).toBe(-28);
    expect(read('2.1', (cells) => cells.number('a'))).toBe(2.1);
    expect(read('+008.20', (cells) => cells.decimal('a'))).toBe('8.20');
    expect(read('0.1000000000000000055', (cells) => cells.decimal('a'))).toBe('0.1000000000000000055');
    for (const how of [
      (cells: LineCells<'a' | 'b'>) => cells.integer('a'),
      (cells: LineCells<'a' | 'b'>) => cells.number('a'),
      (cells: LineCells<'a' | 'b'>) => cells.decimal('a'),
    ]) {
      expect(read('', how)).toBeNull();
      for (const text of ['1,5', 'x', '1 2', 'NaN', '0x10']) expect(fault(text, how)).toHaveLength(1);
    }
    expect(fault('1.5', (cells) => cells.integer('a'))).toEqual(["2:3: 'a' is not a whole number"]);
    expect(fault('1e3', (cells) => cells.number('a'))).toEqual(["2:3: 'a' is not a number"]);
    expect(fault('1234567890', (cells) => cells.integer('a'))).toHaveLength(1);
  });

  it('are needed, or may be empty', () => {
    expect(read('', (cells) => cells.text('a'))).toBeNull();
    expect(read('  ', (cells) => cells.text('a'))).toBeNull();
    expect(read(' x y ', (cells) => cells.needed('a'))).toBe('x y');
    expect(fault('', (cells) => cells.needed('a'))).toEqual(["2:1: 'a' is empty"]);
  });
});

describe('the faults of a table', () => {
  it('are told together, in the order of the file, those of its rows too', () => {
    const how: Read = (cells) => [cells.integer('b'), cells.integer('a')];
    expect(faults('a,b\nx,y\n1\nz,2', how)).toEqual([
      "2:1: 'a' is not a whole number",
      "2:3: 'b' is not a whole number",
      '3:1: has 1 cells, but the first line names 2 columns',
      "4:1: 'a' is not a whole number",
    ]);
  });

  it('are fifty at most', () => {
    expect(faults(`a,b\n${'x,1\n'.repeat(60)}`, (cells) => cells.integer('a'))).toHaveLength(50);
  });

  it('hold that none of the columns is there of which one is needed', () => {
    expect(() => needsOneOf('f.csv', table('b\n1'), ['a'])).toThrow(
      'f.csv:1:1: one of these columns is needed, and none is there: a',
    );
    expect(() => needsOneOf('f.csv', table('b\n1'), ['a', 'b'])).not.toThrow();
  });
});
