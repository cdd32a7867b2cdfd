import type { Action, Reader, Row, SqlValue, Writer } from '../crosswalk/contract.js';
import { CrosswalkError } from '../crosswalk/crosswalk-error.js';
import { hasInstance, packDigests, unpackDigests } from './digests.js';
import type { InstanceDigest, LedgerEvent, NewEvent } from './event.js';
import { isPlainJson } from './plain-json.js';

/** Which events are wanted; all that is given has to hold. */
export interface EventFilter {
  /** None are wanted where it is empty. */
  readonly kinds?: readonly NewEvent['kind'][];
  readonly run?: string;
  readonly delivery?: number;
  /** Row of the subject. */
  readonly subject?: number;
  readonly studyUID?: string;
  readonly command?: string;
}

/**
 * Adds an event: its audit record has the action `ledger-KIND`, and the reason that the event gives. Events are never
 * changed, and never deleted.
 * @returns its number
 * @throws CrosswalkError `row-refused` for details that are not plain JSON, a digest or report that is no SHA-256, and a
 * subject of another trial
 */
export function recordEvent(writer: Writer, trial: number, event: NewEvent): number {
  const { details, digests, subject, report } = event;
  if (!isPlainJson(details)) throw refused('details that JSON does not keep');
  if (report !== undefined && !/^[0-9a-f]{64}$/.test(report)) throw refused('a report that is no SHA-256');
  if (subject !== undefined && trialOf(writer, subject) !== trial)
    throw refused('a subject of no such trial');
  const values = {
    trial,
    kind: event.kind,
    at: event.at,
    os_user: event.osUser,
    operator: event.operator,
    run: event.run ?? null,
    delivery: event.delivery ?? null,
    site: event.site ?? null,
    subject: subject ?? null,
    study_uid: event.studyUID ?? null,
    visit: event.visit ?? null,
    command: event.command ?? null,
    report: report ?? null,
    item: event.item ?? null,
    details: JSON.stringify(details),
  };
  // They are many, and apart: whoever reads events reads none of them.
  const packed = digests && packDigests(digests);
  const id = writer.insert('events', values, actionOf(event));
  if (packed) writer.insert('digests', { event: id, digests: packed }, actionOf(event));
  return id;
}

function actionOf({ kind, details }: NewEvent): Action {
  const name = `ledger-${kind}`;
  return 'why' in details ? { name, reason: details.why } : { name };
}

function trialOf(reader: Reader, subject: number): SqlValue | undefined {
  return reader.scalar('SELECT trial FROM subjects WHERE id = ?', subject);
}

function refused(what: string): CrosswalkError {
  return new CrosswalkError('row-refused', `an event has ${what}: nothing was changed`);
}

/**
 * Events of a trial, in the order in which they were written, without their digests.
 * @throws CrosswalkError `row-forged`
 */
export function eventsOf(reader: Reader, trial: number, filter: EventFilter = {}): LedgerEvent[] {
  const { where, parameters } = conditionsOf(trial, filter);
  return reader.rows('events', `${where} ORDER BY id`, ...parameters).map(eventIn);
}

const PAGE = 100;

