import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { uid } from '../../fixtures/random.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { FileSource } from '../../src/io/file-source.js';
import {
  below,
  cdOf,
  contentOf,
  type Deidentified,
  essence,
  image,
  Lab,
  LEAKS,
  OTHER,
  PLANTED,
  reasons,
} from './deid/lab.js';

const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const ULTRASOUND = '1.2.840.10008.5.1.4.1.1.6.1';
const ENCAPSULATED_PDF = '1.2.840.10008.5.1.4.1.1.104.1';
const DICOMDIR = '1.2.840.10008.1.3.10';

/** The bytes without the last ones. */
const cut = (bytes: Buffer, by: number): Buffer => bytes.subarray(0, bytes.length - by);

/** The same study, whatever the name. */
const inStudy = (study: string) => ({ StudyInstanceUID: uid(`study ${study}`) });

/** Everything that can be wrong with a file of a CD, by path; what becomes of each stands beside it. */
const FILES: Readonly<Record<string, readonly [Buffer | string, string]>> = {
  good: [image('good'), 'released'],
  'no-patient-id': [image('no id', { PatientID: '' }), 'no-patient-id'],
  'blank-patient-id': [image('blank id', { PatientID: '   ' }), 'no-patient-id'],
  'no-study-uid': [image('no study', { StudyInstanceUID: '' }), 'uid-unusable'],
  'no-sop-uid': [image('no sop', { SOPInstanceUID: '' }), 'uid-unusable'],
  'bad-series-uid': [image('bad series', { SeriesInstanceUID: '../../etc/x' }), 'uid-unusable'],
  'short-pixels': [image('short', { PixelData: Buffer.alloc(4) }), 'pixel-data-short'],
  'no-pixels': [image('none', { PixelData: undefined }), 'pixel-data-absent'],
  'cut-pixels': [cut(image('cut'), 3), 'truncated-pixel-data'],
  'cut-header': [cut(image('cut header'), 63), 'truncated-header'],
  empty: ['', 'empty-file'],
  'readme.txt': ['hello', 'skipped'],
  'two-patients/a': [image('two a', inStudy('two')), 'study-of-several-patients'],
  'two-patients/b': [image('two b', inStudy('two'), OTHER), 'study-of-several-patients'],
  'two-studies/a': [image('series a', { SeriesInstanceUID: uid('astray') }), 'series-of-several-studies'],
  'two-studies/b': [image('series b', { SeriesInstanceUID: uid('astray') }), 'series-of-several-studies'],
  'one-sop/a': [
    image('sop a', { SOPInstanceUID: uid('one'), ...inStudy('sop') }),
    'instance-of-several-series',
  ],
  'one-sop/b': [
    image('sop b', { SOPInstanceUID: uid('one'), ...inStudy('sop') }),
    'instance-of-several-series',
  ],
  burned: [image('burned', { BurnedInAnnotation: 'YES' }), 'burned-in-annotation'],
  capture: [image('capture', { SOPClassUID: SECONDARY_CAPTURE, ConversionType: 'WSD' }), 'secondary-capture'],
  ultrasound: [image('us', { SOPClassUID: ULTRASOUND, Modality: 'US' }), 'ultrasound'],
  screen: [image('screen', { ImageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'] }), 'screen-save'],
  document: [
    image('pdf', { SOPClassUID: ENCAPSULATED_PDF, Modality: 'DOC', PixelData: undefined, Rows: undefined }),
    'encapsulated-document',
  ],
  stranger: [
    image('stranger', { SOPClassUID: '1.2.3.4.5', PixelData: undefined, Rows: undefined }),
    'sop-class-not-admitted',
  ],
};

describe('a CD of every kind of bad file', () => {
  let lab: Lab;
  let ran: Deidentified;

  beforeAll(async () => {
    lab = new Lab();
    const cd = cdOf(Object.fromEntries(Object.entries(FILES).map(([path, [bytes]]) => [path, bytes])));
    const before = contentOf(cd);
    ran = await lab.run(cd);
    expect(contentOf(cd)).toEqual(before);
  });

  it('is released where it is certain, and for the rest the reason is told', () => {
    const expected = Object.entries(FILES).filter(([, [, code]]) => !['released', 'skipped'].includes(code));
    expect(reasons(ran)).toEqual(Object.fromEntries(expected.map(([path, [, code]]) => [path, code])));
    expect(ran.report.summary).toMatchObject({
      filesIn: Object.keys(FILES).length,
      filesOut: 1,
      quarantined: expected.length,
      skipped: 1,
    });
    expect([ran.code, ran.report.verdict]).toEqual([1, 'fail']);
  });

  it('stands in the quarantine byte for byte, for its owner alone', () => {
    const kept = Object.values(contentOf(join(lab.state, 'quarantine'))).sort();
    const expected = ran.report.quarantine.map(({ path }) =>
      Buffer.from(FILES[path]?.[0] ?? '').toString('latin1'),
    );
    expect(kept).toEqual([...new Set(expected)].sort());
    const modes = below(lab.state).map((name) => statSync(join(lab.state, name)).mode & 0o077);
    expect([...new Set(modes), statSync(lab.state).mode & 0o777]).toEqual([0, 0o700]);
  });

  it('leaves no trace of a person in report, messages or output, the names of its files included', () => {
    expect(ran.stdout + ran.stderr).not.toMatch(LEAKS);
    const output = contentOf(lab.out);
    expect(Object.keys(output)).toHaveLength(1);
    expect(JSON.stringify(output)).not.toMatch(LEAKS);
  });

  it('is not made better by --resume', async () => {
    const cd = ran.report.run.arguments[0] ?? '';
    expect(essence(await lab.run(cd, '--resume'))).toEqual(essence(ran));
  });
});

describe('a header that contradicts itself', () => {
  it('is quarantined where one record number has two names, birth dates or sexes', async () => {
    const lab = new Lab();
    const born = { ...PLANTED, birthDate: '19430218' };
    const cd = cdOf({
      a: image('a'),
      b: image('b', {}, { ...PLANTED, name: OTHER.name }),
      c: image('c', {}, OTHER),
    });
    writeFileSync(join(cd, 'd'), image('d', {}, { ...OTHER, birthDate: born.birthDate }));
    const ran = await lab.run(cd);
    const codes = Object.fromEntries(['a', 'b', 'c', 'd'].map((path) => [path, 'patient-contradicted']));
    expect([ran.code, reasons(ran)]).toEqual([1, codes]);
    expect(ran.report.findings.map(({ code }) => code)).toContain('nothing-released');
    expect(ran.stdout).not.toMatch(LEAKS);
  });

  it('is quarantined where file meta information and data set name different SOP classes', async () => {
    const bytes = image('meta');
    // The first one stands in the file meta information.
    const at = bytes.indexOf('1.2.840.10008.5.1.4.1.1.4');
    bytes.write('2', at + '1.2.840.10008.5.1.4.1.1.'.length, 'latin1');
    const ran = await new Lab().run(cdOf({ a: bytes }));
    expect([ran.code, reasons(ran)]).toEqual([1, { a: 'sop-class-contradicted' }]);
  });
});

describe('a DICOMDIR', () => {
  it('is never released, and is counted', async () => {
    const directory = image('dir', { SOPClassUID: DICOMDIR, PixelData: undefined });
    const ran = await new Lab().run(cdOf({ DICOMDIR: directory, a: image('a') }));
    expect(ran.report.summary).toMatchObject({ filesOut: 1, quarantined: 0, skipped: 1 });
    expect(ran.report.findings.map(({ code }) => code)).toEqual(['dicomdir-not-released']);
    expect(ran.code).toBe(0);
  });

  it('and nothing else is no delivery: exit 3, and nothing is made', async () => {
    const lab = new Lab();
    const ran = await lab.run(cdOf({ 'readme.txt': 'x' }));
    expect([ran.code, ran.report.findings.map(({ code }) => code)]).toEqual([
      3,
      expect.arrayContaining(['no-dicom']),
    ]);
    expect(below(lab.folder)).toEqual(['corelab.key']);
  });
});

describe('--append', () => {
  it('skips what stands there, adds what does not, and quarantines changed content', async () => {
    const lab = new Lab();
    const first = cdOf({ a: image('a'), b: image('b') });
    await lab.run(first);
    const before = contentOf(lab.out);
    const changed = image('b', { PixelData: Buffer.alloc(8, 2) });
    const ran = await lab.run(cdOf({ a: image('a'), b: changed, c: image('c') }), '--append');
    expect(ran.report.summary).toMatchObject({ filesIn: 3, filesOut: 1, duplicates: 1, quarantined: 1 });
    expect([ran.code, reasons(ran)]).toEqual([1, { b: 'name-conflict' }]);
    expect(contentOf(lab.out)).toMatchObject(before);
    expect(below(lab.out)).toHaveLength(3);
    const again = await lab.run(cdOf({ a: image('a'), c: image('c') }), '--append');
    expect([again.code, again.report.summary.duplicates]).toEqual([0, 2]);
    expect(below(lab.out)).toHaveLength(3);
  });

  it('of one person scanned later gives the same subject and the same UIDs', async () => {
    const lab = new Lab();
    const frame = { FrameOfReferenceUID: uid('frame') };
    const one = await lab.run(cdOf({ a: image('a', frame) }));
    const two = await lab.run(cdOf({ b: image('b', frame) }), '--append');
    expect(two.report.patients[0]?.subject).toBe(one.report.patients[0]?.subject);
    const frames = below(lab.out).map((name) => textOf(join(lab.out, name), 'FrameOfReferenceUID'));
    expect(new Set(frames).size).toBe(1);
    expect(frames[0]).toMatch(/^2\.25\./);
  });
});

describe('the maps', () => {
  it('say what became of every UID and patient, in order, for their owner alone', async () => {
    const lab = new Lab();
    const maps = ['--uid-map', lab.path('uid.csv'), '--patient-map', lab.path('patient.csv')];
    const ran = await lab.run(cdOf({ a: image('a'), b: image('b', {}, OTHER) }), ...maps);
    const rowsOf = (name: string): string[] => readFileSync(lab.path(name), 'utf8').trimEnd().split('\r\n');
    const subjects = new Set(ran.report.patients.map(({ subject }) => subject));
    const [title, ...patients] = rowsOf('patient.csv').map((row) => row.split(','));
    expect([title, patients.map(([old]) => old)]).toEqual([
      ['id_old', 'id_new'],
      [PLANTED.id, OTHER.id],
    ]);
    expect(new Set(patients.map(([, released]) => released))).toEqual(subjects);
    const uids = new Map(rowsOf('uid.csv').map((row) => row.split(',') as [string, string]));
    const released = ran.report.files.map(({ sopInstanceUID }) => sopInstanceUID);
    for (const name of ['a', 'b'])
      expect(released).toContain(uids.get(uid(`instance of assign-id tests ${name}`)));
    const modes = ['uid.csv', 'patient.csv'].map((name) => statSync(lab.path(name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
  });

  it('hold nothing of what was not released, and are replaced by those of the run that completes it', async () => {
    const lab = new Lab();
    const maps = ['--uid-map', lab.path('uid.csv'), '--patient-map', lab.path('patient.csv')];
    const cd = cdOf({ a: image('a'), b: image('b', { BurnedInAnnotation: 'YES' }, OTHER) });
    await lab.run(cd, ...maps);
    const first = [readFileSync(lab.path('uid.csv'), 'utf8'), readFileSync(lab.path('patient.csv'), 'utf8')];
    expect(first[0]).not.toContain(uid('instance of assign-id tests b'));
    expect(first[1]).not.toContain(OTHER.id);
    await lab.run(cd, ...maps, '--resume');
    expect([
      readFileSync(lab.path('uid.csv'), 'utf8'),
      readFileSync(lab.path('patient.csv'), 'utf8'),
    ]).toEqual(first);
  });
});

describe('--dry-run', () => {
  it('writes no output, state or map, and tells the same as the run will do', async () => {
    const lab = new Lab();
    const cd = cdOf({ a: image('a'), b: image('b', { BurnedInAnnotation: 'YES' }), 'c.txt': 'x' });
    const maps = ['--uid-map', lab.path('uid.csv'), '--patient-map', lab.path('patient.csv')];
    const dry = await lab.run(cd, '--dry-run', ...maps);
    expect(below(lab.folder)).toEqual(['corelab.key']);
    expect(dry.report.summary).toMatchObject({ filesOut: 0, planned: 1, quarantined: 1, skipped: 1 });
    expect(dry.stdout).not.toMatch(LEAKS);
    const run = await lab.run(cd);
    expect([dry.code, dry.report.patients]).toEqual([run.code, run.report.patients]);
    expect(reasons(dry)).toEqual(reasons(run));
    const [series] = run.report.series;
    expect(new Set(dry.report.review.map(({ seriesUID }) => seriesUID))).toEqual(
      new Set([series?.seriesUID]),
    );
    const name = dry.report.review.find(({ path }) => path === 'PatientName');
    expect(name).toMatchObject({ files: 1, source: expect.stringContaining('E.1') });
    expect(name).not.toHaveProperty('examples');
  });

  it('shows values with --identifiers only', async () => {
    const dry = await new Lab().run(cdOf({ a: image('a') }), '--dry-run', '--identifiers');
    const name = dry.report.review.find(({ path }) => path === 'PatientName');
    expect(name?.examples?.[0]?.before).toContain('Zwetschgenbaum');
    expect(name).toMatchObject({ action: 'dummy', examples: [{ after: dry.report.patients[0]?.subject }] });
    expect(dry.report.confidentiality).toBe('identified');
  });

  it('hashes paths of files with --hash-paths, and leaves the attributes to be read', async () => {
    const dry = await new Lab().run(cdOf({ 'Zwetschgenbaum/a': image('a') }), '--dry-run', '--hash-paths');
    expect(dry.report.review.map(({ path }) => path)).toContain('PatientName');
    expect(dry.stdout).not.toMatch(LEAKS);
  });
});

function textOf(path: string, keyword: string): string | undefined {
  const source = new FileSource(Buffer.from(path));
  try {
    return readPart10(source, { toEnd: true }).dataset.string(keyword);
  } finally {
    source.close();
  }
}
