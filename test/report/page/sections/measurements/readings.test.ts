import { describe, expect, it } from 'vitest';
import type { MeasurementRow } from '../../../../../src/report/measure-export-sections.js';
import { readingsOf, within } from '../../../../../src/report/page/sections/measurements/readings.js';
import type { Row } from '../../../../../src/report/page/sections/measurements/row-outcome.js';

function rowsOf(...parts: readonly Partial<MeasurementRow>[]): Row[] {
  const row = {
    subject: 'S',
    site: null,
    visit: 'W8',
    reader: 'R',
    group: 0,
    storedValue: '1',
    agrees: true,
  };
  const more = {
    source: { file: 0, sopInstanceUID: '2.25.1' },
    problems: [],
    trackingUid: null,
    lesionLabel: null,
  };
  return parts.map((part, i) => ({
    value: { ...row, ...more, ...part } as MeasurementRow,
    at: `0/rows/${i}`,
  }));
}
const placesOf = (rows: readonly Row[]): string[] => rows.map(({ at }) => at.replace('0/rows/', ''));

describe('readings', () => {
  it('are told apart by subject, site, visit and reader', () => {
    const rows = rowsOf({}, { subject: 'T' }, { site: 'X' }, { visit: null }, { reader: null }, {});
    expect(readingsOf(rows)).toHaveLength(5);
  });

  it('hold lesions by object and group; what has no group by its label', () => {
    const free = { group: null, lesionLabel: 'A' };
    const [reading] = readingsOf(rowsOf({}, { group: 1 }, free, { ...free, lesionLabel: 'B' }, free));
    expect(reading?.lesions.map(({ rows }) => placesOf(rows))).toEqual([['0'], ['1'], ['2', '4'], ['3']]);
  });

  it('put first what disagrees, then what was not checked, then what was not stored last', () => {
    const rows = rowsOf({ storedValue: null, agrees: null }, {}, { agrees: null }, { agrees: false });
    const [reading] = readingsOf(rows);
    expect(placesOf(reading?.lesions[0]?.rows ?? [])).toEqual(['3', '2', '1', '0']);
  });

  it('put a reading that holds a disagreement before the others', () => {
    const readings = readingsOf(rowsOf({}, { subject: 'T', agrees: false }, { subject: 'U' }));
    expect(readings.map(({ first }) => first.value.subject)).toEqual(['T', 'S', 'U']);
  });

  it('are shown as far as there is room, by whole lesions, and the others are counted', () => {
    const groups = rowsOf({}, {}, { group: 1 }, { group: 1 }, { subject: 'T' });
    const { readings, moreLesions, moreRows } = within(readingsOf(groups), 3);
    expect(readings.map(({ lesions }) => lesions.length)).toEqual([1]);
    expect([moreLesions, moreRows]).toEqual([2, 3]);
  });

  it('show the first lesion however long it is', () => {
    const { readings, moreRows } = within(readingsOf(rowsOf({}, {}, {})), 1);
    expect([readings.length, moreRows]).toEqual([1, 0]);
  });
});
