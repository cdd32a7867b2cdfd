import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, guarded, unguarded } from '../../../src/pipeline/csv/csv-rows.js';

describe('the rows of a list', () => {
  it('are split by the sign that the first line has more of', () => {
    expect(csvRows('f', 'a;b,c;d\n1;2;3')).toMatchObject({
      delimiter: ';',
      rows: [
        { line: 1, record: ['a', 'b,c', 'd'] },
        { line: 2, record: ['1', '2', '3'] },
      ],
    });
    expect(csvRows('f', 'a,b\n1,"2;3;4"').delimiter).toBe(',');
  });

  it('are counted by lines, those that are empty too', () => {
    const { rows } = csvRows('f', 'a,b\r\n\r\n,\r\n"1\n2",3\r\n4,5');
    expect(rows.map(({ line, record }) => [line, record])).toEqual([
      [1, ['a', 'b']],
      [5, ['1\n2', '3']],
      [6, ['4', '5']],
    ]);
  });

  it('are none where a quote is not closed', () => {
    expect(() => csvRows('devices.csv', 'a\n"1\n2')).toThrow(
      /^devices\.csv:\d+:1: is no CSV from here on: a quote is missing/,
    );
  });
});

describe('a guarded cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\uff1d1', "'\uff1d1"],
    ["'=1", "''=1"],
  ])('is no formula: %j', (text, cell) => {
    expect(guarded(text)).toBe(cell);
    expect(unguarded(cell)).toBe(text);
  });

  it.each(['', 'Prisma', "'quoted'", "O'Neill", '1-2', '>=XA30'])(
    'is left as it is where it is none: %j',
    (text) => {
      expect([guarded(text), unguarded(text)]).toEqual([text, text]);
    },
  );

  it('gives back what it held, whatever that was', () => {
    const text = fc.oneof(fc.string({ unit: fc.constantFrom(..."'=+-@ a") }), fc.string());
    fc.assert(
      fc.property(text, (held) => {
        expect(unguarded(guarded(held))).toBe(held);
        expect(guarded(held)).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
