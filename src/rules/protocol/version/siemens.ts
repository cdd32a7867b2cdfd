import { lettersNumber } from './letters.js';

/** Lines of Siemens software in the order in which they appeared; others have no place in it. */
const LINES = ['VA', 'VB', 'VC', 'VD', 'VE', 'XA', 'XB'];
/** Place of the letter among the parts. */
export const SERVICE_LETTER = 2;
/** `P` marks what runs on hybrid scanners (`VB20P`, `VE11P`): beside the other letters, not after them. */
export const PET_LETTER = lettersNumber('P');

/** `VE11C`, `N4_VE11C_LATEST_20160120`, `4VB11D`, `syngo MR XA30`. */
const FULL = /(?:^|[^A-Z])(V[A-E]|X[AB])(\d{2})([A-Z])?(?![A-Z0-9])/g;
/** `syngo MR B17`, `syngo MR E11C`: the letter stands for VB and VE. */
const SHORT = /^(?:syngo\s+\w+\s+)?([A-E])(\d{2})([A-Z])?$/i;

/**
 * The line, the number and, where there is one, the letter of a Siemens version: VA < VB < VC < VD < VE < XA < XB.
 * Several in one text have to agree. `syngo CT 2011A` is named by its year and has no place among the others.
 */
export function parseSiemens(text: string): readonly number[] | undefined {
  let best: number[] | undefined;
  for (const [, line = '', number = '', letter] of text.toUpperCase().matchAll(FULL)) {
    const parts = partsOf(line, number, letter);
    const shared = Math.min(best?.length ?? 0, parts.length);
    if (best?.slice(0, shared).some((part, i) => part !== parts[i])) return undefined;
    if (best === undefined || parts.length > best.length) best = parts;
  }
  if (best) return best;
  const [, line, number = '', letter] = SHORT.exec(text) ?? [];
  return line === undefined ? undefined : partsOf(`V${line.toUpperCase()}`, number, letter);
}

function partsOf(line: string, number: string, letter: string | undefined): number[] {
  const parts = [LINES.indexOf(line), Number(number)];
  return letter === undefined ? parts : [...parts, lettersNumber(letter)];
}
