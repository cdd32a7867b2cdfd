import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  epochDay,
  originOf,
  plainDay,
} from '../../../../src/pipeline/response/assemble/days.js';
import { byteOrder, places } from '../../../../src/pipeline/response/assemble/telling.js';
import { decimalOf, mmPer } from '../../../../src/pipeline/response/assemble/units.js';

describe('Lengths', () => {
  it.each([
    ['20', '20'],
    ['+8.20', '8.2'],
    [' .5 ', '0.5'],
    ['5.', '5'],
    ['-3', '-3'],
    ['1.5e1', '15'],
  ])('reads %j as %s', (text, value) => {
    expect(decimalOf(text)?.toFixed()).toBe(value);
  });

  it.each(['', '12,5', '1 200', 'NaN', 'Infinity', '0x10', '<5', '1e999', '5 mm', '.', '-', '1'.repeat(65)])(
    'takes %j for no number',
    (text) => {
      expect(decimalOf(text)).toBeUndefined();
    },
  );

  it('keeps decimals as they are written, so that 8.2 − 3.2 is 5', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 999 }), (whole, part) => {
        const text = `${whole}.${String(part).padStart(3, '0')}`;
        expect(decimalOf(text)?.toFixed(3)).toBe(text);
      }),
    );
    const [a, b] = [decimalOf('8.2'), decimalOf('3.2')];
    expect(a && b && a.minus(b).eq(5)).toBe(true);
  });

  it.each([
    ['mm', '1'],
    ['cm', '10'],
    ['m', '1000'],
    ['MM', undefined],
    ['[in_i]', undefined],
    ['px', undefined],
  ])('takes 1 %s for %s mm', (unit, mm) => {
    expect(mmPer(unit)?.toFixed()).toBe(mm);
  });
});

describe('Days', () => {
  it('counts without a gap over the missing day 0 of SDTM', () => {
    expect(originOf([-5, 1, 57])).toBe('no-zero');
    expect(plainDay(1, 'no-zero') - plainDay(-5, 'no-zero')).toBe(5);
  });

  it('counts plainly where a day is 0', () => {
    expect(originOf([-5, 0, 57])).toBe('plain');
    expect(plainDay(57, 'plain') - plainDay(-5, 'plain')).toBe(62);
  });

  it('counts plainly where all days are on one side', () => {
    expect(originOf([1, 57])).toBe('plain');
    expect(originOf([-20, -5])).toBe('plain');
    expect(originOf([])).toBe('plain');
  });

  it('knows the days of the calendar', () => {
    expect(epochDay('1970-01-02')).toBe(1);
    expect(epochDay('2024-02-29')).toBe((epochDay('2024-02-28') ?? 0) + 1);
    for (const none of ['2023-02-29', '2024-13-01', '2024-3-1', '20240301', '2024-03', ''])
      expect(epochDay(none)).toBeNull();
  });

  it('takes dates before days', () => {
    expect(daysBetween({ epoch: 10, day: 1 }, { epoch: 66, day: 50 })).toBe(56);
    expect(daysBetween({ epoch: null, day: 1 }, { epoch: 66, day: 50 })).toBe(49);
    expect(daysBetween({ epoch: 1, day: null }, { epoch: null, day: 50 })).toBeNull();
  });
});

describe('What is told', () => {
  it('names a few of many lines, by source', () => {
    const at = (source: number, ...lines: number[]) => lines.map((one) => ({ at: { source, line: one } }));
    expect(places(at(1, 4))).toBe('line 4 of sources[1]');
    expect(places([...at(2, 9, 3), ...at(1, 4, 4)])).toBe(
      'line 4 of sources[1]; lines 3 and 9 of sources[2]',
    );
    expect(places(at(1, 7, 6, 5, 4, 3, 2))).toBe('lines 2, 3, 4, 5, 6 and 1 more of sources[1]');
  });

  it('is ordered by bytes, not by UTF-16', () => {
    expect(['\u{1f600}', '\ufb00', 'b', 'B'].sort(byteOrder)).toEqual(['B', 'b', '\ufb00', '\u{1f600}']);
  });
});
