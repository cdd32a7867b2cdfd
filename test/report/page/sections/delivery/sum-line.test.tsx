/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { SumLine } from '../../../../../src/report/page/sections/delivery/sum-line.js';
import { said } from './sample.js';

const term = (value: number | undefined, word: string) => ({
  count: { value, at: `0/summary/${word}` },
  word,
});

describe('a sum that proves that nothing was lost', () => {
  it('says that it is right when its parts add up, each with its place in the report', () => {
    const html = renderToString(
      <SumLine total={term(5, 'in')} parts={[term(3, 'dicom'), term(2, 'other')]} />,
    );
    expect(said(html)).toBe('5 in = 3 dicom + 2 other The sum is right.');
    expect(html).toContain('<data value="3" data-at="0/summary/dicom">');
    expect(html).not.toContain('broken');
  });

  it('is loud about what is unaccounted for', () => {
    const html = renderToString(<SumLine total={term(5, 'in')} parts={[term(3, 'dicom')]} />);
    expect(said(html)).toContain('The sum is wrong: 2 unaccounted for.');
    expect(html).toContain('class="sum broken"');
    expect(html).toContain('class="fault"');
    expect(html).not.toContain('The sum is right');
  });

  it('is loud about what was counted twice', () => {
    const html = renderToString(<SumLine total={term(2, 'in')} parts={[term(3, 'dicom')]} />);
    expect(said(html)).toContain('The sum is wrong: 1 counted twice.');
  });

  it('proves nothing where a count is absent', () => {
    const html = renderToString(
      <SumLine total={term(3, 'in')} parts={[term(3, 'dicom'), term(undefined, 'x')]} />,
    );
    expect(said(html)).toContain('the sum proves nothing');
    expect(html).toContain('class="sum broken"');
    expect(html).not.toContain('The sum is right');
  });

  it('marks a term that should be zero', () => {
    const fault = { ...term(1, 'unread'), isFault: true };
    const html = renderToString(<SumLine total={term(1, 'in')} parts={[fault]} />);
    expect(html).toContain('<span class="fault"><data value="1"');
    const none = renderToString(
      <SumLine total={term(0, 'in')} parts={[{ ...fault, count: term(0, 'x').count }]} />,
    );
    expect(none).not.toContain('fault');
  });
});
