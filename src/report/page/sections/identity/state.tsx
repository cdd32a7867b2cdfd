import type { VNode } from 'preact';
import type { Told } from '../../told.js';
import { Text } from '../../value.js';
import { stateOf } from './words.js';

const CLASSES = { fail: 'fault', 'not-evaluable': 'unsure', warn: 'odd' } as const;

/** A state in its own word, coloured where somebody is asked. */
export function State({
  of: told,
  among,
}: {
  of: Told<string>;
  among: Parameters<typeof stateOf>[0];
}): VNode {
  const { look } = stateOf(among, told.value);
  return look === undefined ? (
    <Text of={told} />
  ) : (
    <strong class={CLASSES[look]}>
      <Text of={told} />
    </strong>
  );
}

/** What the states mean that stand in a table. */
export function Meanings({
  of: names,
  among,
}: {
  of: readonly string[];
  among: Parameters<typeof stateOf>[0];
}): VNode | null {
  const shown = Object.keys(among).filter((name) => names.includes(name));
  if (shown.length === 0) return null;
  return (
    <p class="hint">
      {shown.map((name, i) => (
        <>
          {i > 0 && ' '}
          <em>{name}</em>: {stateOf(among, name).means}.
        </>
      ))}
    </p>
  );
}
