import { VR, type Vr, vrName } from '../../../dicom/vr.js';
import type { Action, AttributeRule } from '../action.js';
import type { Profile } from '../profile/profile.js';
import type { PrivateVerdict } from './private-verdict.js';
import { type ValueKind, valueKind } from './value-kind.js';

type Options = Profile['options'];

/** Of private elements nothing stays that the chosen action cannot be done to. */
const FALLBACK = 'remove';

/** VRs that a header inside an element is coded with. */
const FILTERED = new Set<Vr>([VR.OB, VR.OW, VR.UN]);

/** PS3.15 E.3.6: dates move, or stay under Retain Full Dates; with neither option they go. */
function dateAction(options: Options): Action {
  if (options.retainFullDates) return 'keep';
  return options.retainModifiedDates ? 'shift' : FALLBACK;
}

/** What a value of a kind becomes whatever its source says; undefined where the source decides. */
function fixedAction(kind: ValueKind, options: Options): Action | undefined {
  // PS3.15 E.3.10: UIDs, dates, names and sequences follow the rules of their VR, in private elements too.
  if (kind === 'name') return 'dummy';
  if (kind === 'uid') return options.retainUids ? 'keep' : 'uid';
  if (kind === 'items') return 'items';
  if (kind === 'date') return dateAction(options);
  if (kind === 'age') return options.retainPatientCharacteristics ? 'keep' : FALLBACK;
  return kind === 'title' ? 'clean' : undefined;
}

/** What becomes of a value that is what its source says it is. */
function expectedAction({ action }: PrivateVerdict, kind: ValueKind, options: Options): Action {
  const fixed = fixedAction(kind, options);
  if (fixed) return fixed;
  if (action === 'keep') return 'keep';
  if (action !== 'clean' || kind === 'bytes') return FALLBACK;
  return kind === 'text' || kind === 'code' ? 'clean' : 'keep';
}

/** What becomes of a value whose VR in the file is of another kind than its source says. It never just stays. */
function contradictedAction(expected: ValueKind, found: ValueKind, options: Options): Action {
  const isNumeric = (kind: ValueKind): boolean => kind === 'decimal' || kind === 'number';
  if (isNumeric(expected) && isNumeric(found)) return 'keep';
  if (found === 'uid' || found === 'date') return fixedAction(found, options) ?? FALLBACK;
  // A UID, date or name under a VR for text is beyond their rules, and cleaning lets UIDs through.
  const isReadable = expected === 'text' || expected === 'code' || isNumeric(expected) || expected === 'time';
  const isText = found === 'text' || found === 'code' || found === 'decimal';
  return isReadable && isText ? 'clean' : FALLBACK;
}

function unknownAction(verdict: PrivateVerdict, options: Options): Action {
  const [expected] = verdict.vrs;
  if (expected === undefined) return verdict.isExact && verdict.action === 'keep' ? 'keep' : FALLBACK;
  const kind = valueKind(expected);
  // A sequence that the reader did not take for one cannot be judged item by item.
  return kind === undefined || kind === 'items' ? FALLBACK : expectedAction(verdict, kind, options);
}

function actionOf(verdict: PrivateVerdict, found: Vr, options: Options): Action {
  if (verdict.action === 'remove') return FALLBACK;
  if (found === VR.UN) return unknownAction(verdict, options);
  const kind = valueKind(found);
  if (kind === undefined) return FALLBACK;
  const expected = verdict.vrs.map(valueKind).filter((one) => one !== undefined);
  if (expected.length > 0 && !expected.includes(kind)) {
    return contradictedAction(expected[0] ?? kind, kind, options);
  }
  // What a list says of a whole block it says without having seen the element: text is cleaned at least.
  const unseen = !verdict.isExact && kind === 'text' && verdict.action === 'keep';
  return unseen ? 'clean' : expectedAction(verdict, kind, options);
}

/**
 * What becomes of a private element that a source names, given the VR that the file codes it with (UN where the file
 * does not say). Fails closed: where the file contradicts the source, the value is cleaned, mapped, shifted or removed.
 */
export function settle(verdict: PrivateVerdict, found: Vr, options: Options): AttributeRule {
  const { rule, source, vrs } = verdict;
  const base = { otherwise: FALLBACK, source } as const;
  if (verdict.action === 'csa' || verdict.action === 'phoenix') {
    if (!FILTERED.has(found))
      return { ...base, action: FALLBACK, rule: `${rule}, but coded as ${vrName(found)}` };
    return { ...base, action: 'clean', rule, vr: VR.OB, filter: verdict.action };
  }
  const action = actionOf(verdict, found, options);
  const [expected] = vrs;
  const isContrary = found !== VR.UN && vrs.length > 0 && !vrs.includes(found);
  const vr = found === VR.UN && expected !== undefined ? { vr: expected } : {};
  return { ...base, ...vr, action, rule: isContrary ? `${rule}, but coded as ${vrName(found)}` : rule };
}
