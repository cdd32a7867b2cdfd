import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writePieces } from '../../io/write-file.js';
import type { Report } from '../../report/envelope.js';
import { jsonChunks } from '../../report/write-json.js';
import type { RunContext } from './run-context.js';

/** Writes a report of all deliveries beside theirs, whole or not at all. @returns SHA-256 of its bytes */
export function keepRunReport({ places, run }: RunContext, report: Report): string {
  const bytes = Buffer.from([...jsonChunks(report)].join(''));
  const path = join(places.state, run, `${report.command}.json`);
  writePieces(path, [bytes], { mode: 0o600, replace: true, sync: true });
  return createHash('sha256').update(bytes).digest('hex');
}
