import { describe, expect, it } from 'vitest';
import { codesOf, courseOf, fact, readingText, row } from './rows.js';

const ROWS = [row({ uid: '1.2.3' }), row({ uid: '1.2.4', visit: 'W8', value: '14' })];
const ties = (...uids: readonly string[]) => uids.map((uid) => fact({ uid, label: 'L1' }));

describe('Tracking UIDs that are one an annotation', () => {
  it('are lesions of which it is not known whether they are one, by a label alone', () => {
    expect(codesOf(ROWS)).toEqual(['lesion-ambiguous']);
    expect(codesOf([...ROWS, fact()])).toContain('lesion-ambiguous');
  });

  it('are one lesion where lines of --lesions say so of every one of them', () => {
    const rows = [...ROWS, ...ties('1.2.3', '1.2.4')];
    expect(codesOf(rows)).toEqual([]);
    const { lesions, blockers } = courseOf(rows);
    expect([lesions.map(({ label }) => label), blockers]).toEqual([['L1'], []]);
    expect(lesions[0]?.readings.map(readingText)).toHaveLength(2);
  });

  it('are not one where a line is missing, or says two names', () => {
    expect(codesOf([...ROWS, ...ties('1.2.3')])).toContain('lesion-ambiguous');
    const two = [fact({ uid: '1.2.3', label: 'L1' }), fact({ uid: '1.2.4', label: 'L2' })];
    expect(codesOf([...ROWS, ...two])).toContain('lesion-ambiguous');
    expect(codesOf([...ROWS, ...ties('1.2.3', '1.2.4'), fact({ uid: '1.2.4', label: 'L2' })])).toContain(
      'lesion-ambiguous',
    );
  });

  it('of one visit stay two lengths of one lesion, which is told', () => {
    const both = [row({ uid: '1.2.3' }), row({ uid: '1.2.4', value: '14' })];
    expect(codesOf([...both, ...ties('1.2.3', '1.2.4')])).toContain('lesion-duplicate');
  });
});
