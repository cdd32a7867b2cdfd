import type { Vr } from '../../../dicom/vr.js';
import type { PrivateAction } from '../profile/profile.js';

/** What one source, a reviewed list or the standard's table, says of a private element. */
export interface PrivateVerdict {
  readonly action: PrivateAction;
  /** The VRs that the element has by its source, the likeliest first; empty where the source does not say. */
  readonly vrs: readonly Vr[];
  /** It names the element itself, not a whole block. */
  readonly isExact: boolean;
  /** What decided, as it stands in its source, and where that stands. */
  readonly rule: string;
  readonly source: string;
}
