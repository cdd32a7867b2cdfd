import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assignmentKeys } from '../../../src/identity/assignment-key.js';
import { fingerprint } from '../../../src/identity/project-key.js';
import { validatorOf } from '../../../src/io/schemas.js';
import type { DeidOptions } from '../../../src/pipeline/deid/options.js';
import { runDeid } from '../../../src/pipeline/deid/run.js';
import type { DeidSections } from '../../../src/report/deid-sections.js';
import type { Report } from '../../../src/report/envelope.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { jsonChunks } from '../../../src/report/write-json.js';
import { delivery, folder, image, PROJECT_KEY, SIGNAL, uidOf } from './delivery.js';

const PLANTED = /Zwetschgenbaum|Ottilie|QV-8812003|8812003|NORTHMERE|19430217/i;

type Ran = Report & { readonly sections: DeidSections };

/** A folder of its own with a key, and what a run in it is asked. */
function lab(): { readonly at: string; run(but: Partial<DeidOptions>): Promise<Ran> } {
  const at = folder();
  const keyFile = join(at, 'corelab.key');
  writeFileSync(keyFile, PROJECT_KEY, { mode: 0o600 });
  const base = {
    ...{ inputs: [], exclude: [], identifiers: false, jobs: 1, signal: SIGNAL, progress: NO_PROGRESS },
    ...{ startedAt: new Date(), arguments: [], profile: 'ps315-basic', keyFile, out: join(at, 'out') },
    ...{ dryRun: false, resume: false, append: false, identifiedReports: [] },
  };
  const run = async (but: Partial<DeidOptions>): Promise<Ran> => {
    const report = await runDeid({ ...base, ...but });
    const json = JSON.parse([...jsonChunks(report)].join(''));
    expect((await validatorOf('report-deid'))(json)).toEqual([]);
    const { filesIn, filesOut, planned, quarantined, skipped, duplicates } = json.summary;
    expect(filesOut + planned + quarantined + skipped + duplicates, 'nothing is lost').toBe(filesIn);
    expect(json.files).toHaveLength(filesOut);
    return report as Ran;
  };
  return { at, run };
}

const rows = <T>(section: Iterable<T> | undefined): T[] => [...(section ?? [])];

/** Every file below a folder, by path. */
const below = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
        statSync(join(path, name)).isFile(),
      )
    : [];

const CD = () =>
  delivery({
    'DICOM/IM1': image('1'),
    'DICOM/IM2': image('2', { InstanceNumber: 2 }),
    'DICOM/IM3': image('3', { BurnedInAnnotation: 'YES' }),
    'DICOM/IM4': image('4', { PatientID: '', StudyInstanceUID: uidOf('s4'), SeriesInstanceUID: uidOf('e4') }),
    'DICOM/IM5': image('5').subarray(0, 400),
    'AUTORUN.INF': 'x',
  });