/** Digests of the events that a term of SQL names, page by page: those of a whole trial would not fit into memory. */
function* digestRows(reader: Reader, events: string, ...parameters: SqlValue[]): Generator<Row> {
  const where = `event IN (SELECT id FROM events WHERE ${events}) AND id > ? ORDER BY id LIMIT ?`;
  for (let after = 0; ; ) {
    const page = reader.rows('digests', where, ...parameters, after, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}

function conditionsOf(trial: number, filter: EventFilter): { where: string; parameters: SqlValue[] } {
  const { kinds, run, delivery, subject, studyUID, command } = filter;
  const given = { trial, run, delivery, subject, study_uid: studyUID, command };
  const terms: string[] = [];
  const parameters: SqlValue[] = [];
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    terms.push(`${name} = ?`);
    parameters.push(value);
  }
  if (kinds) {
    terms.push(`kind IN (${kinds.map(() => '?').join()})`);
    parameters.push(...kinds);
  }
  return { where: terms.join(' AND '), parameters };
}

function eventIn(row: Row): LedgerEvent {
  const known = {
    run: row.run,
    delivery: row.delivery,
    site: row.site,
    subject: row.subject,
    studyUID: row.study_uid,
    visit: row.visit,
    command: row.command,
    report: row.report,
    item: row.item,
  };
  return {
    ...{ id: row.id, kind: row.kind, at: row.at, osUser: row.os_user, operator: row.operator ?? null },
    details: JSON.parse(String(row.details)),
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
  } as LedgerEvent;
}

const ARRIVALS = ['received', 're-sent', 'changed'] as const;

/**
 * What came of a study, newest digest of each instance: over every `received`, `re-sent` and `changed` event of it.
 * @returns SHA-256 by SOP Instance UID; empty for a study that never came
 */
export function knownDigests(reader: Reader, trial: number, studyUID: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { digests } of digestRows(reader, 'trial = ? AND study_uid = ?', trial, studyUID)) {
    if (!(digests instanceof Uint8Array)) continue;
    for (const { sopInstanceUID, sha256 } of unpackDigests(digests)) known.set(sopInstanceUID, sha256);
  }
  return known;
}

/** SOP Instance UIDs that came with each arrival of a study, by the number of its event. */
export function instancesOfArrivals(
  reader: Reader,
  trial: number,
  studyUID: string,
): ReadonlyMap<number, ReadonlySet<string>> {
  const came = new Map<number, ReadonlySet<string>>();
  for (const { event, digests } of digestRows(reader, 'trial = ? AND study_uid = ?', trial, studyUID)) {
    if (!(digests instanceof Uint8Array)) continue;
    came.set(Number(event), new Set(unpackDigests(digests).map(({ sopInstanceUID }) => sopInstanceUID)));
  }
  return came;
}

/**
 * The studies, by the UID that was delivered, that an instance came in; the first that it came in first.
 * @param sopInstanceUID as it was delivered
 */
export function studiesWithInstance(reader: Reader, trial: number, sopInstanceUID: string): string[] {
  const studyOf = new Map(
    eventsOf(reader, trial, { kinds: ARRIVALS }).map(({ id, studyUID }) => [id, studyUID]),
  );
  const studies = new Set<string>();
  for (const { event, digests } of digestRows(reader, 'trial = ?', trial)) {
    const studyUID = studyOf.get(Number(event));
    if (studyUID === undefined || studies.has(studyUID) || !(digests instanceof Uint8Array)) continue;
    if (hasInstance(digests, sopInstanceUID)) studies.add(studyUID);
  }
  return [...studies];
}

/**
 * How a study that came goes together with what came before. `received`: it never came. `re-sent`: every instance that
 * came now came before with the same bytes, were it fewer than then. `changed`: any other.
 * @returns numbers of instances, each counted once; one that came in two forms has changed unless it is new
 */
export function comparedWith(
  known: ReadonlyMap<string, string>,
  digests: readonly InstanceDigest[],
): {
  readonly kind: 'received' | 're-sent' | 'changed';
  readonly same: number;
  readonly changed: number;
  readonly added: number;
} {
  const came = new Set(digests.map(({ sopInstanceUID }) => sopInstanceUID));
  const differing = new Set(
    digests.flatMap(({ sopInstanceUID: uid, sha256 }) => (known.get(uid) === sha256 ? [] : [uid])),
  );
  const added = [...came].filter((uid) => !known.has(uid)).length;
  const same = came.size - differing.size;
  const changed = differing.size - added;
  const isSame = differing.size === 0;
  return { kind: known.size === 0 ? 'received' : isSame ? 're-sent' : 'changed', same, changed, added };
}
