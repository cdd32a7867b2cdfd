import { type OrRefusal, refused } from './refusal.js';

/** What can be said to an item. */
export type ItemDecision = 'accepted' | 'waived' | 'rejected' | 'queried' | 'answered';

/** A decision on items, its words without spaces around them. */
export interface ItemOrder {
  readonly decision: ItemDecision;
  /** Each once. */
  readonly items: readonly string[];
  readonly why: string;
  /** Empty but for a query and an answer. */
  readonly text: string;
}

/** What left, to whom and why. */
export interface ExportOrder {
  readonly decision: 'exported';
  /** Path of a corelab report. */
  readonly report: string;
  readonly to: string;
  readonly why: string;
}

/** What is asked for, as it is given. */
interface Asked {
  readonly items: readonly string[];
  readonly decision: ItemDecision | 'exported';
  readonly reason: string;
  readonly text?: string;
  readonly report?: string;
  readonly to?: string;
}

/** What is asked for, once everything is said that has to be: blank is not said. */
export function orderOf(asked: Asked): OrRefusal<ItemOrder | ExportOrder> {
  const why = asked.reason.trim();
  if (why === '') return refused('reason-needed', 'the reason is empty: it is what an auditor will read');
  return asked.decision === 'exported' ? exportOf(asked, why) : itemsOf(asked, asked.decision, why);
}

function exportOf({ items, text, report, to }: Asked, why: string): OrRefusal<ExportOrder> {
  if (items.length > 0)
    return refused('item-unknown', 'what left is entered by its report: leave the items out');
  if (text !== undefined) return refused('no-query', 'only a query or an answer has a text: leave it out');
  if (report === undefined || report === '')
    return refused('nothing-exported', 'name the corelab report of what left');
  const whom = to?.trim() ?? '';
  if (whom === '') return refused('text-needed', 'say to whom it went: an auditor will ask');
  return { decision: 'exported', report, to: whom, why };
}

function itemsOf({ items, text }: Asked, decision: ItemDecision, why: string): OrRefusal<ItemOrder> {
  if (items.length === 0)
    return refused('item-unknown', "name the items: 'corelab status --worklist' lists them");
  const isExchange = decision === 'queried' || decision === 'answered';
  if (text !== undefined && !isExchange)
    return refused('no-query', 'only a query or an answer has a text: put your words into the reason');
  const words = text?.trim() ?? '';
  if (isExchange && words === '') {
    const whose = decision === 'queried' ? 'what the site is asked' : 'what the site answered';
    return refused('text-needed', `the text is empty: say ${whose}`);
  }
  return { decision, items: [...new Set(items.map((item) => item.trim()))], why, text: words };
}
