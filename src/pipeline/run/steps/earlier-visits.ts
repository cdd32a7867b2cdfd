import { eventsOf } from '../../../identity/ledger/ledger.js';
import { studiesWithUid } from '../../../identity/registry/studies.js';
import { subjectInRow } from '../../../identity/registry/subjects.js';
import type { VisitFacts } from '../../../rules/protocol/visits/visit-facts.js';
import { readEarlier } from '../../check-protocol/earlier-visits.js';
import { loadProtocol } from '../../check-protocol/load-protocol.js';
import type { DeliveryWork } from '../delivery-work.js';
import { reportPathOf } from '../run-places.js';
import { stateOfRuns } from '../states-of-runs.js';

/**
 * Visits of the delivery's subjects in reports of `check-protocol` that were made before, as `--against` would read
 * them: each study as it was checked last, under the name that its subject has now.
 * @param protocolFile of this run
 * @param nameOf what this run calls a subject ID; a subject that it does not call anything has no earlier visits
 * @throws RunError `report-changed`, ReportError
 */
export async function earlierVisits(
  work: DeliveryWork,
  protocolFile: string,
  nameOf: (id: string) => string | undefined,
): Promise<VisitFacts[]> {
  const subjects = earlierStudies(work);
  if (subjects.size === 0) return [];
  const { protocol } = await loadProtocol(protocolFile);
  const visits = new Map<string, VisitFacts>();
  for (const [path, sha256] of reportsOf(work, subjects)) {
    work.assertReport(path, sha256);
    for (const visit of (await readEarlier(path, protocol)).visits) {
      const subject = nameOf(subjects.get(visit.studyUID)?.id ?? '');
      if (subject !== undefined) visits.set(visit.studyUID, { ...visit, subject });
    }
  }
  return [...visits.values()];
}

/** Whose an earlier study is now, and the UID that was delivered. */
interface EarlierStudy {
  readonly id: string;
  readonly delivered: string;
}

/** Studies of the delivery's subjects that other deliveries released, by the UID that was released. */
function earlierStudies(work: DeliveryWork): Map<string, EarlierStudy> {
  const { crosswalk, trial } = work.context;
  const assigned = work.events(['assigned']);
  const subjects = new Set(assigned.flatMap(({ subject }) => subject ?? []));
  const own = new Set(assigned.flatMap(({ studyUID }) => studyUID ?? []));
  const found = new Map<string, EarlierStudy>();
  for (const event of eventsOf(crosswalk, trial, { kinds: ['released'] })) {
    if (event.kind !== 'released' || event.studyUID === undefined || own.has(event.studyUID)) continue;
    // A study that was corrected is the right subject's now, whatever the ledger said then.
    const study = studiesWithUid(crosswalk, event.studyUID).find(({ subject }) => subjects.has(subject));
    if (!study) continue;
    const { id } = subjectInRow(crosswalk, study.subject);
    found.set(event.details.releasedUID, { id, delivered: event.studyUID });
  }
  return found;
}

/** Reports that tell of those studies, the first first: paths, and the digests that the ledger has. */
function reportsOf(work: DeliveryWork, studies: ReadonlyMap<string, EarlierStudy>): Map<string, string> {
  const { crosswalk, trial } = work.context;
  const delivered = new Set([...studies.values()].map((study) => study.delivered));
  const states = stateOfRuns(crosswalk, trial);
  const reports = new Map<string, string>();
  for (const event of eventsOf(crosswalk, trial, { kinds: ['checked'], command: 'check-protocol' })) {
    if (!delivered.has(event.studyUID ?? '')) continue;
    const path = reportPathOf(states.get(event.run ?? '') ?? '', event);
    if (path !== undefined) reports.set(path, event.report ?? '');
  }
  return reports;
}
