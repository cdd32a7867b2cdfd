import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ASL } from '../../fixtures/asl/collection.js';
import { writeDemoCd } from '../../fixtures/cd/demo-cd.js';
import { DIFFUSION } from '../../fixtures/diffusion/collection.js';
import { PET_SUV } from '../../fixtures/pet/pet-suv.js';
import { writeFiles } from '../../fixtures/write-files.js';
import type { Dataset } from '../../src/dicom/dataset.js';
import { DicomError } from '../../src/dicom/errors.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { FileSource } from '../../src/io/file-source.js';
import { runCheckProtocol } from '../../src/pipeline/check-protocol/run.js';
import { runInitProtocol } from '../../src/pipeline/init-protocol/run.js';
import type { ProtocolCheckRow, ProtocolSeriesRow } from '../../src/report/check-protocol-sections.js';
import type { FileEntry } from '../../src/report/envelope.js';
import { check, type ProtocolReport } from '../commands/check-protocol/run.js';
import { corelab, folder } from '../commands/cli.js';
import { hasPeer } from '../helpers/peers.js';
import { CALL, initOptions } from '../pipeline/init-protocol/judged.js';
import { differing, everyName, type Judged, protocolOfEverything } from './protocol-everything.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** Real scans of Siemens (classic, mosaic, enhanced), GE, Philips, Canon and UIH; PET of two kinds, CT of two makes. */
const SETS = [
  'dcm_qa_nih',
  'dcm_qa_enh',
  'dcm_qa_xa30',
  'dcm_qa_me',
  'dcm_qa_ct',
  'dcm_qa_ts',
  'dcm_qa_stc',
  'dcm_qa_agfa',
  'hazen',
  'suv_computation',
  'example-dicom-functional',
  'ibsi',
] as const;
type SetName = (typeof SETS)[number];

/** Sets that are known by their descriptions after it as before: those of ibsi hold the patient's ID. */
const OWN = SETS.filter((set) => set !== 'ibsi');

const SHIPPED = [
  ['acr-mr-phantom', 'hazen'],
  ['fdg-pet-ct-suv', 'suv_computation'],
  ['fdg-pet-ct-suv', 'ibsi'],
  ['ms-smart-3t', 'dcm_qa_xa30'],
  ['whole-body-dwi', 'dcm_qa_stc'],
] as const;

/** Sets whose files do not say whose they are, or not alike: nothing of them would be released. */
const NEEDS_A_PATIENT: readonly SetName[] = ['dcm_qa_ts', 'hazen', 'suv_computation'];

/** Synthesised scans of all makes; the CD holds them classic, as mosaics and enhanced. */
const COLLECTIONS = [PET_SUV, DIFFUSION, ASL];

/** What the profile takes out or replaces since it names people, places, orders and dates: no protocol can ask for it. */
const IDENTIFYING = [
  ...['AccessionNumber', 'DeidentificationMethod', 'InstitutionAddress', 'InstitutionName'],
  ...['InstitutionalDepartmentName', 'IssuerOfPatientID', 'LongitudinalTemporalInformationModified'],
  ...['OtherPatientIDs', 'PatientAddress', 'PatientAge', 'PatientComments', 'PatientID'],
  ...['PatientIdentityRemoved', 'PatientTelephoneNumbers', 'PerformedLocation', 'PerformedProcedureStepID'],
  ...['PerformedStationAETitle', 'PerformedStationName', 'ReferringPhysicianTelephoneNumbers'],
  ...['StationName', 'StudyID', 'TimeOfLastCalibration'],
];
/** Texts that people type: names in them go, the rest stays. */
const CLEANED = [
  ...['CommentsOnThePerformedProcedureStep', 'PerformedProcedureStepDescription', 'ProtocolName'],
  ...['RequestedProcedureDescription', 'SeriesDescription', 'StudyDescription'],
  // SUV in the reference objects, of whose names it is a part.
  'RescaleType',
];
/** The text of Siemens' whole measurement protocol, of which listed keys stay; and versions whose date goes. */
const FILTERED = [
  'csa.MrPhoenixProtocol',
  'phoenix.sProtConsistencyInfo.tBaselineString',
  'phoenix.sProtConsistencyInfo.tMeasuredBaselineString',
];
const MAY_DIFFER = new Set([...IDENTIFYING, ...CLEANED, ...FILTERED]);

