/** How the elements at hand are coded. PS3.5 7.1, 7.3. */
export interface Coding {
  /** With a VR field. */
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/** The default coding (PS3.5 10.1), and what PS3.5 6.2.2 prescribes inside UN. */
export const IMPLICIT_LITTLE: Coding = { explicit: false, littleEndian: true };
