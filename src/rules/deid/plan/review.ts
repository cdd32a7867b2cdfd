import type { Action, AttributeRule } from '../action.js';

/** One decision, for people to read before anything is written. */
export interface ReviewEntry {
  /** Attribute path without item numbers, so that equal decisions are one: `RequestAttributesSequence.ScheduledProcedureStepID`. */
  readonly path: string;
  readonly action: Action;
  readonly rule: string;
  readonly source: string;
  /** What stood there, and what stands there now; only where identifying values were asked for. */
  readonly before?: string;
  readonly after?: string;
}

/** Gathers the decisions of one file. */
export class ReviewSink {
  readonly entries: ReviewEntry[] = [];

  /** @param showsValues whether values stand beside the decisions */
  constructor(readonly showsValues: boolean) {}

  /** Takes one decision; values are dropped unless they were asked for. */
  add(
    path: string,
    rule: AttributeRule,
    done: { action: Action; before: () => string; after: () => string },
  ): void {
    const { action } = done;
    const entry = { path, action, rule: rule.rule, source: rule.source };
    this.entries.push(this.showsValues ? { ...entry, before: done.before(), after: done.after() } : entry);
  }
}
