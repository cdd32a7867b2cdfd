import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, type Ran, shell } from '../cli.js';
import { atBaseline, atWeek8, atWeek16, fileOf, responded, rowsText } from './lab.js';

const ROE = 'Dr Jane Roenfeld';
const OTHER = 'Zwetschgenbaum^Ottilie';
const FORMS = [
  ...['roenfeld', 'zwetschgenbaum', 'ottilie'],
  ...['2024-01-02', '2024-02-27', '2024-04-23', '20240423', '23.04.2024', '2023-12-28', '2024-06-01'],
];
const EXPORTS = ['responses', 'best', 'sums', 'waterfall', 'spider'];

function leaks(text: string | Buffer): string[] {
  const said = Buffer.from(text).toString('utf8').toLowerCase();
  return FORMS.filter((form) => said.includes(form));
}

/** Persons and days in every cell that takes a text. */
const LINES = [
  ...[atBaseline({ reader: ROE }), atWeek8({ reader: ROE })],
  atWeek16({ reader: ROE, value: '', state: 'not evaluated', why: 'Roenfeld: artefact on 2024-04-23' }),
  ...[atBaseline({ reader: OTHER }), atWeek8({ reader: OTHER, value: '40' })],
  atWeek16({ reader: OTHER, value: 'see Ottilie 23.04.2024', role: 'target' }),
  atBaseline({ subject: 'S-2', reader: ROE, visit: '' }),
  atWeek8({ subject: 'S-2', reader: ROE, visit: '' }),
  atWeek16({ subject: 'S-2', reader: ROE, visit: '20240423' }),
  ...[atBaseline, atWeek8].map((at) =>
    at({
      subject: 'S-3',
      reader: ROE,
      lesion: 'T1 Roenfeld',
      organ: `spleen by ${ROE}`,
      method: 'CT by Ottilie',
    }),
  ),
  ...[atBaseline, atWeek8].map((at) =>
    at({ subject: 'S-4', reader: ROE, role: 'target of Roenfeld', state: 'seen by Ottilie 2024-02-27' }),
  ),
];
const VISITS = [
  'subject,kind,visit,date,why',
  'S-1,treatment-start,,2023-12-28,',
  'S-1,death,,2024-06-01,',
  'S-2,missed,W30,2024-06-01,Ottilie was ill on 2024-06-01',
];
const ADJUDICATION = [
  'subject,visit,reader,reason',
  `S-1,,${ROE},Ottilie measured a vessel on 2024-02-27`,
  'S-2,W99,Zwetschgenbaum^Ottilie,Roenfeld',
];

