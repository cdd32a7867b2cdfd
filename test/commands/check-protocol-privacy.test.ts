import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { site } from './check-protocol/run.js';
import type { Deviant } from './check-protocol/site.js';
import { corelab, type Ran } from './cli.js';
import { IDENTITY, PLANTED_FORMS, STUDY_DAY } from './planted-person.js';

const FORMS = ['json', 'ndjson', 'csv', 'xml'] as const;

const HEADER = {
  ...IDENTITY,
  PerformedProcedureStepID: 'PPS.55',
  NameOfPhysiciansReadingStudy: 'Umberleigh^Jane',
};
const PLANTED = [...PLANTED_FORMS, 'pps.55'];
/** Text as an operator types it, with all of it. */
const TYPED =
  'Zwetschgenbaum O. (Ottilie) QV-8812003 *17.02.1943 on 2023-11-04, Saint Nowhere Hospital, Kuckelkorn';

/** Every attribute that carries text, a date or a number of a record. */
const NOSY = [
  ...Object.keys(HEADER),
  ...[
    'SeriesDescription',
    'StudyDescription',
    'ProtocolName',
    'ImageComments',
    'ReceiveCoilName',
    'SequenceName',
  ],
  ...[
    'StudyDate',
    'SeriesDate',
    'AcquisitionDate',
    'ScanOptions',
    'SoftwareVersions',
    'ManufacturerModelName',
  ],
  ...['RequestedProcedureDescription', 'PerformedProcedureStepDescription', 'BodyPartExamined', 'ImageType'],
];

const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: NOSY, version: 1 }
series:
  t1:
    match: { Modality: MR, SeriesDescription: /t1_se/i, PatientName: { present: true } }
    checks:
${NOSY.map((name) => `      ${name}: ${name === 'ImageType' ? '{ contains: [ZZ9] }' : '{ oneOf: [ZZ9] }'}`).join('\n')}
  flair:
    match: { Modality: MR, SeriesDescription: /flair/i }
    checks:
${NOSY.map((name) => `      ${name}: { present: true }`).join('\n')}
crossSeries:
  - { same: [StudyID, ImageComments, AccessionNumber], of: [t1, flair] }
acrossVisits:
  - { same: [StudyID, ProtocolName, ImageComments, StudyDate, DeviceSerialNumber, SoftwareVersions], onDeviation: warn }
