import type { ComponentChildren, VNode } from 'preact';
import { Fold } from '../../fold.js';
import { Count } from '../../value.js';

interface FoldManyProps {
  /** How many there are. */
  readonly n: number;
  /** What they are, in the plural. */
  readonly what: string;
  /** More than these are folded. */
  readonly most: number;
  readonly children: ComponentChildren;
}

/** Few things stand open; many are folded, with their number. */
export function FoldMany({ n, what, most, children }: FoldManyProps): VNode {
  if (n <= most) return <>{children}</>;
  return (
    <Fold
      summary={
        <>
          <Count n={n} what={what} /> {what}
        </>
      }
    >
      {children}
    </Fold>
  );
}
