import { hash } from 'node:crypto';
import type { PathText } from './path-bytes.js';

/** A file that was read, as it was then. */
export interface JournalInput extends PathText {
  /** Index among the roots of the run. */
  readonly root: number;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** Hex. */
  readonly sha256?: string;
}

/** A file that was written. */
export interface JournalOutput extends PathText {
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** What became of a file. */
export type JournalOutcome = 'written' | 'quarantined' | 'skipped';

/** What became of one input file. A written one has an output; a quarantined one may, in the quarantine. */
export interface NewEntry {
  readonly input: JournalInput;
  readonly outcome: JournalOutcome;
  readonly output?: JournalOutput;
  /** What the command needs for its report, as JSON holds it. */
  readonly detail?: unknown;
}

/** An entry as it stands in a journal. */
export interface JournalEntry extends NewEntry {
  /** Its place, counted from 1. */
  readonly n: number;
}

/** Hex digits of a check: 64 bits of a SHA-256. */
const CHECK_DIGITS = 16;
const TAIL = /,"check":"([0-9a-f]{16})"\}$/;

/** A line with its check, which the next line's check builds on. */
export interface CheckedLine {
  readonly text: string;
  readonly check: string;
}

/**
 * A JSON object as a line of a journal: with a last member `check` over the check of the line before and its own text, so
 * that a line changed, lost, moved or from another journal is found.
 */
export function checkedLine(value: object, previous: string): CheckedLine {
  const body = JSON.stringify(value);
  const check = checkOf(body, previous);
  return { text: `${body.slice(0, -1)},"check":"${check}"}`, check };
}

/** The JSON text and check of a line; undefined when its check is not right. */
export function readChecked(line: string, previous: string): CheckedLine | undefined {
  const check = TAIL.exec(line)?.[1];
  if (check === undefined) return undefined;
  const text = `${line.slice(0, -TAIL_LENGTH)}}`;
  return checkOf(text, previous) === check ? { text, check } : undefined;
}

const TAIL_LENGTH = ',"check":""}'.length + CHECK_DIGITS;

/** Whether a text has the form of a whole line, right or not. */
export function looksWhole(line: string): boolean {
  return line.startsWith('{"') && TAIL.test(line);
}

function checkOf(body: string, previous: string): string {
  return hash('sha256', previous + body, 'hex').slice(0, CHECK_DIGITS);
}

/** The entry in a JSON text; undefined when it is none, or not number `n`. */
export function parseEntry(text: string, n: number): JournalEntry | undefined {
  try {
    const entry = JSON.parse(text) as JournalEntry;
    return entry.n === n && isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry({ input, outcome, output }: JournalEntry): boolean {
  if (!isPath(input) || !Number.isSafeInteger(input.root) || typeof input.mtimeMs !== 'number') return false;
  if (output !== undefined && (!isPath(output) || typeof output.sha256 !== 'string')) return false;
  if (outcome === 'written') return output !== undefined;
  return outcome === 'quarantined' || outcome === 'skipped';
}

function isPath(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { path, pathBase64, size } = value as Record<string, unknown>;
  const named = typeof path === 'string' && (pathBase64 === undefined || typeof pathBase64 === 'string');
  return named && Number.isSafeInteger(size) && Number(size) >= 0;
}
