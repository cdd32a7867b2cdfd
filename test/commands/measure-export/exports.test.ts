import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { REDCAP_FIELDS } from '../../../src/report/measurements/redcap-fields.js';
import { MEASUREMENT_COLUMNS } from '../../../src/report/tables/measure-export.js';
import { folder } from '../cli.js';
import { type Measured, measureExport, wholeFolder } from './lab.js';

const FORMS = ['csv', 'csv-wide', 'parquet', 'redcap', 'fhir'];
const COLUMNS = MEASUREMENT_COLUMNS.map(([title]) => title);

/** What is looked at of a row in FHIR. */
interface Observation {
  readonly resourceType: string;
  readonly status: string;
  readonly code: { readonly coding?: readonly { readonly code?: string }[]; readonly text?: string };
}

describe('the five exports of one run', () => {
  const place = folder();
  const path = (form: string): string => join(place, `rows.${form}`);
  const bytes = (form: string): Buffer => readFileSync(path(form));
  const parquet = (): ArrayBuffer => new Uint8Array(bytes('parquet')).buffer;
  const table = (form: string): string[][] => parse(bytes(form));
  const records = (form: string): Record<string, string>[] => parse(bytes(form), { columns: true });
  let ran: Measured;

  beforeAll(async () => {
    ran = await measureExport(
      wholeFolder(),
      ...FORMS.flatMap((form) => ['--export', `${form}=${path(form)}`]),
    );
  });

  it('are all there, and nothing else is', () => {
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    expect(readdirSync(place).sort()).toEqual(FORMS.map((form) => `rows.${form}`).sort());
    expect(ran.report.rows.length).toBeGreaterThan(100);
  });

  it('csv has a line a row in the documented columns', () => {
    const [header, ...lines] = table('csv');
    expect(header).toEqual(COLUMNS);
    expect(lines).toHaveLength(ran.report.rows.length);
    const values = records('csv').map(({ value }) => value);
    expect(values).toEqual(ran.report.rows.map(({ value }) => value ?? ''));
  });

  it('csv-wide has every value that stands, each in a column of its unit', () => {
    const [header = [], ...lines] = table('csv-wide');
    expect(new Set(header).size).toBe(header.length);
    expect(header.slice(0, 3)).toEqual(COLUMNS.slice(0, 3));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.length).toBeLessThan(ran.report.rows.length);
    const cells = new Set(lines.flat());
    const absent = ran.report.rows.filter(({ value }) => value !== null && !cells.has(value));
    expect(absent.map(({ source, value }) => [source.path, value])).toEqual([]);
  });

  it('parquet has a row a row, typed, with the same exact values', async () => {
    const file = parquet();
    const names = parquetSchema(parquetMetadata(file)).children.map(({ element }) => element.name);
    expect(names.filter((name) => name !== 'value_number')).toEqual(COLUMNS);
    const rows = await parquetReadObjects({ file });
    expect(rows.map(({ value, recomputed_value, agrees }) => [value, recomputed_value, agrees])).toEqual(
      ran.report.rows.map(({ value, recomputedValue, agrees }) => [value, recomputedValue, agrees]),
    );
  });

  it('redcap has an instance a row, counted by record, in fields of the instrument', () => {
    const [header = []] = table('redcap');
    const fields = new Set(REDCAP_FIELDS.map(({ name }) => name));
    expect(header.filter((name) => name.startsWith('m_') && !fields.has(name))).toEqual([]);
    const instances = records('redcap');
    expect(instances).toHaveLength(ran.report.rows.length);
    const keys = instances.map((one) =>
      [one.record_id, one.redcap_event_name, one.redcap_repeat_instance].join('/'),
    );
    expect(new Set(keys).size).toBe(instances.length);
  });

  it('fhir has an Observation a row, with a code and a status', () => {
    const bundle = JSON.parse(bytes('fhir').toString('utf8'));
    expect([bundle.resourceType, bundle.type]).toEqual(['Bundle', 'collection']);
    const observations: Observation[] = bundle.entry.map(
      ({ resource }: { readonly resource: Observation }) => resource,
    );
    expect(observations).toHaveLength(ran.report.rows.length);
    expect(new Set(observations.map(({ resourceType }) => resourceType))).toEqual(new Set(['Observation']));
    const states = new Set(observations.map(({ status }) => status));
    expect([...states].sort()).toEqual(['final', 'preliminary']);
    for (const { code } of observations) expect(code.coding ?? code.text).toBeTruthy();
  });
});
