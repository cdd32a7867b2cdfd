import { type Finding, finding } from '../../findings/finding.js';
import type { Reader } from '../../identity/crosswalk/contract.js';
import { studyOf } from '../../identity/registry/studies.js';
import { subjectInRow } from '../../identity/registry/subjects.js';
import type { AffectedStudy } from './affected.js';

/** What somebody must look at after studies changed hands: those that have no visit where they are now. */
export function placementFindings(reader: Reader, moved: readonly AffectedStudy[]): Finding[] {
  return moved.flatMap(({ row, studyUID }) =>
    reader.rows('studies', 'id = ?', row).flatMap((study) => {
      const { timing, subject: owner } = studyOf(study);
      // A phantom is of no schedule.
      if (subjectInRow(reader, owner).kind === 'phantom') return [];
      const subject = { studyUID };
      if (timing === 'unscheduled') return [finding('visit-unscheduled', { subject })];
      return timing === 'undetermined' ? [finding('visit-undetermined', { subject })] : [];
    }),
  );
}

/** A finding for each study that stayed, and whose visit or offset changed with the baseline that went. */
export function recountedFindings(recounted: readonly AffectedStudy[]): Finding[] {
  return recounted.map(({ studyUID }) => finding('visit-recounted', { subject: { studyUID } }));
}

/** A finding for each study whose wrong copies no note rejects. */
export function unrejectedFindings(moved: readonly AffectedStudy[]): Finding[] {
  return moved.map(({ studyUID }) => finding('rejection-note-not-asked', { subject: { studyUID } }));
}
