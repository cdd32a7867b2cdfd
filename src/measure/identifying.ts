import type { Dataset } from '../dicom/dataset.js';
import { VR } from '../dicom/vr.js';
import type { IdentifyingValues } from '../study/series-header.js';
import { codeKey, readCode } from './code.js';

/** Sequences of frames, which name nobody and are long. */
const OF_FRAMES = ['SharedFunctionalGroupsSequence', 'PerFrameFunctionalGroupsSequence', 'ContourSequence'];
/** Record numbers at any depth: of requests and of other patients. */
const NUMBERS = ['AccessionNumber', 'PatientID'] as const;
const ORGANISATIONS = ['InstitutionName', 'InstitutionAddress', 'VerifyingOrganization'] as const;
/** Text items that name a person: Subject ID, login, number; of AIM's reports too. PS3.16 TID 1003, 1007. */
const PERSONAL: ReadonlySet<string> = new Set([
  ...['121030^DCM', '121022^DCM', '128774^DCM', '128775^DCM', 'zzz026^99NCIAIM', 'zzz045^99NCIAIM'],
]);
/** Person Observer's Organization Name. PS3.16 TID 1003. */
const ORGANISATION = '121009^DCM';

/**
 * What in an object names a person, at any depth: every person name (PN), of content items too, record numbers, logins,
 * and the organisations of persons. Observers, interpreters and authors are in no header that is scanned, and their
 * names may stand in a label.
 */
export function identifyingIn(dataset: Dataset): IdentifyingValues {
  const found: Found = { words: new Set(), phrases: new Set() };
  const open = [dataset];
  for (let level = open.pop(); level; level = open.pop()) {
    const { words, phrases } = found;
    for (const keyword of NUMBERS) words.add(level.string(keyword) ?? '');
    for (const keyword of ORGANISATIONS) phrases.add(level.string(keyword) ?? '');
    takeText(level, found);
    open.push(...takeNames(level, found));
  }
  return { words: [...found.words].filter(Boolean), phrases: [...found.phrases].filter(Boolean) };
}

interface Found {
  readonly words: Set<string>;
  readonly phrases: Set<string>;
}

/** Takes the person names of a level. @returns the levels below it */
function takeNames(level: Dataset, { words }: Found): Dataset[] {
  const below: Dataset[] = [];
  let skipped: Set<number | undefined> | undefined;
  for (const element of level.elements()) {
    if (element.vr === VR.PN) for (const name of element.strings()) words.add(name);
    if (element.vr !== VR.SQ) continue;
    skipped ??= new Set(OF_FRAMES.map((keyword) => level.get(keyword)?.at));
    if (!skipped.has(element.at)) below.push(...level.items(element));
  }
  return below;
}

/** Takes the text of a content item whose concept says that it names a person. */
function takeText(level: Dataset, { words, phrases }: Found): void {
  const text = level.string('TextValue');
  const name = text === undefined ? undefined : readCode(level.sequence('ConceptNameCodeSequence')[0]);
  if (text === undefined || !name) return;
  if (PERSONAL.has(codeKey(name))) words.add(text);
  if (codeKey(name) === ORGANISATION) phrases.add(text);
}
