import type { ByteSource } from '../../../dicom/byte-source.js';
import { type DicomFile, readPart10 } from '../../../dicom/part10.js';
import type { Implementation } from '../../../dicom/rewrite/file-meta.js';
import type { Piece } from '../../../dicom/rewrite/piece.js';
import { rewrite } from '../../../dicom/rewrite/rewrite.js';
import { planBlinding } from '../../../identity/insertion/blinding/plan-blinding.js';
import { residues } from '../../../identity/insertion/blinding/residues.js';
import { mapUids } from '../../../identity/insertion/map-uids.js';
import { planInsertion } from '../../../identity/insertion/plan-insertion.js';
import type { CopyGroup, CopyJob, FileToCopy, InstanceUids, RefusalCode } from './copy-job.js';
import { areUsable, mappedUids, outputName, uidMapOf } from './output-name.js';
import { PieceSource } from './piece-source.js';

/** Who writes the file meta information of blinded copies. PS3.7 D.3.3.2; the UID is made from a UUID (PS3.5 B.2). */
export const IMPLEMENTATION: Implementation = {
  classUID: '2.25.307017559733961772050943369934545789678',
  versionName: 'CORELAB',
};

/** A file that is not copied, with the reason. */
export class Refusal extends Error {
  constructor(readonly code: RefusalCode) {
    super(code);
  }
}

/**
 * What a copy consists of; nothing is written.
 * @throws Refusal when the file is not the one that was scanned, or its blinded copy would tell what it must conceal
 * @throws DicomError, RewriteError, InsertionError, FileError
 */
export function madeCopy(
  source: ByteSource,
  toCopy: FileToCopy,
  job: Pick<CopyJob, 'trial' | 'uidKey'> & Pick<CopyGroup, 'name'>,
): readonly Piece[] {
  const { assignment } = toCopy;
  if (source.size !== toCopy.size) throw new Refusal('input-changed');
  const file = readPart10(source, { toEnd: true });
  const uidOf = uidMapOf(assignment, job.uidKey);
  refuseOther(file, toCopy);
  if (outputName(assignment, mappedUids(toCopy.uids, uidOf)) !== job.name)
    throw new Refusal('internal-error');
  if (assignment.kind === 'blinded') {
    const { site, readingId, concealed } = assignment;
    const plan = planBlinding(file, { trial: job.trial, site, readingId, uidOf: uidOf ?? String });
    const { pieces } = rewrite(file, plan, { newMeta: IMPLEMENTATION });
    refuseResidues(pieces, concealed);
    return pieces;
  }
  const plan = planInsertion(file, { ...assignment, trial: job.trial });
  if (uidOf) mapUids(plan, file.dataset, uidOf);
  return rewrite(file, plan).pieces;
}

/** The file may have been replaced by another since the scan: it must not get the subject of the one that was there. */
function refuseOther({ dataset }: DicomFile, { uids, patientID }: FileToCopy): void {
  const own: InstanceUids = {
    studyUID: dataset.string('StudyInstanceUID') ?? '',
    seriesUID: dataset.string('SeriesInstanceUID') ?? '',
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
  };
  const isSame =
    own.studyUID === uids.studyUID &&
    own.seriesUID === uids.seriesUID &&
    own.sopInstanceUID === uids.sopInstanceUID &&
    (patientID === undefined || patientID === (dataset.string('PatientID') ?? ''));
  if (!isSame) throw new Refusal('input-changed');
  if (!areUsable(own)) throw new Refusal('uid-unusable');
}

/** Reads the copy as its reader would, before it stands anywhere. */
function refuseResidues(pieces: readonly Piece[], concealed: readonly string[]): void {
  const copy = readPart10(new PieceSource(pieces), { toEnd: true });
  if (residues(copy, concealed).length > 0) throw new Refusal('blind-residue');
}
