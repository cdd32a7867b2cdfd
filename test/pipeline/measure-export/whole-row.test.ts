import { expect, test } from 'vitest';
import { wholeRow } from '../../../src/pipeline/measure-export/whole-row.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import { measurementRow } from '../../report/measure-export-sample.js';

/** A row taken apart and put together again. */
function again(row: MeasurementRow): MeasurementRow {
  const { subject, site, visit, source, ...rest } = row;
  const { itemPath, ...ofObject } = source;
  return wholeRow({ ...rest, subject: { subject, site, visit }, source: ofObject, itemPath }, rest);
}

test('every cell of a row is in it, none under another name', () => {
  const row = measurementRow();
  expect(again(row)).toEqual(row);
});

test('each cell comes from its own', () => {
  const plain = measurementRow();
  const { source, ...cells } = plain;
  for (const key of Object.keys(cells)) {
    const changed = { ...plain, [key]: `only ${key}` } as unknown as MeasurementRow;
    expect(again(changed)).toEqual(changed);
  }
  for (const key of Object.keys(source)) {
    const changed = { ...plain, source: { ...source, [key]: `only ${key}` } } as unknown as MeasurementRow;
    expect(again(changed)).toEqual(changed);
  }
});
