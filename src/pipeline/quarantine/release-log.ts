import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import type { Actor } from '../../identity/crosswalk/contract.js';
import { checkedLine, type JournalOutput, readChecked } from '../../io/journal-entry.js';
import { joinPath, type PathBytes } from '../../io/path-bytes.js';
import { writing } from '../../io/write-file-error.js';
import { QuarantineError } from './quarantine-error.js';

/** A file that a person let go from the quarantine. 21 CFR 11.10(e). */
export interface Release {
  /** Number of its entry. */
  readonly entry: number;
  /** SHA-256 of what was quarantined, hex. */
  readonly sha256: string;
  /** The operator's words. */
  readonly reason: string;
  /** Who lets it go. Nobody is authenticated. */
  readonly operator: string;
  readonly osUser: string;
  /** Who ran the run that quarantined it. */
  readonly ranBy: Actor;
  /** When, UTC, ISO 8601. */
  readonly at: string;
  /** What was released, below the output folder. */
  readonly output: JournalOutput;
}

/** What a release log holds. */
export interface ReleaseLog {
  readonly releases: readonly Release[];
  /** Of the last line. */
  readonly check: string;
  /** Bytes of good lines. */
  readonly end: number;
}

const NAME = 'releases.ndjson';
const SCHEMA = 'corelab/releases@1';

/** Reads the release log of a state folder line by line; empty where there is none. @throws QuarantineError */
export function readReleases(state: PathBytes): ReleaseLog {
  const path = pathOf(state);
  if (!existsSync(path)) return { releases: [], check: '', end: 0 };
  const text = readFileSync(path, 'latin1');
  const releases: Release[] = [];
  let check = '';
  let end = 0;
  for (let line = 1, to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', end), line++) {
    const read = readChecked(Buffer.from(text.slice(end, to), 'latin1').toString('utf8'), check);
    if (!read) throw damaged(line);
    if (line > 1) releases.push(JSON.parse(read.text) as Release);
    else if ((JSON.parse(read.text) as { schema?: unknown }).schema !== SCHEMA) throw damaged(line);
    check = read.check;
    end = to + 1;
  }
  // What is unfinished at the end is what a crash leaves, and is written over.
  return { releases, check, end };
}

/** Adds a release to the log, durably. @throws AtomicWriteError */
export function writeRelease(state: PathBytes, { check, end }: ReleaseLog, release: Release): void {
  const path = pathOf(state);
  const lines: string[] = [];
  let last = check;
  for (const value of end === 0 ? [{ schema: SCHEMA }, release] : [release]) {
    const line = checkedLine(value, last);
    lines.push(line.text);
    last = line.check;
  }
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;
  const fd = writing(path, () => openSync(path, flags, 0o600));
  try {
    writing(path, () => {
      ftruncateSync(fd, end);
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at, end + at);
      fdatasyncSync(fd);
    });
  } finally {
    closeSync(fd);
  }
}

function pathOf(state: PathBytes): PathBytes {
  return joinPath(state, Buffer.from(NAME));
}

function damaged(line: number): QuarantineError {
  const message = `the log of releases is damaged in line ${line}: it is not what was written`;
  return new QuarantineError('release-log-damaged', message);
}