describe('a run of deid', () => {
  it('releases what is certain, quarantines the rest with its reason, and leaves the input alone', async () => {
    const { at, run } = lab();
    const cd = CD();
    const before = below(cd).map((name) => readFileSync(join(cd, name), 'latin1'));
    const report = await run({ inputs: [cd] });
    expect(below(join(at, 'out'))).toHaveLength(2);
    expect(report.summary).toMatchObject({ filesIn: 6, filesOut: 2, quarantined: 3, skipped: 1 });
    const reasons = rows(report.sections.quarantine).map(({ path, code, kept }) => [path, code, kept]);
    expect(reasons.slice(0, 2)).toEqual([
      ['DICOM/IM3', 'burned-in-annotation', true],
      ['DICOM/IM4', 'no-patient-id', true],
    ]);
    expect(report.verdict).toBe('fail');
    expect(below(cd).map((name) => readFileSync(join(cd, name), 'latin1'))).toEqual(before);
  });

  it('tells nothing of anybody, in the output or in the report', async () => {
    const { at, run } = lab();
    const report = await run({ inputs: [CD()] });
    const out = join(at, 'out');
    for (const name of below(out))
      expect(name + readFileSync(join(out, name), 'latin1')).not.toMatch(PLANTED);
    expect([...jsonChunks(report)].join('')).not.toMatch(PLANTED);
  });

  it('keeps the quarantine for its owner alone, and byte for byte', async () => {
    const { at, run } = lab();
    await run({ inputs: [delivery({ a: image('a', { BurnedInAnnotation: 'YES' }) })] });
    const quarantine = join(at, 'out.state', 'quarantine');
    const [kept = ''] = below(quarantine);
    expect(statSync(join(quarantine, kept)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(quarantine, kept))).toEqual(image('a', { BurnedInAnnotation: 'YES' }));
  });

  it('gives the same bytes and the same report but for the run, however many threads there are', async () => {
    const cd = CD();
    const essence = ({ run: _, roots: __, ...rest }: Ran): unknown =>
      JSON.parse([...jsonChunks({ ...rest, run: _, roots: [] })].join(''), (key, value) =>
        key === 'run' ? undefined : value,
      );
    const one = lab();
    const two = lab();
    const reports = [await one.run({ inputs: [cd] }), await two.run({ inputs: [cd], jobs: 2 })];
    expect(essence(reports[1] as Ran)).toEqual(essence(reports[0] as Ran));
  });

  it('finds its own output again with --append, and quarantines other content under a released UID', async () => {
    const { run } = lab();
    const cd = delivery({ a: image('a'), b: image('b') });
    await run({ inputs: [cd] });
    const same = await run({ inputs: [cd], append: true });
    expect(same.summary).toMatchObject({ filesOut: 0, duplicates: 2 });
    const changed = delivery({ a: image('a', { InstanceNumber: 7 }) });
    const other = await run({ inputs: [changed], append: true });
    expect(rows(other.sections.quarantine)).toMatchObject([{ code: 'name-conflict' }]);
  });

  it('writes the maps beside, for their owner alone, and refuses them below the output', async () => {
    const { at, run } = lab();
    const cd = delivery({ a: image('a') });
    const maps = { uidMap: join(at, 'uids.csv'), patientMap: join(at, 'patients.csv') };
    await expect(run({ inputs: [cd], uidMap: join(at, 'out', 'uids.csv') })).rejects.toMatchObject({
      code: 'identified-below-output',
    });
    await expect(run({ inputs: [cd], identifiedReports: [join(at, 'out/r.json')] })).rejects.toMatchObject({
      code: 'identified-below-output',
    });
    expect(existsSync(join(at, 'out'))).toBe(false);
    const report = await run({ inputs: [cd], ...maps });
    const [row] = rows(report.sections.series);
    expect(readFileSync(maps.patientMap, 'utf8')).toBe(`id_old,id_new\r\nQV-8812003,${row?.subject}\r\n`);
    const uids = readFileSync(maps.uidMap, 'utf8');
    expect(uids).toContain(`${uidOf('series')},${row?.seriesUID}\r\n`);
    expect(uids).toContain(`${uidOf('frame of reference')},2.25.`);
    expect(statSync(maps.uidMap).mode & 0o777).toBe(0o600);
  });
});

describe('a review', () => {
  it('writes nothing, and says what would be done to each attribute of a series, and why', async () => {
    const { at, run } = lab();
    const report = await run({ inputs: [CD()], dryRun: true });
    expect(readdirSync(at)).toEqual(['corelab.key']);
    expect(report.summary).toMatchObject({ filesIn: 6, filesOut: 0, planned: 2, quarantined: 3, skipped: 1 });
    const byPath = new Map(rows(report.sections.review).map((row) => [row.path, row]));
    expect(byPath.get('PatientBirthDate')).toMatchObject({ files: 2 });
    expect(byPath.get('StudyInstanceUID')).toMatchObject({ action: 'uid', files: 2 });
    expect([...jsonChunks(report)].join('')).not.toMatch(PLANTED);
  });

  it('shows values only where identifiers were asked for', async () => {
    const report = await lab().run({
      inputs: [delivery({ a: image('a') })],
      dryRun: true,
      identifiers: true,
    });
    expect(report.confidentiality).toBe('identified');
    expect(JSON.stringify(rows(report.sections.review))).toMatch(PLANTED);
  });
});

