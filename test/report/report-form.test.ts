import { describe, expect, it } from 'vitest';
import { formOf, reportChunks } from '../../src/report/report-form.js';
import { report, text } from './sample.js';

describe('the form of a report', () => {
  it.each([
    ['a.json', 'json'],
    ['A.JSON', 'json'],
    ['dir.x/a.ndjson', 'ndjson'],
    ['a.b.csv', 'csv'],
    ['junit.xml', 'xml'],
    ['a.html', 'html'],
    ['a.pdf', undefined],
    ['json', undefined],
    ['x.json/a', undefined],
    ['', undefined],
    ['-', undefined],
  ])('of %j is %s', (path, form) => {
    expect(formOf(path)).toBe(form);
  });

  it('decides what is written', async () => {
    const table = async () => ({ columns: [{ title: 'x' }], rows: [[1]] });
    const made = await Promise.all(
      (['json', 'ndjson', 'csv', 'xml', 'html'] as const).map(async (form) =>
        text(await reportChunks(report(), form, table)),
      ),
    );
    expect(made.map((one) => one.slice(0, 14))).toEqual(
      ['{\n  "schema": "', '{"type":"run",', 'x\r\n1\r\n', '<?xml version=', '<!doctype html'].map((s) =>
        s.slice(0, 14),
      ),
    );
  });
});
