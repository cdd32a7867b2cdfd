import type { LedgerEvent } from '../../identity/ledger/event.js';
import { isReleasedByHand } from '../../identity/ledger/released-by-hand.js';
import { type Arrival, isArrival, partsOf } from './arrivals.js';
import { latest } from './clock.js';
import type { PipelineSteps, StatusFacts } from './facts.js';

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
  /** Whether all that came of it since it is whose it is now was quarantined. */
  readonly isHeld: boolean;
  /** Of a study of which parts are through and others are not: how many instances came, and how many are through. */
  readonly unfinished?: { readonly instances: number; readonly through: number };
}

const NOTHING: Course = {
  ...{ firstReceivedAt: null, receivedAt: null, releasedAt: null, throughAt: null, lastChange: 0 },
  isHeld: false,
};

/** What the ledger says of one study. */
interface StudyEvents {
  readonly arrivals: Arrival[];
  /** Events by which it was somebody's. */
  readonly assignments: LedgerEvent[];
  /** Events by which files of it left. */
  readonly releases: LedgerEvent[];
  /** Events by which files of it were quarantined. */
  readonly quarantines: LedgerEvent[];
  /** Number of the last event by which it changed hands. */
  corrected: number;
}

/**
 * How far each study is, by the UID that was delivered. A delivery has gone through when every command that the pipeline
 * declares has `reported` after it came. A study has when each delivery that brought something of it has, or a later one
 * that held all of it again, or later ones that together held every instance that it brought: what came on two CDs comes
 * again on two CDs, and the checks of the last one look at the whole study. What was released before a correction bears the wrong ID: it has to go through anew. What a
 * person let go from the quarantine has to be checked with the rest, with whatever comes of the study then.
 */
export function coursesOf({
  events,
  steps,
  instances,
}: Pick<StatusFacts, 'events' | 'steps' | 'instances'>): (studyUID: string) => Course {
  const studies = new Map<string, StudyEvents>();
  const reported = new Reported(steps);
  for (const event of events) {
    if (event.kind === 'reported') reported.add(event);
    if (event.studyUID === undefined) continue;
    const study = studies.get(event.studyUID) ?? {
      arrivals: [],
      assignments: [],
      releases: [],
      quarantines: [],
      corrected: 0,
    };
    studies.set(event.studyUID, study);
    if (isArrival(event)) study.arrivals.push(event);
    else if (event.kind === 'assigned') study.assignments.push(event);
    else if (event.kind === 'released') study.releases.push(event);
    else if (event.kind === 'quarantined') study.quarantines.push(event);
    else if (event.kind === 'corrected') study.corrected = event.id;
  }
  const courses = new Map(
    [...studies].map(([uid, study]) => [uid, courseOf(study, { reported, instances })]),
  );
  return (studyUID) => courses.get(studyUID) ?? NOTHING;
}

function courseOf(
  study: StudyEvents,
  { reported, instances }: Pick<StatusFacts, 'instances'> & { readonly reported: Reported },
): Course {
  const { arrivals, assignments, releases, quarantines, corrected } = study;
  const [first] = arrivals;
  const legs = legsOf(arrivals, instances, (arrival, isChecked) => {
    const isOf = ({ run, delivery }: LedgerEvent) => run === arrival.run && delivery === arrival.delivery;
    const isHeld = quarantines.some(isOf) && !releases.some(isOf);
    // By what was held the output is no other: what was found of it before is still true.
    return reported.throughAt(arrival, { since: corrected, isToCheck: !isHeld || !isChecked });
  });
  const isSince = ({ id }: LedgerEvent) => id > corrected;
  // What came is through with its own delivery, or with the first one after it that held everything.
  const settled = legs.flatMap((leg, i) => {
    if (leg.kind === 're-sent') return [];
    const later = legs.slice(i + 1).filter(({ throughAt }) => throughAt !== null);
    const whole = later.find(({ isWhole }) => isWhole);
    return [leg.throughAt ?? whole?.throughAt ?? throughInParts(leg, later)];
  });
  const unfinished = settled.includes(null) ? unfinishedOf(legs) : undefined;
  const byHand = releases.findLast(isReleasedByHand);
  if (byHand) settled.push(reported.checkedAt(byHand, assignments));
  return {
    firstReceivedAt: first?.at ?? null,
    receivedAt: latest(arrivals.map(({ at }) => at)),
    releasedAt: latest(releases.map(({ at }) => at)),
    throughAt: settled.includes(null) ? null : latest(settled),
    lastChange: legs.findLast(({ kind, isWhole }) => kind === 'changed' && isWhole)?.id ?? 0,
    isHeld: quarantines.some(isSince) && !releases.some(isSince),
    ...(unfinished && { unfinished }),
  };
}

