import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Writer } from '../../../src/identity/crosswalk/contract.js';
import type { CrosswalkSecret } from '../../../src/identity/crosswalk/secret.js';
import { fingerprint } from '../../../src/identity/project-key.js';
import { addContent } from '../../../src/identity/registry/contents.js';
import { addDelivery } from '../../../src/identity/registry/deliveries.js';
import { addPerson, numberRow } from '../../../src/identity/registry/people.js';
import { addRelease } from '../../../src/identity/registry/releases.js';
import { addStudy, studiesOf } from '../../../src/identity/registry/studies.js';
import { addSubject, findSubject, type Subject } from '../../../src/identity/registry/subjects.js';
import { registerTrial } from '../../../src/identity/registry/trials.js';
import { idPattern } from '../../../src/identity/schemes/id-pattern.js';
import { validatorOf } from '../../../src/io/schemas.js';
import { runNew } from '../../../src/pipeline/crosswalk/new.js';
import { openCrosswalk } from '../../../src/pipeline/open-crosswalk.js';
import type { CrosswalkSections } from '../../../src/report/crosswalk-sections.js';
import type { Report } from '../../../src/report/envelope.js';
import { jsonChunks } from '../../../src/report/write-json.js';

/** What must never be seen outside an identified export. */
export const SECRETS = [
  'Marigoldova',
  'Quillfeather',
  'ZX-44719',
  'ZX-90210',
  '19671123',
  '19590401',
  'CD of',
];

export const SECRET: CrosswalkSecret = { kind: 'key-file', bytes: Buffer.alloc(32, 7) };
export const PROJECT_KEY = Buffer.alloc(32, 9);
export const MR = '1.2.840.10008.5.1.4.1.1.4';

const TRIAL = `schema: corelab/trial@1
sponsor: Northmere
protocol: { id: NM-7, name: Northmere seven }
coordinatingCenter: Core
sites:
  - { id: '07', name: Seventh }
  - { id: '08' }
subjectIds: { pattern: '{site}-{sequence:4}-{check}', check: iso7064-mod37-2 }
readingIds: { pattern: 'R{sequence:4}', check: none }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
  - { id: W4, targetDay: 28, windowMinusDays: 3, windowPlusDays: 3 }
  - { id: W12, targetDay: 84, windowMinusDays: 7, windowPlusDays: 7 }
`;

/** A folder with a trial, keys and a crosswalk in which two people were enrolled. */
export interface World {
  readonly folder: string;
  readonly trial: string;
  readonly crosswalk: string;
  readonly keyFile: string;
  readonly call: {
    readonly crosswalk: string;
    readonly secret: CrosswalkSecret;
    readonly operator: string;
    readonly signal: AbortSignal;
    readonly startedAt: Date;
    readonly arguments: readonly string[];
  };
}

const PATTERN = idPattern({
  ...{ pattern: '{site}-{sequence:4}-{check}', check: 'iso7064-mod37-2' },
  sites: ['07', '08'],
});

/** IDs that the pattern of the trial gives. */
export const ids = {
  first: PATTERN.format({ site: '07', sequence: 1 }),
  second: PATTERN.format({ site: '07', sequence: 2 }),
  free: PATTERN.format({ site: '07', sequence: 21 }),
  otherSite: PATTERN.format({ site: '08', sequence: 3 }),
};

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new crosswalk; see {@link World}. */
export async function newWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-crosswalk-'));
  made.push(folder);
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('trial.yaml'), TRIAL);
  writeFileSync(path('project.key'), PROJECT_KEY, { mode: 0o600 });
  writeFileSync(path('crosswalk.key'), SECRET.kind === 'key-file' ? SECRET.bytes : '', { mode: 0o600 });
  const crosswalk = path('x.db');
  const startedAt = new Date();
  const call = { crosswalk, secret: SECRET, operator: 'J. Tester', signal: new AbortController().signal };
  const world = {
    ...{ folder, trial: path('trial.yaml'), crosswalk, keyFile: path('project.key') },
    call: { ...call, startedAt, arguments: [] },
  };
  await runNew(world.call);
  await inside(world, enrolBoth);
  return world;
}

/** Works on the crosswalk as `assign-id` would. */
export async function inside<T>(world: World, work: (writer: Writer) => T): Promise<T> {
  const crosswalk = await openCrosswalk(world.call);
  try {
    return crosswalk.write(work);
  } finally {
    crosswalk.close();
  }
}

const ACTION = { name: 'enrol' };

