import { vrOf } from '../../../dicom/dictionary.js';
import { tagOf } from '../../../dicom/keyword.js';
import { VR } from '../../../dicom/vr.js';
import type { Action, AttributeRule, Fallback } from '../action.js';
import type { TableOption } from '../profile/profile.js';
import { type Choice, type ChosenOptions, choose } from '../table/choice.js';
import { type Letter, resolve } from '../table/code.js';
import type { ConfidentialityRow } from '../table/confidentiality-row.js';
import { knownDate } from '../table/never-shifted.js';
import { TABLE, tableSource } from '../table/source.js';
import { type Attribute, isAlike, isText } from './attribute.js';

const TIMEZONE_OFFSET = tagOf('TimezoneOffsetFromUTC');

/** PS3.15 Table E.1-1a. */
const ACTIONS: { readonly [letter in Letter]: Action } = {
  X: 'remove',
  Z: 'empty',
  D: 'dummy',
  U: 'uid',
  'U*': 'items',
};

/** What a letter comes to for a value of which nothing can be kept. */
const FALLBACKS: { readonly [letter in Letter]: Fallback } = {
  X: 'remove',
  Z: 'empty',
  D: 'dummy',
  U: 'dummy',
  'U*': 'remove',
};

/**
 * What a row says of an attribute under the options chosen.
 * @param beside why the row is there, of a row that the table has not
 */
export function rowRule(
  attribute: Attribute,
  row: ConfidentialityRow,
  options: ChosenOptions,
  beside?: string,
): AttributeRule {
  const choice = choose(row, options);
  const letter = resolve(row.basic, attribute.type);
  const optional = optionalAction(attribute, row, choice);
  return {
    action: optional ?? basicAction(attribute, letter),
    otherwise: FALLBACKS[letter],
    rule: choice.code,
    source: sourceOf(attribute, choice, beside),
  };
}

function sourceOf({ tag, type }: Attribute, { code, option }: Choice, beside: string | undefined): string {
  if (beside !== undefined) return `beside ${tableSource(option)}: ${beside}`;
  if (option === 'retainModifiedDates' && knownDate(tag)) {
    return `${tableSource(option)}; shifted, a known date reveals the shift`;
  }
  if (option !== undefined) return tableSource(option);
  return code.includes('/') ? `${TABLE}, ${type === undefined ? 'Type not known' : `Type ${type}`}` : TABLE;
}

function basicAction({ vr }: Attribute, letter: Letter): Action {
  // What should be a UID and is coded as something else cannot be read as one.
  return letter === 'U' && vr !== VR.UI ? 'dummy' : ACTIONS[letter];
}

/** What an option makes of an attribute; undefined where none is chosen, or where what it says cannot be done. */
function optionalAction(attribute: Attribute, row: ConfidentialityRow, choice: Choice): Action | undefined {
  if (choice.option === undefined) return undefined;
  return choice.code === 'K' ? keptAction(attribute) : cleanedAction(attribute, row, choice.option);
}

/** PS3.15 Table E.1-1a, K: unchanged, but of a sequence the attributes inside are judged by their own rows. */
function keptAction({ tag, vr }: Attribute): Action | undefined {
  if (vr === VR.SQ) return 'items';
  // Under another VR stands something else: a name where the name of a station belongs.
  return isAlike(vr, vrOf(tag)) ? 'keep' : undefined;
}

/** PS3.15 Table E.1-1a, C: what of it tells nothing stays. Neither pixels of overlays nor curves can be cleaned. */
function cleanedAction(
  attribute: Attribute,
  row: ConfidentialityRow,
  option: TableOption,
): Action | undefined {
  const { tag, vr } = attribute;
  // A curve's labels are nothing without its points, so that the group goes as one.
  if (row.family === 'curve') return undefined;
  if (option === 'retainModifiedDates') return shiftedAction(attribute);
  if (vr === VR.SQ) return 'items';
  return isText(vr) && isText(vrOf(tag)) ? 'clean' : undefined;
}

function shiftedAction({ tag, vr }: Attribute): Action | undefined {
  if (knownDate(tag) || vr !== vrOf(tag)) return undefined;
  if (vr === VR.DA || vr === VR.DT) return 'shift';
  // PS3.15 E.3.6: the shift is of whole days, so that times of day, and the zone that they are in, stay true.
  return vr === VR.TM || tag === TIMEZONE_OFFSET ? 'keep' : undefined;
}
