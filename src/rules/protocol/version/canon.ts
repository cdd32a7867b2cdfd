import { lettersNumber } from './letters.js';

/** `V2.31*R001`, `V3.51*P25`, `V6.0`, `V10.1SP0001`. */
const RELEASE = /^V(\d{1,2})\.(\d{1,2})(?:\*?([A-Z]{1,2})(\d{1,4}))?(?![A-Z0-9])/i;

/**
 * Number, decimals, kind and number of the patch of a Canon (formerly Toshiba) version. What follows the point is
 * taken for decimals (V3.51 comes after V3.5, before V3.6); patches of different letters have no order.
 */
export function parseCanon(text: string): readonly number[] | undefined {
  const [, major, decimals, kind, patch] = RELEASE.exec(text) ?? [];
  if (major === undefined || decimals === undefined) return undefined;
  const parts = [Number(major), Number(decimals.padEnd(2, '0'))];
  return kind === undefined ? parts : [...parts, lettersNumber(kind), Number(patch)];
}
