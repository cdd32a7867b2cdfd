/** @jsxImportSource preact */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { SumLine, type Term, type Tone } from '../../../src/report/page/sum-line.js';
import { said } from './sections/delivery/sample.js';

const term = (value: number | undefined, word: string, tone: Tone = 'rest'): Term => ({
  ...{ count: { value, at: `0/summary/${word}` }, word, tone },
});
const RIGHT = 'It adds up: every one is accounted for.';

describe('a sum that proves that nothing was lost', () => {
  it('says that it is right when its parts add up, each with its place in the report', () => {
    const html = renderToString(
      <SumLine total={term(5, 'in')} parts={[term(3, 'dicom'), term(2, 'other')]} />,
    );
    expect(said(html)).toBe(`5 in = 3 dicom + 2 other ${RIGHT}`);
    expect(html).toContain('<data value="3" data-at="0/summary/dicom">');
    expect(html).toContain('<span class="rest" style="flex: 3"');
    expect(html).not.toContain('broken');
  });

  it('is loud about what is unaccounted for, and draws no share of it', () => {
    const html = renderToString(<SumLine total={term(5, 'in')} parts={[term(3, 'dicom')]} />);
    expect(said(html)).toContain('It does not add up: 2 not accounted for.');
    expect(html).toContain('class="sum broken"');
    expect(html).toContain('class="sum-alarm"');
    expect(html).not.toContain('sum-share');
    expect(html).not.toContain(RIGHT);
  });

  it('is loud about what was counted twice', () => {
    const html = renderToString(<SumLine total={term(2, 'in')} parts={[term(3, 'dicom')]} />);
    expect(said(html)).toContain('It does not add up: 1 counted twice.');
  });

  it('proves nothing where a count is absent', () => {
    const html = renderToString(
      <SumLine total={term(3, 'in')} parts={[term(3, 'dicom'), term(undefined, 'x')]} />,
    );
    expect(said(html)).toContain('the sum proves nothing');
    expect(html).toContain('class="sum broken"');
    expect(html).not.toContain(RIGHT);
  });

  it('proves nothing where something else speaks against it', () => {
    const html = renderToString(
      <SumLine total={term(3, 'in')} parts={[term(3, 'dicom')]}>
        One delivery was stopped.
      </SumLine>,
    );
    expect(said(html)).toContain('and proves nothing. One delivery was stopped.');
    expect(html).toContain('class="sum broken"');
    expect(html).not.toContain(RIGHT);
  });

  it('colours what should be zero only where it is not', () => {
    const bad = (n: number) =>
      renderToString(<SumLine total={term(n, 'in')} parts={[term(n, 'x', 'bad')]} />);
    expect(bad(1)).toContain('class="sum-term bad"');
    expect(bad(0)).not.toContain('bad');
  });
});
