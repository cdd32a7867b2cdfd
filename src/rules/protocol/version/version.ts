/** Vendors whose versions have an order that is known. */
export type VersionFamily = 'siemens' | 'ge' | 'philips' | 'canon';

/** A software version that can be compared with others of its family. */
export interface SoftwareVersion {
  readonly family: VersionFamily;
  /** Compared one by one, as far as the version that is asked for goes: `XA30A` is `XA30`, `XA30` may be `XA30A`. */
  readonly parts: readonly number[];
  /** As it was written. */
  readonly text: string;
}
