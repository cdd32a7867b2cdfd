import type { Dataset } from '../../../dicom/dataset.js';
import { tagOf } from '../../../dicom/keyword.js';
import type { DicomFile } from '../../../dicom/part10.js';
import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import { type NewItem, text } from '../../../dicom/rewrite/new-value.js';
import { VR } from '../../../dicom/vr.js';
import type { Profile } from '../profile/profile.js';
import { codesOf, type DcmCode } from './option-codes.js';
import { setValues, standingValues } from './standing.js';
import { type TemporalState, temporalStateAfter, temporalStateOf } from './temporal.js';

/** What was done to a file. */
export interface Done {
  readonly profile: Profile;
  /** Of this program. */
  readonly version: string;
}

/** What the markers of all files of a profile say. */
interface Claims {
  readonly version: string;
  readonly method: string;
  readonly codes: readonly DcmCode[];
  readonly temporal: TemporalState;
}

/** PS3.5 6.2: LO. */
const MAX_LO = 64;
const DCM = 'DCM';

/** Claims follow from the profile, which is the same for every file. */
const claimsOf = new WeakMap<Profile, Claims>();

/**
 * Writes what was done to a file where its readers look for it (PS3.15 E.1.1, PS3.3 C.7.1.1 and C.12.1): Patient Identity
 * Removed, De-identification Method and its codes (PS3.16 CID 7050), Longitudinal Temporal Information Modified.
 *
 * A file that was de-identified before is extended: what was done then was done, so that its methods and codes stay as
 * they stand, and new ones follow, also where they tell of another way with dates; what is true of the dates now, (0028,0303)
 * says. Burned In Annotation (0028,0301) and Recognizable Visual Features (0028,0302) are not written: no pixel is cleaned
 * or looked at, so that only what the file says of them is known.
 * @param plan holds the edits of all rules already: what they cleaned or took out is not brought back
 * @throws RewriteError as EditPlan
 */
export function setMarkers(plan: EditPlan, { dataset }: Pick<DicomFile, 'dataset'>, done: Done): void {
  const claims = claimsFor(done);
  const codes = codesThere(dataset);
  const temporal = temporalStateAfter(claims.temporal, {
    declared: dataset.string('LongitudinalTemporalInformationModified'),
    isDeidentified: dataset.string('PatientIdentityRemoved') === 'YES',
    codes,
  });
  setValues(plan, dataset, 'PatientIdentityRemoved', ['YES']);
  const methods = standingValues(plan, dataset, 'DeidentificationMethod');
  if (!methods.includes(claims.method)) methods.push(claims.method);
  setValues(plan, dataset, 'DeidentificationMethod', methods);
  setCodes(plan, dataset, { codes: claims.codes, there: codes });
  if (temporal) setValues(plan, dataset, 'LongitudinalTemporalInformationModified', [temporal]);
}

function claimsFor({ profile, version }: Done): Claims {
  const known = claimsOf.get(profile);
  if (known?.version === version) return known;
  const claims = {
    ...{ version, method: methodOf(profile.name, version) },
    ...{ codes: codesOf(profile), temporal: temporalStateOf(profile) },
  };
  claimsOf.set(profile, claims);
  return claims;
}

/** Plain characters, which every character set has. */
function methodOf(name: string, version: string): string {
  const plain = `corelab ${version} ${name}`.replaceAll(/[^ -[\]-~]/g, '_');
  return plain.slice(0, MAX_LO).trimEnd();
}

/** Code values of the DICOM terminology that the file names as its methods. */
function codesThere(dataset: Dataset): Set<string> {
  const codes = new Set<string>();
  for (const item of dataset.sequence('DeidentificationMethodCodeSequence')) {
    const value = item.string('CodeValue');
    if (value !== undefined && item.string('CodingSchemeDesignator') === DCM) codes.add(value);
  }
  return codes;
}

function setCodes(
  plan: EditPlan,
  dataset: Dataset,
  { codes, there }: { codes: readonly DcmCode[]; there: ReadonlySet<string> },
): void {
  const keyword = 'DeidentificationMethodCodeSequence';
  const sequence = dataset.get(keyword);
  const isKept = sequence?.vr === VR.SQ && !plan.edits.has(sequence.at);
  if (!isKept) {
    // PS3.3 C.7.1.1: 1C, where the method says nothing; no item is no statement.
    if (codes.length === 0) return;
    plan.set(dataset, keyword, { kind: 'items', items: codes.map(codeItem) });
    return;
  }
  for (const code of codes) {
    if (!there.has(code[0])) plan.appendItem(sequence, codeItem(code));
  }
}

/** PS3.3 Table 8.8-1, Code Sequence Macro. */
function codeItem([value, meaning]: DcmCode): NewItem {
  return [
    { tag: tagOf('CodeValue'), vr: VR.SH, value: text(value) },
    { tag: tagOf('CodingSchemeDesignator'), vr: VR.SH, value: text(DCM) },
    { tag: tagOf('CodeMeaning'), vr: VR.LO, value: text(meaning) },
  ];
}
