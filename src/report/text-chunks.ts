/** Text of about this many characters is handed on at a time. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * Joins small pieces of text into pieces of about 64 Ki characters, lazily: nothing is made before it is asked for,
 * so a slow reader costs no memory.
 */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let parts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length < CHUNK_LENGTH) continue;
    yield parts.join('');
    parts = [];
    length = 0;
  }
  if (length > 0) yield parts.join('');
}

/** Characters that JSON lets through raw, but that move a terminal's cursor or reorder its text. */
const UNSAFE_ON_A_TERMINAL = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * One value as JSON on one line. C1 controls and direction overrides are escaped too, so that a report shown on a
 * terminal cannot drive it; a JSON reader gets the same value back.
 * @throws TypeError for what JSON cannot hold (a bigint, a cycle)
 */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.replace(UNSAFE_ON_A_TERMINAL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a section is a list of rows (an array or another iterable of values), not a single value. */
export function isRows(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
