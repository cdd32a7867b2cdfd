import type { ComponentChildren, VNode } from 'preact';

/** What scrolls by itself where the page is narrow; the keyboard reaches it (WCAG 2.1.1). */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a form it is not, and no landmark of the page
    <div class="scroll" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
