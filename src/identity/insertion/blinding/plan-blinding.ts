import { lookupTag } from '../../../dicom/dictionary.js';
import type { DicomFile } from '../../../dicom/part10.js';
import { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import { daysFromCivil, parseDate } from '../../../dicom/values/dates.js';
import type { Trial } from '../../trial/trial.js';
import { assertAll } from '../assert-all.js';
import { InsertionError } from '../insertion-error.js';
import type { UidMap } from '../map-uids.js';
import { siteOf } from '../plan-insertion.js';
import { blindLevel } from './blind-level.js';
import { zoneMinutes } from './days.js';

/** What a blinded copy is made with. */
export interface BlindedCopy {
  readonly trial: Trial;
  /** Site ID. */
  readonly site: string;
  /** Clinical Trial Subject Reading ID (0012,0042), one a blinded time point. */
  readonly readingId: string;
  /** New UIDs; of one time point they must not be found by those of another. */
  readonly uidOf: UidMap;
}

/**
 * Edits that make a blinded copy for reading: a "patient" of its own, of whom neither subject nor visit can be learnt,
 * nor the site where the trial conceals it (and it does, unless `blinding.conceal` leaves it out). Subject and visit are
 * concealed always. The file meta information must be made anew (`newMeta` of `rewrite`), and the copy be searched with
 * {@link residues} before it is released.
 * @throws InsertionError also `no-study-date`, `burned-in-annotation`, `not-blindable`
 */
export function planBlinding({ dataset }: DicomFile, copy: BlindedCopy): EditPlan {
  const { trial, readingId: id, uidOf } = copy;
  const site = siteOf(trial, copy.site);
  const isSiteConcealed = trial.blinding?.conceal.includes('site') ?? true;
  refuseUnblindable(dataset);
  const date = parseDate(dataset.string('StudyDate') ?? '');
  if (!date) throw new InsertionError('no-study-date', 'StudyDate');
  const zone = zoneMinutes(dataset.string('TimezoneOffsetFromUTC') ?? '');
  const study = { day: daysFromCivil(date), zoneMinutes: zone };
  const plan = new EditPlan();
  // PS3.3 C.17.3: a report's data set is its root content item, which has a Value Type (0040,A040).
  const isReport = dataset.has('ValueType');
  blindLevel(dataset, { plan, study, uidOf, isSiteConcealed, isReport });
  assertAll(plan, dataset, 'blinded', { trial, site, id, isSiteConcealed });
  return plan;
}

/** Attributes whose values are documents, or recordings of voices. */
const DOCUMENTS: ReadonlySet<string> = new Set(['EncapsulatedDocument', 'WaveformSequence']);

/** What pixels and documents say cannot be told from a header. PS3.3 C.7.6.1, C.24.2. */
function refuseUnblindable(dataset: DicomFile['dataset']): void {
  if (dataset.string('BurnedInAnnotation')?.toUpperCase() === 'YES')
    throw new InsertionError('burned-in-annotation', 'BurnedInAnnotation');
  for (const { tag } of dataset.elements()) {
    const keyword = lookupTag(tag)?.keyword;
    if (keyword && DOCUMENTS.has(keyword)) throw new InsertionError('not-blindable', keyword);
  }
}
