import type { ByteSource } from '../../../dicom/byte-source.js';
import { readPart10 } from '../../../dicom/part10.js';
import type { Piece } from '../../../dicom/rewrite/piece.js';
import { rewrite } from '../../../dicom/rewrite/rewrite.js';
import { planBlinding } from '../../../identity/insertion/blinding/plan-blinding.js';
import { residues } from '../../../identity/insertion/blinding/residues.js';
import { mapUids } from '../../../identity/insertion/map-uids.js';
import { planInsertion } from '../../../identity/insertion/plan-insertion.js';
import type { FileToCopy } from '../../copies/copy-job.js';
import { type Maker, Refusal } from '../../copies/maker.js';
import { PieceSource } from '../../copies/piece-source.js';
import { refuseOtherInstance } from '../../copies/same-instance.js';
import { IMPLEMENTATION } from '../../implementation.js';
import type { AssignShared, CopyAssignment } from './copy-assignment.js';
import { copyName, uidMapOf } from './copy-name.js';

/** Makes copies with research identifiers in them. */
export function copyMaker(shared: AssignShared): Maker<CopyAssignment, never> {
  return { make: (source, toCopy, name) => ({ pieces: madeCopy(source, toCopy, { shared, name }) }) };
}

/**
 * What a copy consists of; nothing is written.
 * @throws Refusal when the file is not the one that was scanned, or its blinded copy would tell what it must conceal
 * @throws DicomError, RewriteError, InsertionError, FileError
 */
function madeCopy(
  source: ByteSource,
  toCopy: FileToCopy<CopyAssignment>,
  { shared, name }: { readonly shared: AssignShared; readonly name: string },
): readonly Piece[] {
  const { work: assignment, uids } = toCopy;
  const { trial, uidKey } = shared;
  const file = readPart10(source, { toEnd: true });
  refuseOtherInstance(file, toCopy);
  if (copyName(assignment, uids, uidKey).name !== name) throw new Refusal('internal-error');
  const uidOf = uidMapOf(assignment, uidKey);
  if (assignment.kind === 'blinded') {
    const { site, readingId, concealed } = assignment;
    const plan = planBlinding(file, { trial, site, readingId, uidOf: uidOf ?? String });
    const { pieces } = rewrite(file, plan, { newMeta: IMPLEMENTATION });
    refuseResidues(pieces, concealed);
    return pieces;
  }
  const plan = planInsertion(file, { ...assignment, trial });
  if (uidOf) mapUids(plan, file.dataset, uidOf);
  return rewrite(file, plan).pieces;
}

/** Reads the copy as its reader would, before it stands anywhere. */
function refuseResidues(pieces: readonly Piece[], concealed: readonly string[]): void {
  const copy = readPart10(new PieceSource(pieces), { toEnd: true });
  if (residues(copy, concealed).length > 0) throw new Refusal('blind-residue');
}