/** A delivery, what was released of it, and the originals of that: part by part in `before` and `after`. */
interface Pair {
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

interface Listed {
  readonly files: readonly FileEntry[];
}

/** De-identifies a delivery whose parts are folders of its own, and puts both sides side by side. */
async function releasedPair(place: string, from: string): Promise<Pair> {
  const [key = '', out = '', map = ''] = ['corelab.key', 'out', 'uids.csv'].map((name) => join(place, name));
  await corelab(['key', 'new', key]);
  const args = ['--profile', 'trial', '--key-file', key, '--out', out, '--uid-map', map, '--json'];
  const deid = await corelab(['deid', from, ...args]);
  const manifest = await corelab(['manifest', from, '--json']);
  const { files: released } = JSON.parse(deid.stdout) as Listed;
  const { files: originals } = JSON.parse(manifest.stdout) as Listed;
  const pairs: string[][] = parse(readFileSync(map, 'utf8'), { from_line: 2 });
  const old = new Map(pairs.map(([one = '', other = '']) => [other, one]));
  const paths = new Map(originals.map(({ sopInstanceUID, path }) => [sopInstanceUID, path]));
  for (const [i, { path, sopInstanceUID = '' }] of released.entries()) {
    const original = paths.get(old.get(sopInstanceUID)) ?? '';
    for (const [side, source] of [
      ['before', join(from, original)],
      ['after', join(out, path)],
    ] as const) {
      const target = join(place, side, original.split('/')[0] ?? '');
      mkdirSync(target, { recursive: true });
      linkSync(source, join(target, `${String(i).padStart(5, '0')}.dcm`));
    }
  }
  return { place, before: join(place, 'before'), after: join(place, 'after') };
}

/** Copies of the shared sets, each in a folder, with a patient where they have none. */
function sharedDelivery(context: TestContext, from: string): void {
  const copies = new Map<string, string[]>();
  for (const path of sharedFiles(context)) {
    const [set = ''] = path.split('/');
    if (!(SETS as readonly string[]).includes(set) || /\.(?:nii|gz|json|txt)$/.test(path)) continue;
    const own = copies.get(set) ?? [];
    mkdirSync(join(from, set), { recursive: true });
    const copy = join(from, set, `${String(own.length).padStart(5, '0')}.dcm`);
    writeFileSync(copy, readFileSync(join(SHARED_DICOM, path)));
    copies.set(set, [...own, copy]);
  }
  for (const [i, set] of NEEDS_A_PATIENT.entries()) {
    // A name that nothing else in the delivery holds: descriptions lose the words of known names.
    const person = [
      `PatientID=ZQ7${i}41`,
      'PatientName=Quillfeather',
      'PatientSex=O',
      'PatientBirthDate=19700101',
    ];
    const edits = person.flatMap((edit) => ['-i', edit]);
    execFileSync('dcmodify', ['-nb', '-q', ...edits, ...(copies.get(set) ?? [])]);
  }
}

async function synthesised(from: string): Promise<void> {
  writeDemoCd(join(from, 'cd'));
  for (const { name, make } of COLLECTIONS) writeFiles(join(from, name), (await make()).files);
}

function* datasetsOf(folderPath: string, entries: readonly FileEntry[]): Generator<Dataset> {
  for (const { path } of entries) {
    const source = new FileSource(Buffer.from(join(folderPath, path)));
    try {
      yield readPart10(source).dataset;
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
    } finally {
      source.close();
    }
  }
}

/** One file of each series: what a series states, any of its images states. */
function firstOfSeries({ files }: Listed): FileEntry[] {
  return [...new Map(files.map((file) => [file.seriesUID, file])).values()];
}

/** The values of everything there is to ask for, before and after, through the CLI. */
async function everything({
  place,
  before,
  after,
}: Pair): Promise<readonly [ProtocolReport, ProtocolReport]> {
  const { stdout } = await corelab(['manifest', before, '--json']);
  const names = everyName(datasetsOf(before, firstOfSeries(JSON.parse(stdout) as Listed)));
  const protocol = join(place, 'everything.yaml');
  writeFileSync(protocol, protocolOfEverything(names));
  const [one, other] = await Promise.all([
    check(before, protocol, '--identifiers'),
    check(after, protocol, '--identifiers'),
  ]);
  return [one.report, other.report];
}

/** Rows of a run in this process, with identifying values. */
async function judgedHere(folderPath: string, protocol: string): Promise<Judged> {
  const { sections } = await runCheckProtocol({ ...CALL, inputs: [folderPath], protocol, identifiers: true });
  return {
    checks: [...(sections.checks as Iterable<ProtocolCheckRow>)],
    series: [...(sections.series as Iterable<ProtocolSeriesRow>)],
  };
}

function expectSame(before: ProtocolReport, after: ProtocolReport): void {
  expect(differing(before, after).filter((name) => !MAY_DIFFER.has(name))).toEqual([]);
  expect(after.checks.length).toBe(before.checks.length);
}

describe('real scans before and after deid --profile trial', () => {
  const place = folder();
  let pair: Pair | undefined;

  async function real(context: TestContext): Promise<Pair> {
    if (!pair) {
      if (!hasPeer('dcmodify')) skipOrFail(context, 'skipped: no dcmodify (dcmtk)');
      sharedDelivery(context, join(place, 'in'));
      pair = await releasedPair(place, join(place, 'in'));
    }
    return pair;
  }

  it('have the same values of everything that a protocol can ask for', async (context) => {
    const [before, after] = await everything(await real(context));
    expect(before.summary.matched).toBeGreaterThan(20);
    expect(before.summary.pass).toBeGreaterThan(3500);
    expectSame(before, after);
  }, 120_000);

  it.for(OWN)('come to the same by a protocol that was made of them: %s', async (set, context) => {
    const { before, after } = await real(context);
    const protocol = join(place, `${set}.yaml`);
    await runInitProtocol(initOptions([join(before, set)], protocol));
    const one = await judgedHere(join(before, set), protocol);
    const other = await judgedHere(join(after, set), protocol);
    expect(differing(one, other)).toEqual([]);
    expect(one.checks.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(15);
  });

  it.for(SHIPPED)('come to the same by %s: %s', async ([protocol, set], context) => {
    const { before, after } = await real(context);
    const [one, other] = await Promise.all([
      check(join(before, set), protocol),
      check(join(after, set), protocol),
    ]);
    expect(differing(one.report, other.report)).toEqual([]);
    expect(one.report.summary.matched).toBe(other.report.summary.matched);
  });

  it('are not passed where the descriptions that they are known by hold what identifies', async (context) => {
    const { before, after } = await real(context);
    const protocol = join(place, 'ibsi.yaml');
    await runInitProtocol(initOptions([join(before, 'ibsi')], protocol));
    const one = await judgedHere(join(before, 'ibsi'), protocol);
    expect(one.checks.filter(({ outcome }) => !/^(?:pass|not-applicable)$/.test(outcome))).toEqual([]);
    const other = await judgedHere(join(after, 'ibsi'), protocol);
    expect(other.series.filter(({ kind }) => kind === 'matched')).toEqual([]);
    expect(other.checks.map(({ outcome }) => outcome)).toContain('fail');
  }, 120_000);
});

describe('synthesised scans of all makes, classic, enhanced and mosaic, before and after deid --profile trial', () => {
  const place = folder();
  let pair: Pair | undefined;

  beforeAll(async () => {
    await synthesised(join(place, 'in'));
    pair = await releasedPair(place, join(place, 'in'));
  }, 120_000);

  it('have the same values of everything that a protocol can ask for', async () => {
    if (!pair) throw new Error('nothing was released');
    const [before, after] = await everything(pair);
    expect(before.summary.matched).toBeGreaterThan(20);
    expectSame(before, after);
  }, 120_000);

  it('come to the same by the protocol for SUV', async () => {
    if (!pair) throw new Error('nothing was released');
    const part = (side: string): string => join(side, 'pet-suv');
    const one = await check(part(pair.before), 'fdg-pet-ct-suv');
    const other = await check(part(pair.after), 'fdg-pet-ct-suv');
    const ready = one.report.checks.filter(({ check: name }) => name === 'suvReady');
    expect(ready).toHaveLength(12);
    expect(ready.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(differing(one.report, other.report)).toEqual([]);
  }, 120_000);
});
