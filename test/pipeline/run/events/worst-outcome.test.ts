import { describe, expect, it } from 'vitest';
import type { Collection } from '../../../../fixtures/collection.js';
import { COLLECTIONS } from '../../../../fixtures/collections.js';
import { type Outcome, worst } from '../../../../src/findings/outcome.js';
import type { NewEvent } from '../../../../src/identity/ledger/event.js';
import {
  assignIdEvents,
  checkEvents,
  deidEvents,
  manifestEvents,
} from '../../../../src/pipeline/run/events/step-events.js';
import type { StudyRef } from '../../../../src/pipeline/run/step.js';
import type { Scan } from '../../../../src/pipeline/scan/scan.js';
import { type Report, verdictOf } from '../../../../src/report/envelope.js';
import { ofKind, problemsIn, stepOf } from './hand-made.js';
import { collectionAt, Lab, scanOf } from './lab.js';

/** Small ones with every kind of trouble; those of a single command it is tried on alone. */
const MIXED = ['two-patients', 're-sent', 'site-anonymised', 'planted', 'burned-in'];
const OF_IDENTITY = ['second-visit', 'mistaken-id', 'name-variants', 'phantom-scan'];

/** What the events say without the verdict that the last one repeats: what was quarantined has failed. */
function worstOf(events: readonly NewEvent[]): Outcome {
  return worst([
    'pass',
    ...events.flatMap((event) => problemsIn(event).map(({ outcome }) => outcome)),
    ...ofKind(events, 'checked').map(({ details }) => details.outcome),
    ...ofKind(events, 'quarantined').map(() => 'fail' as const),
  ]);
}

/** Every distinct code that did not pass, of findings and of events. */
function codes(all: readonly { readonly code: string; readonly outcome: Outcome }[]): string[] {
  const open = all.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable');
  return [...new Set(open.map(({ code }) => code))].filter((code) => !code.startsWith('quarantined-')).sort();
}

function agree(report: Report, events: readonly NewEvent[]): void {
  expect(worstOf(events), `${report.command}: the worst of its events`).toBe(verdictOf(report.findings, []));
  expect(codes(events.flatMap(problemsIn)), `${report.command}: what it found`).toEqual(
    codes(report.findings),
  );
  expect(ofKind(events, 'reported'), `${report.command}: one report`).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ kind: 'reported', details: { verdict: report.verdict } });
  const places = [...report.files].flatMap(({ path }) => (path === '' ? [] : path));
  const text = JSON.stringify(
    events.map(({ details, ...event }) => [event, problemsIn({ details, ...event } as NewEvent)]),
  );
  expect(
    places.filter((path) => text.includes(path)),
    `${report.command}: no path`,
  ).toEqual([]);
}

/** Studies of a scan or of what was released, as the crosswalk would have them. */
function studiesOf(uids: Iterable<string | undefined>): ReadonlyMap<string, StudyRef> {
  const named = [...new Set(uids)].flatMap((uid) => (uid ? [uid] : []));
  return new Map(named.map((studyUID, i) => [studyUID, { studyUID, subject: i, visit: undefined }]));
}

function deidStep(report: Report, found: Scan): NewEvent[] {
  const ofReleased = studiesOf([...report.files].map(({ studyUID }) => studyUID));
  const ofDelivered = studiesOf(found.instances.headers.map(({ studyUID }) => studyUID));
  return deidEvents(stepOf(report), found, { ofReleased, ofDelivered });
}

const COMMANDS: Readonly<
  Record<string, (lab: Lab, input: string, found: Scan) => Promise<[Report, NewEvent[]]>>
> = {
  manifest: async (lab, input, found) => {
    const report = await lab.manifest(input);
    return [report, manifestEvents(stepOf(report), found, () => new Map())];
  },
  'assign-id': async (lab, input) => {
    const report = await lab.assignId(input);
    return [report, assignIdEvents(stepOf(report), () => 1)];
  },
  deid: async (lab, input, found) => {
    const report = await lab.deid(input);
    return [report, deidStep(report, found)];
  },
  'check-protocol': async (lab, input, found) => checks(await lab.checkProtocol(input), found),
  'qc-motion': async (lab, input, found) => checks(await lab.qcMotion(input), found),
  'measure-export': async (lab, input, found) => checks(await lab.measureExport(input), found),
};

function checks(report: Report, { instances }: Scan): [Report, NewEvent[]] {
  const studies = studiesOf(instances.headers.map(({ studyUID }) => studyUID));
  // The ledger does not know the last of several studies: what was found of it is not lost.
  const known = studies.size > 1 ? new Map([...studies].slice(0, -1)) : studies;
  const events = checkEvents(stepOf(report), known);
  expect(ofKind(events, 'checked')).toHaveLength(known.size);
  return [report, events];
}

const CASES = [
  ...MIXED.flatMap((name) => Object.keys(COMMANDS).map((command) => [name, command] as const)),
  ...OF_IDENTITY.map((name) => [name, 'assign-id'] as const),
  ...(['measure-export', 'manifest', 'deid'] as const).map((command) => ['objects', command] as const),
  ['asl', 'qc-motion'],
] as const;

const written = new Map<string, Promise<string>>();

function pathOf(name: string): Promise<string> {
  const collection = COLLECTIONS.find((one): one is Collection => one.name === name);
  if (!collection) throw new RangeError(`no collection ${name}`);
  const path = written.get(name) ?? collectionAt(collection);
  written.set(name, path);
  return path;
}

describe('The worst outcome over the events of a step is the verdict of its report, and nothing that it found is lost', () => {
  const lab = new Lab();
  it.each(CASES)('of %s: %s', { timeout: 120_000 }, async (name, command) => {
    const input = await pathOf(name);
    const run = COMMANDS[command];
    if (!run) throw new RangeError(`no command ${command}`);
    agree(...(await run(lab, input, await scanOf(input))));
  });
});
