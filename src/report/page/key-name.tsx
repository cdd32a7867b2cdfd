import type { VNode } from 'preact';
import { shownText } from './value.js';

interface KeyNameProps {
  readonly of: string;
  /** What is shown, where it is not the key itself. */
  readonly as?: string;
}

/** A key of a report; one with digits, as the name that a protocol gives a series, says that it is the report's. */
export function KeyName({ of: key, as = key }: KeyNameProps): VNode {
  return <span data-figure={/\d/.test(key) ? key : undefined}>{shownText(as)}</span>;
}
