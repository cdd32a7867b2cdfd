import type { Report } from '../../report/envelope.js';
import { type QuarantineCall, quarantineReport } from './report.js';
import { hitRows, quarantineRow, releaseRow, unfinishedReleases } from './rows.js';
import { entryNumbered, openQuarantine } from './store.js';

/** What `quarantine show` is asked for. */
export interface ShowOptions extends QuarantineCall {
  readonly number: number;
}

/**
 * One file in the quarantine: why it is there, where it held what must not be released, who let it go. Its copy is proven.
 * @throws QuarantineError `entry-unknown`; StateError, JournalDamaged
 */
export function runQuarantineShow(call: ShowOptions): Report {
  const store = openQuarantine(call.state);
  try {
    const entry = entryNumbered(store, call.number);
    const row = quarantineRow(store, entry, { identifiers: call.identifiers, proves: true });
    const release = store.releaseOf(entry.number);
    const sections = { hits: hitRows(store, entry), releases: release ? [releaseRow(release)] : [] };
    return quarantineReport(call, {
      action: 'show',
      entries: [row],
      sections,
      findings: unfinishedReleases(store, [row]),
    });
  } finally {
    store.close();
  }
}
