import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/report/table.js';
import { csvChunks } from '../../src/report/write-csv.js';
import { text } from './sample.js';

const csv = (...rows: Cell[][]) =>
  text(csvChunks({ columns: [{ title: 'a' }, { title: 'b' }].slice(0, rows[0]?.length ?? 2), rows }));

/** One row's cells, as RFC 4180 reads them. */
function cells(record: string): string[] {
  return [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

describe('a table as CSV', () => {
  it('has its titles first, and quotes what must be quoted', () => {
    expect(csv(['x,y', 'say "hi"'], ['line\nfeed', 'cr\rhere'])).toBe(
      'a,b\r\n"x,y","say ""hi"""\r\n"line\nfeed","cr\rhere"\r\n',
    );
  });

  it('writes numbers and booleans as they are, and nothing for what is absent or no number', () => {
    expect(csv([-1.5, true], [undefined, Number.NaN], [0, Number.POSITIVE_INFINITY])).toBe(
      'a,b\r\n-1.5,true\r\n,\r\n0,\r\n',
    );
  });

  it.each(['=1+1', '+A1', '-A1', '@SUM(A1)', '\tx', '\rx', '-1-1', '+', '=HYPERLINK("x")', '＝1'])(
    'keeps a spreadsheet from running %j',
    (formula) => {
      expect(cells(csv([formula]).slice(3, -2))).toEqual([`'${formula}`]);
    },
  );

  it.each(['-1', '+1.5', '-.5', '-1e-3', '1.2.840.10008', 'a=b', ''])('leaves %j alone', (plain) => {
    expect(csv([plain, 'z'])).toBe(`a,b\r\n${plain},z\r\n`);
  });

  it('lets no text begin like a formula unless it is a number', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const [cell = ''] = cells(csv([value]).slice(3, -2));
        expect(/^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell))).toBe(false);
      }),
    );
  });

  it('reads its rows lazily', () => {
    const rows = {
      *[Symbol.iterator](): Generator<Cell[]> {
        for (let i = 0; ; i++) yield [i];
      },
    };
    const first = csvChunks({ columns: [{ title: 'n' }], rows }).next();
    expect(first.value).toMatch(/^n\r\n0\r\n1\r\n/);
  });
});
