import type { DeidAction } from '../../../deid-sections.js';

/** What was done to an attribute, and what that means. */
interface ActionWords {
  readonly done: string;
  readonly means: string;
}

/** Actions in words; in the order in which a person looks at them: what stays and may betray comes first. */
export const ACTION_WORDS: Readonly<Record<DeidAction, ActionWords>> = {
  clean: {
    done: 'cleaned',
    means: 'What identifies is taken out of the text (names, numbers, dates, addresses); the rest stays.',
  },
  keep: { done: 'kept', means: 'The bytes stay exactly as they came.' },
  shift: {
    done: 'shifted',
    means: "The date moves by the subject's own number of weeks: intervals and weekdays stay.",
  },
  uid: {
    done: 'mapped',
    means: 'The UID becomes another one that follows from the project key; references stay whole.',
  },
  dummy: {
    done: 'replaced',
    means: 'A value that tells nothing stands in its place.',
  },
  empty: { done: 'emptied', means: 'The attribute stays, without a value.' },
  remove: { done: 'removed', means: 'The attribute is gone, with all that is in it.' },
  items: { done: 'gone through', means: 'The sequence stays; each attribute in it is judged on its own.' },
};

/** See {@link ACTION_WORDS}. */
export const ACTIONS = Object.keys(ACTION_WORDS) as readonly DeidAction[];

/** What an option of a profile means; the names are those of the report. */
export const OPTION_WORDS: Readonly<Record<string, string>> = {
  retainSafePrivate: 'private elements that are known to be safe stay, all others go',
  retainUids: 'UIDs stay as they came: they lead back to the hospital',
  retainDeviceIdentity: 'serial numbers and station names of scanners stay',
  retainInstitutionIdentity: 'the institution stays',
  retainPatientCharacteristics: 'sex, age, size, weight and the like stay',
  retainFullDates: 'dates stay as they came',
  retainModifiedDates: 'dates stay, moved by a number of weeks that each subject has for itself',
  cleanDescriptors: 'descriptions and comments stay, cleaned',
  cleanStructuredContent: 'contents of structured reports stay, cleaned',
  cleanGraphics: 'overlays, graphic and text annotations stay, cleaned',
};

const DATE_OPTIONS: readonly string[] = ['retainFullDates', 'retainModifiedDates'];

/** What it means that options were not chosen, where that is no matter of course. */
export function withoutOptions(options: readonly string[]): readonly string[] {
  const has = (option: string): boolean => options.includes(option);
  return [
    ...(DATE_OPTIONS.some(has) ? [] : ['dates are removed or emptied']),
    ...(has('retainUids') ? [] : ['UIDs are replaced']),
    ...(has('retainSafePrivate') ? [] : ['all private elements are removed']),
  ];
}

/** What `--verify-only` calls wrong with a file. */
export const PROBLEM_WORDS: Readonly<Record<string, string>> = {
  'not-marked': 'the file does not say that the patient identity was removed',
  'person-name': "it holds a person's name that is not the subject's ID",
  'birth-date': 'it holds a birth date',
  'private-elements': 'it holds private elements, and does not say that safe ones were retained',
  'dates-undeclared': 'it holds dates, and does not say what was done to them',
  'foreign-uid': 'it holds UIDs of the hospital or scanner, and does not say that UIDs were retained',
  dicomdir: 'a DICOMDIR names patients and files',
  'not-dicom': 'it is no DICOM, and nobody has looked into it',
  unreadable: 'it cannot be read, so that nothing can be said of it',
};

/** What kind of value was found. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  name: "a person's name",
  id: 'a number of a person or visit',
  date: 'a date',
  phrase: 'a name or address of an institution',
  phone: 'a telephone number',
  device: 'a serial number or station name',
  uid: 'a UID of the input',
};
