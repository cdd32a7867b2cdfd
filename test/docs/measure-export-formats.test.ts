import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { fhirChunks } from '../../src/report/measurements/fhir-bundle.js';
import { CODING_SYSTEMS } from '../../src/report/measurements/fhir-codes.js';
import { parquetChunks } from '../../src/report/measurements/parquet.js';
import { redcapDictionary } from '../../src/report/measurements/redcap-fields.js';
import { redcapTable } from '../../src/report/measurements/redcap-table.js';
import { wideTable } from '../../src/report/measurements/wide-table.js';
import { measureExportTable } from '../../src/report/tables/measure-export.js';
import { csvChunks } from '../../src/report/write-csv.js';
import { ROOT } from '../commands/cli.js';
import { byTitle, recomputedRow, rowsReport, storedRow } from '../report/measurements/sample-rows.js';

const page = readFileSync(join(ROOT, 'docs', 'measure-export-formats.md'), 'utf8');
const dictionary = readFileSync(join(ROOT, 'docs', 'redcap-data-dictionary.csv'), 'utf8');
const sample = rowsReport([storedRow(), recomputedRow()]);

/** The block of the page that follows a mark. */
const block = (mark: string): string =>
  new RegExp(`<!-- ${mark} -->\n\`\`\`\\w*\n(.*?)\n\`\`\``, 's').exec(page)?.[1] ?? '';

/** The columns of a Parquet file with their types, but for the one that CSV has not. */
function parquetTypes(): [string, string][] {
  const bytes = new Uint8Array(Buffer.concat([...parquetChunks(sample)]));
  return parquetSchema(parquetMetadata(bytes.buffer))
    .children.map(({ element }): [string, string] => [
      element.name,
      element.converted_type === 'UTF8' ? 'STRING' : (element.type ?? ''),
    ])
    .filter(([name]) => name !== 'value_number');
}

describe('the page of the exports of measure-export', () => {
  it('has every column of the long table in its order, with its type and an example', () => {
    const [first = {}] = byTitle(measureExportTable(sample));
    const wanted = parquetTypes().map(([name, type]) => [name, type, String(first[name] ?? '')]);
    const rows = [...page.matchAll(/^\| `(\w+)` +\| ([A-Z0-9]+) +\| .*? \| +(?:`([^`]*)`)? *\|$/gm)];
    expect(rows.map(([, name, type, example = '']) => [name, type, example])).toEqual(wanted);
  });

  it('shows the wide table and the REDCap import as they are', () => {
    const csv = (table: Parameters<typeof csvChunks>[0]): string => [...csvChunks(table)].join('');
    expect(block('wide')).toBe(csv(wideTable(sample)).replaceAll('\r\n', '\n').trim());
    expect(block('redcap')).toBe(csv(redcapTable(sample)).replaceAll('\r\n', '\n').trim());
  });

  it('shows an Observation as it is', () => {
    expect(JSON.parse(block('fhir'))).toEqual(JSON.parse([...fhirChunks(sample)].join('')).entry[0]);
  });

  it('names all components of its own, and the URI of every coding scheme', () => {
    const own = [
      ...[...fhirChunks(sample)].join('').matchAll(/"urn:corelab:measurement","code":"([a-z-]+)"/g),
    ];
    expect(own.length).toBeGreaterThan(4);
    for (const [, code] of own) expect(page).toContain(`\`${code}\``);
    for (const [scheme, uri] of CODING_SYSTEMS) expect(page).toContain(`${scheme} \`${uri}\``);
  });

  it('has a data dictionary for REDCap that fits the import', () => {
    const text = [...csvChunks(redcapDictionary())].join('');
    expect(dictionary).toBe(text.replaceAll('\r\n', '\n'));
  });
});