`;

function typed(series: Deviant['series'], name: string, slice?: number): Deviant {
  const but = {
    ...Object.fromEntries(
      ['ProtocolName', 'ImageComments', 'ReceiveCoilName', 'RequestedProcedureDescription'].map((key) => [
        key,
        TYPED,
      ]),
    ),
    SeriesDescription: `${name} ${TYPED}`.slice(0, 64),
    StudyDescription: `for ${TYPED}`.slice(0, 64),
    PerformedProcedureStepDescription: '04.11.2023 Ottilie',
    SequenceName: 'Ottilie',
    ScanOptions: 'KUCKELKORN',
    ImageType: ['ORIGINAL', 'PRIMARY', 'OTTILIE'],
    ManufacturerModelName: 'Imaginary of Saint Nowhere Hospital',
    ...(slice !== undefined && { StudyID: 'EX-17', InstanceNumber: 99, ImageComments: `${TYPED} again` }),
  };
  return { series, but, ...(slice !== undefined && { slice }) };
}

const VISITS = [
  {
    subject: 1,
    date: STUDY_DAY,
    but: HEADER,
    deviants: [
      typed('t1', 't1_se'),
      typed('t1', 't1_se', 3),
      typed('flair', 't2_flair'),
      typed('pd', 'pd_tse'),
    ],
  },
  {
    subject: 1,
    date: '20240504',
    but: { ...HEADER, ManufacturerModelName: 'Imaginary 2', SoftwareVersions: 'syngo MR XA30' },
    deviants: [typed('flair', 't2_flair')],
  },
];

function leaks(text: string | Buffer): string[] {
  const bytes = Buffer.from(text);
  const all = [bytes.toString('utf8'), bytes.toString('utf16le')].map((one) => one.toLowerCase());
  return PLANTED.filter((value) => all.some((one) => one.includes(value)));
}

describe('a delivery with planted identifiers', () => {
  const { place, data, protocol } = site(VISITS, PROTOCOL);
  const said = new Map<string, Ran>();
  const path = (name: string): string => join(place, name);
  const reports = (name: string): string[] => FORMS.flatMap((form) => ['--report', path(`${name}.${form}`)]);

  beforeAll(async () => {
    const check = ['check-protocol', data, '--protocol', protocol];
    said.set('check', await corelab([...check, ...reports('check')]));
    said.set('lines', await corelab([...check, '--ndjson']));
    said.set('against', await corelab([...check, '--against', path('check.json'), ...reports('against')]));
    said.set('debug', await corelab([...check, '--against', data], { CORELAB_DEBUG: '1' }));
    said.set('init', await corelab(['init-protocol', data, '--out', path('made.yaml'), ...reports('init')]));
    said.set('again', await corelab(['init-protocol', data, '--out', path('made.yaml')]));
    said.set(
      'made',
      await corelab(['check-protocol', data, '--protocol', path('made.yaml'), ...reports('made')]),
    );
  }, 60_000);

  it('holds what the others look for', () => {
    const [file] = readdirSync(join(data, 'S001', STUDY_DAY, 't1'), { withFileTypes: true });
    const bytes = readFileSync(join(file?.parentPath ?? '', file?.name ?? ''));
    expect(leaks(bytes)).toEqual(
      expect.arrayContaining([
        'zwetschgenbaum',
        '8812003',
        'acc771',
        'ex-17',
        'pps.55',
        STUDY_DAY,
        '17.02.1943',
      ]),
    );
  });

  it('was judged: every check says something, and hides what it saw', () => {
    const codes = [...said].map(([name, { code }]) => `${name} ${code}`);
    expect(said.get('check')?.stderr).toBe('');
    expect(codes).toEqual([...['check 1', 'lines 1', 'against 1', 'debug 2', 'init 0', 'again 2', 'made 0']]);
    const { checks } = JSON.parse(readFileSync(path('check.json'), 'utf8'));
    const seen = (name: string): unknown[] =>
      checks
        .filter(
          (row: { check: string; entry: string; study: number }) =>
            row.check === name && row.entry === 't1' && row.study === 1,
        )
        .map((row: { actual: unknown }) => row.actual);
    for (const name of Object.keys(HEADER)) expect([name, ...seen(name)]).toEqual([name, '***']);
    expect(seen('StudyDate')).toEqual(['***']);
    expect(seen('SoftwareVersions')).toEqual(['syngo MR E11']);
    expect(String(seen('ProtocolName'))).toContain('***');
  });

  it('leaves none of them on standard output and error', () => {
    for (const [name, { stdout, stderr }] of said)
      expect([name, leaks(stdout.replaceAll(`/${STUDY_DAY}/`, '/')), leaks(stderr)]).toEqual([name, [], []]);
  });

  it('leaves none of them in a report of any form, nor in the protocol that is made of it', () => {
    const names = readdirSync(place).filter((name) => name !== 'data');
    expect(names).toEqual(expect.arrayContaining(['made.yaml', 'init.xml', 'against.csv', 'check.ndjson']));
    for (const name of names) {
      // Folders of the test are named by dates: paths are the caller's own.
      const text = readFileSync(path(name), 'utf8').replaceAll(`/${STUDY_DAY}/`, '/');
      expect([name, leaks(text)]).toEqual([name, []]);
    }
  });

  it('is remembered for later visits without what is hidden', () => {
    const { visits } = JSON.parse(readFileSync(path('check.json'), 'utf8'));
    const [first] = visits;
    expect(first).not.toHaveProperty('at');
    expect(first.series.t1.StudyID).toEqual({ state: 'unknown' });
    expect(first.series.t1.StudyDate).toEqual({ state: 'unknown' });
    expect(first.series.t1.DeviceSerialNumber).toMatchObject({ state: 'value', texts: ['70001'] });
  });

  it('is shown whole with --identifiers, to the owner alone, and never in the protocol', async () => {
    const more = ['--identifiers', '--report', path('whole.json')];
    const ran = await corelab(['check-protocol', data, '--protocol', protocol, ...more]);
    expect(ran.code).toBe(1);
    const whole = readFileSync(path('whole.json'), 'utf8');
    expect(JSON.parse(whole).confidentiality).toBe('identified');
    expect(leaks(whole)).toEqual(
      expect.arrayContaining(['zwetschgenbaum', '8812003', 'acc771', 'ex-17', STUDY_DAY]),
    );
    expect(statSync(path('whole.json')).mode & 0o777).toBe(0o600);
    const init = [
      'init-protocol',
      data,
      '--identifiers',
      '--out',
      path('open.yaml'),
      '--report',
      path('open.json'),
    ];
    expect((await corelab(init)).code).toBe(0);
    expect(existsSync(path('open.yaml'))).toBe(true);
    expect(leaks(readFileSync(path('open.yaml')))).toEqual([]);
    expect(statSync(path('open.json')).mode & 0o777).toBe(0o600);
  });
});
