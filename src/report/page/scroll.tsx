import type { ComponentChildren, VNode } from 'preact';

/** What scrolls by itself where the page is narrow; the keyboard reaches it (WCAG 2.1.1). */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
