import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FileSource } from '../../../io/file-source.js';
import { verifyByBag } from './by-bag.js';
import { verifyByChecksumFile } from './by-checksum-file.js';
import { verifyByReport } from './by-report.js';
import { DeliveryFiles, realPath } from './delivery-files.js';
import { Prover } from './prover.js';
import type { Verification, VerifyOptions, VerifyWork } from './section.js';
import { Tally } from './tally.js';
import { asVerifyError, VerifyError } from './verify-error.js';

/**
 * Proves a delivery by a corelab report with checksums, a checksum file, or a BagIt bag of any tool: every listed file
 * is there with the listed content, and nothing else is there. SHA-256 is the scan's own where it has one.
 * @throws VerifyError or ReportError when the target cannot be used; the signal's reason when it is aborted
 */
export async function verifyDelivery(options: VerifyOptions): Promise<Verification> {
  const { scan, roots, signal, progress } = options;
  const target = resolve(options.target);
  const kind = kindOf(target);
  const delivery = new DeliveryFiles(scan, roots);
  const tally = new Tally();
  const prover = new Prover({ delivery, tally, signal, progress });
  const work: VerifyWork = { target, delivery, tally, prover, signal };
  if (kind === 'bag') return verifyByBag(work);
  // The list itself, where it lies in the delivery, is in no list.
  const own = delivery.locate(realPath(Buffer.from(target)));
  if (own !== undefined && kind === 'report') delivery.take(own);
  return kind === 'report' ? verifyByReport(work) : verifyByChecksumFile(work);
}

function kindOf(target: string): 'bag' | 'report' | 'checksum-file' {
  try {
    if (statSync(target).isDirectory()) return 'bag';
  } catch (cause) {
    const absent = ['ENOENT', 'ENOTDIR'].includes(String((cause as NodeJS.ErrnoException).code));
    const code = absent ? 'verify-target-not-found' : 'verify-target-unreadable';
    throw new VerifyError(code, target, undefined, { cause });
  }
  return startsAsJson(target) ? 'report' : 'checksum-file';
}

/** JSON and NDJSON reports start with a brace; no line of a checksum file does. */
function startsAsJson(target: string): boolean {
  const head = Buffer.alloc(1024);
  try {
    const source = new FileSource(Buffer.from(target));
    try {
      const got = source.read(head, 0, head.length, 0);
      if (got === 0) throw new VerifyError('verify-target-empty', target);
      return /^(?:\xef\xbb\xbf)?\s*\{/.test(head.toString('latin1', 0, got));
    } finally {
      source.close();
    }
  } catch (error) {
    throw asVerifyError(error, target);
  }
}
