import { readFile } from 'node:fs/promises';
import type { Head } from '../../identity/crosswalk/contract.js';
import { CrosswalkCommandError } from './crosswalk-command-error.js';

/** Where a crosswalk's audit stood when a report was written, and which crosswalk it was. */
export interface ReportedHead extends Head {
  readonly salt: string;
}

/**
 * The head that a report holds, JSON or NDJSON, with or without hashed paths.
 * @throws CrosswalkCommandError `report-without-head` when it is no report, or of a command without a crosswalk
 */
export async function reportedHead(path: string): Promise<ReportedHead> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CrosswalkCommandError('report-without-head', `${path} cannot be read as a report`, { cause });
  });
  const found = headIn(parsed(text)?.crosswalk) ?? headInLines(text);
  if (found) return found;
  const message = `${path} holds no head of an audit trail: give a report of assign-id or of a crosswalk command`;
  throw new CrosswalkCommandError('report-without-head', message);
}

/** A section stands in a record of its own: `{"type":"section","section":"crosswalk","row":…}`. */
function headInLines(text: string): ReportedHead | undefined {
  for (const line of text.split('\n')) {
    if (!line.includes('"crosswalk"')) continue;
    const record = parsed(line);
    const head = record?.section === 'crosswalk' ? headIn(record.row) : undefined;
    if (head) return head;
  }
  return undefined;
}

function headIn(value: unknown): ReportedHead | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { seq, mac, salt } = value as Partial<Record<string, unknown>>;
  const isSeq = typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0;
  const isMac = typeof mac === 'string' && /^[0-9a-f]{64}$/.test(mac);
  return isSeq && isMac && typeof salt === 'string' ? { seq, mac, salt } : undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
