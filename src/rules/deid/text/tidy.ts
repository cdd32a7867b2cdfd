import type { Span } from './span.js';

const SEPARATORS = ' \t\r\n\f\v\u00a0,;:/|_^=&+@#\'"-';
const OPENING = '([{<';
const CLOSING = ')]}>';
/** Ends a sentence: it stays with what stood before. */
const ENDS = '.!?';

/** The place before the separators that end a stretch of text. */
function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && SEPARATORS.includes(text.charAt(at - 1))) at--;
  return at;
}

/** The place after the separators that begin a stretch of text. */
function trimmedStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && SEPARATORS.includes(text.charAt(at))) at++;
  return at;
}

/** What stands between two texts where something was taken out: what separated both of them, if it is alike. */
function joint(left: string, right: string, isEnd: boolean): string {
  if ((left + right).includes('\n')) return '\n';
  if (isEnd) return '';
  const mark = [';', ',', ':'].find((separator) => left.includes(separator) && right.includes(separator));
  if (mark !== undefined) return `${mark} `;
  const sign = ['_', '^', '/', '-'].find(
    (separator) => left.endsWith(separator) || right.startsWith(separator),
  );
  const isBlank = /\s/.test(left + right);
  return sign !== undefined && !isBlank && left !== '' && right !== '' ? sign : ' ';
}

interface Rest {
  text: string;
  /** Separators that were taken off its end. */
  loose: string;
}

/** Separators and brackets around a place where something was taken out, and the text before and after them. */
function seam(rest: Rest, piece: string): { before: string; start: number; left: string; right: string } {
  let before = rest.text;
  let start = trimmedStart(piece, 0, piece.length);
  let [left, right] = [rest.loose, piece.slice(0, start)];
  while (before !== '' && start < piece.length) {
    const kind = OPENING.indexOf(before.charAt(before.length - 1));
    if (kind < 0 || piece.charAt(start) !== CLOSING.charAt(kind)) break;
    // Brackets that nothing is left in go, too.
    const end = trimmedEnd(before, 0, before.length - 1);
    const next = trimmedStart(piece, start + 1, piece.length);
    [left, right] = [before.slice(end, -1), piece.slice(start + 1, next)];
    [before, start] = [before.slice(0, end), next];
  }
  return { before, start, left, right };
}

/** Joins a piece to what stands before it. */
function joined(rest: Rest, piece: string, isLast: boolean): Rest {
  const { before, start, left, right } = seam(rest, piece);
  const end = isLast ? piece.length : trimmedEnd(piece, start, piece.length);
  const body = piece.slice(start, end);
  if (body === '') return { text: before, loose: left + right };
  const first = body.charAt(0);
  const isEnd = ENDS.includes(first) || CLOSING.includes(first);
  // The end of a sentence of which nothing is left.
  if (before === '' && ENDS.includes(first))
    return { text: body.slice(1).trimStart(), loose: piece.slice(end) };
  const isOpen = OPENING.includes(before.charAt(before.length - 1));
  const between = before === '' || isOpen ? '' : joint(left, right, isEnd);
  return { text: before + between + body, loose: piece.slice(end) };
}

/** True for a text that says something. */
function says(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/**
 * A text without some of its parts, and without the separators and brackets that they leave behind:
 * `SMITH, JOHN T1 axial` → `T1 axial`. It never becomes longer.
 * @param spans in order, apart from each other
 */
export function withoutSpans(text: string, spans: readonly Span[]): string {
  const head = text.slice(0, spans[0]?.start);
  const headEnd = trimmedEnd(head, 0, head.length);
  let rest: Rest = { text: head.slice(0, headEnd), loose: head.slice(headEnd) };
  for (const [i, { end }] of spans.entries()) {
    const next = spans[i + 1];
    rest = joined(rest, text.slice(end, next?.start), next === undefined);
  }
  return says(rest.text) ? rest.text.trim() : '';
}
