import { describe, expect, it } from 'vitest';
import { waterfallSvg } from '../../../../src/report/plots/response/waterfall.js';
import type { BestRow } from '../../../../src/report/response-sections.js';
import { bestRow, criteriaCell, responseRow, trial } from '../../responses/response-sample.js';
import { faultsOf, fills, spokenOf, textsOf } from './svg.js';

function drawn(best: readonly BestRow[]): Promise<string> {
  return waterfallSvg({ sections: { best, criteria: criteriaCell() } });
}

/** Places of texts along the panel, in the order of the bars. */
function inOrder(svg: string, names: readonly string[]): string[] {
  const texts = textsOf(svg);
  return [...names].sort((a, b) => texts.indexOf(a) - texts.indexOf(b));
}

describe('a waterfall plot', () => {
  it.each([0, 1, 2, 30, 300])('of %d subjects is well-formed SVG and refers to nothing', async (subjects) => {
    const sections = { ...trial(subjects, ['R1', 'R2']), criteria: criteriaCell() };
    expect(faultsOf(await waterfallSvg({ sections }))).toEqual([]);
  });

  it('is the same, byte by byte, whatever the order of the rows', async () => {
    const { best, responses } = trial(40, ['R1', 'R2']);
    const svg = await waterfallSvg({ sections: { best, responses } });
    const turned = { best: [...best].reverse(), responses: [...responses].reverse() };
    expect(await waterfallSvg({ sections: turned })).toBe(svg);
  });

  it('has a bar a subject, from the worst to the best, with its code and name', async () => {
    const svg = await drawn([
      bestRow({ subject: 'B', response: 'PR', bestChangePercent: -45.5 }),
      bestRow({ subject: 'C', response: 'PD', bestChangePercent: 31 }),
      bestRow({ subject: 'A', response: 'SD', bestChangePercent: 0 }),
    ]);
    expect(inOrder(svg, ['A', 'B', 'C'])).toEqual(['C', 'A', 'B']);
    expect(fills(svg, '#d55e00')).toBe(2); // The bar and the legend.
    expect(fills(svg, '#56b4e9')).toBe(2);
    const texts = textsOf(svg);
    for (const text of ['RECIST 1.1; smallest sum up to the first progression; worst to best', 'Reader R1'])
      expect(texts).toContain(text);
    expect(texts.filter((text) => text === 'PR')).toHaveLength(3); // Its white edge, itself, the legend.
    expect(texts).toContain('3 of 3 subjects drawn; PR 1, SD 1, PD 1');
  });

  it('shows a subject whose sum did not change as a flat line', async () => {
    const svg = await drawn([bestRow({ response: 'SD', bestChangePercent: 0 })]);
    expect(svg).toMatch(/<line[^>]*stroke="#e69f00" stroke-width="3"/);
  });

  it('cuts bars beyond +100% and writes their number, and not at +100%', async () => {
    const at = await drawn([bestRow({ response: 'PD', bestChangePercent: 100 })]);
    expect(textsOf(at).filter((text) => /cut|\+100/.test(text))).toEqual([]);
    const beyond = await drawn([bestRow({ response: 'PD', bestChangePercent: 100.1 })]);
    expect(textsOf(beyond)).toContain('PD +100.1%');
    expect(textsOf(beyond)).toContain('1 of 1 subject drawn; PD 1; 1 cut at +100%');
  });

  it('lists who has no change from baseline, and who has no best response at all', async () => {
    const best = [bestRow(), bestRow({ subject: 'S-002', response: 'NE', bestChangePercent: null })];
    const svg = await waterfallSvg({ sections: { best, responses: [responseRow({ subject: 'S-003' })] } });
    expect(textsOf(svg)).toContain('S-002 NE, S-003 not stated');
    expect(textsOf(svg)).toContain('Not drawn, no change from baseline known (2):');
    expect(textsOf(svg)).toContain('1 of 3 subjects drawn; PR 1, NE 1, not stated 1');
    const none = await drawn([bestRow({ response: 'NE', bestChangePercent: null })]);
    expect(textsOf(none)).toContain('no bar to draw');
    expect(textsOf(none)).toContain('S-001 NE');
  });

  it('names every subject of 300: those without a bar, and the numbers of those that are cut', async () => {
    const { best } = trial(300);
    const cut = bestRow({ subject: 'S-900', response: 'PD', bestChangePercent: 240 });
    const texts = textsOf(await drawn([...best, cut]));
    const below = texts.join(' ');
    for (const { subject, bestChangePercent } of best)
      if (bestChangePercent === null) expect(below).toContain(`${subject} NE`);
    expect(texts).toContain('Beyond +100% (1):');
    expect(texts).toContain('S-900 +240%');
    expect(texts.some((text) => text.endsWith('a label on one bar of 3'))).toBe(true);
  });

  it('has a panel a reader, the adjudication last', async () => {
    const svg = await drawn(['adjudicated', 'R2', 'bob'].map((reader) => bestRow({ reader })));
    const titles = textsOf(svg).filter((text) => /^(Reader|Adjudicated)/.test(text));
    expect(titles).toEqual(['Reader R2', 'Reader bob', 'Adjudicated']);
  });

  it('draws lines where it is told to, and none of itself', async () => {
    const sections = { best: [bestRow()] };
    const lines = [
      { percent: 20, label: 'PD <20%>' },
      { percent: 900, label: 'far' },
    ];
    const texts = textsOf(await waterfallSvg({ sections }, { lines }));
    expect(texts).toContain('PD <20%>');
    expect(texts).not.toContain('far');
    expect(await waterfallSvg({ sections })).not.toContain('#b2182b');
  });

  it('says what is seen, with its counts', async () => {
    const { title, desc } = spokenOf(await drawn([bestRow({ reader: 'A&<B>' })]));
    expect(title).toBe('Best change of the sum of diameters from baseline, 1 reader');
    expect(desc).toContain('Reader A&<B>: 1 of 1 subject drawn; PR 1.');
    expect(spokenOf(await drawn([])).desc).toContain('No subject.');
  });

  it('keeps names with signs of XML, control characters and changes that are no numbers', async () => {
    const svg = await drawn([
      bestRow({ subject: '<b>&"x\u0001', reader: '</text>\ud800', response: 'i<PR>' }),
      bestRow({ subject: 'N', reader: '</text>\ud800', bestChangePercent: Number.NaN, response: 'NE' }),
    ]);
    expect(faultsOf(svg)).toEqual([]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['<b>&"x\ufffd', 'Reader </text>\ufffd', 'i<PR>']));
    expect(textsOf(svg)).toContain('N NE');
  });
});
