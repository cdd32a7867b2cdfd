import { packVr, type Vr } from '../../../dicom/vr.js';
import { SAFE_PRIVATE } from '../../../generated/safe-private.js';
import type { PrivateAction } from '../profile/profile.js';
import { type ElementMap, elementKey, type PrivateLayer } from './layer.js';
import type { PrivateVerdict } from './private-verdict.js';
import { valueKind } from './value-kind.js';

const SOURCE = 'PS3.15 2026d Table E.3.10-1, Retain Safe Private Option';

/** `OW/OB`: either; nothing: the standard does not say. */
function vrsOf(text: string): Vr[] {
  return text === '' ? [] : text.split('/').map(packVr);
}

/** Rows without a VR are treated as text: what is not readable as text goes. */
function actionFor([vr]: readonly Vr[]): PrivateAction {
  const kind = vr === undefined ? 'text' : valueKind(vr);
  return kind === 'text' ? 'clean' : 'keep';
}

let table: PrivateLayer | undefined;

/**
 * Table E.3.10-1 as a layer. The table says that an element is safe, not that its text is: E.3.10 leaves UIDs, dates,
 * sequences and text to their own rules, which its VR brings about.
 */
export function safePrivateTable(): PrivateLayer {
  if (table) return table;
  const made = new Map<string, ElementMap>();
  for (const line of SAFE_PRIVATE.split('\n')) {
    const [creator = '', group = '', element = '', vr = ''] = line.split('\t');
    const key = elementKey(Number.parseInt(group, 16), Number.parseInt(element, 16));
    if (creator === '' || Number.isNaN(key)) continue;
    const vrs = vrsOf(vr);
    const verdict = { action: actionFor(vrs), vrs, isExact: true, rule: 'safe', source: SOURCE };
    const known = made.get(creator) ?? new Map<number, PrivateVerdict>();
    known.set(key, verdict);
    made.set(creator, known);
  }
  table = made;
  return made;
}
