import type { DigestName } from '../../../io/checksum.js';
import { decodeBagPath, leavesBag } from './bag-path.js';
import type { BagProblems } from './bag-problems.js';
import type { TagLines } from './bag-tag-file.js';
import type { ByteText } from './byte-text.js';
import { hexLengthOf } from './checksum-line.js';
import type { Digest } from './listed.js';

/** A file that manifests list. */
export interface BagEntry {
  /** Relative to the bag, decoded. */
  readonly name: ByteText;
  /** As the manifest writes it. */
  readonly written: ByteText;
  readonly digests: Digest[];
}

/** What all manifests of one kind list together, by decoded name. */
export type BagList = Map<ByteText, BagEntry>;

/** A manifest of a bag. */
export interface ManifestFile {
  /** Its name in the bag. */
  readonly name: ByteText;
  readonly kind: 'manifest' | 'tagmanifest';
  readonly algorithm: DigestName;
}

const ALGORITHMS: readonly DigestName[] = ['sha512', 'sha256', 'sha1', 'md5'];

/**
 * The manifest that a top-level name of a bag stands for.
 * RFC 8493 2.4: `manifest-` or `tagmanifest-` and the algorithm's name in lower case without punctuation; older tools
 * wrote `SHA-256`.
 * @returns `unknown` for a manifest of an algorithm that is none of the four; undefined for any other name
 */
export function manifestOf(name: ByteText): ManifestFile | 'unknown' | undefined {
  const [, kind, written] = /^(manifest|tagmanifest)-(.+)\.txt$/i.exec(name) ?? [];
  if (kind === undefined || written === undefined) return undefined;
  const algorithm = ALGORITHMS.find((one) => one === written.toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (algorithm === undefined) return 'unknown';
  return { name, kind: kind.toLowerCase() === 'manifest' ? 'manifest' : 'tagmanifest', algorithm };
}

/** What reading a manifest needs. */
export interface ManifestReading {
  readonly lines: TagLines;
  readonly problems: BagProblems;
  /** Whether a manifest may name a file once only: since version 1.0 (RFC 8493 2.1.3). */
  readonly once: boolean;
}

/**
 * Adds what a manifest lists to `list`. Lines that are no entry and paths that leave the bag become problems; the
 * latter are never looked at.
 * @throws FileError when the manifest cannot be read
 */
export function readManifest(
  path: ByteText,
  file: ManifestFile,
  reading: ManifestReading & { list: BagList },
): void {
  const { lines, problems, list } = reading;
  const digits = hexLengthOf(file.algorithm);
  for (const { number, text } of lines(path)) {
    if (text.trim() === '') continue;
    // md5sum puts an asterisk before names of files read as binary; tools in the field keep it.
    const [, hex = '', written = ''] = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/s.exec(text) ?? [];
    const name = decodeBagPath(written.replace(/^(?:\.\/)+/, ''));
    const place = `${file.name} line ${number}`;
    if (hex.length !== digits || name === '')
      problems.add({ what: `${place} is no ${file.algorithm} digest and path` });
    else if (leavesBag(name)) problems.add({ what: `${place} names a path outside the bag`, path: name });
    else if (file.kind === 'manifest' && !name.startsWith('data/')) {
      problems.add({ what: `${place} names a path outside data/`, path: name });
    } else {
      const entry = list.get(name) ?? { name, written: written.replace(/^(?:\.\/)+/, ''), digests: [] };
      const repeated = entry.digests.some((digest) => digest.name === file.algorithm);
      if (repeated && reading.once)
        problems.add({ what: `${place} names a file for the second time`, path: name });
      entry.digests.push({ name: file.algorithm, hex: hex.toLowerCase() });
      list.set(name, entry);
    }
  }
}
