import type { Report } from '../../report/envelope.js';
import { type QuarantineCall, quarantineReport } from './report.js';
import { quarantineRow, unfinishedReleases } from './rows.js';
import { openQuarantine } from './store.js';

/** Every file in the quarantine of a state folder. @throws StateError, JournalDamaged, QuarantineError */
export function runQuarantineList(call: QuarantineCall): Report {
  const store = openQuarantine(call.state);
  try {
    const options = { identifiers: call.identifiers, proves: false };
    const entries = store.entries.map((entry) => quarantineRow(store, entry, options));
    return quarantineReport(call, {
      action: 'list',
      entries,
      findings: unfinishedReleases(store, entries),
    });
  } finally {
    store.close();
  }
}
