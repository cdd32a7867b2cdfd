import type { PathText } from '../../io/path-bytes.js';
import type { FileEntry } from '../../report/envelope.js';
import type { Scan } from '../scan/scan.js';
import {
  type ContentMatch,
  earlierContent,
  matchContent,
  scannedContent,
  shownContent,
} from './against-content.js';

/** An instance of the earlier report that is not there now. */
export type MissingInstance = PathText & { readonly sopInstanceUID: string; readonly seriesUID?: string };

/** An instance whose bytes are others now. */
export interface ChangedInstance {
  readonly sopInstanceUID: string;
  /** Index of a file of this delivery. */
  readonly file: number;
  /** SHA-256, or the size where a checksum is absent. */
  readonly earlier: string;
  readonly now: string;
}

/** Instances compared by SOP Instance UID; counts are of distinct UIDs. */
export interface InstanceComparison {
  readonly counts: Readonly<Record<'identical' | 'new' | 'missing' | 'changed' | 'unproven', number>>;
  /** One row a file, so repeated instances have several. */
  readonly new: readonly { readonly file: number }[];
  readonly missing: readonly MissingInstance[];
  readonly changed: readonly ChangedInstance[];
}

const NONE = 0xffffffff;
const RANK: Readonly<Record<ContentMatch, number>> = { changed: 1, unproven: 2, identical: 3 };

/**
 * Compares instances by SOP Instance UID. An instance that either side holds several times is identical when any copy
 * equals any other, else unproven when any pair is, else changed.
 */
export function compareInstances(scan: Scan, entries: readonly FileEntry[]): InstanceComparison {
  const earlier = new EarlierInstances(entries);
  const { files, instances } = scan;
  const added: { file: number }[] = [];
  const addedUids = new Set<string>();
  for (let instance = 0; instance < instances.size; instance++) {
    const uid = instances.sopInstanceUID(instance);
    if (uid === '') continue;
    const file = instances.file(instance);
    const first = earlier.first(uid);
    if (first !== undefined) {
      earlier.note(first, file, matchAny(scan, file, earlier.copies(first)));
      continue;
    }
    added.push({ file });
    addedUids.add(uid);
  }
  const { missing, changed, identical, unproven } = earlier.outcome((entry, file) => {
    const before = earlierContent(entry);
    const now = scannedContent(files, file);
    return { earlier: shownContent(before, now), now: shownContent(now, before) };
  });
  const counts = {
    identical,
    new: addedUids.size,
    missing: missing.length,
    changed: changed.length,
    unproven,
  };
  return { counts, new: added, missing, changed };
}

function matchAny({ files }: Scan, file: number, copies: Iterable<FileEntry>): ContentMatch {
  const now = scannedContent(files, file);
  let best: ContentMatch = 'changed';
  for (const copy of copies) {
    const match = matchContent(earlierContent(copy), now);
    if (RANK[match] > RANK[best]) best = match;
  }
  return best;
}

/** The instances of an earlier report: UIDs once, copies chained, and what was found of each so far. */
class EarlierInstances {
  private readonly firsts = new Map<string, number>();
  private readonly next: Uint32Array;
  private readonly found: Uint8Array;
  private readonly witness: Uint32Array;

  constructor(private readonly entries: readonly FileEntry[]) {
    this.next = new Uint32Array(entries.length).fill(NONE);
    this.found = new Uint8Array(entries.length);
    this.witness = new Uint32Array(entries.length);
    const lasts = new Map<number, number>();
    for (const [i, { sopInstanceUID }] of entries.entries()) {
      if (!sopInstanceUID) continue;
      const first = this.firsts.get(sopInstanceUID);
      if (first === undefined) this.firsts.set(sopInstanceUID, i);
      else {
        this.next[lasts.get(first) ?? first] = i;
        lasts.set(first, i);
      }
    }
  }

  /** Number of the first entry of an instance. */
  first(uid: string): number | undefined {
    return this.firsts.get(uid);
  }

  *copies(first: number): Generator<FileEntry> {
    for (let i = first; i !== NONE; i = this.next[i] ?? NONE) {
      const entry = this.entries[i];
      if (entry) yield entry;
    }
  }

  /** Notes the best match so far. */
  note(first: number, file: number, match: ContentMatch): void {
    if (RANK[match] <= (this.found[first] ?? 0)) return;
    this.found[first] = RANK[match];
    this.witness[first] = file;
  }

  outcome(values: (entry: FileEntry, file: number) => { earlier: string; now: string }) {
    const missing: MissingInstance[] = [];
    const changed: ChangedInstance[] = [];
    let identical = 0;
    let unproven = 0;
    for (const [sopInstanceUID, first] of this.firsts) {
      const entry = this.entries[first];
      const file = this.witness[first] ?? 0;
      const rank = this.found[first];
      if (!entry) continue;
      if (rank === RANK.identical) identical++;
      else if (rank === RANK.unproven) unproven++;
      else if (rank === RANK.changed) changed.push({ sopInstanceUID, file, ...values(entry, file) });
      else missing.push(missingRow(sopInstanceUID, entry));
    }
    return { missing, changed, identical, unproven };
  }
}

function missingRow(sopInstanceUID: string, { seriesUID, path, pathBase64 }: FileEntry): MissingInstance {
  return {
    sopInstanceUID,
    ...(seriesUID !== undefined && { seriesUID }),
    path,
    ...(pathBase64 !== undefined && { pathBase64 }),
  };
}
