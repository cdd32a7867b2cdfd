import type { DigestName } from '../../../io/checksum.js';
import type { PathBytes } from '../../../io/path-bytes.js';
import type { ByteText } from './byte-text.js';

/** A digest that a file should have. */
export interface Digest {
  readonly name: DigestName;
  /** Lower-case hexadecimal. */
  readonly hex: string;
}

/** A file of a list. */
export interface Listed {
  /** As listed, decoded. */
  readonly name: ByteText;
  readonly digests: readonly Digest[];
}

/** Where a listed file was found. */
export interface Place {
  /** Its number in the scan; undefined for a file that the scan did not see. */
  readonly file?: number;
  readonly full: PathBytes;
}
