import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { type AssignReport, Clinic } from '../commands/assign-id/clinic.js';
import { folder } from '../commands/cli.js';
import { dciodvfyErrors, hasPeer, pythonWithPydicom } from '../helpers/peers.js';
import {
  differencesOf,
  grouped,
  type PeerInstance,
  placeOf,
  readInstances,
  refusals,
} from './assign-id-peers.js';
import type { Difference } from './random-edits.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const TRIAL = {
  coordinatingCenter: 'Kestrel Core Lab',
  phantoms: undefined,
  visits:
    '[{ id: BL, name: Baseline, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }, ' +
    '{ id: M12, name: Month 12, targetDay: 364, windowMinusDays: 14, windowPlusDays: 14 }]',
  ethicsApprovals: '[{ number: EK 2025/112, committee: Committee of Hollowbrook }]',
};

/**
 * What may differ, from PS3.3 and not from the table that the copies are made by: written in every copy (C.7.1.1, C.7.1.3,
 * C.7.2.3, C.7.3.2), written where the visit is known, and taken out since it belongs to the record number or another trial.
 */
const ALWAYS: Readonly<Record<string, string | undefined>> = {
  PatientName: undefined,
  PatientID: undefined,
  ClinicalTrialSponsorName: 'Example Pharma',
  ClinicalTrialProtocolID: 'EX-1',
  ClinicalTrialProtocolName: 'Example',
  ClinicalTrialSiteID: '07',
  ClinicalTrialSiteName: 'City Clinic',
  ClinicalTrialSubjectID: undefined,
  ClinicalTrialProtocolEthicsCommitteeName: 'Committee of Hollowbrook',
  ClinicalTrialProtocolEthicsCommitteeApprovalNumber: 'EK 2025/112',
  ClinicalTrialTimePointID: undefined,
  ClinicalTrialCoordinatingCenterName: 'Kestrel Core Lab',
};
const OFFSET = ['LongitudinalTemporalOffsetFromEvent', 'LongitudinalTemporalEventType'];
const OF_VISIT = [...OFFSET, 'ClinicalTrialTimePointDescription'];
const TAKEN_OUT = [
  ...[
    'IssuerOfPatientID',
    'OtherPatientIDs',
    'OtherPatientIDsSequence',
    'OtherPatientNames',
    'PatientBirthName',
    'IssuerOfPatientIDQualifiersSequence',
  ],
  ...['MedicalRecordLocator', 'ClinicalTrialSeriesID', 'ClinicalTrialSeriesDescription'],
];

interface Copied {
  readonly report: AssignReport;
  readonly out: string;
  readonly copies: readonly PeerInstance[];
  readonly inputs: ReadonlyMap<string, PeerInstance[]>;
  readonly pairs: readonly Pair[];
}

interface Pair {
  readonly source: string;
  readonly copy: string;
  readonly how: readonly Difference[];
}

let copied: Copied | undefined;

async function sharedCopies(context: TestContext): Promise<Copied> {
  sharedFiles(context);
  const python = pythonWithPydicom() ?? skipOrFail(context, 'skipped: no pydicom');
  if (copied) return copied;
  const out = join(folder(), 'out');
  const clinic = await Clinic.make(TRIAL);
  const report = JSON.parse((await clinic.refuse(SHARED_DICOM, '--out', out)).stdout) as AssignReport;
  const inputs = grouped(readInstances(python, SHARED_DICOM), ({ uids }) => uids.join());
  const copies = readInstances(python, out);
  copied = { report, out, copies, inputs, pairs: nearest(copies, inputs, python) };
  return copied;
}

/** The input that each copy is least different from (some shared files have the same UIDs), and how. */
function nearest(copies: readonly PeerInstance[], inputs: Copied['inputs'], python: string): Pair[] {
  const jobs = copies.flatMap(({ path: after, uids }) =>
    (inputs.get(uids.join()) ?? []).map(({ path: before }) => ({ before, after })),
  );
  const found = differencesOf(python, jobs).map((how, i) => ({ ...jobs[i], how }));
  return [...grouped(found, ({ after }) => String(after)).values()].map((own) => {
    const judged = own.flatMap(({ before, after, how }) =>
      Array.isArray(how) ? [{ source: String(before), copy: String(after), how }] : [],
    );
    const [first] = judged.sort((a, b) => a.how.length - b.how.length);
    if (!first) throw new Error('pydicom cannot compare a copy');
    return first;
  });
}

function hex(text: string): string {
  return Buffer.from(text.padEnd(text.length + (text.length % 2))).toString('hex');
}

