import type { Vr } from '../../dicom/vr.js';

/**
 * What becomes of one attribute.
 * - `keep`: its bytes stay as they are.
 * - `remove`, `empty`: it goes, or stays without a value.
 * - `dummy`: another value that tells nothing and fits the VR. PS3.15 E.1.1, D.
 * - `uid`: each UID that is not well known becomes the project's. U.
 * - `shift`: dates and times of day with dates move by the subject's shift; `otherwise` says what becomes of a value that
 *   is no date.
 * - `clean`: what identifies is taken out of the text, the rest stays. C.
 * - `items`: a sequence stays, and each attribute inside is judged on its own.
 */
export type Action = 'keep' | 'remove' | 'empty' | 'dummy' | 'uid' | 'shift' | 'clean' | 'items';

/** Actions that a value which cannot be shifted or cleaned falls back to. */
export type Fallback = Extract<Action, 'remove' | 'empty' | 'dummy'>;

/** What becomes of one attribute, and why. Plain data: the same for every file of a SOP class. */
export interface AttributeRule {
  readonly action: Action;
  /** For `shift` and `clean`: what becomes of a value of which nothing can be kept. The Type decides it. */
  readonly otherwise: Fallback;
  /** What decided, as it stands in its source: `X/Z/D`, `C`, `default for UN`, `attributes.StudyDescription`. */
  readonly rule: string;
  /** Where that stands: `PS3.15 2026d Table E.1-1, Clean Descriptors Option`, `profile trial`. */
  readonly source: string;
  /** The VR to read and write the value as where the file leaves it unknown. */
  readonly vr?: Vr;
  /** The text that a `dummy` of the profile's own gets. */
  readonly value?: string;
  /** What filters a `clean` of bytes: a header inside the element whose entries are judged by name. */
  readonly filter?: 'csa' | 'phoenix';
}
