import type { VNode } from 'preact';
import type { StatusCounts, VisitState } from '../../../ledger-sections.js';
import type { Told } from '../../told.js';

interface StateLook {
  readonly letter: string;
  readonly word: string;
  /** What it means, for newcomers. */
  readonly means: string;
  /** The class that colours it. */
  readonly tone: string;
  readonly count: keyof StatusCounts;
}

/** States of a visit as they are shown, those that ask for someone first. */
const STATES: Readonly<Record<VisitState, StateLook>> = {
  'needs-person': {
    ...{ letter: '!', word: 'needs a person', tone: 'fail', count: 'needsPerson' },
    means: 'it came, and a person has to decide something',
  },
  missed: {
    ...{ letter: 'M', word: 'missed', tone: 'fail', count: 'missed' },
    means: 'the window has closed and nothing came',
  },
  rejected: {
    ...{ letter: 'R', word: 'rejected', tone: 'fail', count: 'rejected' },
    means: 'it came, and a person refused it',
  },
  overdue: {
    ...{ letter: 'O', word: 'overdue', tone: 'warn', count: 'overdue' },
    means: 'the target day has passed and nothing came; the window is still open',
  },
  queried: {
    ...{ letter: 'Q', word: 'queried', tone: 'not-evaluable', count: 'queried' },
    means: 'it came, and the site was asked',
  },
  received: {
    ...{ letter: 'C', word: 'came', tone: 'not-evaluable', count: 'received' },
    means: 'it came, and has not been through the whole pipeline: nobody knows yet whether it is good',
  },
  due: {
    ...{ letter: 'D', word: 'due', tone: 'due', count: 'due' },
    means: 'its window is open',
  },
  expected: {
    ...{ letter: 'E', word: 'expected', tone: 'expected', count: 'expected' },
    means: 'its window has not opened, or the baseline is not known',
  },
  excused: {
    ...{ letter: 'X', word: 'excused', tone: 'not-applicable', count: 'excused' },
    means: 'it did not come, and need not',
  },
  passed: {
    ...{ letter: 'P', word: 'passed', tone: 'pass', count: 'passed' },
    means: 'it came, went through the whole pipeline, and nothing is open',
  },
};

/** States in the order in which they are shown. */
export const STATE_LOOKS: readonly (readonly [VisitState, StateLook])[] = Object.entries(STATES) as [
  VisitState,
  StateLook,
][];

interface StateMarkProps {
  readonly state: VisitState;
  /** Where it stands; none in an explanation. */
  readonly at?: string;
  readonly word?: boolean;
}

/** A visit's state: a coloured letter, and the word for those who cannot see it or want it. */
export function StateMark({ state, at, word = false }: StateMarkProps): VNode {
  const look = STATES[state];
  return (
    <span class={`mark ${look.tone}`} data-state={state} data-at={at} title={look.word}>
      <span class="letter" aria-hidden="true">
        {look.letter}
      </span>
      <span class={word ? 'word' : 'spoken'}>{look.word}</span>
    </span>
  );
}

/** The state of a visit, where a report tells it. */
export function ToldState({ of: { value, at } }: { of: Told<VisitState> }): VNode {
  return <StateMark state={value} at={at} />;
}
