import { describe, expect, it } from 'vitest';
import { alternativesTo } from '../../../../src/rules/response/other/alternatives.js';
import { overallAnswer, type Parts } from '../../../../src/rules/response/other/overall-answer.js';
import {
  NEW_LESION_ANSWERS,
  NON_TARGET_ANSWERS,
  TARGET_ANSWERS,
} from '../../../../src/rules/response/words.js';
import { RECIST } from '../recist.js';

const HOW = { criteria: RECIST, hasTargets: true, reappeared: [] };

/** As `PD: new YES`. */
const told = (parts: Parts, how: Parameters<typeof alternativesTo>[1] = HOW) =>
  alternativesTo(parts, how).map(({ part, answer, overall }) => `${overall}: ${part} ${answer}`);

describe('what would have changed the overall response', () => {
  it('is every other answer of one part that leads elsewhere', () => {
    expect(told({ target: 'SD', nonTarget: 'NON-CR/NON-PD', newLesion: 'NO' })).toEqual([
      'PR: target CR',
      'PD: target PD',
      'PR: target PR',
      'PD: non-target PD',
      'PD: new YES',
    ]);
  });

  it('says what a progression rests on', () => {
    expect(told({ target: 'PR', nonTarget: 'NONE', newLesion: 'YES' })).toEqual(['PR: new NO']);
    expect(told({ target: 'SD', nonTarget: 'PD', newLesion: 'NO' })).toEqual([
      'SD: non-target CR',
      'SD: non-target NON-CR/NON-PD',
    ]);
    // Two reasons: neither alone would have changed it.
    expect(told({ target: 'PD', nonTarget: 'NONE', newLesion: 'YES' })).toEqual([]);
  });

  it('says what a visit that is not evaluable lacks', () => {
    expect(told({ target: 'NE', nonTarget: 'NONE', newLesion: 'NO' })).toEqual([
      'CR: target CR',
      'PD: target PD',
      'PR: target PR',
      'SD: target SD',
      'PD: new YES',
    ]);
  });

  it('asks no target where there are none', () => {
    const how = { ...HOW, hasTargets: false };
    expect(told({ target: 'NONE', nonTarget: 'NON-CR/NON-PD', newLesion: 'NO' }, how)).toEqual([
      'CR: non-target CR',
      'PD: non-target PD',
      'PD: new YES',
    ]);
  });

  it('is nothing where lesions reappeared', () => {
    const how = { ...HOW, reappeared: ['T1'] };
    expect(told({ target: 'PR', nonTarget: 'NONE', newLesion: 'NO' }, how)).toEqual([]);
  });

  it('is what the table answers, in every cell', () => {
    let asked = 0;
    for (const target of TARGET_ANSWERS.filter((answer) => answer !== 'NONE'))
      for (const nonTarget of NON_TARGET_ANSWERS)
        for (const newLesion of NEW_LESION_ANSWERS) {
          const parts = { target, nonTarget, newLesion };
          const now = overallAnswer(parts, HOW).answer;
          for (const { part, answer, overall } of alternativesTo(parts, HOW)) {
            const key = { target: 'target', 'non-target': 'nonTarget', new: 'newLesion' }[part];
            const other = overallAnswer({ ...parts, [key]: answer }, HOW).answer;
            expect([overall, overall === now]).toEqual([other, false]);
            asked++;
          }
        }
    expect(asked).toBeGreaterThan(100);
  });
});
