import { type ByteText, folderOf, reportPath } from './byte-text.js';
import { parseChecksumLine } from './checksum-line.js';
import { realPath } from './delivery-files.js';
import { readLines } from './lines.js';
import type { Digest, Listed } from './listed.js';
import { NameBases } from './name-bases.js';
import type { NoteRow, Verification, VerifyWork } from './section.js';
import { asVerifyError, VerifyError } from './verify-error.js';

/**
 * Holds a delivery against a file that `sha256sum`, `shasum` or the like wrote. Its names are relative to its own
 * folder, to a root of the delivery, or to a root's folder.
 * @throws VerifyError when it cannot be read, is empty, or holds a line that is none
 */
export async function verifyByChecksumFile(work: VerifyWork): Promise<Verification> {
  const { delivery, tally, prover, target } = work;
  const list = readChecksumFile(target);
  const real = realPath(Buffer.from(target));
  const bases = new NameBases(delivery, [folderOf(real)], list.keys());
  const own = delivery.locate(real);
  if (own !== undefined) delivery.take(own);
  const absent: Listed[] = [];
  const notes: NoteRow[] = [];
  for (const [name, digests] of list) {
    const file = bases.locate(name);
    if (file === undefined) absent.push({ name, digests });
    else await prover.prove({ name, digests }, prover.placeOf(file), list.size);
  }
  // After all exact names, so that no file serves two names.
  for (const listed of absent) {
    const file = bases.locateNormalised(listed.name);
    if (file === undefined) {
      tally.missing(listed.name);
      continue;
    }
    notes.push({ ...reportPath(listed.name), note: 'unicode-normalisation' });
    await prover.prove(listed, prover.placeOf(file), list.size);
  }
  for (const file of delivery.untaken()) tally.extra(file);
  const algorithms = [...new Set([...list.values()].flatMap((digests) => digests.map(({ name }) => name)))];
  return {
    section: { by: 'checksum-file', path: target, algorithms, ...tally.lists(), invalid: [], notes },
    findings: tally.findings(),
  };
}

/** Names and their digests, in the order of the file. Lines that start with `#` are remarks. */
function readChecksumFile(target: string): Map<ByteText, Digest[]> {
  const list = new Map<ByteText, Digest[]>();
  try {
    for (const { number, text } of readLines(Buffer.from(target), { ends: 'lf' })) {
      if (/^\s*(#|$)/.test(text)) continue;
      const line = parseChecksumLine(text);
      if (!line) throw new VerifyError('verify-target-not-understood', target, number);
      const known = list.get(line.name);
      if (known) known.push(line.digest);
      else list.set(line.name, [line.digest]);
    }
  } catch (error) {
    throw asVerifyError(error, target);
  }
  if (list.size === 0) throw new VerifyError('verify-target-empty', target);
  return list;
}
