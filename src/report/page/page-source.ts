import type { Finding } from '../../findings/finding.js';
import type { Outcome } from '../../findings/outcome.js';
import type { Confidentiality, FileEntry, Root, RunInfo, Upstream } from '../envelope.js';
import type { Told } from './told.js';

/** A report as it stands in JSON: the envelope, and beside it the sections of its command. */
export interface JsonReport {
  readonly schema: string;
  readonly confidentiality: Confidentiality;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  readonly run: RunInfo;
  readonly config: Readonly<Record<string, unknown>>;
  readonly upstream: readonly Upstream[];
  readonly verdict: Outcome;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly roots: readonly Root[];
  readonly pathsHashed?: boolean;
  readonly files: readonly FileEntry[];
}

/** Sections of a command as they stand in JSON: what may be produced while it is written is a list there. */
export type InJson<S> = {
  readonly [K in keyof S]: S[K] extends string
    ? S[K]
    : S[K] extends Iterable<infer R>
      ? readonly R[]
      : S[K] extends Iterable<infer R> | undefined
        ? readonly R[] | undefined
        : S[K];
};

/** A report on a page. */
export interface PageSource {
  /** Its number on the page, from 0. */
  readonly number: number;
  readonly report: JsonReport;
  /** SHA-256 of its bytes, lower-case hexadecimal; null where the page was made by the command itself. */
  readonly sha256: string | null;
}

/** A report with the sections of its command, as something that values are told from. */
export function toldReport<S = object>({ number, report }: PageSource): Told<JsonReport & InJson<S>> {
  return { value: report as JsonReport & InJson<S>, at: String(number) };
}

/**
 * The path of a file of a report, as it stands in `files`; of a file that was itself given, as it stands in `roots`;
 * undefined where there is none of that number.
 */
export function toldPath({ number, report }: PageSource, file: number): Told<string> | undefined {
  const entry = report.files[file];
  if (entry?.path !== '') return entry && { value: entry.path, at: `${number}/files/${file}/path` };
  const i = report.roots.findIndex(({ id }) => id === entry.root);
  const root = report.roots[i];
  return root && { value: root.path, at: `${number}/roots/${i}/path` };
}
