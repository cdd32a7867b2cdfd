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
import type { QuarantineHit } from '../../report/quarantine-sections.js';
import { QuarantineError } from './quarantine-error.js';

/** What a person takes upon themselves for one file. */
export interface Vouched {
  /** Reasons of the admission that they have looked into. */
  readonly codes: readonly string[];
  /** Places in the output where something was found that they take for a coincidence. */
  readonly hits: readonly QuarantineHit[];
}

/** A step of a release, as every one is logged. 21 CFR 11.10(e). */
interface Step {
  /** Number of its entry. */
  readonly entry: number;
  /** Why the file was quarantined. */
  readonly code: string;
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
  readonly vouched: Vouched;
}

/** A file that a person let go from the quarantine, and that stands in the output. */
export interface Release extends Step {
  readonly step: 'released';
  /** What was released, below the output folder. */
  readonly output: JournalOutput;
}

/** The output is verified, and is about to get its name: after a crash it may stand there without a {@link Release}. */
export interface BegunRelease extends Step {
  readonly step: 'begun';
  readonly output: JournalOutput;
}

/** An output that was refused all the same: who asks again vouches for this as well. */
export interface RefusedRelease extends Step {
  readonly step: 'refused';
  readonly refusal: { readonly code: string; readonly hits: readonly QuarantineHit[] };
}

/** A line of the log. */
export type ReleaseStep = Release | BegunRelease | RefusedRelease;

/** What a release log holds. */
export interface ReleaseLog {
  readonly steps: readonly ReleaseStep[];
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
  if (!existsSync(path)) return { steps: [], check: '', end: 0 };
  const text = readFileSync(path, 'latin1');
  const steps: ReleaseStep[] = [];
  let check = '';
  let end = 0;
  for (let line = 1, to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', end), line++) {
    const read = readChecked(Buffer.from(text.slice(end, to), 'latin1').toString('utf8'), check);
    if (!read) throw damaged(line);
    if (line > 1) steps.push(JSON.parse(read.text) as ReleaseStep);
    else if ((JSON.parse(read.text) as { schema?: unknown }).schema !== SCHEMA) throw damaged(line);
    check = read.check;
    end = to + 1;
  }
  // What is unfinished at the end is what a crash leaves, and is written over.
  return { steps, check, end };
}

/** Adds a step to the log, durably. @returns where the log ends then. @throws AtomicWriteError */
export function writeStep(
  state: PathBytes,
  { check, end }: Omit<ReleaseLog, 'steps'>,
  step: ReleaseStep,
): Omit<ReleaseLog, 'steps'> {
  const path = pathOf(state);
  const lines: string[] = [];
  let last = check;
  for (const value of end === 0 ? [{ schema: SCHEMA }, step] : [step]) {
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
    return { check: last, end: end + bytes.length };
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
