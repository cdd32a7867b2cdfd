import { Arrivals } from './arrivals.js';
import type { EventKind, LedgerEvent, Problem } from './event.js';
import { HeldWhole } from './held-whole.js';
import { isJudgedOverAll, JudgedOverAll } from './judged-over-all.js';
import { problemsOf } from './problems-of.js';
import { isReleasedByHand, type ReleasedByHand } from './released-by-hand.js';

/**
 * Where an item stands. `superseded`: a later event made it void. `released`: all its files were let go from the
 * quarantine, which is what a person decided on it.
 */
export type ItemState =
  | 'open'
  | 'queried'
  | 'answered'
  | 'accepted'
  | 'waived'
  | 'rejected'
  | 'released'
  | 'superseded';

/** Something that a person has to decide, or has decided. */
export interface WorkItem {
  /** `EVENT.NUMBER`: the event that made it, and which of its problems, from 1. */
  readonly id: string;
  /** When its event was written. */
  readonly since: string;
  readonly kind: EventKind;
  readonly run: string | undefined;
  readonly delivery: number | undefined;
  /** Of the subject that has the study now. */
  readonly site: string | undefined;
  /** Row of the subject that has the study now. */
  readonly subject: number | undefined;
  readonly studyUID: string | undefined;
  /** As the study is placed now. */
  readonly visit: string | undefined;
  readonly command: string | undefined;
  readonly report: string | undefined;
  readonly problem: Problem;
  readonly state: ItemState;
  /** The last decision on it. */
  readonly decided?: {
    readonly kind: EventKind;
    readonly at: string;
    readonly osUser: string;
    readonly operator: string | null;
    readonly why: string;
    /** Of a query or an answer. */
    readonly text?: string;
  };
}

/**
 * Every item that events made, in the order of their IDs, and where it stands after the events that follow.
 *
 * What makes items: each problem of `reported`, `assigned`, `not-assigned` and `checked` that failed or could not be
 * evaluated; each `changed`; each `quarantined`. Where there is no problem there is no item. Of a study that was re-sent
 * as it was, a problem that stands among the items already, the same in every word, makes no second one: the item keeps
 * its state, so that a waiver holds, a refusal too, and a query stays open. That nothing was released is of a delivery: it
 * makes no second item where all of it came before ({@link HeldWhole}).
 *
 * What is `quarantined` is settled (`released`) once every file of it was let go by hand; while one is held it stays, and a
 * refusal stays. What a file let go was held as, its event names; where that is not known, the item stays.
 *
 * What makes items void (`superseded`):
 * - What `assign-id` says of a study later takes the place of what it said before: `assigned` that of `assigned` and
 *   `not-assigned`, `not-assigned` that of `not-assigned`. A study that is `not-assigned` now leaves what is to be decided
 *   on its earlier assignment.
 * - `checked` takes the place of what the same command said of the study before, decided or not, for the decision was
 *   on other data. Where a part of the study came, the checks looked at the whole as it stands in the output; but
 *   `manifest` at the part alone: what it said stands, and so does a refusal, which only the whole study sent anew lifts.
 * - An identical re-send makes nothing void but `not-assigned`, when it is `assigned` at last.
 * - Events of one delivery never make each other's items void: a study may be two subjects' there.
 * - What `response` reports takes the place of what it reported before, for it judges the whole trial at the end of each
 *   run. What it says again in the same words is the item that it was, unless the visit got other data meanwhile. A refusal
 *   stands.
 * - `corrected` of a study: what is unsettled of its assignment. The study's other items become the right subject's.
 * - `withdrawn` and `destroyed`: what is unsettled of the subject until then. What arrives later is open.
 * Nothing else does: what was quarantined or changed, and what else was found of no study, a person has to
 * settle.
 *
 * The last decision on an item counts; one on an item that is void, or that there is not, is passed over.
 * @param events of one trial, all of them: of a part alone, decisions and corrections would be missing
 */
export function workItems(events: readonly LedgerEvent[]): WorkItem[] {
  return worklistOf(events).items();
}

/**
 * The item that each problem is, by `EVENT.NUMBER`: the one that its event made, or the earlier one that it says again.
 * @param events as {@link workItems} takes them
 */
export function itemsOfProblems(events: readonly LedgerEvent[]): Map<string, WorkItem> {
  return worklistOf(events).byProblem();
}

function worklistOf(events: readonly LedgerEvent[]): Worklist {
  const worklist = new Worklist();
  for (const event of events.toSorted((a, b) => a.id - b.id)) worklist.take(event);
  return worklist;
}

