import type { Finding } from '../../../findings/finding.js';
import type { DigestName } from '../../../io/checksum.js';
import type { PathText } from '../../../io/path-bytes.js';
import type { Root } from '../../../report/envelope.js';
import type { ProgressSink } from '../../../report/progress.js';
import type { Scan } from '../../scan/scan.js';
import type { DeliveryFiles } from './delivery-files.js';
import type { Prover } from './prover.js';
import type { Tally, TallyLists } from './tally.js';

/** What {@link verifyDelivery} works with. */
export interface VerifyOptions {
  readonly scan: Scan;
  readonly roots: readonly Root[];
  /** A corelab report, a checksum file, or the folder of a BagIt bag. */
  readonly target: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/** A remark that changes no outcome. */
export type NoteRow = PathText & {
  readonly note: 'unicode-normalisation' | 'percent-sign-not-encoded' | 'manifest-of-unknown-algorithm';
};

/** Something of a bag that RFC 8493 does not allow. */
export type InvalidRow = { readonly what: string } & Partial<PathText>;

/** The report's section `verify`. */
export interface VerifySection extends TallyLists {
  readonly by: 'report' | 'checksum-file' | 'bag';
  /** The target as it was given. */
  readonly path: string;
  /** Of the report or checksum file. */
  readonly sha256?: string;
  readonly algorithms: readonly DigestName[];
  /** Of a bag. */
  readonly bagItVersion?: string;
  readonly invalid: readonly InvalidRow[];
  readonly notes: readonly NoteRow[];
}

/** The section, and the findings that go with it. */
export interface Verification {
  readonly section: VerifySection;
  readonly findings: readonly Finding[];
}

/** What the three kinds of target share. */
export interface VerifyWork {
  readonly target: string;
  readonly delivery: DeliveryFiles;
  readonly tally: Tally;
  readonly prover: Prover;
  readonly signal: AbortSignal;
}
