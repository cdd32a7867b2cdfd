import { describe, expect, it } from 'vitest';
import { CONFIDENTIALITY } from '../../../../src/generated/confidentiality.js';
import { TABLE_OPTIONS, type TableOption } from '../../../../src/rules/deid/profile/profile.js';
import { choose } from '../../../../src/rules/deid/table/choice.js';
import type { ConfidentialityRow } from '../../../../src/rules/deid/table/confidentiality-row.js';

const device: ConfidentialityRow = {
  name: 'Date of Last Detector Calibration',
  basic: 'X/D',
  options: { retainDeviceIdentity: 'K', retainFullDates: 'K', retainModifiedDates: 'C' },
};

describe('choose', () => {
  it('takes the code of the Basic Profile where no option says anything', () => {
    expect(choose(device, {})).toEqual({ code: 'X/D' });
    expect(choose(device, { cleanDescriptors: true, retainDeviceIdentity: false })).toEqual({ code: 'X/D' });
  });

  it('takes the code of the option that is chosen', () => {
    expect(choose(device, { retainDeviceIdentity: true })).toEqual({
      code: 'K',
      option: 'retainDeviceIdentity',
    });
    expect(choose(device, { retainModifiedDates: true })).toEqual({
      code: 'C',
      option: 'retainModifiedDates',
    });
  });

  it('takes C, which protects more, where another option says K', () => {
    const both = { retainDeviceIdentity: true, retainModifiedDates: true };
    expect(choose(device, both)).toEqual({ code: 'C', option: 'retainModifiedDates' });
  });

  it('names the first of two options that say the same', () => {
    const both = { retainDeviceIdentity: true, retainFullDates: true };
    expect(choose(device, both)).toEqual({ code: 'K', option: 'retainDeviceIdentity' });
  });
});

describe('every row under every pair of options', () => {
  const lines = CONFIDENTIALITY.trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const rows = lines.map(([, basic, letters = '', name = '']) => {
    const options = Object.fromEntries(
      TABLE_OPTIONS.flatMap((option, i) => (letters[i] === '.' ? [] : [[option, letters[i]]])),
    );
    return { name, basic, options } as ConfidentialityRow;
  });

  it('takes C when either says C, else K when either says K, else the code of the Basic Profile', () => {
    const wrong: string[] = [];
    for (const row of rows) {
      for (const a of TABLE_OPTIONS) {
        for (const b of TABLE_OPTIONS) {
          const said = [row.options[a], row.options[b]];
          const expected = said.includes('C') ? 'C' : said.includes('K') ? 'K' : row.basic;
          if (choose(row, { [a]: true, [b]: true }).code !== expected) wrong.push(`${row.name} ${a} ${b}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(rows).toHaveLength(657);
  });

  it('meets both codes in the 11 rows of device dates, and else only where both kinds of dates are wanted', () => {
    const pair = (a: TableOption, b: TableOption): string[] =>
      rows.filter(({ options }) => options[a] === 'K' && options[b] === 'C').map(({ name }) => name);
    const met = TABLE_OPTIONS.flatMap((a) =>
      TABLE_OPTIONS.filter((b) => pair(a, b).length > 0).map((b) => [a, b, pair(a, b).length]),
    );
    expect(met).toEqual([
      ['retainDeviceIdentity', 'retainModifiedDates', 11],
      ['retainFullDates', 'retainModifiedDates', 169],
    ]);
  });
});
