import { lookupTag, vrOf } from '../../../dicom/dictionary.js';
import { tagOf } from '../../../dicom/keyword.js';
import { VR, type Vr, vrName } from '../../../dicom/vr.js';
import type { Action, AttributeRule, Fallback } from '../action.js';
import type { ChosenOptions } from '../table/choice.js';
import { knownDate } from '../table/never-shifted.js';
import { TABLE } from '../table/source.js';
import { type Attribute, isBinaryNumber, isBytes, isText } from './attribute.js';

const SOP_CLASS_UID = tagOf('SOPClassUID');

/**
 * Texts that machines write of themselves, and by which protocols are checked, slices are timed and private elements are
 * read: numbers in them are versions, not dates. What they hold of a known person is found all the same.
 */
const MACHINE_WRITTEN: ReadonlySet<number> = new Set(
  [
    ...['Manufacturer', 'ManufacturerModelName', 'SoftwareVersions', 'ConvolutionKernel', 'SequenceName'],
    ...['PulseSequenceName', 'CodingSchemeVersion', 'CodingSchemeDesignator'],
  ].map(tagOf),
);

const NO_ROW = `no row in ${TABLE}`;

/** What becomes of an attribute that no row covers: by its VR, and what is not known to be harmless goes. */
export function defaultRule({ tag, vr }: Attribute, options: ChosenOptions): AttributeRule {
  const isKnown = lookupTag(tag) !== undefined;
  const asked = { tag, isKnown, options };
  const action = isKnown ? agreed(vr, vrOf(tag), asked) : actionOf(vr, asked);
  const rule = `default for ${isKnown ? '' : 'an unknown attribute of '}VR ${vrName(vr)}`;
  return { action, otherwise: fallback(action, vr), rule, source: NO_ROW };
}

/** A dummy is valid whatever the Type, which no source tells for these; but a date that is none is better gone. */
function fallback(action: Action, vr: Vr): Fallback {
  if (action === 'keep' && isText(vr)) return 'dummy';
  return action === 'clean' || action === 'dummy' || action === 'uid' ? 'dummy' : 'remove';
}

interface Asked {
  readonly tag: number;
  readonly isKnown: boolean;
  readonly options: ChosenOptions;
}

/** The action that a VR asks for. */
function actionOf(vr: Vr, { tag, isKnown, options }: Asked): Action {
  const isDated = options.retainModifiedDates === true || options.retainFullDates === true;
  switch (vr) {
    case VR.SQ:
      return 'items';
    case VR.PN:
      return 'dummy';
    case VR.UI:
      // PS3.15 E.3.9: with UIDs retained, a reference that was mapped would lead nowhere. The class of an instance tells
      // what the file is, also where it is a vendor's own.
      return options.retainUids === true || tag === SOP_CLASS_UID ? 'keep' : 'uid';
    case VR.DA:
    case VR.DT:
      if (options.retainModifiedDates === true) return knownDate(tag) ? 'remove' : 'shift';
      return isDated ? 'keep' : 'remove';
    case VR.TM:
      return isDated && !(options.retainModifiedDates === true && knownDate(tag)) ? 'keep' : 'remove';
    case VR.AS:
      return options.retainPatientCharacteristics === true ? 'keep' : 'remove';
    case VR.UN:
      return 'remove';
    default:
      // Text and bytes of an attribute that this edition does not know may be anything.
      if (!isKnown && !isBinaryNumber(vr)) return 'remove';
      return isText(vr) && vr !== VR.CS ? 'clean' : 'keep';
  }
}

/**
 * The action for a known attribute, which the file may code with a VR that is not its own: then both must allow what
 * stays, and it goes where they ask for what cannot be done to the value.
 */
function agreed(vr: Vr, own: Vr, asked: Asked): Action {
  if (vr === own && MACHINE_WRITTEN.has(asked.tag)) return 'keep';
  const said = actionOf(vr, asked);
  const meant = actionOf(own, asked);
  if (vr === VR.SQ) return said;
  // Bytes where the dictionary has words or numbers may be anything.
  if (isBytes(vr) && !isBytes(own)) return 'remove';
  if (said === meant) return said;
  const both = new Set<Action>([said, meant]);
  if (both.has('keep') && both.has('clean') && (isText(vr) || vr === VR.DS || vr === VR.IS)) return 'clean';
  return both.has('dummy') && isText(vr) ? 'dummy' : 'remove';
}
