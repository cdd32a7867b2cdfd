import { describe, expect, it } from 'vitest';
import { checkProfile } from '../../../../src/rules/deid/profile/check-profile.js';
import { TABLE_OPTIONS } from '../../../../src/rules/deid/profile/profile.js';
import { profile, told } from './profiles.js';

const dates = { shiftWeeks: { least: 1, most: 52 } };

describe('checkOptions', () => {
  it('finds nothing wrong with a profile that has no option', () => {
    expect(checkProfile(profile())).toEqual([]);
  });

  it.each(TABLE_OPTIONS)('finds nothing wrong with %s alone', (option) => {
    const shifted = option === 'retainModifiedDates' ? { dates } : {};
    expect(told({ options: { [option]: true }, ...shifted })).toEqual([]);
  });

  it.each(['cleanPixelData', 'cleanRecognizableVisualFeatures'] as const)(
    'refuses %s, which is not built',
    (option) => {
      expect(told({ options: { [option]: true } })).toEqual([
        `'options.${option}' is not built yet; leave it out, and files whose pixels may show who it is are quarantined (admission)`,
      ]);
      expect(told({ options: { [option]: false } })).toEqual([]);
    },
  );

  it('refuses dates that stay and move', () => {
    const faults = checkProfile(
      profile({ options: { retainFullDates: true, retainModifiedDates: true }, dates }),
    );
    expect(faults).toEqual([
      {
        path: ['options', 'retainModifiedDates'],
        message:
          "'options.retainModifiedDates' conflicts with 'options.retainFullDates': dates either stay or move",
      },
    ]);
  });

  it('refuses UIDs that stay while dates move', () => {
    expect(told({ options: { retainUids: true, retainModifiedDates: true }, dates })).toEqual([
      expect.stringMatching(
        /^'options.retainModifiedDates' conflicts with 'options.retainUids': UIDs often hold the date/,
      ),
    ]);
  });

  it('does not take an option that is off for one that conflicts', () => {
    expect(
      told({ options: { retainUids: false, retainFullDates: false, retainModifiedDates: true }, dates }),
    ).toEqual([]);
  });

  it('wants the range of the shift where dates move, and only there', () => {
    expect(told({ options: { retainModifiedDates: true } })).toEqual([
      "'options.retainModifiedDates' needs 'dates.shiftWeeks', the range of the shift",
    ]);
    expect(told({ dates })).toEqual(["'dates' needs 'options.retainModifiedDates'"]);
  });

  it.each([
    [10, 9, "'dates.shiftWeeks.most' is 9, less than least (10)"],
    [10, 10, "'dates.shiftWeeks.most' leaves one shift for all subjects"],
  ])('refuses shifts of %i to %i weeks', (least, most, message) => {
    const options = { retainModifiedDates: true };
    expect(told({ options, dates: { shiftWeeks: { least, most } } })).toEqual([message]);
  });

  it('wants the option that private elements stay under', () => {
    const own = { private: { lists: ['siemens-mr'] } };
    expect(told(own)).toEqual(["'private' needs 'options.retainSafePrivate'"]);
    expect(told({ ...own, options: { retainSafePrivate: true } })).toEqual([]);
  });
});
