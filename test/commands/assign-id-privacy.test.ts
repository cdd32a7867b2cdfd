import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Clinic, checked } from './assign-id/clinic.js';
import { type HeaderPatient, mrFile } from './assign-id/mr-file.js';
import { folder, type Ran } from './cli.js';

const FORMS = ['json', 'ndjson', 'csv', 'xml'] as const;

const ONE: HeaderPatient = {
  id: 'QV-8812003',
  name: 'Zwetschgenbaum^Ottilie',
  birthDate: '19430217',
  sex: 'F',
};
/** The same number for somebody else: a conflict, of which both sides are shown. */
const OTHER: HeaderPatient = { ...ONE, name: 'Kuckelkorn^Balthasar', birthDate: '19870929', sex: 'M' };
const STUDY_DATE = '20231104';

/** What must stand nowhere, in any way of writing it. */
const PLANTED = [
  ...[
    'Zwetschgenbaum',
    'Ottilie',
    'Kuckelkorn',
    'Balthasar',
    'QV-8812003',
    '8812003',
    '19430217',
    '1943-02-17',
  ],
  ...['19870929', '1987-09-29', 'OTHER-55120', 'UMBERLEIGH-MRN', STUDY_DATE, '2023-11-04'],
];

function leaks(text: string | Buffer): string[] {
  const bytes = Buffer.from(text);
  const all = [bytes.toString('latin1'), bytes.toString('utf16le')].map((one) => one.toLowerCase());
  return PLANTED.filter((value) => all.some((one) => one.includes(value.toLowerCase())));
}

function delivery(patient: HeaderPatient): string {
  const path = folder('cd-');
  const but = {
    IssuerOfPatientID: 'UMBERLEIGH-MRN',
    OtherPatientIDsSequence: [{ PatientID: 'OTHER-55120', IssuerOfPatientID: 'UMBERLEIGH-MRN' }],
  };
  writeFileSync(join(path, 'IM1'), mrFile(`privacy ${patient.name}`, patient, STUDY_DATE, but));
  return path;
}

/** Every file below a folder. */
function texts(path: string): [string, Buffer][] {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())
    .map((name) => [name, readFileSync(name)]);
}

describe('a delivery with planted identifiers', () => {
  let clinic: Clinic;
  /** What each run said, by what it was. */
  const said = new Map<string, Ran>();

  beforeAll(async () => {
    clinic = await Clinic.make();
    const [one, other] = [delivery(ONE), delivery(OTHER)];
    const reports = (name: string): string[] =>
      FORMS.flatMap((form) => ['--report', clinic.path(`${name}.${form}`)]);
    said.set('copies', await clinic.assign(one, '--out', clinic.path('out'), ...reports('copies')));
    said.set('recall', await clinic.assign(one, ...reports('recall')));
    said.set('conflict', await clinic.assign(other, ...reports('conflict')));
    said.set(
      'blinded',
      await clinic.assign(one, '--blinded', '--out', clinic.path('blinded'), ...reports('blinded')),
    );
    said.set('refused', await clinic.refuse(one, '--visit', 'NO', '--reason', 'x'));
    said.set('debug', await clinic.script(`CORELAB_DEBUG=1 $ASSIGN ${one} --out ${clinic.path('out')}`));
    const due = ['--export', `ics=${clinic.path('due.ics')}`, '--export', `csv=${clinic.path('due.csv')}`];
    said.set('due', await clinic.assign('--due', '2025-06-01', ...due, ...reports('due')));
  });

  it('holds what the others look for', () => {
    const [[, bytes] = ['', Buffer.alloc(0)]] = texts(delivery(ONE));
    expect(leaks(bytes).sort()).toEqual(
      [
        'Zwetschgenbaum',
        'Ottilie',
        'QV-8812003',
        '8812003',
        '19430217',
        'OTHER-55120',
        'UMBERLEIGH-MRN',
        STUDY_DATE,
      ].sort(),
    );
  });

  it('was judged as it should be', () => {
    const codes = ['copies', 'recall', 'conflict', 'blinded', 'refused', 'debug', 'due'].map(
      (name) => said.get(name)?.code,
    );
    expect(codes).toEqual([0, 0, 1, 0, 2, 2, 0]);
    expect(said.get('conflict')?.stdout).toContain('identity-contradicted');
    expect(said.get('conflict')?.stdout).toContain('***');
  });

  it('leaves none of them on standard output and error', () => {
    for (const [name, { stdout, stderr }] of said)
      expect([name, leaks(stdout), leaks(stderr)]).toEqual([name, [], []]);
  });

  it('leaves none of them in any report, due list, journal, state, anchor or the bytes of the crosswalk', () => {
    const own = texts(clinic.folder).filter(([path]) => !path.startsWith(clinic.path('out/')));
    const names = own.map(([path]) => path.slice(clinic.folder.length + 1));
    expect(names).toEqual(
      expect.arrayContaining(['x.db', 'x.db.anchor', 'due.ics', 'conflict.csv', 'copies.xml']),
    );
    expect(names.some((name) => /^out\.state\/.*journal/.test(name))).toBe(true);
    for (const [path, bytes] of own) expect([path, leaks(bytes)]).toEqual([path, []]);
  });

  it('leaves none of them in the names of the copies, nor of the blinded ones in their bytes', () => {
    const all = [...texts(clinic.path('out')), ...texts(clinic.path('blinded'))];
    expect(all).toHaveLength(2);
    expect(all.flatMap(([path]) => leaks(path))).toEqual([]);
    for (const [path, bytes] of texts(clinic.path('blinded')))
      expect([path, leaks(bytes)]).toEqual([path, []]);
  });

  it('shows both sides of a conflict with --identifiers, to its owner alone', async () => {
    const path = clinic.path('identified.json');
    const args = [delivery(OTHER), '--identifiers', '--report', path].join(' ');
    const ran = await checked(await clinic.script(`$ASSIGN ${args}`));
    expect(ran.report.confidentiality).toBe('identified');
    const sides = ran.report.patients[0]?.sides?.map(({ from, name, birthDate }) => [from, name, birthDate]);
    expect(sides).toEqual([
      ['delivery', OTHER.name, OTHER.birthDate],
      ['crosswalk', ONE.name, ONE.birthDate],
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
