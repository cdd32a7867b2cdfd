import type { Dataset } from '../../../dicom/dataset.js';
import { tagToString } from '../../../dicom/dictionary.js';
import { tagOf } from '../../../dicom/keyword.js';
import type { Profile } from '../profile/profile.js';
import { isOldAge } from './age-item.js';
import {
  type ItemRules,
  OLD_AGE_RULES,
  rulesOfConcept,
  TEXT_RULES,
  UID_TEXT_RULES,
} from './concept-rules.js';
import { type Concept, conceptOf, KEPT_BY } from './concepts.js';

const TEXT_VALUE_TAG = tagToString(tagOf('TextValue'));

/** PS3.5 9.1, B.2: a UID, of a UUID or of four components at least; of fewer it is a number or a version. */
const UID = /^(?:2\.25\.[1-9][0-9]{9,}|[0-2](?:\.(?:0|[1-9][0-9]*)){3,})$/;
const MIN_UID = 10;
const MAX_UID = 64;

/**
 * What becomes of the values of a content item (PS3.3 C.17.3, and Table 10-2 outside of reports), where its concept name
 * or its value decides otherwise than the rule of the attribute does: who and where go, texts are cleaned and stay texts,
 * UIDs written as text are mapped, days that are known to others are not shifted. Not here is what the attribute's own rule
 * settles: names (D), dates (shifted, kept or dummied by the options) and UIDs (U); nor measurements, codes and
 * references, which stay. PS3.15 E.3.4.
 * @param item a level that has Value Type (0040,A040)
 * @returns rules by tag, undefined where there is none
 */
export function contentItemRules(item: Dataset, profile: Profile): ItemRules | undefined {
  const concept = conceptNameOf(item);
  if (concept) return conceptRules(item, concept, profile);
  const text = item.string('TextValue');
  if (text === undefined || isOverridden(profile)) return undefined;
  return isUid(text) ? UID_TEXT_RULES : TEXT_RULES;
}

function conceptRules(item: Dataset, concept: Concept, { options }: Profile): ItemRules | undefined {
  const option = KEPT_BY[concept.kind];
  const isKept = option !== undefined && options[option] === true && !isShifted(concept, options);
  if (isKept && concept.kind === 'age' && isOldAge(item)) return OLD_AGE_RULES;
  const rules = rulesOfConcept(concept, isKept);
  return rules.size === 0 ? undefined : rules;
}

/** Of two options for dates, the more protective. PS3.15 E.3.6. */
function isShifted({ kind }: Concept, options: Profile['options']): boolean {
  return kind === 'calibration' && options.retainModifiedDates === true;
}

function conceptNameOf(item: Dataset): Concept | undefined {
  const name = item.sequence('ConceptNameCodeSequence')[0];
  if (!name) return undefined;
  return conceptOf({
    code: name.string('CodeValue') ?? '',
    scheme: name.string('CodingSchemeDesignator') ?? '',
    meaning: name.string('CodeMeaning') ?? '',
  });
}

/** Texts at large are as the profile says of Text Value, if it does; what a concept tells is not at large. */
function isOverridden({ attributes }: Profile): boolean {
  return attributes !== undefined && ('TextValue' in attributes || TEXT_VALUE_TAG in attributes);
}

function isUid(text: string): boolean {
  return text.length >= MIN_UID && text.length <= MAX_UID && UID.test(text);
}
