import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Count, Num } from '../../value.js';

/** How a part of a sum is coloured: what went well, what did not, what was there before, what was none of it. */
type Tone = 'good' | 'bad' | 'same' | 'rest';

/** A part of a sum. */
export interface Term {
  readonly of: Told<number>;
  readonly word: string;
  readonly tone: Tone;
  /** Whether it stands there when it is nothing. */
  readonly always?: boolean;
}

interface SumLineProps {
  readonly whole: Told<number>;
  readonly word: string;
  readonly terms: readonly Term[];
}

/** A whole and its parts as a line that proves itself: what is not accounted for leaps to the eye. */
export function SumLine({ whole, word, terms }: SumLineProps): VNode {
  const shown = terms.filter(({ of: { value }, always }) => always || value !== 0);
  const parts = terms.reduce((sum, term) => sum + term.of.value, 0);
  const missing = whole.value - parts;
  return (
    <>
      <p class="deid-sum">
        <span class="deid-term">
          <Num of={whole} /> <span class="deid-term-word">{word}</span>
        </span>
        {shown.map((term, i) => (
          <>
            <span class="deid-sign">{i === 0 ? '=' : '+'}</span>
            <span class={`deid-term ${term.of.value === 0 ? 'none' : term.tone}`}>
              <Num of={term.of} /> <span class="deid-term-word">{term.word}</span>
            </span>
          </>
        ))}
      </p>
      <div class="deid-share" aria-hidden="true">
        {shown.map(
          (term) => term.of.value > 0 && <span class={term.tone} style={`flex: ${term.of.value}`} />,
        )}
      </div>
      {missing === 0 ? (
        <p class="deid-aside">It adds up: every one is accounted for.</p>
      ) : (
        <p class="deid-alarm">
          It does not add up: the parts make <Count n={parts} what="sum of the parts" />, and{' '}
          <Count n={Math.abs(missing)} what="difference of the whole and its parts" />{' '}
          {missing > 0 ? 'are not accounted for' : 'are counted twice'}.
        </p>
      )}
    </>
  );
}
