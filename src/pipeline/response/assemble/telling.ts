import type { ResponseProblem } from '../../../rules/response/problem.js';
import type { At } from '../observation.js';

/** Collects what is wrong with a subject, or with one reader's course of it. */
export class Telling {
  private readonly told: ResponseProblem[] = [];
  private readonly reasons = new Set<string>();

  constructor(private readonly of: Pick<ResponseProblem, 'subject' | 'reader'>) {}

  /** Something that is wrong, of which the rest is evaluated. */
  tell(problem: Omit<ResponseProblem, 'subject' | 'reader'>): void {
    this.told.push({ ...this.of, ...problem });
  }

  /** Something that is wrong, so that nothing of the course can be evaluated: nothing is guessed. */
  block(problem: Omit<ResponseProblem, 'subject' | 'reader'>): void {
    this.tell(problem);
    const where = [problem.lesion, problem.visit].filter((part) => part !== undefined).join(' at ');
    this.reasons.add(where ? `${where}: ${problem.detail}` : problem.detail);
  }

  /** In the order in which they were told. */
  get problems(): readonly ResponseProblem[] {
    return this.told;
  }

  /** Why nothing can be evaluated, in byte order. */
  get blockers(): readonly string[] {
    return [...this.reasons].sort(byteOrder);
  }
}

/** The order of two texts by their UTF-8 bytes, the same on every machine. */
export function byteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Each cause once, by subject, reader, lesion, visit and code, whatever the order of the rows was. */
export function inOrder(problems: readonly ResponseProblem[]): readonly ResponseProblem[] {
  const byText = new Map(problems.map((problem) => [sortKey(problem), problem]));
  return [...byText.keys()].sort(byteOrder).flatMap((key) => byText.get(key) ?? []);
}

function sortKey({ subject, reader, lesion, visit, code, detail, ...rest }: ResponseProblem): string {
  const parts = [subject, reader, lesion, visit, code, detail, rest.expected, rest.actual];
  // U+0001 stands before every letter, so that `S-1` comes before `S-10`.
  return parts.map((part) => part ?? '').join('\u0001');
}

const MOST_LINES = 5;

/** Where rows stand, for people: `lines 3 and 5 of sources[1]`; the report's configuration lists the sources. */
export function places(rows: readonly { readonly at: At }[]): string {
  const bySource = new Map<number, Set<number>>();
  for (const { at } of rows) bySource.set(at.source, (bySource.get(at.source) ?? new Set()).add(at.line));
  const sources = [...bySource].sort(([a], [b]) => a - b);
  return sources.map(([source, lines]) => `${linesText([...lines])} of sources[${source}]`).join('; ');
}

function linesText(lines: readonly number[]): string {
  const sorted = lines.toSorted((a, b) => a - b);
  if (sorted.length === 1) return `line ${sorted[0]}`;
  const more = sorted.length - MOST_LINES;
  if (more > 0) return `lines ${sorted.slice(0, MOST_LINES).join(', ')} and ${more} more`;
  return `lines ${listed(sorted.map(String))}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

/** What is said, each once, in byte order; what is not said is left out. */
export function distinct<T extends string | number | boolean>(
  values: readonly (T | null | undefined)[],
): readonly T[] {
  const said = values.filter((value): value is T => value !== null && value !== undefined);
  return [...new Set(said)].sort((a, b) => byteOrder(String(a), String(b)));
}

/** Text without spaces around it; null where nothing is left. */
export function trimmed(text: string | null): string | null {
  return text?.trim() || null;
}

/** What a name looks like to people: two names of one look may be one by a slip. */
export function lookOf(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
}
