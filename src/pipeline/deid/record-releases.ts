import { resolve as absolute } from 'node:path';
import { type Finding, finding } from '../../findings/finding.js';
import type { Writer } from '../../identity/crosswalk/contract.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { deliveriesOf } from '../../identity/registry/deliveries.js';
import { addRelease, type ReleasedFile } from '../../identity/registry/releases.js';
import { type RecordedStudy, studiesWithUid } from '../../identity/registry/studies.js';
import { subjectInRow } from '../../identity/registry/subjects.js';
import type { DeidSubject } from '../../rules/deid/subject.js';
import { openCrosswalk } from '../open-crosswalk.js';
import type { DeidOutcome } from './outcome.js';
import type { Planned } from './run-state.js';

/**
 * Tells the crosswalk which files are released of which study, so that every one of them can be named when a study is
 * corrected or a subject leaves. Undefined without `--crosswalk`.
 */
export async function releaseRecord(planned: Planned): Promise<ReleaseRecord | undefined> {
  const { crosswalk: access, operator, out } = planned.options;
  if (access === undefined || out === undefined) return undefined;
  const crosswalk = await openCrosswalk({ ...access, ...(operator !== undefined && { operator }) });
  return new ReleaseRecord(crosswalk, planned, absolute(out));
}

/** Files of one study, by the UID that it has in the input. */
interface StudyFiles {
  readonly subject: DeidSubject | undefined;
  readonly files: ReleasedFile[];
}

/** See {@link releaseRecord}. */
class ReleaseRecord {
  constructor(
    private readonly crosswalk: Crosswalk,
    private readonly planned: Planned,
    private readonly folder: string,
  ) {}

  /**
   * Of a run that is stopped and never completed, it is known which folder may hold files of a study.
   * @returns the studies that nothing may be released of: the crosswalk has them otherwise now
   */
  begin(): ReadonlySet<string> {
    return this.crosswalk.write((writer) => {
      const superseded = new Set<string>();
      for (const [studyUID, { subject }] of this.studies([])) {
        const study = currentStudy(writer, studyUID, subject);
        if (study) this.add(writer, study, { files: [], action: 'deid-begun' });
        else superseded.add(studyUID);
      }
      return superseded;
    });
  }

  /** Records every file. @returns a finding for each study that was corrected, or whose subject left, meanwhile */
  finish({ written }: DeidOutcome): Finding[] {
    return this.crosswalk.write((writer) => {
      const findings: Finding[] = [];
      for (const [studyUID, { subject, files }] of this.studies(written)) {
        if (files.length === 0) continue;
        const study = studyOf(writer, studyUID, subject);
        if (study) this.add(writer, study, { files, action: 'deid' });
        if (currentStudy(writer, studyUID, subject)) continue;
        const actual = files.length;
        const name = subject?.id ?? '';
        findings.push(finding('release-superseded', { actual, unit: 'files', subject: { name } }));
      }
      return findings;
    });
  }

  close(): void {
    this.crosswalk.close();
  }

  private add(
    writer: Writer,
    study: RecordedStudy,
    { files, action }: { files: readonly ReleasedFile[]; action: string },
  ): void {
    const delivery = deliveriesOf(writer, study.row).at(-1)?.row;
    if (delivery !== undefined) {
      addRelease(writer, study.row, { delivery, folder: this.folder, files }, { name: action });
    }
  }

  /** Every study of which a file is to be released, with what was written of it. */
  private studies(written: DeidOutcome['written']): Map<string, StudyFiles> {
    const { sorted, who } = this.planned;
    const outputs = new Map(written.map((output) => [output.file, output]));
    const studies = new Map<string, StudyFiles>();
    for (const { file, studyUID, work } of sorted.files) {
      const subject = who.subjects[work.subject];
      const own = studies.get(studyUID) ?? { subject, files: [] };
      studies.set(studyUID, own);
      const output = outputs.get(file);
      if (!output) continue;
      const { path, sha256, sopInstanceUID } = output;
      own.files.push({ path, sha256, sopInstanceUID });
    }
    return studies;
  }
}

/** The study as the crosswalk has it for this subject: of several trials one may have the same study. */
function studyOf(
  writer: Writer,
  studyUID: string,
  subject: DeidSubject | undefined,
): RecordedStudy | undefined {
  return studiesWithUid(writer, studyUID).find(
    (study) => subjectInRow(writer, study.subject).id === subject?.id,
  );
}

/** {@link studyOf}, if it still is as it was assigned. */
function currentStudy(
  writer: Writer,
  studyUID: string,
  subject: DeidSubject | undefined,
): RecordedStudy | undefined {
  const study = studyOf(writer, studyUID, subject);
  if (study === undefined || study.generation !== subject?.generation) return undefined;
  return subjectInRow(writer, study.subject).status === 'active' ? study : undefined;
}
