import { digestOf } from '../../io/checksum.js';
import { FileError, FileSource } from '../../io/file-source.js';
import type { PathBytes } from '../../io/path-bytes.js';
import type { Delivery } from '../../study/model.js';
import type { Scan } from './scan.js';

/** Files that hold the same instance, or the same bytes. */
export interface Repetition {
  readonly kind: 'same-instance' | 'same-bytes';
  readonly sopInstanceUID?: string;
  /** False when the files differ although they claim to be one instance; undefined when one could not be read. */
  readonly sameBytes: boolean | undefined;
  /** File numbers, the first is the one that counts. */
  readonly files: readonly number[];
}

/** What {@link findRepetition} works with. */
export interface RepetitionJob {
  readonly scan: Scan;
  readonly delivery: Delivery;
  readonly fullPath: (file: number) => PathBytes;
  readonly signal: AbortSignal;
}

/**
 * Finds what came more than once: instances by SOP Instance UID, whose files are then compared byte for byte, and
 * other files by size and digest. Only candidates are read.
 */
export async function findRepetition(job: RepetitionJob): Promise<Repetition[]> {
  const digests = new Digests(job);
  const found: Repetition[] = [];
  for (const group of job.delivery.repeated) {
    const files = group.map((instance) => job.scan.instances.file(instance));
    const all = await digests.ofAll(files);
    const sameBytes = all.includes(undefined) ? undefined : new Set(all).size === 1;
    const sopInstanceUID = job.scan.instances.sopInstanceUID(group[0] ?? 0);
    found.push({ kind: 'same-instance', sopInstanceUID, sameBytes, files });
  }
  for (const files of sameSize(job.scan)) {
    const byDigest = new Map<string, number[]>();
    for (const [i, digest] of (await digests.ofAll(files)).entries()) {
      if (digest !== undefined) byDigest.set(digest, [...(byDigest.get(digest) ?? []), files[i] ?? 0]);
    }
    for (const equal of byDigest.values()) {
      if (equal.length > 1) found.push({ kind: 'same-bytes', sameBytes: true, files: equal });
    }
  }
  return found;
}

/** Files without an instance that have the same size: equal instances are found by their UIDs. */
function sameSize(scan: Scan): number[][] {
  const bySize = new Map<number, number[]>();
  for (const file of [...scan.notDicom.keys(), ...scan.unreadable.keys(), ...scan.directories.keys()]) {
    const bytes = scan.files.bytes(file);
    if (bytes > 0) bySize.set(bytes, [...(bySize.get(bytes) ?? []), file]);
  }
  return [...bySize.values()].filter((files) => files.length > 1).map((files) => files.sort((a, b) => a - b));
}

/** SHA-256 of files, from the scan where it made them. */
class Digests {
  private readonly block = new Uint8Array(1024 * 1024);

  constructor(private readonly job: RepetitionJob) {}

  async ofAll(files: readonly number[]): Promise<(string | undefined)[]> {
    const digests: (string | undefined)[] = [];
    for (const file of files) {
      this.job.signal.throwIfAborted();
      digests.push(this.job.scan.files.sha256(file) ?? this.read(file));
      await new Promise(setImmediate);
    }
    return digests;
  }

  private read(file: number): string | undefined {
    let source: FileSource | undefined;
    try {
      source = new FileSource(this.job.fullPath(file));
      return digestOf(source, 'sha256', this.block);
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    } finally {
      source?.close();
    }
  }
}