function enrolBoth(writer: Writer): void {
  const trial = registerTrial(writer, {
    ...{ protocol: 'NM-7', sponsor: 'Northmere', keyFingerprint: fingerprint(PROJECT_KEY) },
  });
  const at = '2026-02-01T09:00:00.000Z';
  const common = { trial, at, operator: null, osUser: 'reader', site: '07' };
  const first = addDelivery(writer, { ...common, run: 'run-1', inputs: ['/media/CD of Marigoldova'] });
  const second = addDelivery(writer, { ...common, run: 'run-2', inputs: ['/media/cd2'] });
  const anna = enrol(writer, {
    id: ids.first,
    name: 'Marigoldova^Anna',
    number: 'ZX-44719',
    born: '19671123',
  });
  const bert = enrol(writer, {
    id: ids.second,
    name: 'Quillfeather^Bert',
    number: 'ZX-90210',
    born: '19590401',
  });
  study(writer, anna, { uid: '1.2.3.1', day: 20000, visit: 'BL', offset: 0, delivery: first });
  study(writer, anna, { uid: '1.2.3.2', day: 20028, visit: 'W4', offset: 28, delivery: second });
  study(writer, bert, { uid: '1.2.3.9', day: 20010, visit: 'BL', offset: 0, delivery: second });
}

interface Enrolled {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly born: string;
}

function enrol(writer: Writer, { id, name, number, born }: Enrolled): Subject {
  const evidence = {
    ...{ number: { issuer: 'NMH', id: number }, names: [name], birthDates: [born], sexes: ['F'] },
    ...{ otherNumbers: [], isDeidentified: false },
  };
  const person = addPerson(writer, evidence, ACTION);
  const trial = Number(writer.row('trials', '1')?.id);
  const place = { trial, person, site: '07', kind: 'subject' } as const;
  return addSubject(writer, place, { id, scope: '07', sequence: Number(id.slice(3, 7)) }, ACTION);
}

/** A study as a test wants it. */
export interface TestStudy {
  readonly uid: string;
  readonly day: number;
  readonly visit: string | null;
  readonly offset: number | null;
  readonly delivery: number;
  /** Why the visit was stated. */
  readonly reason?: string;
  readonly number?: string;
}

/** Adds a study of two instances, of which two files were released. */
export function study(writer: Writer, subject: Subject, given: TestStudy): number {
  const { uid, day, visit, offset, delivery, reason = null } = given;
  const own = subject.person === undefined ? undefined : writer.row('numbers', 'person = ?', subject.person);
  const number = given.number ? numberRow(writer, { issuer: 'NMH', id: given.number }) : own;
  const planned = { studyUID: uid, visit, offsetDays: offset, timing: 'in-window' } as const;
  const row = addStudy(
    writer,
    { subject: subject.row, delivery, day, planned, reason, number: number?.id ?? null },
    ACTION,
  );
  const instances = [1, 2].map((n) => ({ sopClassUID: MR, sopInstanceUID: `${uid}.5.${n}` }));
  addContent(
    writer,
    { delivery, study: row },
    [{ seriesUID: `${uid}.5`, modality: 'MR', instances }],
    ACTION,
  );
  const files = instances.map(({ sopInstanceUID }) => ({
    ...{ path: `${subject.id}/${uid}/${uid}.5/${sopInstanceUID}.dcm`, sha256: 'ab', sopInstanceUID },
  }));
  addRelease(writer, row, { delivery, folder: '/data/out', files }, ACTION);
  return row;
}

/** A subject by its ID. */
export function subjectIn(writer: Writer, id: string): Subject {
  const found = findSubject(writer, Number(writer.row('trials', '1')?.id), id);
  if (!found) throw new Error('no such subject in the test');
  return found;
}

/** The studies of a subject, as UID, visit, offset and generation. */
export function placesOf(writer: Writer, id: string): unknown[][] {
  return studiesOf(writer, subjectIn(writer, id).row).map((one) => [
    ...[one.studyUID, one.visit, one.offsetDays, one.generation],
  ]);
}

/** A report as it is written; it fits its schema, or the test fails. */
export async function written(report: Report): Promise<{ text: string; sections: CrosswalkSections }> {
  const text = [...jsonChunks(report)].join('');
  const json = JSON.parse(text);
  const errors = (await validatorOf('report-crosswalk'))(json);
  if (errors.length > 0)
    throw new Error(errors.map(({ instancePath, message }) => `${instancePath} ${message}`).join('; '));
  return { text, sections: report.sections };
}