/** Whether a person still has to do something about it: open, or answered by the site. */
export function needsPerson({ state }: WorkItem): boolean {
  return state === 'open' || state === 'answered';
}

/** Whether nothing can be decided on it any more: it is void, or what was held is let go. */
export function isClosed({ state }: WorkItem): boolean {
  return state === 'superseded' || state === 'released';
}

type DecisionEvent = Extract<
  LedgerEvent,
  { readonly kind: 'accepted' | 'waived' | 'rejected' | 'queried' | 'answered' }
>;

class Worklist {
  readonly #items = new Map<string, WorkItem>();
  readonly #idsByStudy = new Map<string, string[]>();
  /** Item of a problem that made none, since it stands among the items already. */
  readonly #saidAgain = new Map<string, string>();
  readonly #arrivals = new Arrivals();
  readonly #judged = new JudgedOverAll();
  readonly #heldWhole = new HeldWhole(this.#arrivals);
  /** Entries of the quarantine that were let go, by the item that they were held as. */
  readonly #letGo = new Map<string, Set<number>>();

  items(): WorkItem[] {
    return [...this.#items.values()];
  }

  byProblem(): Map<string, WorkItem> {
    const again = [...this.#saidAgain].flatMap(([id, of]) => {
      const item = this.#items.get(of);
      return item ? [[id, item] as const] : [];
    });
    return new Map([...this.#items, ...again]);
  }

  take(event: LedgerEvent): void {
    switch (event.kind) {
      case 'received':
      case 're-sent':
      case 'changed':
        this.#arrivals.add(event, event.details);
        break;
      case 'accepted':
      case 'waived':
      case 'rejected':
      case 'queried':
      case 'answered':
        this.#decide(event);
        return;
      case 'corrected':
        this.#correct(event);
        return;
      case 'released':
        if (isReleasedByHand(event)) this.#release(event);
        return;
      case 'withdrawn':
      case 'destroyed':
        for (const item of this.#items.values())
          if (isOf(item, event) && isUnsettled(item)) this.#supersede(item);
        return;
    }
    const arrival = this.#arrivals.of(event);
    if (event.kind === 'assigned' && arrival !== undefined && arrival !== 're-sent') this.#judged.came(event);
    if (isJudgedOverAll(event)) {
      this.#judge(event);
      return;
    }
    for (const item of this.#ofStudy(event)) if (this.#isVoid(item, event)) this.#supersede(item);
    this.#make(event);
  }

  #make(event: LedgerEvent): void {
    const known = this.#standing(event);
    for (const { number, problem } of problemsOf(event)) {
      const id = `${event.id}.${number}`;
      const before = known.find((item) => isSameProblem(item.problem, problem));
      if (before) {
        this.#saidAgain.set(id, before.id);
        continue;
      }
      const { kind, run, delivery, site, subject, studyUID, visit, command, report } = event;
      const of = { kind, run, delivery, site, subject, studyUID, visit, command, report };
      this.#items.set(id, { id, since: event.at, ...of, problem, state: 'open' });
      if (studyUID === undefined) continue;
      this.#idsByStudy.set(studyUID, [...(this.#idsByStudy.get(studyUID) ?? []), id]);
    }
    this.#heldWhole.add(event, (number) => {
      const id = `${event.id}.${number}`;
      return this.#saidAgain.get(id) ?? id;
    });
  }

  /** What stands of what an event says of something that came as it was; what waits for a person first. */
  #standing(event: LedgerEvent): WorkItem[] {
    const isResent = this.#arrivals.of(event) === 're-sent';
    const before = this.#items.get(this.#heldWhole.before(event) ?? '');
    const all = [...(isResent ? this.#ofStudy(event) : []), ...(before ? [before] : [])];
    return all
      .filter((item) => isSameStatement(item, event))
      .sort((a, b) => Number(needsPerson(b)) - Number(needsPerson(a)));
  }

  #judge(event: LedgerEvent): void {
    const { kind, run, delivery, site, studyUID, command, report } = event;
    const now = new Map<string, string>();
    for (const { number, problem } of problemsOf(event)) {
      const words = wordsOf(problem);
      const place = { subject: problem.subject, visit: problem.visit };
      const known = this.#items.get(this.#judged.before(words) ?? '');
      const isSaidAgain = known && known.state !== 'superseded' && !this.#judged.hasOtherData(known, place);
      const id = `${event.id}.${number}`;
      now.set(words, isSaidAgain ? known.id : id);
      if (isSaidAgain) {
        this.#saidAgain.set(id, known.id);
        // What older events did not say of whom it is, is known now.
        this.#items.set(known.id, { ...known, ...place });
        continue;
      }
      const of = { kind, run, delivery, site, ...place, studyUID, command, report };
      this.#items.set(id, { id, since: event.at, ...of, problem, state: 'open' });
    }
    for (const id of this.#judged.replace(now, event)) {
      const item = this.#items.get(id);
      if (item && item.state !== 'rejected') this.#supersede(item);
    }
  }

  #isVoid(item: WorkItem, event: LedgerEvent): boolean {
    if (event.run !== undefined && item.run === event.run && item.delivery === event.delivery) return false;
    const arrival = this.#arrivals.of(event);
    const isAsBefore = arrival === 're-sent';
    // The checks look at the whole study as it stands in the output, `manifest` at what came.
    const isWhole = ({ state }: WorkItem, { command }: LedgerEvent): boolean =>
      arrival !== 'part' || (command !== 'manifest' && state !== 'rejected');
    switch (event.kind) {
      case 'assigned':
        return item.kind === 'not-assigned' || (item.kind === 'assigned' && !isAsBefore);
      case 'not-assigned':
        return item.kind === 'not-assigned' && !isAsBefore;
      case 'checked':
        return (
          item.kind === 'checked' && item.command === event.command && !isAsBefore && isWhole(item, event)
        );
      default:
        return false;
    }
  }

