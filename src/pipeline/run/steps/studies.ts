import { deriveKey } from '../../../identity/project-key.js';
import { studiesWithUid } from '../../../identity/registry/studies.js';
import { releasedUid } from '../../../identity/released-uid.js';
import { loadProfile } from '../../deid/load-profile.js';
import type { DeliveryWork } from '../delivery-work.js';
import type { StudyRef } from '../step.js';

/** The studies of a delivery, by the UID that was delivered and by the one that is released. */
export interface DeliveryStudies {
  readonly ofDelivered: ReadonlyMap<string, StudyRef>;
  readonly ofReleased: ReadonlyMap<string, StudyRef>;
}

/** As they were assigned: what the ledger says of this run. */
export async function studiesOfDelivery(work: DeliveryWork): Promise<DeliveryStudies> {
  const { pipeline, projectKey, crosswalk } = work.context;
  const { profile } = await loadProfile(pipeline.pipeline.deid.profile);
  const key = deriveKey(projectKey, 'uid');
  const ofDelivered = new Map<string, StudyRef>();
  const ofReleased = new Map<string, StudyRef>();
  for (const { studyUID, subject, visit } of work.events(['assigned', 'not-assigned'])) {
    if (studyUID === undefined) continue;
    const study: StudyRef = { studyUID, subject, visit };
    ofDelivered.set(studyUID, study);
    const recorded = studiesWithUid(crosswalk, studyUID).find((one) => one.subject === subject);
    if (!recorded) continue;
    // PS3.15 E.3.9: with the Retain UIDs Option they stay.
    const released = profile.options.retainUids ? studyUID : releasedUid(key, studyUID, recorded.generation);
    ofReleased.set(released, study);
  }
  return { ofDelivered, ofReleased };
}