/** What is wrong with the differences of one copy. */
function faultsOf(how: readonly Difference[], subject: string): string[] {
  const byPlace = new Map(how.map(([where, what, value]) => [where, { what, value }]));
  const faults: string[] = [];
  for (const [keyword, value] of Object.entries(ALWAYS)) {
    const seen = byPlace.get(placeOf(keyword));
    const wanted = value ?? (keyword === 'ClinicalTrialTimePointID' ? undefined : subject);
    if (!seen || seen.what === 'removed' || (wanted !== undefined && seen.value !== hex(wanted)))
      faults.push(`${keyword} ${JSON.stringify(seen)}`);
  }
  const written = new Set([...Object.keys(ALWAYS), ...OF_VISIT].map(placeOf));
  const removed = new Set(TAKEN_OUT.map(placeOf));
  for (const [where, what] of how) {
    const isMeant = what === 'removed' ? removed.has(where) : written.has(where);
    if (!isMeant) faults.push(`${where} ${what}`);
  }
  return faults;
}

/** The two attributes that Debian's dciodvfy is too old for, and lines that name what the copies have by design. */
const TOO_NEW = /ClinicalTrialProtocolID|\(0x0012,0x0022\)|\(0x0012,0x0041\)/;

describe('copies of the shared files by assign-id', () => {
  it('account for every file, which is copied, refused with a reason, not assigned or skipped', async (context) => {
    const { report, copies } = await sharedCopies(context);
    const { filesIn, filesOut, refused, notAssigned, skipped } = report.summary;
    expect(filesIn).toBe(sharedFiles(context).length);
    expect(filesOut + refused + notAssigned + skipped).toBe(filesIn);
    expect(copies.length).toBe(report.files.length);
    expect(copies.length).toBeGreaterThan(800);
    const { 'name-conflict': conflicts = 0, 'uid-unusable': unusable = 0, ...others } = refusals(report);
    expect([conflicts + unusable, others]).toEqual([refused, {}]);
  }, 300_000);

  it('differ in the attributes of the trial and in nothing else, as pydicom sees them', async (context) => {
    const all = await sharedCopies(context);
    const { pairs } = all;
    expect(pairs).toHaveLength(all.copies.length);
    const subjects = new Map(all.copies.map(({ path, patient: [id = ''] }) => [path, id]));
    const faults = pairs.flatMap(({ source, copy, how }) =>
      faultsOf(how, subjects.get(copy) ?? '').map((fault) => `${source}: ${fault}`),
    );
    expect(faults).toEqual([]);
    const seen = new Set(pairs.flatMap(({ how }) => how.map(([where]) => where)));
    for (const keyword of [...OF_VISIT, 'IssuerOfPatientID', 'OtherPatientIDs'])
      expect(seen.has(placeOf(keyword)), keyword).toBe(true);
  }, 300_000);

  it('keep every person apart: a subject has the files of one record number, and the other way round', async (context) => {
    const { copies, inputs } = await sharedCopies(context);
    const numbersOf = new Map<string, Set<string>>();
    const subjectsOf = new Map<string, Set<string>>();
    const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
      map.set(key, (map.get(key) ?? new Set()).add(value));
    };
    for (const { uids, patient } of copies) {
      expect(patient[0]).toBe(patient[1]);
      for (const input of inputs.get(uids.join()) ?? []) {
        add(numbersOf, patient[0] ?? '', input.patient[0] ?? '');
        add(subjectsOf, input.patient[0] ?? '', patient[0] ?? '');
      }
    }
    expect([...numbersOf.values(), ...subjectsOf.values()].filter((one) => one.size > 1)).toEqual([]);
    expect(numbersOf.size).toBeGreaterThan(30);
  }, 300_000);

  it('are read by dcmdump, and have no error by dciodvfy that their input has not', async (context) => {
    const all = await sharedCopies(context);
    if (!hasPeer('dcmdump') || !hasPeer('dciodvfy')) skipOrFail(context, 'skipped: no dcmdump or dciodvfy');
    const dumped = spawnSync('dcmdump', ['-q', '-M', '+F', '+sd', '+r', '+P', '0012,0040', all.out], {
      encoding: 'latin1',
      maxBuffer: 1e8,
    });
    expect(dumped.status).toBe(0);
    expect(dumped.stdout.match(/^\(0012,0040\) LO \[/gm)).toHaveLength(all.copies.length);
    const ofEach = [...grouped(all.pairs, ({ copy }) => copy.split('/').slice(0, -1).join('/')).values()];
    const news = ofEach.flatMap(([pair]) => {
      const known = new Set(pair ? dciodvfyErrors(pair.source) : []);
      return dciodvfyErrors(pair?.copy ?? '').filter((line) => !known.has(line) && !TOO_NEW.test(line));
    });
    expect(news).toEqual([]);
    expect(ofEach.length).toBeGreaterThan(60);
  }, 300_000);
});
