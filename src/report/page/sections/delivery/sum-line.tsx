import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Count, Num } from '../../value.js';

/** One term of a sum: a count of the report, and what was counted. */
export interface Term {
  readonly count: Told<number | undefined>;
  readonly word: string;
  /** Whether anything but zero is a fault. */
  readonly isFault?: boolean;
}

interface SumLineProps {
  readonly total: Term;
  readonly parts: readonly Term[];
}

/** What the parts leave open; null where one of the counts is not told. */
function openOf({ total, parts }: SumLineProps): number | null {
  const counts = [total, ...parts].map(({ count }) => count.value);
  if (counts.some((count) => typeof count !== 'number')) return null;
  return (total.count.value ?? 0) - parts.reduce((sum, { count }) => sum + (count.value ?? 0), 0);
}

/** A sum that proves that nothing was lost: all its terms, and whether they add up. */
export function SumLine(props: SumLineProps): VNode {
  const { total, parts } = props;
  const open = openOf(props);
  return (
    <p class={open === 0 ? 'sum' : 'sum broken'}>
      <TermText of={total} />
      {parts.map((part, i) => (
        <>
          {i === 0 ? ' = ' : ' + '}
          <TermText of={part} />
        </>
      ))}
      {open === 0 && <span class="proof"> The sum is right.</span>}
      {open === null && <strong class="fault"> The report lacks a count: the sum proves nothing.</strong>}
      {open !== null && open !== 0 && (
        <strong class="fault">
          {' '}
          The sum is wrong: <Count n={Math.abs(open)} what="unaccounted for" />{' '}
          {open > 0 ? 'unaccounted for.' : 'counted twice.'}
        </strong>
      )}
    </p>
  );
}

function TermText({ of: { count, word, isFault = false } }: { of: Term }): VNode {
  return (
    <span class="term">
      <span class={isFault && (count.value ?? 0) > 0 ? 'fault' : undefined}>
        <Num of={count} why="the report does not say" />
      </span>{' '}
      {word}
    </span>
  );
}
