import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSpans } from '../../../../src/rules/deid/text/span.js';
import { withoutSpans } from '../../../../src/rules/deid/text/tidy.js';

/** The text of `marked` without what stands between braces, as the tidier leaves it. */
function without(marked: string): string {
  const spans: { start: number; end: number }[] = [];
  let text = '';
  for (const [i, piece] of marked.split(/[«»]/).entries()) {
    if (i % 2 === 1) spans.push({ start: text.length, end: text.length + piece.length });
    text += piece;
  }
  return withoutSpans(text, spans);
}

describe('a text without some of its parts', () => {
  it.each([
    ['«SMITH, JOHN» T1 axial', 'T1 axial'],
    ['«SMITH», «JOHN» T1 axial', 'T1 axial'],
    ['T1 «SMITH» axial', 'T1 axial'],
    ['T1 axial «SMITH»', 'T1 axial'],
    ['T1_«SMITH»_axial', 'T1_axial'],
    ['T1^«SMITH»^axial', 'T1^axial'],
    ['T1-«SMITH»', 'T1'],
    ['T1, «SMITH», axial', 'T1, axial'],
    ['T1; «SMITH»; axial', 'T1; axial'],
    ['T1 «SMITH»; axial', 'T1 axial'],
    ['T1 («SMITH») axial', 'T1 axial'],
    ['T1 [(«SMITH»)] axial', 'T1 axial'],
    ['T1 («SMITH», axial)', 'T1 (axial)'],
    ['T1 (axial, «SMITH»)', 'T1 (axial)'],
    ['T1 («SMITH»', 'T1 ('],
    ['by «SMITH». Normal', 'by. Normal'],
    ['«SMITH». Normal', 'Normal'],
    ['line one\n«SMITH»\nline two', 'line one\nline two'],
    ['«SMITH»', ''],
    ['«SMITH» - «JOHN»', ''],
    ['(«SMITH»)', ''],
    ['-5 HU «SMITH»', '-5 HU'],
    ['x «SMITH» -5 HU', 'x 5 HU'],
    ['T1 «S» T2 «S» T3', 'T1 T2 T3'],
    ['a «S» b (c «S» d) e', 'a b (c d) e'],
  ])('of %j is %j', (marked, expected) => {
    expect(without(marked)).toBe(expected);
  });

  it('is no longer than it was, and keeps every letter that stays', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aB1 ,;_-.()[]\n') });
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 5 }))), (written, marks) => {
        const spans = mergeSpans(
          marks
            .map(([start, length]) => ({ start, end: Math.min(start + length, written.length) }))
            .filter(({ start, end }) => end > start),
        );
        fc.pre(spans.length > 0);
        const rest = withoutSpans(written, spans);
        expect(rest.length).toBeLessThanOrEqual(written.length);
        let kept = '';
        let at = 0;
        for (const { start, end } of spans) {
          kept += written.slice(at, start);
          at = end;
        }
        kept += written.slice(at);
        expect(rest.replace(/[^aB1]/g, '')).toBe(kept.replace(/[^aB1]/g, ''));
      }),
    );
  });
});

describe('spans', () => {
  it('that overlap or touch are one', () => {
    const spans = [
      { start: 8, end: 9 },
      { start: 0, end: 3 },
      { start: 1, end: 2 },
      { start: 3, end: 5 },
    ];
    expect(mergeSpans(spans)).toEqual([
      { start: 0, end: 5 },
      { start: 8, end: 9 },
    ]);
  });

  it('are not changed by being merged', () => {
    const spans = [
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ];
    mergeSpans(spans);
    expect(spans[0]).toEqual({ start: 0, end: 1 });
  });
});
