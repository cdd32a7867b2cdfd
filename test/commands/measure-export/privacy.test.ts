import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { corelab, folder, type Ran, shell } from '../cli.js';
import { changed, deep, filesOf, folderOf, measureExport, rowsOf } from './lab.js';

/** Persons who are named in the objects alone: no header that is scanned has them. */
const READER = 'Quackenbusch^Leopoldine';
const FORMS = [
  ...['quackenbusch', 'leopoldine', 'pumpernickel', 'wolkenstein', 'login-wolken', 'birnbaum'],
  ...[
    'ångström',
    'marigold',
    'zx-4471902',
    '4471902',
    '19671123',
    '1967-11-23',
    '2024-08-05',
    '20240805',
    '05.08.2024',
  ],
];
const NOTE = `Leopoldine Quackenbusch on 2024-08-05 of ZX-4471902, Wolkenstein agrees`;

function leaks(text: string | Buffer): string[] {
  const bytes = Buffer.from(text);
  const all = [bytes.toString('utf8'), bytes.toString('utf16le')].map((one) => one.toLowerCase());
  return FORMS.filter((value) => all.some((one) => one.includes(value)));
}

const PRIVATE = [
  {
    CodeValue: 'wolkenstein-1',
    CodingSchemeDesignator: '99BIRNBAUM',
    CodeMeaning: 'seen by Leopoldine 2024-08-05',
  },
];

