import type { WorkItem } from '../../identity/ledger/work-items.js';
import type { StatusQueryRow } from '../../report/ledger-sections.js';
import { daysWaiting } from './clock.js';
import type { StatusFacts } from './facts.js';
import type { PlacedItem } from './occasions.js';

/** The queries that wait for a site, the oldest first. */
export function queryRows(facts: StatusFacts, items: readonly PlacedItem[]): StatusQueryRow[] {
  const open = items.filter(({ item }) => item.state === 'queried');
  return open
    .map(({ item, place }) => {
      const { decided } = item;
      return {
        item: item.id,
        site: place.site,
        subject: place.subject?.id ?? null,
        visit: place.visit,
        text: decided?.text ?? '',
        askedAt: decided?.at ?? item.since,
        askedBy: decided?.operator ?? decided?.osUser ?? '',
        ...waitingOf(facts, item),
      };
    })
    .sort((a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt));
}

/** What an item waits for since when: an answer of the site's since it was asked, a person since it came or was answered. */
export function waitingOf(
  { day, answerWithinDays, decideWithinDays }: StatusFacts,
  { since, state, decided }: WorkItem,
): { readonly days: number; readonly overdue: boolean } {
  const isQuery = state === 'queried';
  const days = daysWaiting(day, waitsSince({ since, state, ...(decided && { decided }) }));
  return { days, overdue: days > (isQuery ? answerWithinDays : decideWithinDays) };
}

/** UTC, RFC 3339. */
export function waitsSince({ since, state, decided }: Pick<WorkItem, 'since' | 'state' | 'decided'>): string {
  return state === 'open' ? since : (decided?.at ?? since);
}
