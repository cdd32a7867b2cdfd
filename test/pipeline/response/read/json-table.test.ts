import { describe, expect, it } from 'vitest';
import { jsonTable } from '../../../../src/pipeline/response/read/json-table.js';
import { readRowsFrom } from '../../../../src/pipeline/response/read/read-rows.js';

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const read = (rows: unknown) => readRowsFrom(bytes(JSON.stringify(rows)), 'rows.json', 0);

describe('Rows as JSON', () => {
  it('are a table: every key a column, absent and null an empty cell', () => {
    const table = jsonTable('a.json', '\ufeff[{"a":1.50,"b":" x "},{"c":true,"a":null}]');
    expect(table.rows.map(({ line, record }) => [line, ...record])).toEqual([
      [1, 'a', 'b', 'c'],
      [1, '1.5', 'x', ''],
      [2, '', '', 'true'],
    ]);
  });

  it('say what the same rows say as CSV, and are told to be JSON', async () => {
    const row = {
      subject: 'S1',
      lesion: 'T1',
      visit: 'W8',
      value: '8.20',
      unit: 'mm',
      role: 'target',
      organ: 'lung',
    };
    const json = await read([row]);
    const lines = [Object.keys(row).join(','), Object.values(row).join(',')].join('\n');
    const csv = await readRowsFrom(bytes(lines), 'rows.csv', 0);
    expect(json.file).toMatchObject({ form: 'rows-json', rows: 1 });
    expect(json.observations.map((one) => ({ ...one, at: null }))).toEqual(
      csv.observations.map((one) => ({ ...one, at: null })),
    );
    expect(json.observations[0]).toMatchObject({ at: { source: 0, line: 1 }, value: '8.20' });
  });

  it('may be of SDTM', async () => {
    const { file, records } = await read([{ DOMAIN: 'TR', USUBJID: 'S1', TRTESTCD: 'LDIAM', TRORRES: 12 }]);
    expect([file.form, records[0]?.cells]).toEqual([
      'sdtm',
      { DOMAIN: 'TR', USUBJID: 'S1', TRTESTCD: 'LDIAM', TRORRES: '12' },
    ]);
  });

  it.each([
    ['[{"a":1},[2]]', 'a.json:2:1: is no object of column names and values'],
    ['[{"a":1},{"b":{"c":1}}]', "a.json:2:1: 'b' is no text, number, true, false or null"],
    ['[{"a":1', 'a.json:1:1: is no list of JSON objects: it is cut, or something else'],
  ])('that are something else are refused with their place: %s', (text, message) => {
    expect(() => jsonTable('a.json', text)).toThrow(message);
  });

  it('of an unknown column are refused, with the nearest', async () => {
    await expect(read([{ subject: 'S1', lesion: 'T1', visit: 'W8', lession: 1 }])).rejects.toThrow(
      "unknown column 'lession' (did you mean 'lesion'?)",
    );
  });

  it('without one are refused', async () => {
    await expect(read([])).rejects.toThrow('is empty');
  });
});
