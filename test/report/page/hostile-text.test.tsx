/** @jsxImportSource preact */
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../src/report/page/render-page.js';
import { MOST_LETTERS, shownText, Text } from '../../../src/report/page/value.js';
import { type AnyReport, asSource, validExamples, validity, valueAt } from './examples.js';
import { findingOf, rendered, sourceOf } from './page-sample.js';

/** Markup, what ends it, what reorders text, controls, and halves of characters. */
const HOSTILE = `</td></table></style></title><script>alert("x")</script><img src=x onerror='a'>&amp;\u202egnp.exe\u2066\u0000\u001b[31m\u0085\ud800 z`;

const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;

const VOID = new Set(['meta', 'link', 'br', 'hr', 'img', 'input', 'col']);

/** Tags of a page that are not closed in their order. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', rest = ''] of html
    .replace(/<style>.*?<\/style>/s, '')
    .matchAll(/<(\/?)([a-z][a-zA-Z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
    if (VOID.has(name) || rest.endsWith('/')) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

/** Puts a text wherever the schema lets it stand. */
async function filled(report: AnyReport, text: string): Promise<AnyReport> {
  const valid = await validity(report);
  const copy = structuredClone(report);
  const fill = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Record<string, unknown>;
    for (const [key, own] of Object.entries(node)) {
      if (typeof own !== 'string') fill(own);
      else {
        node[key] = text;
        if (!valid(copy)) node[key] = own;
      }
    }
  };
  fill(copy);
  return copy;
}

const EXAMPLES = validExamples();

describe.each(EXAMPLES)('with such text wherever the example $name may have it', ({ report }) => {
  it('the page stays whole, reads as it stands there, and is valid UTF-8', async () => {
    const hostile = await filled(report, HOSTILE);
    expect(JSON.stringify(hostile).split('onerror').length).toBeGreaterThan(3);
    const html = await renderPage([asSource(hostile)]);
    expect(RAW.exec(html)).toBeNull();
    expect(html).not.toMatch(/<script|<img|&amp;lt;/);
    expect(unbalanced(html)).toEqual([]);
    expect(Buffer.from(html).toString('utf8')).toBe(html);
    expect(html).toContain('\\u202e');
  });
});

it('shows every text of such a report as its JSON has it, but for what cannot be printed', async () => {
  const hostile = await filled(
    EXAMPLES.find(({ name }) => name === 'manifest proof')?.report as AnyReport,
    HOSTILE,
  );
  const html = await renderPage([asSource(hostile)]);
  const texts = [...html.matchAll(/<(span|code) data-at="([^"]*)">([^<]*)<\/\1>/g)];
  expect(texts.length).toBeGreaterThan(50);
  for (const [, tag, at = '', text = ''] of texts) {
    const shown = text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    const value = valueAt(hostile, at);
    if (typeof value !== 'object') expect(shown).toBe(shownText(String(value), tag === 'code'));
  }
});

it('shows the line end of a path, and leaves those of prose to be blanks', () => {
  const of = (code: boolean) => rendered(<Text of={{ value: 'a\nb\tc', at: '0/x' }} code={code} />).html;
  expect(of(true)).toBe('<code data-at="0/x">a\\x0ab\\x09c</code>');
  expect(of(false)).toBe('<span data-at="0/x">a\nb\tc</span>');
});

it('shows the beginning of an endless text, and how much more there is', () => {
  const { html, text } = rendered(<Text of={{ value: 'x'.repeat(1_000_000), at: '0/x' }} />);
  expect(html).toContain(`<span data-at="0/x">${'x'.repeat(MOST_LETTERS)}</span>`);
  expect(html).toContain('<data value="996000" data-count="letters not shown">');
  expect(text).toMatch(/x … and 996,000 more letters$/);
  // No character is cut in two.
  const emoji = `x${'😀'.repeat(MOST_LETTERS)}`;
  expect(rendered(<Text of={{ value: emoji, at: '0/x' }} />).html).not.toMatch(/\\ud83d/);
});

it('shows what stands in attributes and in the title in the same way', async () => {
  const finding = findingOf({ message: 'a\u202eb', subject: { name: 'c\u0007d' } });
  const html = await renderPage([sourceOf({ verdict: 'fail', findings: [finding] })], { title: 'e\u202ef' });
  expect(RAW.exec(html)).toBeNull();
  for (const shown of ['a\\u202eb', 'c\\x07d', '<title>e\\u202ef – ']) expect(html).toContain(shown);
});
