import { createHash } from 'node:crypto';
import { deriveKey } from '../../identity/project-key.js';
import type { FileForCopy } from '../copies/copies.js';
import { inputFiles } from '../copies/input-file.js';
import type { Inputs } from '../scan/inputs.js';
import type { Scan } from '../scan/scan.js';
import { concealedOf } from './concealed.js';
import type { CopyAssignment } from './copies/copy-assignment.js';
import { copyName } from './copies/copy-name.js';
import type { DeliveredPatients } from './delivered.js';
import type { AssignIdOptions } from './options.js';
import type { Prepared } from './prepare.js';
import type { Settled } from './settle.js';

/** What says which files there are, and what became of whose they are. */
export interface CopySource {
  readonly options: AssignIdOptions;
  readonly prepared: Prepared;
  readonly found: Scan;
  readonly inputs: Inputs;
  readonly delivered: DeliveredPatients;
  readonly settled: readonly Settled[];
}

/** The files of assigned patients, in the order of the input, with what each becomes. */
export function filesForCopy({
  options,
  prepared,
  found,
  inputs,
  delivered,
  settled,
}: CopySource): FileForCopy<CopyAssignment>[] {
  const { instances } = found;
  const inputOf = inputFiles(found, inputs.roots);
  const assignments = settled.map((own) => assignmentsOf(own, prepared, options.blinded));
  const forCopy: FileForCopy<CopyAssignment>[] = [];
  const uidKey = deriveKey(prepared.projectKey, 'uid');
  for (let instance = 0; instance < instances.size; instance++) {
    const { studyUID, seriesUID, patient } = instances.header(instance);
    const assignment = assignments[delivered.patientOf(instance)]?.get(studyUID);
    if (!assignment) continue;
    const uids = { studyUID, seriesUID, sopInstanceUID: instances.sopInstanceUID(instance) };
    forCopy.push({
      ...inputOf(instances.file(instance)),
      patientID: patient.id,
      ...uids,
      ...copyName(assignment, uids, uidKey),
      work: assignment,
    });
  }
  return forCopy;
}

/** What the files of each study of a patient become; nothing without a subject. */
function assignmentsOf(
  settled: Settled,
  { context }: Prepared,
  isBlinded: boolean,
): Map<string, CopyAssignment> {
  const { patient, subject, visits, studies } = settled;
  const assignments = new Map<string, CopyAssignment>();
  if (!subject) return assignments;
  for (const [i, { studyUID }] of patient.studies.entries()) {
    const study = studies.get(studyUID);
    if (!study) continue;
    const planned = visits?.planned[i];
    const visit = context.trial.visits.find(({ id }) => id === planned?.visit);
    const { generation, readingId } = study;
    const site = context.site.id;
    if (isBlinded && readingId !== undefined) {
      const concealed = concealedOf(settled, i, context);
      assignments.set(studyUID, { kind: 'blinded', generation, site, readingId, concealed });
    } else {
      assignments.set(studyUID, {
        kind: subject.kind,
        generation,
        site,
        subject: subject.id,
        offsetDays: planned?.offsetDays ?? null,
        ...(visit && { visit }),
      });
    }
  }
  return assignments;
}

/** Tells one run from another: a run is resumed only with the assignments and the trial that it began with. */
export function digestOf(
  files: readonly FileForCopy<CopyAssignment>[],
  { config }: Prepared,
  isBlinded: boolean,
): string {
  const hash = createHash('sha256').update(JSON.stringify([config, isBlinded]));
  for (const { root, path, work } of files) hash.update(JSON.stringify([root, work])).update(path);
  return hash.digest('hex');
}
