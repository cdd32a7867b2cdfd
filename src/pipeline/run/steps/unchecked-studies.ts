import type { LedgerEvent } from '../../../identity/ledger/event.js';
import { eventsOf } from '../../../identity/ledger/ledger.js';
import { BY_HAND, isReleasedByHand } from '../../../identity/ledger/released-by-hand.js';
import { releasesOf } from '../../../identity/registry/releases.js';
import { studiesWithUid } from '../../../identity/registry/studies.js';
import { subjectInRow } from '../../../identity/registry/subjects.js';
import type { DeliveryWork } from '../delivery-work.js';
import { type DeliveryStudies, studiesOfDelivery } from './studies.js';

const CHECKS = ['check-protocol', 'qc-motion', 'measure-export'] as const;

/** A study of the delivery that stands in the output by what came before. */
export interface StandingStudy {
  /** As it is released. */
  readonly releasedUID: string;
  /** As it was delivered. */
  readonly studyUID: string;
  readonly subject: number;
  readonly visit: string | undefined;
  /** Absolute, with the paths of the files below each. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** The studies of a delivery of which the crosswalk knows files in an output, under the ID and UID that they have now. */
export function standingStudies(work: DeliveryWork, { ofReleased }: DeliveryStudies): StandingStudy[] {
  const { crosswalk } = work.context;
  return [...ofReleased].flatMap(([releasedUID, { studyUID, subject, visit }]) => {
    const study = studiesWithUid(crosswalk, studyUID).find((one) => one.subject === subject);
    if (!study || subject === undefined) return [];
    const start = `${subjectInRow(crosswalk, subject).id}/${releasedUID}/`;
    const folders = new Map<string, string[]>();
    for (const { folder, files } of releasesOf(crosswalk, study.row)) {
      const paths = files.map(({ path }) => path).filter((path) => path.startsWith(start));
      if (paths.length > 0) folders.set(folder, [...(folders.get(folder) ?? []), ...paths]);
    }
    return folders.size === 0 ? [] : [{ releasedUID, studyUID, subject, visit, folders }];
  });
}

/**
 * The studies of a delivery of which a person let files go from the quarantine. Those stand in no report of `deid`: whoever
 * looks at the whole study has to look at what the crosswalk says.
 */
export async function studiesReleasedByHand(work: DeliveryWork): Promise<StandingStudy[]> {
  const studies = await studiesOfDelivery(work);
  const released = uidsReleasedByHand(work);
  return standingStudies(work, studies).filter(({ releasedUID }) => released.has(releasedUID));
}

/** By the UID that was released. */
function uidsReleasedByHand({ context: { crosswalk, trial } }: DeliveryWork): ReadonlySet<string> {
  const events = eventsOf(crosswalk, trial, { kinds: ['released'], command: BY_HAND });
  return new Set(events.filter(isReleasedByHand).map(({ details }) => details.releasedUID));
}

/**
 * The studies of a delivery that stand in the output, and that a check which the pipeline asks for has not looked at as
 * they stand: their delivery was given up, the check was not asked for then, or a person released files since. That they came again as they were does
 * not mean that anything was found good. It is told from what the ledger had when `deid` was done, so that it stays the
 * same while the checks are at work.
 */
export async function uncheckedStudies(work: DeliveryWork): Promise<StandingStudy[]> {
  const { crosswalk, trial, pipeline } = work.context;
  const done = work.events(['reported']).find(({ command }) => command === 'deid');
  if (done?.kind !== 'reported') return [];
  const { duplicates } = done.details;
  const byHand = uidsReleasedByHand(work);
  const asked = CHECKS.filter((command) => command in pipeline.pipeline);
  return standingStudies(work, await studiesOfDelivery(work)).filter(({ studyUID, releasedUID }) => {
    // What a person released is in quarantine again when it comes again, and stands in the output all the same.
    if (duplicates === 0 && !byHand.has(releasedUID)) return false;
    const ofTrial = eventsOf(crosswalk, trial, { studyUID });
    const known = ofTrial.filter(({ id }) => id < done.id);
    // What this delivery released is checked in any case.
    const since = known.findLast((event) => CHANGES.has(event.kind) && !isOfDelivery(event, done))?.id ?? 0;
    return !asked.every((command) => isChecked(work, command, { known, since }));
  });
}

const CHANGES: ReadonlySet<LedgerEvent['kind']> = new Set(['released', 'corrected']);

function isOfDelivery({ run, delivery }: LedgerEvent, other: LedgerEvent): boolean {
  return run === other.run && delivery === other.delivery;
}

function isChecked(
  { context: { crosswalk, trial } }: DeliveryWork,
  command: (typeof CHECKS)[number],
  { known, since }: { readonly known: readonly LedgerEvent[]; readonly since: number },
): boolean {
  const later = known.filter(({ id }) => id > since);
  if (later.some((event) => event.kind === 'checked' && event.command === command)) return true;
  if (command !== 'measure-export') return false;
  // Where no object could hold a measurement it tells of no study.
  return eventsOf(crosswalk, trial, { kinds: ['reported'], command }).some(
    (event) =>
      event.kind === 'reported' &&
      event.details.verdict === 'not-applicable' &&
      event.id > since &&
      known.some((one) => one.kind === 'assigned' && isOfDelivery(one, event)),
  );
}
