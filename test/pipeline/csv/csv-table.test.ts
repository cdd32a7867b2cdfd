import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config-error.js';
import { columnOf, csvTable, type TableColumns } from '../../../src/pipeline/csv/csv-table.js';

const SPEC: TableColumns<'subject' | 'visit' | 'value'> = {
  columns: ['subject', 'visit', 'value'],
  required: ['subject', 'value'],
  alsoCalled: { timepoint: 'visit' },
};

/** Line, column and message of each fault. */
function faults(text: string, spec: TableColumns<string> = SPEC): string[] {
  try {
    csvTable('f.csv', text, spec);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
  }
  return [];
}

describe('a table', () => {
  it('has cells by the names of its columns, with their places; empty ones are left out', () => {
    const { rows, columns, problems } = csvTable('f.csv', 'VALUE;TimePoint;subject\n5; W4 ;S1\n;;S2', SPEC);
    expect([...columns]).toEqual(['value', 'visit', 'subject']);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        cells: {
          value: { text: '5', column: 1 },
          visit: { text: 'W4', column: 4 },
          subject: { text: 'S1', column: 8 },
        },
      },
      { line: 3, cells: { subject: { text: 'S2', column: 3 } } },
    ]);
  });

  it('gives back what a cell held before it was guarded against formulas', () => {
    expect(csvTable('f.csv', "subject,value\n'=1,2", SPEC).rows[0]?.cells.subject?.text).toBe('=1');
  });

  it('names every fault of its titles with its place', () => {
    expect(faults('subject,vist,colour,subject,value')).toEqual([
      "1:9: unknown column 'vist' (did you mean 'visit'?)",
      '1:14: unknown column; the first line names the columns',
      "1:21: the column 'subject' stands twice",
    ]);
    expect(faults('visit\nW4')).toEqual([
      "1:1: the column 'subject' is missing; the columns are subject, visit, value",
      "1:1: the column 'value' is missing; the columns are subject, visit, value",
    ]);
    expect(faults('sujbect,value')).toEqual(["1:1: unknown column 'sujbect' (did you mean 'subject'?)"]);
    expect(faults('')).toEqual(['1:1: is empty; its first line names the columns']);
  });

  it('says of a missing column only those that are named', () => {
    expect(faults('visit', { ...SPEC, named: ['subject', 'value'], required: ['value'] })).toEqual([
      "1:1: the column 'value' is missing; the columns are subject, value",
    ]);
  });

  it('leaves out other columns where that is asked for, and still misses what is required', () => {
    const lenient = { ...SPEC, others: 'left-out' } as const;
    expect(csvTable('f.csv', 'x,subject,,value\n1,S1,,5', lenient).rows).toEqual([
      { line: 2, cells: { subject: { text: 'S1', column: 3 }, value: { text: '5', column: 7 } } },
    ]);
    expect(faults('x,subject', lenient)).toEqual([
      "1:1: the column 'value' is missing; the columns are subject, visit, value",
    ]);
  });

  it('does not take a row with more or fewer cells than titles', () => {
    const { rows, problems } = csvTable('f.csv', 'subject,value\nS1,1,2\nS2,3\nS3', SPEC);
    expect(rows.map(({ line }) => line)).toEqual([3]);
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [2, 'has 3 cells, but the first line names 2 columns'],
      [4, 'has 1 cells, but the first line names 2 columns'],
    ]);
  });

  it('has no column that the language itself would name', () => {
    for (const title of ['constructor', '__proto__', 'toString'])
      expect(columnOf(title, SPEC)).toBeUndefined();
  });

  it('places every cell where it stands', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', 'é', ' '), minLength: 1 });
    fc.assert(
      fc.property(cell, cell, (subject, value) => {
        const quoted = [`s${subject}`, value].map((text) => `"${text.replaceAll('"', '""')}"`);
        const { rows } = csvTable('f.csv', `subject,value\n${quoted.join(',')}`, SPEC);
        const [row] = rows;
        // A quoted cell keeps its spaces.
        expect(row?.cells.value).toEqual({ text: value, column: (quoted[0] ?? '').length + 2 });
      }),
    );
  });
});
