import type { VNode } from 'preact';
import { OUTCOMES } from '../../../../findings/outcome.js';
import { LETTERS, OUTCOME_WORDS } from '../../mark.js';
import { Count } from '../../value.js';
import { type Check, countOf } from './study-view.js';

/** How many checks came to what, worst first: lengths for the eye, letters and numbers for all. */
export function OutcomeBar({ checks, where }: { checks: readonly Check[]; where: string }): VNode {
  const parts = OUTCOMES.map((outcome) => ({ outcome, n: countOf(checks, outcome) })).filter(
    ({ n }) => n > 0,
  );
  if (parts.length === 0) return <span class="nothing">no checks</span>;
  return (
    <span class="protocol-bar">
      {parts.map(({ outcome, n }) => (
        <span class={`protocol-share ${outcome}`} style={`flex-grow:${n}`}>
          <span aria-hidden="true">{LETTERS[outcome]} </span>
          <span class="spoken">{OUTCOME_WORDS[outcome]} </span>
          <Count n={n} what={`checks: ${OUTCOME_WORDS[outcome]}, ${where}`} />
        </span>
      ))}
    </span>
  );
}
