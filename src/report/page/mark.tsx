import type { VNode } from 'preact';
import type { Outcome, Severity } from '../../findings/outcome.js';
import type { Told } from './told.js';

/** A letter for each outcome: colour is never all that tells them apart. */
export const LETTERS: Readonly<Record<Outcome, string>> = {
  fail: 'F',
  'not-evaluable': 'N',
  warn: 'W',
  pass: 'P',
  'not-applicable': '–',
};

/** Outcomes in words. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  fail: 'fail',
  'not-evaluable': 'not evaluable',
  warn: 'warning',
  pass: 'pass',
  'not-applicable': 'not applicable',
};

interface MarkProps {
  readonly of: Told<Outcome | null> | undefined;
  /** With the word beside the letter. */
  readonly word?: boolean;
}

/** An outcome: a coloured letter, and the word for those who cannot see it or want it. */
export function Mark({ of: told, word = false }: MarkProps): VNode {
  const outcome = told?.value ?? undefined;
  if (outcome === undefined) return <span class="nothing">–</span>;
  return (
    <span class={`mark ${outcome}`} data-outcome={outcome} data-at={told?.at}>
      <span class="letter" aria-hidden="true">
        {LETTERS[outcome]}
      </span>
      <span class={word ? 'word' : 'spoken'}>{OUTCOME_WORDS[outcome]}</span>
    </span>
  );
}

/** How severe something is. */
export function SeverityWord({ of: told }: { of: Told<Severity | null | undefined> }): VNode {
  if (!told.value) return <span class="nothing">–</span>;
  return (
    <span class={`severity ${told.value}`} data-at={told.at}>
      {told.value}
    </span>
  );
}
