import type { VNode } from 'preact';
import { looksOf, NOT_STATED } from '../../../plots/response/response-style.js';
import { isTold, type Told } from '../../told.js';
import { Nothing, Text } from '../../value.js';

interface AnswerProps {
  readonly of: Told<string | null | undefined> | undefined;
  readonly why?: string;
}

/** The colour that plots give a response of RECIST; none for other words, as YES and NONE. */
function colourOf(code: string): string | undefined {
  const { domain, colours } = looksOf([code, NOT_STATED]);
  // What is no response of RECIST comes after all that are.
  return domain[0] === code ? colours[0] : undefined;
}

/**
 * A response as criteria name it. Its colour is that of the plots and says nothing of good or bad: progression is no
 * failure of a check.
 */
export function Answer({ of: told, why }: AnswerProps): VNode {
  if (!told || !isTold(told)) return <Nothing {...(why && { why })} />;
  const colour = colourOf(told.value);
  return (
    <span class="answer" style={colour && `border-left-color: ${colour}`}>
      <Text of={told} />
    </span>
  );
}
