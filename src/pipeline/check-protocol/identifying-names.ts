import { lookupKeyword } from '../../dicom/dictionary.js';
import type { TableOption } from '../../rules/deid/profile/profile.js';
import { rowOf } from '../../rules/deid/table/confidentiality-row.js';

const KEYWORDS = /[A-Z]\w+/g;
/** The trial's own IDs take the place of what identifies. PS3.3 C.7.1.3, C.7.2.3, C.7.3.2. */
const OF_TRIAL = /^ClinicalTrial(?:Subject|TimePoint|Site|Series|Protocol)/;
/** Persons, dates, dates with times: whatever PS3.15 lets options keep of them. */
const IDENTIFYING_VRS: readonly string[] = ['PN', 'DA', 'DT'];
/** The one option that keeps values by which people are found. */
const INSTITUTION: TableOption = 'retainInstitutionIdentity';

/**
 * Whether what a check or a quantity names is an attribute whose every value identifies: people, institutions, dates, and
 * numbers of records, orders and examinations. Descriptions, devices and what a patient weighs are not.
 * @param name with keywords in it: `StudyID`, `RequestAttributesSequence.RequestedProcedureID`, `same StudyDate of pet, ctac`
 */
export function namesIdentifying(name: string): boolean {
  return (name.match(KEYWORDS) ?? []).some(isIdentifying);
}

function isIdentifying(keyword: string): boolean {
  const entry = lookupKeyword(keyword);
  if (!entry || OF_TRIAL.test(keyword)) return false;
  if (IDENTIFYING_VRS.includes(entry.vr)) return true;
  // Reports name studies, series and instances by their UIDs; times of day stay without their dates.
  if (entry.vr === 'UI' || entry.vr === 'TM') return false;
  const row = rowOf(entry.tag);
  // PS3.15 Table E.1-1: no option keeps it, nor cleans it.
  return row !== undefined && Object.keys(row.options).every((option) => option === INSTITUTION);
}
