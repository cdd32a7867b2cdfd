import type { Actor } from '../../identity/crosswalk/contract.js';
import { canBeWaived } from '../../identity/ledger/can-be-waived.js';
import type { NewEvent } from '../../identity/ledger/event.js';
import { isClosed, type WorkItem } from '../../identity/ledger/work-items.js';
import type { ItemDecision, ItemOrder } from './order.js';
import { type OrRefusal, type Refusal, refused } from './refusal.js';

/** Who decides, and when: UTC, RFC 3339. */
export interface Decider extends Actor {
  readonly at: string;
}

/**
 * The events of a decision on items, in the order in which they were named, or why there are none. Every decision but an
 * answer may be changed later, and one that a later event made void may not.
 * @param all items of the trial
 */
export function decisionEvents(
  all: readonly WorkItem[],
  order: ItemOrder,
  decider: Decider,
): OrRefusal<readonly NewEvent[]> {
  const known = new Map(all.map((item) => [item.id, item]));
  const items = order.items.map((id) => known.get(id));
  const unknown = order.items.filter((id) => !known.has(id));
  if (unknown.length > 0) return refused('item-unknown', unknownText(unknown, all));
  const found = items.filter((item) => item !== undefined);
  const refusal = found.map((item) => refusalOf(item, order.decision)).find((one) => one !== undefined);
  return refusal ? { refusal } : found.map((item) => eventOf(item, order, decider));
}

function refusalOf(item: WorkItem, decision: ItemDecision): Refusal | undefined {
  const { id, state } = item;
  if (isClosed(item)) {
    const message = `item ${id} was made void by what happened later: there is nothing to decide on it`;
    return { code: 'item-not-open', message };
  }
  if (decision === 'answered' && state !== 'queried')
    return { code: 'no-query', message: `item ${id} is ${state}: no query of it waits for an answer` };
  if (decision !== 'waived' || canBeWaived(item)) return undefined;
  const message =
    `item ${id} is no deviation of a check, so it cannot be waived: accept it when it has been seen to ` +
    "(what is quarantined is released by 'corelab quarantine release' alone), reject it, or query the site";
  return { code: 'item-not-waivable', message };
}

function eventOf(item: WorkItem, { decision, why, text }: ItemOrder, decider: Decider): NewEvent {
  const { id, problem, site, subject, studyUID, visit, command, report } = item;
  const { at, osUser, operator } = decider;
  const base = {
    ...{ at, osUser, operator, item: id },
    ...(site !== undefined && { site }),
    ...(subject !== undefined && { subject }),
    ...(studyUID !== undefined && { studyUID }),
    ...(visit !== undefined && { visit }),
    ...(command !== undefined && { command }),
    ...(report !== undefined && { report }),
  };
  const details = { why, code: problem.code };
  if (decision === 'queried' || decision === 'answered')
    return { ...base, kind: decision, details: { ...details, text } };
  return { ...base, kind: decision, details };
}

/** How many open items are named to whom mistyped one. */
const MOST_NEAR = 3;

function unknownText(unknown: readonly string[], all: readonly WorkItem[]): string {
  const [first = ''] = unknown;
  const open = all.filter(({ state }) => state === 'open' || state === 'queried' || state === 'answered');
  const near = open
    .map(({ id }) => ({ id, far: distance(id, first) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_NEAR)
    .map(({ id }) => id);
  const which =
    unknown.length === 1 ? `no item ${named(first)}` : `no items ${unknown.map(named).join(', ')}`;
  const hint =
    near.length === 0
      ? 'nothing is open'
      : `nearest of those that are open: ${near.join(', ')}; 'corelab status --worklist' lists all`;
  return `the trial has ${which}; ${hint}`;
}

/** Events first, problems of one event after. What is no item at all is near to the first. */
function distance(id: string, wanted: string): number {
  const [event = 0, number = 0] = id.split('.').map(Number);
  const [wantedEvent = 0, wantedNumber = 0] = wanted.split('.').map(Number);
  const far = Math.abs(event - wantedEvent) + Math.abs(number - wantedNumber) / 1e6;
  return Number.isNaN(far) ? event + number / 1e6 : far;
}

/** As it was typed, where that is anything like an item. */
function named(item: string): string {
  return /^[\d.]{1,20}$/u.test(item) ? item : '(not of the form EVENT.NUMBER)';
}
