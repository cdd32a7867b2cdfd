import type { Finding } from '../findings/finding.js';
import { type Outcome, worst } from '../findings/outcome.js';

/** What may leave the site: `identified` never, `linked` under the site's rules, `releasable` freely. */
export type Confidentiality = 'identified' | 'linked' | 'releasable';

/** A folder or file that was given on the command line. */
export interface Root {
  readonly id: number;
  readonly path: string;
  /** The exact bytes, where the path is not valid UTF-8. */
  readonly pathBase64?: string;
}

/** What the bytes of a file turned out to be. */
export type FileKind = 'dicom' | 'dicomdir' | 'not-dicom' | 'unreadable';

/** One input file. Every file found stands here, so that nothing is lost in a pipe. */
export interface FileEntry {
  readonly root: number;
  /** Relative to its root, `/` between parts; empty when the root is itself a file. */
  readonly path: string;
  readonly pathBase64?: string;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly sopInstanceUID?: string;
  readonly seriesUID?: string;
  readonly studyUID?: string;
  readonly transferSyntax?: string;
  readonly sha256?: string;
}

/** How the command was run. The only part of a report that differs between two runs on the same input. */
export interface RunInfo {
  readonly id: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly operator?: string;
  readonly arguments: readonly string[];
  readonly upstreamSha256?: string;
}

/** A command that ran before this one in the pipe. */
export interface Upstream {
  readonly command: string;
  readonly verdict: Outcome;
}

/**
 * A list that may be produced while it is written, so that large reports need no large memory. It can be gone through
 * more than once: a report may be written in several forms.
 */
export type Rows<T> = Iterable<T>;

/**
 * The one envelope of all commands (DESIGN §2.5). `sections` are the command's own top-level keys, in order;
 * an iterable among them is written row by row.
 */
export interface Report {
  readonly schema: `corelab/report/${string}@${number}`;
  readonly confidentiality: Confidentiality;
  readonly tool: { readonly name: 'corelab'; readonly version: string };
  readonly command: string;
  readonly run: RunInfo;
  readonly config: Readonly<Record<string, unknown>>;
  readonly upstream: readonly Upstream[];
  readonly verdict: Outcome;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly sections: Readonly<Record<string, unknown>>;
  readonly roots: readonly Root[];
  /** True with `--hash-paths`: such a report ends a pipe. */
  readonly pathsHashed?: boolean;
  readonly files: Rows<FileEntry>;
}

/** The verdict of a report: the worst of its findings and of what came before it; `pass` when there are none. */
export function verdictOf(findings: readonly Finding[], upstream: readonly Upstream[]): Outcome {
  return worst(['pass', ...findings.map((f) => f.outcome), ...upstream.map((u) => u.verdict)]);
}
