import type { EventDetails, EventKind, LedgerEvent, Received } from '../../../src/identity/ledger/event.js';
import type { ItemState, WorkItem } from '../../../src/identity/ledger/work-items.js';
import type { StatusFacts, StudyFacts, SubjectFacts } from '../../../src/pipeline/status/facts.js';
import { type Status, statusOf } from '../../../src/pipeline/status/status.js';
import type { StatusVisitRow } from '../../../src/report/ledger-sections.js';
import { BASE, PLAIN } from '../../identity/visits/schedule.js';

export const HOUR = 3_600_000;
/** The moment that event 0 would have: the midnight on which the baseline's day begins. */
export const START = BASE * 24 * HOUR;

export const STEPS = ['manifest', 'assign-id', 'deid', 'check-protocol'];

/** What an event says besides its kind. */
interface Told {
  readonly kind?: EventKind;
  readonly at?: string;
  readonly run?: string;
  readonly delivery?: number;
  readonly site?: string;
  readonly subject?: number;
  readonly studyUID?: string;
  readonly command?: string;
  readonly item?: string;
  readonly details?: Partial<EventDetails[EventKind]>;
}

/** A trial's history as a test tells it: one event an hour, unless it says otherwise. */
export class History {
  readonly events: LedgerEvent[] = [];
  readonly items: WorkItem[] = [];
  readonly subjects: SubjectFacts[] = [];
  /** SOP Instance UIDs of arrivals, by event. */
  readonly instances = new Map<number, ReadonlySet<string>>();

  /** A subject with these studies, by UID: visit and days from the baseline. */
  subject(
    id: string,
    studies: Readonly<Record<string, readonly [visit: string | null, day: number]>> = {},
    but: Partial<SubjectFacts> = {},
  ): SubjectFacts {
    const facts: SubjectFacts = {
      ...{ row: this.subjects.length + 1, id, site: '01', kind: 'subject', status: 'active' },
      ...{ replacedBy: undefined, excused: {} },
      studies: Object.entries(studies).map(
        ([studyUID, [visit, day]]): StudyFacts => ({
          ...{ studyUID, visit, day: BASE + day, offsetDays: day },
          timing: visit === null ? 'unscheduled' : 'in-window',
          seriesByModality: { MR: 2 },
        }),
      ),
      ...but,
    };
    this.subjects.push(facts);
    return facts;
  }

  event(kind: EventKind, told: Told = {}): LedgerEvent {
    const id = this.events.length + 1;
    const event = {
      ...{ id, kind, at: new Date(START + id * HOUR).toISOString(), osUser: 'reader', operator: null },
      ...{ details: {}, run: 'run-1', delivery: 1, site: '01' },
      ...told,
    } as LedgerEvent;
    this.events.push(event);
    return event;
  }

  /** A study comes, of ten instances. */
  came(studyUID: string, told: Told = {}, but: Partial<Received> = {}): LedgerEvent {
    const kind = told.kind ?? 'received';
    const details: Received = {
      ...{ series: 2, instances: 10, modalities: { MR: 2 }, devices: [], same: 0, changed: 0 },
      added: kind === 'received' ? 10 : 0,
      ...but,
    };
    return this.event(kind, { command: 'manifest', studyUID, ...told, details });
  }

  /** Commands report on a delivery: all of the pipeline, or these. */
  reported(told: Told = {}, commands: readonly string[] = STEPS): void {
    for (const command of commands) this.event('reported', { command, ...told });
  }

  /** An item of the worklist, of an event that is not told. */
  item(state: ItemState, told: Partial<WorkItem> = {}): WorkItem {
    const decided = {
      ...{ kind: 'accepted', at: new Date(START + 100 * HOUR).toISOString() },
      ...{ osUser: 'reader', operator: 'J. Doe', why: 'seen' },
    } as const;
    const isDecided = state !== 'open' && state !== 'superseded';
    const item = {
      ...{ id: `9.${this.items.length + 1}`, since: new Date(START).toISOString(), kind: 'checked' },
      ...{ run: 'run-1', delivery: 1, site: '01', subject: undefined, studyUID: undefined, visit: undefined },
      ...{ command: 'check-protocol', report: undefined, state },
      problem: { code: 'protocol-deviation', outcome: 'fail', severity: 'major', message: 'it deviates' },
      ...(isDecided ? { decided } : {}),
      ...told,
    } as WorkItem;
    this.items.push(item);
    return item;
  }

  /** @param day from the baseline of whoever began on day 0 */
  facts(day = 0, but: Partial<StatusFacts> = {}): StatusFacts {
    const { subjects, events, items } = this;
    return {
      ...{ schedule: PLAIN, sites: ['01'], steps: { each: STEPS, over: [] } },
      ...{ answerWithinDays: 14, decideWithinDays: 5, subjects, events, items },
      ...{ day: BASE + day, filter: {}, instances: this.instances },
      ...but,
    };
  }

  status(day = 0, but: Partial<StatusFacts> = {}): Status {
    return statusOf(this.facts(day, but));
  }

  /** States of the visits, as `subject visit`. */
  states(day = 0, but: Partial<StatusFacts> = {}): Record<string, string> {
    const { visits } = this.status(day, but).sections;
    return Object.fromEntries(visits.map((row) => [`${row.subject} ${row.visit}`, row.state]));
  }

  visit(name: string, day = 0): StatusVisitRow {
    const found = this.status(day).sections.visits.find(
      ({ subject, visit }) => `${subject} ${visit}` === name,
    );
    if (!found) throw new Error('no such visit in the test');
    return found;
  }
}
