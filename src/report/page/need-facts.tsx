import type { ComponentChildren, VNode } from 'preact';
import type { Need } from './needs.js';
import { Text } from './value.js';

/** Paths and UIDs, and what bears what only a broken path bears. */
const IS_CODE = /[./\t\n\r]/;

/** What a need is about, by the name that people have for it before the one that is unique. */
export function About({ of: { about, named } }: { of: Need }): VNode {
  return (
    <>
      {named.map((part, i) => (
        <>
          {i > 0 && ' '}
          {typeof part.value === 'number' && 'series '}
          <Text of={part} />
        </>
      ))}
      {named.length > 0 && ' '}
      {about.map((part, i) => (
        <>
          {i > 0 && ' · '}
          <Text of={part} code={IS_CODE.test(part.value)} />
        </>
      ))}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt> <dd>{children}</dd>
    </div>
  );
}

/** Of a single need: what was seen, what was expected, in what, and what decides it. */
export function OneNeed({ of: need }: { of: Need }): VNode | null {
  const { expected, actual, unit, about, item } = need;
  if (!expected && !actual && !item && about.length === 0) return null;
  return (
    <dl class="need-facts">
      {actual && (
        <Fact name="seen">
          <Text of={actual} /> {unit && <Text of={unit} />}
        </Fact>
      )}
      {expected && (
        <Fact name="expected">
          <Text of={expected} /> {unit && <Text of={unit} />}
        </Fact>
      )}
      {about.length > 0 && (
        <Fact name="in">
          <About of={need} />
        </Fact>
      )}
      {item && (
        <Fact name="decide">
          <Text of={item} code />
        </Fact>
      )}
    </dl>
  );
}
