import type { ComponentChildren, VNode } from 'preact';
import type { Told } from './told.js';
import { Count, Num } from './value.js';

/** How a part of a sum is coloured: what went well, what did not, what was there before, what was none of it. */
export type Tone = 'good' | 'bad' | 'same' | 'rest';

/** One term of a sum: a count of the report, and what was counted. */
export interface Term {
  readonly count: Told<number | undefined>;
  readonly word: string;
  readonly tone?: Tone;
  /** Where the page counted it itself: how, in words that a test can hold it to. */
  readonly counted?: string;
}

interface SumLineProps {
  readonly total: Term;
  readonly parts: readonly Term[];
  /** What else breaks the proof. */
  readonly children?: ComponentChildren;
}

/** What the parts leave open; null where one of the counts is not told. */
function openOf({ total, parts }: SumLineProps): number | null {
  const counts = [total, ...parts].map(({ count }) => count.value);
  if (counts.some((count) => typeof count !== 'number')) return null;
  return (total.count.value ?? 0) - parts.reduce((sum, { count }) => sum + (count.value ?? 0), 0);
}

/** A whole and its parts, which prove that nothing was lost; what does not add up leaps to the eye. */
export function SumLine(props: SumLineProps): VNode {
  const { total, parts, children } = props;
  const open = openOf(props);
  const holds = open === 0 && !children;
  return (
    <div class={holds ? 'sum' : 'sum broken'}>
      <p class="sum-terms">
        <TermText of={total} />
        {parts.map((part, i) => (
          <span class="sum-part">
            <span class="sum-sign">{i === 0 ? ' = ' : ' + '}</span>
            <TermText of={part} />
          </span>
        ))}
      </p>
      {holds && <Share of={parts} />}
      <p class={holds ? 'sum-proof' : 'sum-alarm'}>
        <Proof open={open} holds={holds} />
        {children}
      </p>
    </div>
  );
}

function TermText({ of: { count, word, tone = 'rest', counted } }: { of: Term }): VNode {
  return (
    <span class={`sum-term ${count.value === 0 ? 'none' : tone}`}>
      {counted === undefined ? (
        <Num of={count} why="the report does not say" />
      ) : (
        <Count n={count.value ?? 0} what={counted} />
      )}{' '}
      <span class="sum-word">{word}</span>
    </span>
  );
}

/** The parts by size, for the eye only. */
function Share({ of: parts }: { of: readonly Term[] }): VNode | null {
  const some = parts.filter(({ count: { value } }) => value !== undefined && value > 0);
  if (some.length === 0) return null;
  return (
    <div class="sum-share" aria-hidden="true">
      {some.map(({ count, tone = 'rest' }) => (
        <span class={tone} style={`flex: ${count.value}`} />
      ))}
    </div>
  );
}

function Proof({ open, holds }: { open: number | null; holds: boolean }): VNode {
  if (holds) return <>It adds up: every one is accounted for.</>;
  if (open === null) return <>The report lacks a count: the sum proves nothing. </>;
  if (open === 0) return <>It adds up as a whole, and proves nothing. </>;
  return (
    <>
      It does not add up: <Count n={Math.abs(open)} what="difference of the whole and its parts" />{' '}
      {open > 0 ? 'not accounted for. ' : 'counted twice. '}
    </>
  );
}
