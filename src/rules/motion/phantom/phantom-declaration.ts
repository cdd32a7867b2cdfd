import type { PhantomSpec } from '../../../motion/phantom/phantom-spec.js';

/** A phantom as a limits file or a series of a scanning protocol declares it. */
export interface PhantomDeclaration {
  readonly spec: PhantomSpec;
  /** Field strengths that the limits are of, T; both bounds belong to it. Any where not given. */
  readonly fieldTesla?: { readonly min?: number; readonly max?: number };
}
