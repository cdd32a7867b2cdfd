/** A row of a proof: what it is about, a file of the report or a path of the list, and what is said of it. */
export interface ProofRow {
  /** Index into `files`, where this delivery has the file. */
  readonly file?: number;
  /** As the list or the earlier report has it. */
  readonly path?: string;
  readonly sopInstanceUID?: string;
  readonly seriesUID?: string;
  /** Digest or size, then and now. */
  readonly earlier?: string;
  readonly now?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly reason?: string;
  readonly what?: string;
  readonly note?: string;
}

type Counts = Readonly<Record<string, number>>;
type Lists<K extends string> = { readonly [key in K]: readonly ProofRow[] };

/** A comparison with the earlier report: only what differs is listed. */
export interface Compared extends Lists<'new' | 'missing' | 'changed'> {
  readonly counts: Counts;
}

/** See `schemas/report-manifest.schema.json`. */
export interface AgainstSection {
  readonly earlier: { readonly command: string; readonly sha256: string };
  readonly instances: Compared;
  readonly otherFiles: Compared;
}

/** The lists of `verify`. */
export const VERIFY_LISTS = [
  'missing',
  'changed',
  'extra',
  'unreadable',
  'noChecksum',
  'invalid',
  'notes',
] as const;

/** See `schemas/report-manifest.schema.json`. */
export interface VerifySection extends Lists<(typeof VERIFY_LISTS)[number]> {
  readonly by: string;
  readonly path: string;
  readonly sha256?: string;
  readonly algorithms: readonly string[];
  readonly bagItVersion?: string;
  readonly counts: Counts;
}

/** See `schemas/report-manifest.schema.json`. */
export interface BagSection extends Lists<'renamed' | 'leftOut' | 'changed'> {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly manifestSha256: string;
  readonly roots: readonly { readonly root: number; readonly path: string }[];
}

/** What the options `--against`, `--verify` and `--bag` add to a manifest. */
export interface ProofSections {
  readonly against?: AgainstSection;
  readonly verify?: VerifySection;
  readonly bag?: BagSection;
}
