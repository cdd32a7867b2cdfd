import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Nothing } from '../../value.js';

/** A time of a report, every letter of it, the day first to the eye. */
export function When({ of: { value, at }, why }: { of: Told<string | null>; why?: string }): VNode {
  if (value === null) return <Nothing {...(why && { why })} />;
  return (
    <time class="when" dateTime={value} data-at={at}>
      {value.slice(0, 10)}
      <span class="hour">{value.slice(10)}</span>
    </time>
  );
}
