import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Text } from '../../value.js';

interface NameProps {
  readonly of: Told<string | null>;
  readonly why?: string;
  readonly code?: boolean;
}

/** The ID of a subject, an item: never broken into two lines. */
export function Name({ of: told, why, code = false }: NameProps): VNode {
  return (
    <span class="id">
      <Text of={told} code={code} {...(why && { why })} />
    </span>
  );
}
