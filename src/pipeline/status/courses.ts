import type { EventDetails, LedgerEvent } from '../../identity/ledger/event.js';
import { latest } from './clock.js';
import type { PipelineSteps, StatusFacts } from './facts.js';

/** Events by which something of a study came. */
export type Arrival = Extract<LedgerEvent, { readonly kind: 'received' | 're-sent' | 'changed' }>;

/** How far a study is in the pipeline. */
export interface Course {
  /** UTC, RFC 3339; null where the ledger does not know. */
  readonly firstReceivedAt: string | null;
  readonly receivedAt: string | null;
  readonly releasedAt: string | null;
  /** When all that came had gone through every step; null while something has not. */
  readonly throughAt: string | null;
  /** Number of the last event by which files of it changed and all of it came again; 0 when there is none. */
  readonly lastChange: number;
}

const NOTHING: Course = {
  ...{ firstReceivedAt: null, receivedAt: null, releasedAt: null, throughAt: null, lastChange: 0 },
};

/** Whether an event tells of something that came. */
export function isArrival(event: LedgerEvent): event is Arrival {
  return event.kind === 'received' || event.kind === 're-sent' || event.kind === 'changed';
}

/** What the ledger says of one study. */
interface StudyEvents {
  readonly arrivals: Arrival[];
  releasedAt: string | null;
  /** Number of the last event by which it changed hands. */
  corrected: number;
}

/**
 * How far each study is, by the UID that was delivered. A delivery has gone through when every command that the pipeline
 * declares has `reported` after it came. A study has when each delivery that brought something of it has, or a later one
 * that held all of it again. What was released before a correction bears the wrong ID: it has to go through anew.
 */
export function coursesOf({
  events,
  steps,
}: Pick<StatusFacts, 'events' | 'steps'>): (studyUID: string) => Course {
  const studies = new Map<string, StudyEvents>();
  const reported = new Reported(steps);
  for (const event of events) {
    if (event.kind === 'reported') reported.add(event);
    if (event.studyUID === undefined) continue;
    const study = studies.get(event.studyUID) ?? { arrivals: [], releasedAt: null, corrected: 0 };
    studies.set(event.studyUID, study);
    if (isArrival(event)) study.arrivals.push(event);
    else if (event.kind === 'released') study.releasedAt = latest([study.releasedAt, event.at]);
    else if (event.kind === 'corrected') study.corrected = event.id;
  }
  const courses = new Map([...studies].map(([uid, study]) => [uid, courseOf(study, reported)]));
  return (studyUID) => courses.get(studyUID) ?? NOTHING;
}

function courseOf({ arrivals, releasedAt, corrected }: StudyEvents, reported: Reported): Course {
  const [first] = arrivals;
  let total = 0;
  const legs = arrivals.map((arrival) => {
    const { same, changed, added }: EventDetails['received'] = arrival.details;
    total += added;
    return {
      id: arrival.id,
      kind: arrival.kind,
      isWhole: same + changed + added >= total,
      throughAt: reported.throughAt(arrival, corrected),
    };
  });
  // What came is through with its own delivery, or with the first one after it that held everything.
  const settled = legs.flatMap((leg, i) => {
    if (leg.kind === 're-sent') return [];
    const later = legs.slice(i + 1).find(({ isWhole, throughAt }) => isWhole && throughAt !== null);
    return [leg.throughAt ?? later?.throughAt ?? null];
  });
  return {
    firstReceivedAt: first?.at ?? null,
    receivedAt: latest(arrivals.map(({ at }) => at)),
    releasedAt,
    throughAt: settled.includes(null) ? null : latest(settled),
    lastChange: legs.findLast(({ kind, isWhole }) => kind === 'changed' && isWhole)?.id ?? 0,
  };
}

type Report = Pick<LedgerEvent, 'id' | 'at'>;

/** Which commands have reported on which delivery. */
class Reported {
  readonly #steps: PipelineSteps | undefined;
  readonly #last = new Map<string, Report>();

  constructor(steps: PipelineSteps | undefined) {
    this.#steps = steps;
  }

  add({ id, at, run, delivery, command }: LedgerEvent): void {
    this.#last.set(key(run, delivery, command), { id, at });
    // What is over all deliveries is known by its run.
    this.#last.set(key(run, undefined, command), { id, at });
  }

  /** When the last command had reported on what came; null while one has not, after it came and after `since`. */
  throughAt({ id, run, delivery }: LedgerEvent, since: number): string | null {
    if (!this.#steps || run === undefined || delivery === undefined) return null;
    const reports = [
      ...this.#steps.each.map((command) => this.#last.get(key(run, delivery, command))),
      ...this.#steps.over.map((command) => this.#last.get(key(run, undefined, command))),
    ];
    const after = Math.max(id, since);
    return reports.every((report) => report !== undefined && report.id > after)
      ? latest(reports.map((report) => report?.at))
      : null;
  }
}

function key(run: string | undefined, delivery: number | undefined, command: string | undefined): string {
  return JSON.stringify([run, delivery, command]);
}
