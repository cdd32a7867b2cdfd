import { describe, expect, it } from 'vitest';
import {
  ABSENT,
  givenValue,
  mapStated,
  statedClock,
  statedDay,
  statedNumber,
  statedTexts,
} from '../../src/pet/stated.js';
import { datasetOf, type Given } from '../study/build.js';
import { clock, stated } from './facts.js';

const get = (given: Given, keyword: string) => datasetOf({ SOPInstanceUID: '2.25.1', ...given }).get(keyword);

describe('statedClock', () => {
  const at = (DecayCorrectionDateTime: string) =>
    statedClock(get({ DecayCorrectionDateTime }, 'DecayCorrectionDateTime'));

  it('is a day and a time of day', () => {
    expect(at('20240402130405')).toEqual(clock(19815, '13:04:05'));
  });

  it('takes no notice of an offset from UTC', () => {
    expect(at('20240402130405+0100')).toEqual(at('20240402130405'));
  });

  it('has a day without a time where only the day is given', () => {
    expect(at('20240402')).toEqual({ day: stated(19815), second: ABSENT });
  });

  it('has neither where only the month is given, or nothing can be read', () => {
    expect(at('202404')).toEqual({ day: { state: 'unreadable' }, second: { state: 'unreadable' } });
    expect(at('soon')).toEqual({ day: { state: 'unreadable' }, second: { state: 'unreadable' } });
    expect(at('')).toEqual({ day: { state: 'empty' }, second: { state: 'empty' } });
  });
});

describe('statedNumber', () => {
  it('reads the first number', () => {
    expect(statedNumber(get({ PatientWeight: '70.5' }, 'PatientWeight'))).toEqual(stated(70.5));
  });

  it('takes blanks for no value, and words for an unreadable one', () => {
    expect(statedNumber(get({ PatientWeight: '  ' }, 'PatientWeight'))).toEqual({ state: 'empty' });
    expect(statedNumber(get({ PatientWeight: '70,5' }, 'PatientWeight'))).toEqual({ state: 'unreadable' });
    expect(statedNumber(get({ Modality: 'PT' }, 'Modality'))).toEqual({ state: 'unreadable' });
  });
});

describe('statedTexts', () => {
  it('reads every value', () => {
    expect(statedTexts(get({ CorrectedImage: ['ATTN', 'DECY'] }, 'CorrectedImage'))).toEqual(
      stated(['ATTN', 'DECY']),
    );
  });

  it('reads values after an empty first one', () => {
    expect(statedTexts(get({ CorrectedImage: ['', 'DECY'] }, 'CorrectedImage'))).toEqual(
      stated(['', 'DECY']),
    );
    expect(statedTexts(get({ CorrectedImage: '' }, 'CorrectedImage'))).toEqual({ state: 'empty' });
    expect(statedTexts(undefined)).toEqual(ABSENT);
  });
});

describe('mapStated and givenValue', () => {
  it('make an unreadable value of what cannot be mapped', () => {
    expect(mapStated(stated('x'), () => undefined)).toEqual({ state: 'unreadable' });
    expect(mapStated(ABSENT, () => 1)).toEqual(ABSENT);
    expect(givenValue(ABSENT)).toBeUndefined();
  });

  it('take a day of no calendar for unreadable', () => {
    expect(statedDay(get({ SeriesDate: '20240230' }, 'SeriesDate'))).toEqual({ state: 'unreadable' });
  });
});
