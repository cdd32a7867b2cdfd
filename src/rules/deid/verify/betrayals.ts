import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';
import { tagOf } from '../../../dicom/keyword.js';
import type { DicomFile } from '../../../dicom/part10.js';
import { lookupUid } from '../../../dicom/uids.js';
import { VR } from '../../../dicom/vr.js';
import { isPlaceholder } from '../known/placeholders.js';
import { pathOf } from './element-path.js';

/** What a file tells of itself that a de-identified one does not. */
export type BetrayalCode =
  /** Patient Identity Removed (0012,0062) is not YES. PS3.15 E.1.1. */
  | 'not-marked'
  /** A name that is neither empty, nor a placeholder, nor the subject's ID. */
  | 'person-name'
  | 'birth-date'
  /** Private elements, and no code that says that safe ones were retained. PS3.15 E.3.10. */
  | 'private-elements'
  /** Dates, and (0028,0303) says that they were removed, or does not say what was done to them. PS3.15 E.3.6. */
  | 'dates-undeclared'
  /** A UID that was not made of a UUID, and no code that says that UIDs were retained. PS3.15 E.3.9, PS3.5 B.2. */
  | 'foreign-uid';

/** A betrayal, and where its first instance stands. */
export interface Betrayal {
  readonly code: BetrayalCode;
  readonly where?: string;
}

/** CID 7050: options that were applied. */
const RETAIN_UIDS = '113110';
const RETAIN_SAFE_PRIVATE = '113111';
/** Dates that tell nobody's: what stands for no date. */
const NO_DATE = new Set(['19000101', '00010101', '']);

interface Claims {
  readonly subject: string;
  readonly codes: ReadonlySet<string>;
  readonly dates: string;
}

/** What a file betrays without anything known of its patient: one of each kind, with the first place. */
export function betrayals({ dataset, layout }: DicomFile): Betrayal[] {
  const claims: Claims = {
    subject: dataset.string('PatientID') ?? '',
    codes: new Set(
      dataset.sequence('DeidentificationMethodCodeSequence').map((item) => item.string('CodeValue') ?? ''),
    ),
    dates: dataset.string('LongitudinalTemporalInformationModified') ?? '',
  };
  const found = new Map<BetrayalCode, Betrayal>();
  if (dataset.string('PatientIdentityRemoved') !== 'YES') found.set('not-marked', { code: 'not-marked' });
  visit(dataset, (element) => {
    const code = betrayalOf(element, claims);
    if (code && !found.has(code)) found.set(code, { code, where: pathOf(layout.dataset.index, element.at) });
  });
  return [...found.values()];
}

function visit(level: Dataset, look: (element: Element) => void): void {
  for (const element of level.elements()) {
    look(element);
    for (const item of level.items(element)) visit(item, look);
  }
}

function betrayalOf(element: Element, { subject, codes, dates }: Claims): BetrayalCode | undefined {
  const { tag, vr } = element;
  if (((tag >>> 16) & 1) === 1 && !codes.has(RETAIN_SAFE_PRIVATE)) return 'private-elements';
  if (vr === VR.PN)
    return element.strings().every((name) => tellsNobody(name, subject)) ? undefined : 'person-name';
  if (vr === VR.UI)
    return codes.has(RETAIN_UIDS) || element.strings().every(isReleased) ? undefined : 'foreign-uid';
  if (vr !== VR.DA && vr !== VR.DT) return undefined;
  const isDate = element.strings().some((date) => !NO_DATE.has(date.slice(0, 8)));
  if (!isDate) return undefined;
  if (tag === tagOf('PatientBirthDate')) return 'birth-date';
  // PS3.3 C.12.1.1.7: UNMODIFIED, MODIFIED or REMOVED.
  return dates === 'MODIFIED' || dates === 'UNMODIFIED' ? undefined : 'dates-undeclared';
}

function tellsNobody(name: string, subject: string): boolean {
  return name === subject || isPlaceholder(name.replace(/[\^=]/g, ' '));
}

function isReleased(uid: string): boolean {
  return uid === '' || uid.startsWith('2.25.') || lookupUid(uid) !== undefined;
}