describe('rows of readers who are persons', () => {
  const place = folder();
  const path = (name: string): string => join(place, name);
  const ran = new Map<string, Ran>();
  let args: string[];

  beforeAll(async () => {
    const lines = (name: string, all: readonly string[]): string => fileOf(`${all.join('\n')}\n`, name);
    const facts = ['--visits', lines('v.csv', VISITS), '--adjudication', lines('a.csv', ADJUDICATION)];
    args = [fileOf(rowsText(...LINES)), '--criteria', 'recist-1.1', ...facts];
    const reports = ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', path(`r.${form}`)]);
    const exports = EXPORTS.flatMap((form) => ['--export', `${form}=${path(form)}`]);
    ran.set('json', await corelab(['response', ...args, ...reports, ...exports], { CORELAB_DEBUG: '1' }));
    ran.set('ndjson', await corelab(['response', ...args, '--ndjson']));
    const words = args.map((arg) => `'${arg}'`).join(' ');
    const script = `script -qec "$CORELAB response ${words}" /dev/null`;
    ran.set('table', await shell(script, { TERM: 'xterm', COLUMNS: '250' }));
  });

  it('are judged: readers are numbers, and visits without a name are days', () => {
    for (const [name, { code }] of ran) expect([name, code]).toEqual([name, 1]);
    const report = JSON.parse(readFileSync(path('r.json'), 'utf8'));
    expect(report.confidentiality).toBe('linked');
    const readers = report.responses.map(({ reader }: { readonly reader: string }) => reader);
    expect([...new Set(readers)].sort()).toEqual(['adjudicated', 'reader-1', 'reader-2']);
    const visits = report.responses.flatMap((one: Record<'subject' | 'reader' | 'visit', string>) =>
      one.subject === 'S-2' && one.reader === 'reader-1' ? one.visit : [],
    );
    expect(visits).toEqual(['day 0', 'day 56', '***', 'W30']);
  });

  it('say why an adjudication decides, without the persons of the reason', () => {
    const { responses } = JSON.parse(readFileSync(path('r.json'), 'utf8'));
    const text = JSON.stringify(responses.map((one: { decisions: unknown }) => one.decisions));
    expect(text).toContain('reading of reader-1 stands: *** measured a vessel on ***');
  });

  it('leave no person and no date on standard output and error', () => {
    for (const [name, { stdout, stderr }] of ran) {
      expect(stdout.length).toBeGreaterThan(500);
      expect([name, leaks(stdout), leaks(stderr)]).toEqual([name, [], []]);
    }
  });

  it('leave none in a report, table or plot', () => {
    const names = readdirSync(place).sort();
    expect(names).toEqual([...EXPORTS, 'r.csv', 'r.json', 'r.ndjson', 'r.xml'].sort());
    for (const name of names) expect([name, leaks(readFileSync(path(name)))]).toEqual([name, []]);
  });

  it('stand with --identifiers, to the owner alone', async () => {
    const out = folder();
    const names = ['r.json', ...EXPORTS];
    const targets = EXPORTS.flatMap((form) => ['--export', `${form}=${join(out, form)}`]);
    const { report } = await responded(...args, '--identifiers', '--report', join(out, 'r.json'), ...targets);
    expect(report.confidentiality).toBe('identified');
    expect(report.responses.map(({ reader }) => reader)).toEqual(expect.arrayContaining([ROE, OTHER]));
    expect(report.responses[0]?.date).toBe('2024-01-02');
    expect(JSON.stringify(report)).toContain('Ottilie measured a vessel on 2024-02-27');
    expect(readdirSync(out).sort()).toEqual([...names].sort());
    for (const name of names) expect([name, statSync(join(out, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(leaks(readFileSync(join(out, 'responses')))).toContain('roenfeld');
  });

  it('decide the same with and without', async () => {
    const [hidden, shown] = [await responded(...args), await responded(...args, '--identifiers')];
    const answers = (one: typeof shown) =>
      one.report.responses.map(({ subject, sumMm, overall }) => [subject, sumMm, overall].join(' ')).sort();
    expect(answers(hidden)).toEqual(answers(shown));
    expect(hidden.report.summary).toEqual(shown.report.summary);
  });

  it('keep visits apart whose names are days', async () => {
    const days = [atBaseline({ visit: '2024-01-02' }), atWeek8({ visit: '2024-02-27' }), atWeek16()];
    const { report, code } = await responded(fileOf(rowsText(...days)));
    expect([code, report.responses.map(({ visit }) => visit)]).toEqual([0, ['***', '*** (2)', 'W16']]);
  });
});

describe('the order of rows and files', () => {
  it('changes nothing: not the names of readers either', async () => {
    const place = folder();
    const script = `cd '${place}'; $CORELAB response a.csv b.csv --criteria recist-1.1 --json`;
    const reports: unknown[] = [];
    const half = Math.floor(LINES.length / 2);
    const orders = [LINES, LINES.toReversed(), [...LINES.slice(half), ...LINES.slice(0, half)]];
    for (const lines of orders) {
      fileOf(rowsText(...lines.slice(0, 5)), 'a.csv', place);
      fileOf(rowsText(...lines.slice(5)), 'b.csv', place);
      const { run: _, config: __, ...rest } = JSON.parse((await shell(script)).stdout);
      reports.push(rest);
    }
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[2]).toEqual(reports[0]);
  });
});
