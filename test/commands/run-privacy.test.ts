import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mrFile } from './assign-id/mr-file.js';
import { corelab, type Ran } from './cli.js';
import { ejected } from './run/meddled.js';
import { PLACED, RunLab, type RunReport } from './run/run-lab.js';

/** People as headers and folders name them, in several scripts. */
const PEOPLE = [
  { id: 'QV-8812003', name: 'Zwetschgenbaum^Ottilie', birthDate: '19430217', sex: 'F' },
  { id: 'QV-8812004', name: 'Ångqvist^Zoë', birthDate: '19510323', sex: 'F' },
  { id: 'QV-8812005', name: 'Достоевская^Анастасия', birthDate: '19620429', sex: 'F' },
  { id: 'QV-8812006', name: '山田太郎^花子', birthDate: '19730530', sex: 'M' },
  { id: 'QV-8812007', name: 'Παπαδοπούλου^Ελένη', birthDate: '19840611', sex: 'F' },
] as const;

/** What must stand nowhere, in small letters: parts of names, record numbers, dates of birth, and of the studies. */
const FORBIDDEN = [
  ...PEOPLE.flatMap(({ id, name, birthDate }) => [
    ...[id, ...name.split('^'), birthDate],
    birthDate.replace(/^(....)(..)(..)$/, '$1-$2-$3'),
  ]),
  ...['881200', '20240110', '2024-01-10', 'Kuckelkorn', 'Saint Nowhere', 'ACC771'],
].map((text) => text.toLowerCase().normalize('NFC'));

const FORMS = ['json', 'ndjson', 'csv', 'xml'] as const;

/** Digests, keyed UIDs (PS3.5 B.2) and the numbers of runs: what stands within their digits is chance. */
const BY_CHANCE =
  /\b[0-9a-f]{64}\b|(?<![\d.])2\.25\.\d{30,39}(?!\d)|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

function leaks(text: string): string[] {
  const small = text.toLowerCase().normalize('NFC').replace(BY_CHANCE, '');
  return FORBIDDEN.filter((value) => small.includes(value));
}

let lab: RunLab;
let paths: string[];
let ran: Ran;
let report: RunReport;

/** The CD of a person, whose folder and files are called as it is. */
function cdOf(n: number, but: Parameters<typeof mrFile>[3] = {}): string {
  const person = PEOPLE[n];
  if (!person) throw new RangeError('nobody');
  const path = lab.path(`${person.id}_${person.name.replace('^', '_')}_${person.birthDate}`);
  mkdirSync(path);
  const more = {
    ...PLACED,
    AccessionNumber: 'ACC771',
    OperatorsName: 'Kuckelkorn^B',
    InstitutionName: 'Saint Nowhere',
  };
  const description = `brain of ${person.name}`;
  const bytes = mrFile(`privacy ${n}`, person, '20240110', {
    ...more,
    SeriesDescription: description,
    ...but,
  });
  writeFileSync(join(path, `${person.name}.dcm`), bytes);
  return path;
}

const reportFlags = (name: string): string[] =>
  FORMS.flatMap((form) => ['--report', lab.path(`${name}.${form}`)]);

beforeAll(async () => {
  lab = await RunLab.make(
    'deid: { profile: trial }, check-protocol: { protocol: acr-mr-phantom }, qc-motion: { limits: default }',
  );
  const cut = cdOf(3);
  const file = join(cut, `${PEOPLE[3].name}.dcm`);
  writeFileSync(file, readFileSync(file).subarray(0, -4));
  paths = [
    cdOf(0),
    cdOf(1, { PatientID: '' }),
    cdOf(2, { BurnedInAnnotation: 'YES', Modality: 'US' }),
    cut,
    cdOf(4, { StudyDate: '' }),
    lab.path(`gone ${PEOPLE[0].name}`),
  ];
  ran = await corelab(lab.args(...paths, ...reportFlags('run')), ejected(paths.at(-1) ?? ''));
  report = JSON.parse(ran.stdout);
});

