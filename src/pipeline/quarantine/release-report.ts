import { type Finding, finding } from '../../findings/finding.js';
import type { Report } from '../../report/envelope.js';
import { quarantineReason } from '../deid/quarantine-reasons.js';
import type { QuarantineEntry } from './entries.js';
import type { RefusedRelease } from './release-log.js';
import { releasedFile } from './released-file.js';
import { type QuarantineCall, quarantineReport } from './report.js';
import { quarantineRow, releaseRow, unfinishedReleases } from './rows.js';
import type { QuarantineStore } from './store.js';
import { canBeVouched, insteadOf } from './vouch.js';

/** Why an output was refused although a person vouched. */
export type Refused = RefusedRelease['refusal'];

/** What a release came to. */
export interface ReleaseDone {
  readonly store: QuarantineStore;
  /** All that were asked for. */
  readonly entries: readonly QuarantineEntry[];
  /** By number. */
  readonly refused: ReadonlyMap<number, Refused>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The report of a release: `files` are what it released. */
export function releaseReport(
  call: QuarantineCall,
  { store, entries, refused, config }: ReleaseDone,
): Report {
  const { identifiers } = call;
  const rows = entries.map((entry) =>
    quarantineRow(store, entry, { identifiers, proves: refused.has(entry.number) }),
  );
  const releases = entries.flatMap(({ number }) => store.releaseOf(number) ?? []);
  const hits = [...refused].flatMap(([number, refusal]) => refusal.hits.map((hit) => ({ number, ...hit })));
  const { out } = store.state;
  return quarantineReport(call, {
    action: 'release',
    entries: rows,
    sections: { hits, releases: releases.map(releaseRow) },
    findings: [
      ...entries.flatMap((entry) => findingOf(entry, refused.get(entry.number))),
      ...unfinishedReleases(store, rows),
    ],
    released: { config, out, files: releases.map(({ output }) => releasedFile(out, output)) },
  });
}

function findingOf({ number, code }: QuarantineEntry, refusal: Refused | undefined): Finding[] {
  if (!refusal) {
    const params = { number, reason: quarantineReason(code).text };
    return [finding('quarantine-released', { params })];
  }
  // Its row tells.
  if (refusal.code === 'copy-damaged') return [];
  return [finding('quarantine-not-released', { params: { number, reason: whyNot(refusal) } })];
}

function whyNot({ code, hits }: Refused): string {
  const { text } = quarantineReason(code);
  if (hits.length > 0)
    return `${text} in places that nobody had looked at; look at them, and release it again`;
  return `${text}; ${canBeVouched(code) ? 'look into that as well, and release it again' : insteadOf(code)}`;
}