/** A report of assign-id with these rows. */
function assignIdReport(at: string, assignments: readonly object[], keyFingerprint: string): string {
  const path = join(at, 'assigned.json');
  const head = { schema: 'corelab/report/assign-id@1', command: 'assign-id', config: { keyFingerprint } };
  const rest = { upstream: [], verdict: 'pass', findings: [], roots: [], files: [] };
  writeFileSync(path, JSON.stringify({ ...head, ...rest, assignments }));
  return path;
}

describe('a run with assignments', () => {
  const key = assignmentKeys(PROJECT_KEY)({
    ...{ issuer: 'NORTHMERE', patientId: 'QV-8812003', studyUID: uidOf('study') },
  });
  const row = {
    ...{ key, subject: '07-0001-Y', site: '07', visit: null, readingId: null },
    ...{ shiftDays: -371, uidGeneration: 0, outcome: 'recalled' },
  };

  it('releases under the assigned ID, and quarantines whoever has none', async () => {
    const { at, run } = lab();
    const assignments = assignIdReport(at, [row], fingerprint(PROJECT_KEY));
    const other = { StudyInstanceUID: uidOf('other'), SeriesInstanceUID: uidOf('its series') };
    const report = await run({ inputs: [delivery({ a: image('a'), b: image('b', other) })], assignments });
    expect(report.files).toMatchObject([{ path: expect.stringMatching(/^07-0001-Y\//) }]);
    expect(rows(report.sections.quarantine)).toMatchObject([{ path: 'b', code: 'unassigned' }]);
    expect(report.config).toMatchObject({ identity: 'assignments' });
  });

  it('is refused with those of another project key, and with a report that has none', async () => {
    const { at, run } = lab();
    const inputs = [delivery({ a: image('a') })];
    const foreign = assignIdReport(at, [row], 'ffeeddccbbaa9988');
    await expect(run({ inputs, assignments: foreign })).rejects.toMatchObject({ code: 'other-key' });
    const manifest = join(at, 'manifest.json');
    const text = readFileSync(foreign, 'utf8').replaceAll('assign-id', 'manifest');
    writeFileSync(manifest, text);
    await expect(run({ inputs, assignments: manifest })).rejects.toMatchObject({
      code: 'assignments-damaged',
    });
  });
});

describe('what a run cannot work with', () => {
  it.each([
    ['no key', { keyFile: undefined }, 'key-needed'],
    ['a missing key', { keyFile: '/nowhere/corelab.key' }, 'key-missing'],
    ['no output', { out: undefined }, 'out-needed'],
    ['nothing to read', { inputs: ['/nowhere/cd'] }, 'path-not-found'],
    ['a folder that is not there for a map', { uidMap: '/nowhere/uids.csv' }, 'folder-missing'],
  ])('%s is refused before anything is made', async (_, but, code) => {
    const { at, run } = lab();
    const inputs = [delivery({ a: image('a') })];
    await expect(run({ inputs, ...(but as Partial<DeidOptions>) })).rejects.toMatchObject({ code });
    expect(readdirSync(at)).toEqual(['corelab.key']);
  });

  it('an output within the input is refused', async () => {
    const cd = delivery({ a: image('a') });
    await expect(lab().run({ inputs: [cd], out: join(cd, 'out') })).rejects.toMatchObject({
      code: 'output-overlaps-input',
    });
  });

  it('a folder without DICOM is not evaluable, and makes no output', async () => {
    const { at, run } = lab();
    const report = await run({ inputs: [delivery({ 'README.TXT': 'x' })] });
    expect(report.verdict).toBe('not-evaluable');
    expect(existsSync(join(at, 'out'))).toBe(false);
  });
});