/** Names in every text, code meaning and person of a report; keywords that hold none stay. */
function plantedReport(attributes: NewAttributes): NewAttributes {
  const nested = deep(attributes, (keyword, value, { ValueType }) => {
    if (keyword === 'PersonName') return READER;
    if (keyword === 'TextValue') return `${value} ${NOTE}`;
    return keyword === 'ConceptCodeSequence' && ValueType === 'CODE' ? PRIVATE : value;
  });
  const login: NewAttributes = {
    ...{ RelationshipType: 'HAS OBS CONTEXT', ValueType: 'TEXT', TextValue: 'login-wolken' },
    ConceptNameCodeSequence: [{ CodeValue: '128774', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Login' }],
  };
  return {
    ...nested,
    VerifyingObserverSequence: [
      {
        VerifyingObserverName: 'Wolkenstein^Oswald',
        VerifyingOrganization: 'Birnbaum',
        VerificationDateTime: '20240805',
        VerifyingObserverIdentificationCodeSequence: [],
      },
    ],
    ContentSequence: [login, ...(nested.ContentSequence as NewAttributes[])],
  };
}

const AIM = (xml: string): string =>
  xml
    .replace('Hallgrimsdottir^Sunniva', READER)
    .replace('reader7', 'login-wolken')
    .replaceAll('value="Lesion 1"', `value="Lesion 1 ${NOTE}, Pumpernickel"`)
    .replace('<description value="Length"/>', `<description value="${NOTE}"/>`)
    .replace(/<person><name value="[^"]*"/, '<person><name value="Pumpernickel^Hans Wolkenstein"');

async function planted(): Promise<FixtureFile[]> {
  const labels = [
    'SegmentLabel',
    'ROIName',
    'ROIDescription',
    'TrackingID',
    'UnformattedTextValue',
    'ContentDescription',
  ];
  const labelled = (attributes: NewAttributes): NewAttributes =>
    deep(attributes, (keyword, value) => {
      if (keyword === 'ROIInterpreter' || keyword === 'ContentCreatorName') return READER;
      return labels.includes(keyword) ? `${value} Leopoldine 2024-08-05` : value;
    });
  const [aim] = filesOf('aim');
  return [
    ...filesOf('ct'),
    await changed('sr/comprehensive-3d.dcm', plantedReport),
    await changed('seg/binary.dcm', labelled),
    await changed('rtstruct/axial.dcm', labelled),
    await changed('pr/ct.dcm', labelled),
    await changed('ko/of-interest.dcm', plantedReport),
    { path: 'aim/a.xml', bytes: Buffer.from(AIM(Buffer.from(aim?.bytes ?? []).toString('utf8'))) },
  ];
}

describe('objects with planted persons', () => {
  const place = folder();
  const path = (name: string): string => join(place, name);
  const said = new Map<string, Ran>();
  let data: string;

  beforeAll(async () => {
    data = folderOf(await planted());
    const reports = ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', path(`r.${form}`)]);
    const exports = ['csv', 'csv-wide', 'parquet', 'redcap', 'fhir'].flatMap((form) => [
      ...['--export', `${form}=${path(`rows.${form}`)}`],
    ]);
    said.set('json', await corelab(['measure-export', data, ...reports, ...exports], { CORELAB_DEBUG: '1' }));
    said.set('ndjson', await corelab(['measure-export', data, '--ndjson']));
    said.set(
      'table',
      await shell(`script -qec "$CORELAB measure-export '${data}'" /dev/null`, {
        TERM: 'xterm',
        COLUMNS: '200',
      }),
    );
  });

  it('hold what the others look for', async () => {
    const bytes = (await planted()).flatMap((file) =>
      file.path.startsWith('ct/') ? [] : [Buffer.from(file.bytes)],
    );
    const found = leaks(Buffer.concat(bytes));
    expect(found).toEqual(
      expect.arrayContaining(['quackenbusch', 'pumpernickel', 'wolkenstein', 'login-wolken']),
    );
  });

  it('are measured, and readers are numbers', () => {
    for (const [name, { code }] of said) expect([name, code]).toEqual([name, 1]);
    const report = JSON.parse(readFileSync(path('r.json'), 'utf8'));
    expect(report.confidentiality).toBe('linked');
    const readers = new Set(report.rows.map(({ reader }: { reader: string | null }) => reader));
    expect([...readers].every((reader) => reader === null || /^reader-\d+$/.test(String(reader)))).toBe(true);
    expect(readers.size).toBeGreaterThan(1);
    const [row] = rowsOf(report, 'aim/a.xml');
    expect(row?.lesionLabel).toMatch(/^Lesion 1 \*\*\*/);
  });

  it('leave none of them on standard output and error', () => {
    for (const [name, { stdout, stderr }] of said) {
      expect(stdout.length).toBeGreaterThan(1000);
      expect([name, leaks(stdout), leaks(stderr)]).toEqual([name, [], []]);
    }
  });

  it('leave none of them in a report or an export of any form', () => {
    const names = readdirSync(place).sort();
    expect(names).toEqual(
      [
        ...['r.csv', 'r.json', 'r.ndjson', 'r.xml'],
        ...['rows.csv', 'rows.csv-wide', 'rows.fhir', 'rows.parquet', 'rows.redcap'],
      ].sort(),
    );
    for (const name of names) expect([name, leaks(readFileSync(path(name)))]).toEqual([name, []]);
  });

  it('leave no path in what goes to a database: folders of a CD are named for people', () => {
    for (const name of readdirSync(place).filter((one) => one.startsWith('rows.'))) {
      const text = readFileSync(path(name)).toString('latin1');
      expect([name, ['comprehensive-3d.dcm', 'a.xml', data].filter((one) => text.includes(one))]).toEqual([
        name,
        [],
      ]);
    }
  });

  it('are there with --identifiers, to the owner alone', async () => {
    const out = folder();
    const file = (name: string): string => join(out, name);
    const targets = ['--report', file('r.json'), '--export', `csv=${file('r.csv')}`];
    const { report } = await measureExport(data, '--identifiers', ...targets);
    expect(report.confidentiality).toBe('identified');
    const [row] = rowsOf(report, 'sr/comprehensive-3d.dcm');
    expect(row).toMatchObject({ subject: 'ZX-4471902', reader: READER });
    expect(row?.studyDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(row?.trackingId).toContain(NOTE);
    expect(rowsOf(report, 'aim/a.xml')[0]?.reader).toBe(READER);
    for (const name of ['r.json', 'r.csv']) {
      expect(leaks(readFileSync(file(name)))).toContain('quackenbusch');
      expect(statSync(file(name)).mode & 0o777).toBe(0o600);
    }
  });

  it('hide paths with --hash-paths, in rows and exports, too', async () => {
    const out = folder();
    const key = join(out, 'key');
    await corelab(['key', 'new', key]);
    const csv = join(out, 'rows.csv');
    const { report, stdout } = await measureExport(
      ...[data, '--hash-paths', '--key-file', key, '--export', `csv=${csv}`],
    );
    expect(report.rows.length).toBeGreaterThan(100);
    for (const text of [stdout, readFileSync(csv, 'utf8')])
      expect(['comprehensive-3d.dcm', 'a.xml', data].filter((name) => text.includes(name))).toEqual([]);
  });
});
