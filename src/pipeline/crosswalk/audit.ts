import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { writeAtomically } from '../../io/atomic-write.js';
import type { AuditRow } from '../../report/crosswalk-sections.js';
import type { Report } from '../../report/envelope.js';
import { crosswalkTable } from '../../report/tables/crosswalk.js';
import { thisTool } from '../../report/tool.js';
import { csvChunks } from '../../report/write-csv.js';
import { auditRow } from './audit-rows.js';
import { type CrosswalkCall, withCrosswalk } from './call.js';

/** A copy of the audit trail: one to read, one for programs. */
export interface AuditCopy {
  readonly form: 'csv' | 'json';
  readonly path: string;
}

/** What `crosswalk audit` is asked for. */
export interface AuditOptions extends CrosswalkCall {
  /** Without any, the records stand in the report. */
  readonly copies: readonly AuditCopy[];
  readonly signal: AbortSignal;
}

/**
 * The audit trail for an auditor: who, when, what and why; of the values themselves only their HMACs. 21 CFR 11.10(e).
 * The export is its own last record.
 * @throws CrosswalkError, AtomicWriteError
 */
export async function runAudit(options: AuditOptions): Promise<Report> {
  const { copies, signal } = options;
  return withCrosswalk(options, async (crosswalk) => {
    const forms = copies.map(({ form }) => form);
    crosswalk.write((writer) => writer.note({ name: 'export-audit' }, { forms }));
    const { seq } = crosswalk.head();
    for (const { form, path } of copies) {
      const chunks = form === 'csv' ? csvChunks(tableOf(crosswalk, seq)) : jsonCopy(crosswalk, seq);
      await writeAtomically(path, chunks, { mode: 0o600, signal });
    }
    return {
      action: 'audit',
      summary: { records: seq },
      sections: copies.length === 0 ? { audit: [...rowsOf(crosswalk, seq)] } : {},
    };
  });
}

function tableOf(crosswalk: Crosswalk, last: number): ReturnType<typeof crosswalkTable> {
  const audit = { [Symbol.iterator]: () => rowsOf(crosswalk, last) };
  return crosswalkTable({ sections: { audit } });
}

/** Others may write meanwhile: every copy ends with the same record. */
function* rowsOf(crosswalk: Crosswalk, last: number): Generator<AuditRow> {
  for (const record of crosswalk.auditRecords()) {
    if (record.seq > last) return;
    yield auditRow(record);
  }
}

/** Begins the chain: the HMAC before the first record. */
const NO_MAC = '0'.repeat(64);

/** Each record names the HMAC before it, so that the chain is followed without the key; only the HMACs need it. */
function* jsonCopy(crosswalk: Crosswalk, last: number): Generator<string> {
  const head = { schema: 'corelab/audit@1', tool: thisTool() };
  yield `${JSON.stringify(head).slice(0, -1)},"records":[`;
  let previousMac = NO_MAC;
  let before = '\n';
  for (const row of rowsOf(crosswalk, last)) {
    yield before + JSON.stringify({ ...row, previousMac });
    previousMac = row.mac;
    before = ',\n';
  }
  yield `\n],"head":${JSON.stringify({ seq: last, mac: previousMac })}}\n`;
}
