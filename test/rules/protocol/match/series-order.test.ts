import { describe, expect, it } from 'vitest';
import { inOrder, nameOf, seriesNumberOf } from '../../../../src/rules/protocol/match/series-order.js';
import { header, series, type ViewOptions } from '../evaluate/views.js';

const numbered = (number: number, seriesNumber: number | undefined, more: ViewOptions = {}) =>
  series([{}], { number, header: { seriesNumber }, ...more });
const order = (...views: Parameters<typeof inOrder>[0]) => inOrder(views).map(({ number }) => number);

describe('series', () => {
  it('come by Series Number, those without one last', () => {
    expect(order(numbered(0, undefined), numbered(1, 10), numbered(2, 9))).toEqual([2, 1, 0]);
  });

  it('of one number come by start, those without one last', () => {
    expect(order(numbered(0, 5), numbered(1, 5, { startS: 200 }), numbered(2, 5, { startS: 100 }))).toEqual([
      2, 1, 0,
    ]);
  });

  it('that nothing else tells apart come as they were delivered', () => {
    expect(order(numbered(2, 5), numbered(1, 5))).toEqual([1, 2]);
    expect(order(numbered(2, undefined), numbered(1, undefined))).toEqual([1, 2]);
  });

  it('start with their earliest frame, by Content Time where no acquisition time is stated', () => {
    const content = (number: number, seconds: number) => ({
      ...numbered(number, 5),
      separator: (name: string) =>
        name === 'ContentTime'
          ? [
              { value: seconds + 9, instances: [0] },
              { value: seconds, instances: [0] },
            ]
          : [],
    });
    expect(order(content(0, 200), content(1, 195))).toEqual([1, 0]);
  });

  it('have a name for people', () => {
    expect(nameOf(numbered(0, 5))).toBe('series number 5');
    const mixed = numbered(0, 5, { headers: [header({ seriesNumber: 1 }), header({ seriesNumber: 2 })] });
    expect(seriesNumberOf(mixed)).toBeUndefined();
    expect(nameOf(mixed)).toBe('a series without a number');
  });
});
