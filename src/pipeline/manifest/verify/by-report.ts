import { textToPath } from '../../../io/path-bytes.js';
import type { FileEntry } from '../../../report/envelope.js';
import { readReport } from '../../../report/read-report.js';
import { earlierContent, matchContent, scannedContent } from '../against-content.js';
import { byteText } from './byte-text.js';
import type { Listed } from './listed.js';
import { samePathFinder } from './same-path.js';
import type { Verification, VerifyWork } from './section.js';
import { VerifyError } from './verify-error.js';

/**
 * Holds a delivery against an earlier corelab report: path by path, whatever the roots are called now.
 * @throws ReportError when the report cannot be read; VerifyError when it lists no file
 */
export async function verifyByReport(work: VerifyWork): Promise<Verification> {
  const { delivery, tally, prover, target } = work;
  const report = await readReport(target);
  if (report.files.length === 0) throw new VerifyError('verify-target-empty', target);
  const find = samePathFinder(delivery, report.roots);
  for (const entry of report.files) {
    const listed = listedEntry(entry);
    const file = chosen(work, listed, find(entry));
    if (file === undefined) tally.missing(listed.name);
    else if (listed.digests.length > 0) await prover.prove(listed, prover.placeOf(file), report.files.length);
    else unproven(work, { entry, listed, file });
  }
  for (const file of delivery.untaken()) tally.extra(file);
  return {
    section: {
      by: 'report',
      path: target,
      sha256: report.sha256,
      algorithms: ['sha256'],
      ...tally.lists(),
      invalid: [],
      notes: [],
    },
    findings: tally.findings(),
  };
}

function listedEntry(entry: FileEntry): Listed {
  const { sha256: hex } = earlierContent(entry);
  return { name: byteText(textToPath(entry)), digests: hex === undefined ? [] : [{ name: 'sha256', hex }] };
}

/** One path may be there below several roots: then the one with the listed content, if any, is meant. */
function chosen({ delivery }: VerifyWork, { digests }: Listed, candidates: readonly number[]) {
  const free = candidates.filter((file) => !delivery.isTaken(file));
  if (free.length < 2) return free[0];
  const hex = digests[0]?.hex;
  return free.find((file) => delivery.scan.files.sha256(file) === hex) ?? free[0];
}

/** Without a checksum a file proves nothing but, by another size, that it changed. */
function unproven(
  { delivery, tally, prover }: VerifyWork,
  { entry, listed, file }: { entry: FileEntry; listed: Listed; file: number },
): void {
  delivery.take(file);
  const { files } = delivery.scan;
  const sizes = { expected: `${entry.bytes} bytes`, actual: `${files.bytes(file)} bytes` };
  const match = matchContent(earlierContent(entry), scannedContent(files, file));
  if (match === 'changed') tally.changed(listed, prover.placeOf(file), sizes);
  else tally.noChecksum(file);
}
