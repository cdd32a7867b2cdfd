import { describe, expect, test } from 'vitest';
import { counted, stillHeading, stillSpec } from '../../../src/report/plots/still-style.js';
import { sampleImage } from './still-sample.js';

describe('the heading of a plot', () => {
  test('is number, image and kind, and below them the outcome, facts and limits', () => {
    expect(stillHeading(sampleImage(3), ['3 slices'])).toEqual({
      title: 'Series 5, multislice',
      subtitle: 'warn: 3 slices, limits structural 1',
    });
    const bare = sampleImage(3, { seriesNumber: null, kind: null, image: 1, limits: null });
    expect(stillHeading(bare, ['a', 'b'])).toEqual({
      title: 'Series without a number, image 2',
      subtitle: 'warn: a, b',
    });
  });

  test('counts one as one', () => {
    expect([0, 1, 2].map((count) => counted(count, 'part'))).toEqual(['0 parts', '1 part', '2 parts']);
  });
});

describe('a plot of panels', () => {
  test('has them below one another under its heading', () => {
    const spec = stillSpec({ title: 'a', subtitle: 'b' }, [{ mark: 'point' }]);
    expect(spec).toMatchObject({ title: { text: 'a', subtitle: 'b' }, vconcat: [{ mark: 'point' }] });
    expect(spec).toMatchObject({ config: { aria: false, background: '#ffffff' } });
  });
});
