/** @jsxImportSource preact */
import { expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/findings/outcome.js';
import { LETTERS, Mark, OUTCOME_WORDS, SeverityWord } from '../../../src/report/page/mark.js';
import { rendered } from './page-sample.js';

it('tells each outcome by a letter of its own and by a word', () => {
  expect(new Set(OUTCOMES.map((outcome) => LETTERS[outcome])).size).toBe(OUTCOMES.length);
  for (const outcome of OUTCOMES) {
    const { html, text } = rendered(<Mark of={{ value: outcome, at: '1/verdict' }} />);
    expect(text).toBe(`${LETTERS[outcome]}${OUTCOME_WORDS[outcome]}`);
    expect(html).toContain(`data-outcome="${outcome}" data-at="1/verdict"`);
  }
});

it('never passes what is not told', () => {
  for (const told of [undefined, { value: null, at: '0/x' }]) {
    const { html, text } = rendered(<Mark of={told} />);
    expect(text).toBe('–');
    expect(html).not.toContain('pass');
  }
});

it('shows a severity with its pointer, and – where there is none', () => {
  expect(rendered(<SeverityWord of={{ value: 'major', at: '0/s' }} />).html).toContain('data-at="0/s">major');
  expect(rendered(<SeverityWord of={{ value: null, at: '0/s' }} />).text).toBe('–');
});