  #decide(event: DecisionEvent): void {
    const { item: id = '' } = event;
    // A decision on what was said again is one on the item that stands for it.
    const item = this.#items.get(id) ?? this.#items.get(this.#saidAgain.get(id) ?? '');
    if (!item || isClosed(item)) return;
    const { kind, at, osUser, operator, details } = event;
    const text = 'text' in details ? { text: details.text } : {};
    const decided = { kind, at, osUser, operator, why: details.why, ...text };
    this.#items.set(item.id, { ...item, state: kind, decided });
  }

  #release({ item: id = '', details: { files, entry } }: ReleasedByHand): void {
    const item = this.#items.get(id);
    if (item?.kind !== 'quarantined' || entry === undefined || files !== 1) return;
    const letGo = (this.#letGo.get(id) ?? new Set()).add(entry);
    this.#letGo.set(id, letGo);
    const isAll = letGo.size >= (item.problem.count ?? 1);
    // A refusal holds until the study comes anew, whatever of it was let go.
    if (isAll && item.state !== 'rejected' && !isClosed(item))
      this.#items.set(id, { ...item, state: 'released' });
  }

  #correct(event: LedgerEvent): void {
    const { subject, site, visit } = event;
    for (const item of this.#ofStudy(event)) {
      // What was nobody's is not the wrong subject's.
      if (item.subject === undefined) continue;
      const moved = { ...item, subject, visit, site: site ?? item.site };
      this.#items.set(item.id, moved);
      if (item.kind === 'assigned' && isUnsettled(item)) this.#supersede(moved);
    }
  }

  #supersede(item: WorkItem): void {
    this.#items.set(item.id, { ...item, state: 'superseded' });
  }

  #ofStudy({ studyUID }: LedgerEvent): WorkItem[] {
    if (studyUID === undefined) return [];
    return (this.#idsByStudy.get(studyUID) ?? []).flatMap((id) => this.#items.get(id) ?? []);
  }
}

function isOf(item: WorkItem, { subject }: LedgerEvent): boolean {
  return subject !== undefined && item.subject === subject;
}

/** Whether nobody has settled it: it waits for a person, or for the site. */
function isUnsettled(item: WorkItem): boolean {
  return needsPerson(item) || item.state === 'queried';
}

/** Whether an item stands, and is of what the event says again. */
function isSameStatement(item: WorkItem, event: LedgerEvent): boolean {
  const { kind, command, subject, state } = item;
  const isSame = kind === event.kind && command === event.command && subject === event.subject;
  // What is of no study is a site's.
  const isOfSame = event.studyUID !== undefined || item.site === event.site;
  return isSame && isOfSame && state !== 'superseded';
}

function isSameProblem(a: Problem, b: Problem): boolean {
  return wordsOf(a) === wordsOf(b);
}

function wordsOf({ code, outcome, severity, message, name, expected, actual, unit, count }: Problem): string {
  return JSON.stringify([code, outcome, severity, message, name, expected, actual, unit, count]);
}
