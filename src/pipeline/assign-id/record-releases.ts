import { resolve as absolute } from 'node:path';
import { type Finding, finding } from '../../findings/finding.js';
import type { Reader, Writer } from '../../identity/crosswalk/contract.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { deliveryNamed } from '../../identity/registry/deliveries.js';
import { addRelease, type ReleasedFile } from '../../identity/registry/releases.js';
import { studyInRow } from '../../identity/registry/studies.js';
import { type Subject, subjectInRow } from '../../identity/registry/subjects.js';
import type { Copies } from '../copies/copies.js';
import type { Scan } from '../scan/scan.js';
import type { SettledStudy } from './record-studies.js';
import type { Settled } from './settle.js';

/** Whose copies are released, and where to. */
export interface Releasing {
  readonly crosswalk: Crosswalk;
  readonly settled: readonly Settled[];
  readonly out: string;
  /** ID of the run. */
  readonly run: string;
}

interface AssignedStudy {
  readonly subject: Subject;
  readonly studyUID: string;
  readonly study: SettledStudy;
}

/**
 * Records that copies are about to be written: of a run that is stopped and never completed, it is known which folder
 * may hold some.
 */
export function beginReleases(releasing: Releasing): void {
  const studies = assignedStudies(releasing.settled);
  if (studies.length === 0) return;
  releasing.crosswalk.write((writer) => {
    const release = releaseOf(writer, releasing);
    for (const { study } of studies)
      addRelease(writer, study.row, { ...release, files: [] }, { name: 'release-begun' });
  });
}

/**
 * Records every file that was written.
 * @returns a finding for each study that was corrected, or whose subject left, while its copies were written
 */
export function recordReleases(releasing: Releasing, { written }: Copies<unknown>, found: Scan): Finding[] {
  const files = filesByStudy(written, found);
  if (files.size === 0) return [];
  return releasing.crosswalk.write((writer) => {
    const release = releaseOf(writer, releasing);
    return assignedStudies(releasing.settled).flatMap((assigned) => {
      const own = files.get(assigned.studyUID);
      if (!own) return [];
      addRelease(writer, assigned.study.row, { ...release, files: own }, { name: 'release' });
      if (isStillSo(writer, assigned)) return [];
      return [
        finding('copy-superseded', {
          subject: { studyUID: assigned.studyUID },
          actual: own.length,
          unit: 'files',
        }),
      ];
    });
  });
}

function releaseOf(writer: Writer, { run, out }: Releasing) {
  return { delivery: deliveryNamed(writer, run).row, folder: absolute(out) };
}

function assignedStudies(settled: readonly Settled[]): AssignedStudy[] {
  return settled.flatMap(({ subject, studies }) =>
    subject ? [...studies].map(([studyUID, study]) => ({ subject, studyUID, study })) : [],
  );
}

/** Whether a study is what it was when its copies were begun: the crosswalk is not locked meanwhile. */
function isStillSo(reader: Reader, { subject, study }: AssignedStudy): boolean {
  const now = studyInRow(reader, study.row);
  const isSame = now.subject === subject.row && now.generation === study.generation;
  return isSame && subjectInRow(reader, subject.row).status === 'active';
}

function filesByStudy(
  written: Copies<unknown>['written'],
  { instances, files }: Scan,
): Map<string, ReleasedFile[]> {
  const byStudy = new Map<string, ReleasedFile[]>();
  for (const { file, path, sha256, sopInstanceUID } of written) {
    const { studyUID } = instances.header(files.instance(file) ?? 0);
    const released = byStudy.get(studyUID) ?? [];
    released.push({ path, sha256, sopInstanceUID });
    byStudy.set(studyUID, released);
  }
  return byStudy;
}
