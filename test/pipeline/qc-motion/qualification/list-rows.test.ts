import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceTable } from '../../../../src/pipeline/check-protocol/device-table.js';
import { csvRows } from '../../../../src/pipeline/csv/csv-rows.js';
import { linesOf, newList, parseList } from '../../../../src/pipeline/qc-motion/qualification/list-rows.js';
import { LINE, TITLES } from './rows.js';

/** Values as headers may hold them: no line ends in them, no spaces at their ends (PS3.5 6.2, LO), but any sign. */
const value = fc
  .oneof(fc.string({ unit: fc.constantFrom(...'\'=+-@\t;," aé1') }), fc.string())
  .map((text) => text.trim());

describe('a list of qualified devices', () => {
  it('has the columns of a record when it is new', () => {
    expect(linesOf(newList(), [])).toBe(`${TITLES}\r\n`);
  });

  it('knows its rows by the columns of a record, with what they held', () => {
    const { rows, columns } = parseList(
      'devices.csv',
      `remark,${TITLES}\nx,${LINE.replace('Prisma', "'=1")}\n`,
    );
    expect(columns[0]).toBeUndefined();
    expect(rows).toMatchObject([{ serial: '45123', model: '=1', until: '', verdict: 'pass' }]);
  });

  it('may have no column until, and no line yet', () => {
    const { rows, lead } = parseList('devices.csv', TITLES.replace(',until', ''));
    expect([rows, lead]).toEqual([[], '\r\n']);
  });

  it('goes on with the line ends that it has, and ends its last line first', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const closed = parseList('devices.csv', `${TITLES}${end}${LINE}${end}`);
      expect(linesOf(closed, [{ serial: '1' }])).toBe(`1${','.repeat(11)}${end}`);
      const open = parseList('devices.csv', `${TITLES}${end}${LINE}`);
      expect(linesOf(open, [{ serial: '1' }])).toBe(`${end}1${','.repeat(11)}${end}`);
    }
  });

  it('gives every value back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1 }),
        fc.constantFrom(',', ';'),
        (pairs, sign) => {
          const list = parseList('devices.csv', TITLES.replaceAll(',', sign));
          const added = pairs.map(([model, software]) => ({ serial: '1', model, software }));
          const text = `${TITLES.replaceAll(',', sign)}${linesOf(list, added)}`;
          const { rows, problems } = deviceTable('devices.csv', text);
          expect(problems).toEqual([]);
          expect(rows.map(({ cells }) => [cells.model?.text ?? '', cells.software?.text ?? ''])).toEqual(
            pairs,
          );
          const written = csvRows('devices.csv', text).rows.flatMap(({ record }) => record);
          expect(written.filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
        },
      ),
    );
  });
});
