import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers, combinationsOf } from '../../../../src/rules/response/criteria/cells.js';
import { tableFaults } from '../../../../src/rules/response/criteria/table-faults.js';
import { RECIST } from '../recist.js';

const CODES = RECIST.responses.map(({ code }) => code);
type Row = (typeof RECIST.overall)[number];
const row = (parts: Partial<Row>): Row => ({
  ...{ target: [], nonTarget: [], newLesion: [], overall: 'NE', source: 'M' },
  ...parts,
});
const told = (rows: readonly Row[], table: 'overall' | 'nonTargetOnly' = 'overall'): string[] =>
  tableFaults(table, rows, CODES).map(({ message }) => message);

describe('a table', () => {
  it('is asked with 75 combinations, or 15 without targets', () => {
    expect(combinationsOf('overall')).toHaveLength(75);
    expect(combinationsOf('nonTargetOnly')).toHaveLength(15);
    expect(new Set(combinationsOf('nonTargetOnly').map(({ target }) => target))).toEqual(new Set(['NONE']));
    expect(combinationsOf('overall').some(({ target }) => target === 'NONE')).toBe(false);
  });

  it('that one row answers as a whole is fine', () => {
    expect(told([row({})])).toEqual([]);
    expect(told([row({ target: ['NONE'] })], 'nonTargetOnly')).toEqual([]);
  });

  it('whose rows overlap and agree is fine', () => {
    expect(
      told([row({ target: ['PD'], overall: 'PD' }), row({ newLesion: ['YES'], overall: 'PD' })]),
    ).toEqual([expect.stringMatching(/^'overall' leaves CR × CR × NO, .* and 35 more unanswered$/)]);
  });

  it('that leaves one combination open names it', () => {
    const rows = [
      row({ target: ['CR', 'PR', 'SD', 'PD'] }),
      row({ target: ['NE'], newLesion: ['YES', 'NO'] }),
      row({ target: ['NE'], nonTarget: ['CR', 'PD', 'NE', 'NONE'], newLesion: ['NE'] }),
    ];
    expect(told(rows)).toEqual(["'overall' leaves NE × NON-CR/NON-PD × NE unanswered"]);
  });

  it('that answers a combination twice differently is told with both rows', () => {
    expect(told([row({ target: ['PD'], overall: 'PD' }), row({ overall: 'NE' })])).toEqual([
      "'overall[1]' answers PD × CR × YES with NE, and overall[0] with PD",
    ]);
  });

  it('with a row that is never reached is told', () => {
    expect(told([row({}), row({ target: ['PD'] })])).toEqual([
      "'overall[1]' can never be reached: rows before it answer all of it",
    ]);
  });

  it('with a code that is none is told with the nearest', () => {
    expect(told([row({ overall: 'NEE' })])).toEqual([
      "'overall[0].overall' is 'NEE', no code of 'responses'; there are CR, PR, SD, NON-CR/NON-PD, PD, NE (did you mean 'NE'?)",
    ]);
  });

  it('without faults answers each combination, and the same way in any order of its rows', () => {
    const rows = RECIST.overall.map((one) => (one.newLesion[0] === 'NE' ? agreeing(one) : one));
    expect(told(rows)).toEqual([]);
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
        for (const combination of combinationsOf('overall')) {
          const of = (table: readonly Row[]) => table.find((one) => answers(one, combination))?.overall;
          expect(of(shuffled)).toBe(of(rows));
        }
      }),
    );
  });
});

const agreeing = (one: Row): Row => ({
  ...one,
  target: ['CR', 'PR', 'SD', 'NE'],
  nonTarget: ['CR', 'NON-CR/NON-PD', 'NE', 'NONE'],
});
