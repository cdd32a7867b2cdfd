import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordancesOf } from '../../../../src/rules/response/readers/discordances.js';
import { type Answered, line, readBy } from './read-by.js';

const one = readBy('R1', [
  ['V1', 56, 'PR'],
  ['V2', 112, 'SD'],
  ['V3', 168, 'PD'],
]);
const other = readBy('R2', [
  ['V1', 56, 'SD'],
  ['V2', 112, 'SD'],
  ['V3', 168, 'SD'],
]);

const answers = (first: string, second: string) => [
  { reader: 'R1', answer: first },
  { reader: 'R2', answer: second },
];

describe('discordances', () => {
  it('are told visit by visit, then of the best, then of progression', () => {
    expect(discordancesOf([one, other], [])).toEqual([
      { visit: 'V1', of: 'overall', readers: answers('PR', 'SD'), adjudicated: null },
      { visit: 'V3', of: 'overall', readers: answers('PD', 'SD'), adjudicated: null },
      { visit: null, of: 'best', readers: answers('PR', 'SD'), adjudicated: null },
      { visit: null, of: 'progression', readers: answers('V3', 'none'), adjudicated: null },
    ]);
  });

  it('are told of three readers where one of them differs', () => {
    const third = readBy('R3', [
      ['V1', 56, 'PR'],
      ['V2', 112, 'PR'],
      ['V3', 168, 'PD'],
    ]);
    const [, second] = discordancesOf([one, other, third], []);
    expect(second).toMatchObject({
      visit: 'V2',
      readers: [...answers('SD', 'SD'), { reader: 'R3', answer: 'PR' }],
    });
  });

  it('are none with one reader, or none at all', () => {
    expect(discordancesOf([one], [line(2, 'R1')])).toEqual([]);
    expect(discordancesOf([], [])).toEqual([]);
  });

  it('tell of a visit that a reader has not, or did not assess', () => {
    const short = readBy('R2', [
      ['V1', 56, 'PR'],
      ['V2', 112, null],
    ]);
    expect(discordancesOf([one, short], []).slice(0, 2)).toEqual([
      { visit: 'V2', of: 'overall', readers: answers('SD', 'not assessed'), adjudicated: null },
      { visit: 'V3', of: 'overall', readers: answers('PD', 'not assessed'), adjudicated: null },
    ]);
  });

  it('do not tell of a visit that nobody assessed', () => {
    const first = readBy('R1', [['V1', 56, null]]);
    const second = readBy('R2', []);
    expect(discordancesOf([first, second], [])).toEqual([]);
  });

  it('tell of progression at different visits, though the best is the same', () => {
    const early = readBy('R1', [
      ['V1', 56, 'SD'],
      ['V2', 112, 'PD'],
    ]);
    const late = readBy('R2', [
      ['V1', 56, 'SD'],
      ['V2', 112, 'SD'],
      ['V3', 168, 'PD'],
    ]);
    expect(discordancesOf([early, late], []).at(-1)).toMatchObject({
      of: 'progression',
      readers: answers('V2', 'V3'),
    });
  });

  it('stand in the order of days, whichever reader has the visit', () => {
    const first = readBy('R1', [
      ['V2', 112, 'SD'],
      ['V4', null, 'SD'],
    ]);
    const second = readBy('R2', [
      ['V1', 56, 'SD'],
      ['V3', 168, 'SD'],
    ]);
    const visits = discordancesOf([first, second], []).flatMap(({ visit }) => visit ?? []);
    // V4 has no day: it follows V2, which precedes it in its course.
    expect(visits).toEqual(['V1', 'V2', 'V4', 'V3']);
  });
});

describe('adjudication of discordances', () => {
  it('is by the line of the visit, else by that of the subject', () => {
    const found = discordancesOf([one, other], [line(2, 'R1'), line(3, 'R2', 'V3')]);
    expect(found.map(({ visit, of, adjudicated }) => [visit, of, adjudicated?.line])).toEqual([
      ['V1', 'overall', 2],
      ['V3', 'overall', 3],
      [null, 'best', 2],
      [null, 'progression', 2],
    ]);
    expect(found[1]?.adjudicated).toEqual({ reader: 'R2', reason: 'reason 3', line: 3 });
  });

  it('of a visit does not decide the best', () => {
    const found = discordancesOf([one, other], [line(3, 'R2', 'V3')]);
    expect(found.map(({ adjudicated }) => adjudicated?.line)).toEqual([undefined, 3, undefined, undefined]);
  });

  it.each([
    ['contradict each other', [line(2, 'R1'), line(3, 'R2', 'V1'), line(4, 'R1', 'V1')]],
    ['name nobody', [line(2, 'R1'), line(3, 'R9', 'V1')]],
  ])('is none where lines of the visit %s: that of the subject does not step in', (_, lines) => {
    const found = discordancesOf([one, other], lines);
    expect(found.map(({ adjudicated }) => adjudicated?.line)).toEqual([undefined, 2, 2, 2]);
  });
});

describe('whatever readers say', () => {
  const sequence = fc
    .array(fc.constantFrom('CR', 'PR', 'SD', 'PD', 'NE', null), { maxLength: 6 })
    .map((all) => all.map((overall, i): Answered => [`V${i + 1}`, 56 * (i + 1), overall]));

  it('the same courses are never discordant', () => {
    fc.assert(
      fc.property(sequence, (all) => {
        expect(discordancesOf([readBy('R1', all), readBy('R2', all)], [])).toEqual([]);
      }),
    );
  });

  it('the order of readers changes the order of answers only', () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const forth = discordancesOf([readBy('R1', a), readBy('R2', b)], []);
        const back = discordancesOf([readBy('R2', b), readBy('R1', a)], []);
        expect(back.map((each) => ({ ...each, readers: [...each.readers].reverse() }))).toEqual(forth);
      }),
    );
  });
});