describe('a run over CDs whose folders, files and headers name people', () => {
  it('finds what is wrong with them', () => {
    const told = report.deliveries.map(({ state, verdict }) => `${state} ${verdict}`);
    expect([ran.code, told[1], told[5]]).toEqual([1, 'done fail', 'stopped fail']);
    expect(report.problems.length).toBeGreaterThan(5);
    // What is looked for is there to be found.
    expect(leaks(paths.join()).length).toBeGreaterThan(10);
  });

  it('names nobody but by the paths that it was given, which stand in `input` and the arguments alone', () => {
    const {
      run: { arguments: _, ...run },
      deliveries,
      ...rest
    } = report;
    const rows = deliveries.map(({ input, ...row }) => row);
    expect(leaks(JSON.stringify({ ...rest, run, rows }))).toEqual([]);
    expect(deliveries.map(({ input }) => input)).toEqual(paths);
    expect([leaks(ran.stderr), ran.stderr]).toEqual([[], '']);
  });

  it.each(['ndjson', 'csv', 'xml'])('so it is in its form %s', (form) => {
    let text = readFileSync(lab.path(`run.${form}`), 'utf8');
    for (const path of [...paths].sort((a, b) => b.length - a.length)) text = text.replaceAll(path, '');
    expect(leaks(text)).toEqual([]);
  });

  it('with --hash-paths tells no path either', async () => {
    const hashed = await corelab([
      ...lab.args(...paths),
      '--resume',
      '--hash-paths',
      '--key-file',
      lab.clinic.projectKey,
    ]);
    expect([hashed.code, leaks(hashed.stdout), leaks(hashed.stderr)]).toEqual([1, [], []]);
    expect(hashed.stdout).not.toContain(lab.clinic.folder);
  });

  it('says nothing of them where it is refused for other reasons, and shows where it fails', async () => {
    const env = { CORELAB_DEBUG: '1' };
    const refused = await corelab(lab.args(paths[0] ?? ''), env);
    expect([refused.code, refused.stdout, leaks(refused.stderr)]).toEqual([2, '', []]);
  });
});

describe('status, decide and ledger of such a trial', () => {
  /** Everything that a call says and writes. */
  async function all(name: string, command: string, ...args: readonly string[]): Promise<string> {
    const asked = await lab.ask(command, ...args, ...reportFlags(name));
    expect(asked.code).toBeLessThan(2);
    return [
      asked.stdout,
      asked.stderr,
      ...FORMS.map((form) => readFileSync(lab.path(`${name}.${form}`), 'utf8')),
    ].join('\n');
  }

  it('name nobody, in whatever form', async () => {
    expect(leaks(await all('status', 'status'))).toEqual([]);
    expect(leaks(await all('worklist', 'status', '--worklist'))).toEqual([]);
    const copies = ['md', 'json', 'csv'].flatMap((form) => [
      '--export',
      `${form}=${lab.path(`copy.${form}`)}`,
    ]);
    const told = await all('ledger', 'ledger', ...copies);
    expect(leaks(told)).toEqual([]);
    for (const form of ['md', 'json', 'csv'])
      expect([form, leaks(readFileSync(lab.path(`copy.${form}`), 'utf8'))]).toEqual([form, []]);
    const ledger = JSON.parse(readFileSync(lab.path('ledger.json'), 'utf8'));
    const kinds = new Set(ledger.events.map(({ event, kind }: Record<string, string>) => event ?? kind));
    expect(kinds.size).toBeGreaterThan(5);
    // Nor where its folders are.
    const text = readFileSync(lab.path('copy.md'), 'utf8');
    expect(text).not.toContain(lab.clinic.folder);
  });

  it('say what a person wrote of an item, and still name nobody whom the store knows', async () => {
    const item = report.problems.find((one) => one.item !== null)?.item ?? '';
    const why = `as ${PEOPLE[0].name.replace('^', ' ')} said, see /media/${PEOPLE[0].id}/x`;
    const text = await all('decide', 'decide', item, '--accept', '--reason', why);
    const { run: _, ...told } = JSON.parse(readFileSync(lab.path('decide.json'), 'utf8'));
    expect([text.length > 0, leaks(JSON.stringify(told))]).toEqual([true, []]);
    const { run: __, ...ledger } = JSON.parse((await lab.ask('ledger')).stdout);
    expect(leaks(JSON.stringify(ledger))).toEqual([]);
  });
});
