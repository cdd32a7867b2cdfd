import type { ComponentChildren, VNode } from 'preact';

interface FoldProps {
  readonly summary: ComponentChildren;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** What is shown on demand, and on paper always. */
export function Fold({ summary, open = false, children }: FoldProps): VNode {
  return (
    <details open={open}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
