import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line } from './assemble/rows.js';
import { ct, pair, respondedTo } from './judged.js';

const ROWS = [...pair('14'), ...pair('25', { reader: 'R2' }), ...pair('20', { subject: 'S-02' })];

describe('Responses', () => {
  it('are of every subject and reader, and everything is counted', () => {
    const { sections, summary } = respondedTo(ROWS);
    expect(sections.best.map(({ subject, reader, response }) => [subject, reader, response])).toEqual([
      ...[
        ['S-01', 'R1', 'PR'],
        ['S-01', 'R2', 'PD'],
      ],
      ['S-02', 'R1', 'SD'],
    ]);
    expect(summary).toEqual({
      ...{ rowsIn: 6, rowsUsed: 6, subjects: 2, readers: 2, courses: 3, lesions: 3, timePoints: 3 },
      ...{
        evaluable: 3,
        notEvaluable: 0,
        flips: 0,
        discordances: sections.discordances.length,
        adjudicated: 0,
      },
    });
    expect(sections.discordances.length).toBeGreaterThan(0);
  });

  it('are the same in whatever order the rows come', () => {
    const { sections, summary } = respondedTo(ROWS);
    const shuffled = fc.shuffledSubarray(ROWS, { minLength: ROWS.length });
    fc.assert(
      fc.property(shuffled, (rows) => {
        const other = respondedTo(rows);
        expect([other.sections, other.summary]).toEqual([sections, summary]);
      }),
      { numRuns: 30 },
    );
  });

  it('of nothing are none, which is told', () => {
    const { sections, findings, summary } = respondedTo([]);
    expect([sections.responses, sections.best]).toEqual([[], []]);
    expect(findings.map(({ code }) => code)).toEqual(['response-nothing']);
    expect(findings[0]?.outcome).not.toBe('pass');
    expect(summary.courses).toBe(0);
  });

  it('tell dates only where they may be shown', () => {
    const dated = [ct({ date: '2024-01-02', day: null }), ct({ visit: 'W8', date: '2024-02-27', day: null })];
    const dates = (shows: boolean) =>
      respondedTo(dated, {}, { showsDates: shows }).sections.responses.map(({ date }) => date);
    expect(dates(true)).toEqual(['2024-01-02', '2024-02-27']);
    expect(dates(false)).toEqual([null, null]);
  });

  it('take what lines of visits say', () => {
    const visits = [line({ visit: 'W8', newLesions: 'present' })];
    const { sections } = respondedTo(pair('14'), { visits });
    expect(sections.responses.at(-1)).toMatchObject({ target: 'PR', newLesion: 'YES', overall: 'PD' });
  });
});