/**
 * When everything that came with a leg had come again and gone through; null while an instance has not.
 * @param later legs that are through
 */
function throughInParts({ instances }: Leg, later: readonly Leg[]): string | null {
  if (!instances) return null;
  const left = new Set(instances);
  const moments: (string | null)[] = [];
  for (const part of later) {
    const before = left.size;
    for (const uid of part.instances ?? []) left.delete(uid);
    if (left.size < before) moments.push(part.throughAt);
  }
  return left.size === 0 ? latest(moments) : null;
}

/** Counts instances; undefined where it is not known which came when, or none or all of them are through. */
function unfinishedOf(legs: readonly Leg[]): Course['unfinished'] {
  const uidsOf = (some: readonly Leg[]) => new Set(some.flatMap(({ instances }) => [...(instances ?? [])]));
  if (legs.some(({ instances }) => instances === undefined)) return undefined;
  const through = uidsOf(legs.filter(({ throughAt }) => throughAt !== null)).size;
  const instances = uidsOf(legs).size;
  return through > 0 && through < instances ? { instances, through } : undefined;
}

interface Leg {
  readonly id: number;
  readonly kind: Arrival['kind'];
  /** Whether all that came of the study by then came with it. */
  readonly isWhole: boolean;
  readonly throughAt: string | null;
  /** SOP Instance UIDs that came; undefined where it is not known, or some have none. */
  readonly instances: ReadonlySet<string> | undefined;
}

/** @param throughAt is told whether something of the study had gone through every check before */
function legsOf(
  arrivals: readonly Arrival[],
  instances: StatusFacts['instances'],
  throughAt: (arrival: Arrival, isChecked: boolean) => string | null,
): Leg[] {
  const legs: Leg[] = [];
  for (const { arrival, isWhole } of partsOf(arrivals)) {
    const isChecked = legs.some((leg) => leg.throughAt !== null);
    const { id, kind, details } = arrival;
    const came = instances.get(id);
    const isAll = came?.size === details.instances;
    legs.push({
      ...{ id, kind, isWhole, throughAt: throughAt(arrival, isChecked) },
      instances: isAll ? came : undefined,
    });
  }
  return legs;
}

type Report = Pick<LedgerEvent, 'id' | 'at'>;

/** Commands that every delivery goes through; the others have nothing to do where nothing was released. */
const ALWAYS: ReadonlySet<string> = new Set(['manifest', 'assign-id', 'deid']);

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
  throughAt(
    { id, run, delivery }: LedgerEvent,
    { since, isToCheck }: { readonly since: number; readonly isToCheck: boolean },
  ): string | null {
    if (!this.#steps || run === undefined || delivery === undefined) return null;
    const reports = [
      ...this.#steps.each
        .filter((command) => isToCheck || ALWAYS.has(command))
        .map((command) => this.#last.get(key(run, delivery, command))),
      ...this.#steps.over.map((command) => this.#last.get(key(run, undefined, command))),
    ];
    const after = Math.max(id, since);
    return reports.every((report) => report !== undefined && report.id > after)
      ? latest(reports.map((report) => report?.at))
      : null;
  }

  /**
   * When a delivery of which the study was assigned had gone through every check since a file was let go by hand: the
   * checks look at the whole study. Where no check is declared, the moment of the release.
   */
  checkedAt({ id, at }: Report, assignments: readonly LedgerEvent[]): string | null {
    const { each = [], over = [] } = this.#steps ?? {};
    const checks = each.filter((command) => !ALWAYS.has(command));
    const moments = assignments.map(({ run, delivery }) => {
      const reports = [
        ...checks.map((command) => this.#last.get(key(run, delivery, command))),
        ...over.map((command) => this.#last.get(key(run, undefined, command))),
      ];
      const isChecked = reports.every((report) => report !== undefined && report.id > id);
      return isChecked ? (latest(reports.map((report) => report?.at)) ?? at) : null;
    });
    return moments.find((moment) => moment !== null) ?? null;
  }
}

function key(run: string | undefined, delivery: number | undefined, command: string | undefined): string {
  return JSON.stringify([run, delivery, command]);
}
