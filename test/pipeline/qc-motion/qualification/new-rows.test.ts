import { describe, expect, it } from 'vitest';
import { newList, parseList } from '../../../../src/pipeline/qc-motion/qualification/list-rows.js';
import {
  isRecordable,
  newRows,
  upgradedSerials,
} from '../../../../src/pipeline/qc-motion/qualification/new-rows.js';
import { LINE, row, TITLES } from './rows.js';

/** A list of hand-made rows: serial, software and verdict. */
function list(...rows: readonly (readonly [string, string, string])[]) {
  const lines = rows.map(
    ([serial, software, verdict]) => `${serial},,,${software},,2026-01-01,,,,${verdict},,`,
  );
  return parseList('devices.csv', [TITLES, ...lines].join('\n'));
}

describe('rows that are new to a list', () => {
  it('are those whose cells differ in anything', () => {
    const known = parseList('devices.csv', `${TITLES}\n${LINE}\n`);
    expect(newRows(known, [row()])).toEqual([]);
    for (const change of [
      { serial: '1' },
      { software: 'XA31' },
      { from: '2026-03-02' },
      { verdict: 'warn' },
      { figures: { piuPercent: 91.26, psgPercent: null, snrSmoothed: 339.1 } },
      { studyUID: '1.2.3.5' },
    ] as const) {
      expect(newRows(known, [row(change)])).toHaveLength(1);
    }
  });

  it('hold figures by name, those without a number empty', () => {
    const figures = { a: 0.1, b: null, c: Number.NaN, d: -1e-7, e: Number.POSITIVE_INFINITY };
    expect(newRows(newList(), [row({ figures })])[0]?.figures).toBe('a=0.1;b=;c=;d=-1e-7;e=');
    expect(newRows(newList(), [row({ figures: {} })])[0]?.figures).toBe('');
  });

  it('have a serial number and a day', () => {
    expect(isRecordable(row())).toBe(true);
    expect(
      [{ serial: ' ' }, { from: '' }, { from: '20260301' }].map((one) => isRecordable(row(one))),
    ).toEqual([...[false, false, false]]);
  });
});

describe('scanners that were upgraded', () => {
  it('are in the list, but with other software only', () => {
    const rows = [row({ serial: 'a' }), row({ serial: 'b' }), row({ serial: 'c' }), row({ serial: 'a' })];
    const known = list(['a', 'syngo MR E11', 'pass'], ['b', 'syngo MR XA30', 'fail'], ['b', 'E11', 'pass']);
    expect(upgradedSerials(known, rows)).toEqual(['a']);
  });

  it('are not those of which a row takes any software, or may take this', () => {
    const one = [row({ serial: 'a' })];
    expect(upgradedSerials(list(['a', '', '']), one)).toEqual([]);
    expect(upgradedSerials(list(['a', '>=XA20', '']), one)).toEqual([]);
    expect(upgradedSerials(list(['a', '>XA30', '']), one)).toEqual(['a']);
    expect(upgradedSerials(list(['a', '', 'pass']), one)).toEqual([]);
    expect(upgradedSerials(list(['a', 'E11', 'pass']), [row({ serial: 'a', software: '' })])).toEqual([]);
  });

  it('compares all values of Software Versions', () => {
    const rows = [row({ serial: 'a', software: '5.7.1\\5.7.1.2' })];
    expect(upgradedSerials(list(['a', '5.7.1\\5.7.1.2', 'pass']), rows)).toEqual([]);
    expect(upgradedSerials(list(['a', '5.7.1', 'pass']), rows)).toEqual(['a']);
  });
});
