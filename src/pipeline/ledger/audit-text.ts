import type { LedgerRow, LedgerSections } from '../../report/ledger-sections.js';
import { reportPathOf } from '../run/run-places.js';

/** What stands above the events. */
interface AuditHead {
  /** Clinical Trial Protocol ID, and what else names the trial. */
  readonly trial: string;
  readonly trialSha256: string;
  /** What was asked for, in words. */
  readonly of: string;
  /** UTC, RFC 3339. */
  readonly at: string;
  readonly osUser: string;
  readonly operator: string | null;
  readonly tool: string;
  /** File name of the store, without its folder. */
  readonly store: string;
}

/** The ledger for an auditor to read, as Markdown, piece by piece: what it is, what happened, which reports tell more. */
export function* auditText(head: AuditHead, { events, chain }: LedgerSections): Generator<string> {
  yield* headLines(head, chain);
  yield '\n## What happened\n\n';
  yield* table(
    ['Event', 'Site', 'Subject', 'Visit', 'What', 'Audit record'],
    events.map((row) => [row.event, row.site, row.subject, row.visit, row.text, row.auditSeq]),
  );
  yield '\n## Reports\n\n';
  yield 'Each lies below the state folder of its run. `sha256sum` of the file gives what stands here.\n\n';
  yield* table(['SHA-256', 'Where', 'First event'], reportRows(events));
  yield '\n## Audit records\n\n';
  yield 'The record that each event was written with, and its HMAC in the chain.\n\n';
  yield* table(
    ['Event', 'Written (UTC)', 'Record', 'HMAC'],
    events.map((row) => [row.event, row.at, row.auditSeq, row.auditMac]),
  );
}

function* headLines(head: AuditHead, chain: LedgerSections['chain']): Generator<string> {
  const { trial, trialSha256, of, at, osUser, operator, tool, store } = head;
  const who = operator === null ? `user ${osUser}` : `operator ${operator} (user ${osUser})`;
  yield `# Ledger of ${escaped(trial)}\n\n`;
  yield `- What: ${escaped(of)}\n`;
  yield `- Made: ${escaped(at)}, by ${escaped(who)}, with ${escaped(tool)}; names are as given, nobody is authenticated\n`;
  yield `- Trial file: SHA-256 ${trialSha256}\n`;
  yield chain.verified
    ? `- Chain: **verified**, ${chain.records} audit records, each row and the anchor as they were written\n`
    : '- Chain: **BROKEN**; what stands here may not be what was written\n';
  for (const problem of chain.problems) yield `  - ${escaped(problem)}\n`;
  yield `- Head of the chain: record ${chain.head.seq}, HMAC ${chain.head.mac}\n`;
  yield `- To verify: \`corelab crosswalk verify --crosswalk ${store}\` goes over the whole chain; `;
  yield '`corelab crosswalk audit` lists every record, and those below must stand in it with the same HMACs\n';
  yield '- Left out: delivered UIDs, paths, dates of patients, scanners’ serial numbers; `***` stands for what was taken out of words\n';
}

function reportRows(events: readonly LedgerRow[]): (string | number)[][] {
  const reports = new Map<string, (string | number)[]>();
  for (const { event, run, delivery, command, report } of events) {
    if (report === null || reports.has(report)) continue;
    reports.set(report, [report, placeOf({ run, delivery, command }), event]);
  }
  return [...reports.values()];
}

/** Below the state folder of the run. */
function placeOf({ run, delivery, command }: Pick<LedgerRow, 'run' | 'delivery' | 'command'>): string {
  const place = {
    ...(run !== null && { run }),
    ...(delivery !== null && { delivery }),
    ...(command !== null && { command }),
  };
  return reportPathOf('.', place) ?? '';
}

function* table(
  titles: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Generator<string> {
  if (rows.length === 0) {
    yield 'None.\n';
    return;
  }
  yield `| ${titles.join(' | ')} |\n|${titles.map(() => ' --- |').join('')}\n`;
  for (const row of rows) yield `| ${row.map((cell) => escaped(String(cell ?? ''))).join(' | ')} |\n`;
}

/** Words of people, so that no Markdown or HTML comes of them. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').replace(/[\\`*_{}[\]<>#|~!&]/gu, '\\$&');
}
