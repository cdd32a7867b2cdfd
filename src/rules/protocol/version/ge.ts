import { lettersNumber } from './letters.js';

/** Place among the parts of the letter that names a kind of release; GE and Canon alike. */
export const RELEASE_LETTER = 2;

/**
 * `DV26.0_R02_1810.b`, `RX29.1_R02`, `MR30.0_R01`, `HD16.0_V02_1131.a`, `15.0_M4_0910.a`, and with fewer parts where
 * letters stand before the number: `DV26`, `MR30.1`. The platform's letters have no part in the order: the numbers of
 * the platforms are one line.
 */
const RELEASE =
  /(?:^|[^A-Z0-9])(?:(?:DV|RX|MR|HDX?|SV|PX|EX)(\d{2})(?:\.(\d{1,2}))?|(\d{2})\.(\d{1,2})(?=_[A-Z]\d))(?:_([A-Z])(\d{1,3}[A-Z]?)(?:_(\d+))?)?(?![A-Z0-9])/;

/**
 * Number, sub-number, kind of release, its number and the build of GE's MR software. M, V and R releases of one number
 * have no order. Plain numbers (`27`, `36.14`) and the names of CT software are not understood.
 */
export function parseGe(text: string): readonly number[] | undefined {
  const found = RELEASE.exec(text.toUpperCase());
  if (!found) return undefined;
  const [, lead, leadMinor, plain, plainMinor, kind, release, build] = found;
  const parts = [Number(lead ?? plain)];
  const minor = leadMinor ?? plainMinor;
  if (minor === undefined) return parts;
  parts.push(Number(minor));
  if (kind === undefined || release === undefined) return parts;
  parts.push(lettersNumber(kind), releaseNumber(release));
  return build === undefined ? parts : [...parts, Number(build)];
}

/** `02` and `05A`: a letter comes after the number without one and before the next. */
function releaseNumber(release: string): number {
  const letter = /[A-Z]$/.exec(release)?.[0];
  return Number.parseInt(release, 10) + (letter === undefined ? 0 : lettersNumber(letter) / 100);
}
