import type {
  EventDetails,
  EventKind,
  LedgerEvent,
  NewEvent,
  Problem,
} from '../../../src/identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../../src/identity/ledger/ledger.js';
import { openCrosswalk } from '../../../src/pipeline/open-crosswalk.js';
import { ids, inside, newWorld, subjectIn, type World } from '../crosswalk/world.js';

/** What must not be told of a history beside the names of the crosswalk's people. */
export const PLANTED = ['/media', '/work/out', 'SN-4471', 'STATION-9', '1.2.3.1', '1.2.826.0.1.3680043.9.1'];

export const SHA = {
  manifest: 'a'.repeat(64),
  assign: 'b'.repeat(64),
  deid: 'c'.repeat(64),
  check: 'd'.repeat(64),
};
export const RELEASED_UID = '2.25.123456789012345678901234567890';
export const OTHER_RELEASED_UID = '2.25.999999999999999999999999999999';

const received = {
  ...{ series: 3, instances: 120, modalities: { MR: 2, PT: 1 }, same: 0, changed: 0, added: 120 },
  devices: [
    {
      ...{ manufacturer: 'SIEMENS', model: 'Prisma', serial: 'SN-4471', station: 'STATION-9' },
      software: ['syngo MR E11'],
    },
  ],
};

export const problem: Problem = {
  ...{ code: 'motion-limit', outcome: 'fail', severity: 'major', message: 'moved more than allowed' },
  ...{ name: 'bold', expected: '≤ 0.5', actual: '0.9', unit: 'mm', source: 'limits.yaml' },
};

const counts = { filesIn: 122, filesOut: 118, quarantined: 2, skipped: 2, duplicates: 0 };
const verdict = 'pass' as const;

/** Details of every kind of event, identities in them wherever there is room. */
export const DETAILS: EventDetails = {
  begun: {
    ...{ inputs: ['/media/CD of Marigoldova', '/media/cd2'], out: '/work/out', state: '/work/out.state' },
    ...{ configuration: 'e'.repeat(64), tool: 'corelab 0.1.0' },
  },
  ended: { verdict },
  reported: { input: '/media/CD of Marigoldova', verdict: 'fail', ...counts, problems: [problem] },
  received,
  're-sent': { ...received, same: 120, added: 0 },
  changed: { ...received, same: 117, changed: 2, added: 1 },
  assigned: { outcome: 'recalled', subjectId: ids.first, timing: 'in-window', offsetDays: 28, problems: [] },
  'not-assigned': {
    ...{ outcome: 'conflict', reasons: ['several-candidates', 'name-changed'], files: 3 },
    problems: [{ ...problem, message: 'Marigoldova^Anna stands at /media/CD of Marigoldova/IM1' }],
  },
  released: { files: 118, series: 3, releasedUID: RELEASED_UID, folder: '/work/out' },
  quarantined: { code: 'identifier-found', reason: 'the output names the patient', files: 2 },
  checked: { outcome: 'fail', problems: [problem, { ...problem, count: 2 }], reads: 1 },
  exported: { to: 'CRO X', files: 118, why: 'data transfer 4' },
  accepted: { why: 'seen', code: 'motion-limit' },
  waived: { why: 'sponsor agreed', code: 'motion-limit' },
  rejected: { why: 'not usable', code: 'motion-limit' },
  queried: { why: 'unclear', code: 'motion-limit', text: 'Was the subject asked to lie still?' },
  answered: { why: 'mail of today', code: 'motion-limit', text: 'Yes' },
  corrected: { why: 'wrong record number', from: ids.second, to: ids.first, studies: 1 },
  withdrawn: { why: 'consent withdrawn' },
  destroyed: { why: 'certificate 12' },
  excused: { why: 'storm' },
};

/** An event of a kind, of nobody, with {@link DETAILS} unless others are given. */
export function eventOf<Kind extends EventKind>(
  kind: Kind,
  more: Partial<NewEvent> = {},
  details: EventDetails[Kind] = DETAILS[kind],
): NewEvent {
  const base = { at: '2026-11-23T10:03:59.000Z', osUser: 'jdoe', operator: 'jd' };
  return { ...base, ...more, kind, details } as NewEvent;
}

/** As it stands in the ledger. */
export function ledgerEvent(event: NewEvent, id = 1): LedgerEvent {
  return { ...event, id };
}

/** Writes events into the world's trial. @returns their numbers */
export function record(world: World, events: readonly NewEvent[]): Promise<number[]> {
  return inside(world, (writer) => {
    const trial = Number(writer.row('trials', '1')?.id);
    return events.map((event) => recordEvent(writer, trial, event));
  });
}

/** All events, and where the audit stands. */
export async function stateOf(world: World): Promise<{ events: LedgerEvent[]; seq: number }> {
  const crosswalk = await openCrosswalk(world.call);
  try {
    const trial = Number(crosswalk.row('trials', '1')?.id);
    return { events: eventsOf(crosswalk, trial), seq: crosswalk.head().seq };
  } finally {
    crosswalk.close();
  }
}

/** Events 1 to 11: two deliveries of a run, of which the first brings a study of each of the two subjects. */
export async function historyWorld(): Promise<World & { readonly first: number; readonly second: number }> {
  const world = await newWorld();
  const rows = await inside(world, (writer) => ({
    ...{ first: subjectIn(writer, ids.first).row, second: subjectIn(writer, ids.second).row },
  }));
  const at = { run: 'run-9', delivery: 1, site: '07' };
  const came = { ...at, studyUID: '1.2.3.1', command: 'manifest', report: SHA.manifest };
  const placed = { ...at, studyUID: '1.2.3.1', subject: rows.first, visit: 'BL' };
  await record(world, [
    eventOf('begun', { run: 'run-9' }),
    eventOf('received', came),
    eventOf('received', { ...came, studyUID: '1.2.3.9' }),
    eventOf('reported', { ...at, command: 'manifest', report: SHA.manifest }),
    eventOf('assigned', { ...placed, command: 'assign-id', report: SHA.assign }),
    eventOf('not-assigned', { ...at, studyUID: '1.2.3.77', command: 'assign-id', report: SHA.assign }),
    eventOf('released', { ...placed, command: 'deid', report: SHA.deid }),
    eventOf('quarantined', { ...placed, command: 'deid', report: SHA.deid }),
    eventOf('checked', { ...placed, command: 'qc-motion', report: SHA.check }),
    eventOf(
      'released',
      { ...at, subject: rows.second, studyUID: '1.2.3.9', visit: 'BL', command: 'deid', report: SHA.deid },
      { ...DETAILS.released, releasedUID: OTHER_RELEASED_UID, files: 2 },
    ),
    eventOf('changed', { ...came, run: 'run-10', subject: rows.first, visit: 'BL' }),
  ]);
  return { ...world, ...rows };
}
