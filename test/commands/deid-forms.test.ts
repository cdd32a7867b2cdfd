import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { hasPeer } from '../helpers/peers.js';
import { corelab, shell } from './cli.js';
import { below, cdOf, checked, contentOf, essence, image, Lab, LEAKS, OTHER, PLANTED } from './deid/lab.js';

/** Of util-linux: runs a command on a terminal of its own. */
const PSEUDO_TERMINAL = 'script';

let cd: string;
/** Enough for threads, with everything that the report can tell. */
let many: string;

beforeAll(() => {
  cd = cdOf({ a: image('a'), b: image('b', { BurnedInAnnotation: 'YES' }, OTHER), 'c.txt': 'x' });
  const images = Array.from({ length: 90 }, (_, i) => [
    `IM${(i * 37) % 91}`,
    image(`jobs ${i % 80}`, i % 9 === 0 ? { PatientID: '' } : {}, i % 2 ? OTHER : PLANTED),
  ]);
  many = cdOf({ ...Object.fromEntries(images), 'readme.txt': 'x' });
});

describe('the number of jobs', () => {
  it('changes nothing in the report but the run, and no byte of output and quarantine', async () => {
    const lab = new Lab();
    const runs = [];
    for (const jobs of ['1', '2', '3']) {
      const ran = await lab.run(many, '--jobs', jobs, '--state', lab.path(`state${jobs}`));
      runs.push({ report: JSON.stringify(essence(ran)), out: contentOf(lab.out) });
      await shell(`mv ${lab.out} ${lab.path(`out${jobs}`)}`);
    }
    const [one, ...others] = runs;
    expect(Object.keys(one?.out ?? {}).length).toBeGreaterThan(60);
    for (const other of others) expect(other).toEqual(one);
    const kept = (jobs: number) => contentOf(lab.path(`state${jobs}/quarantine`));
    expect(Object.keys(kept(1)).length).toBeGreaterThan(5);
    expect([kept(2), kept(3)]).toEqual([kept(1), kept(1)]);
  });
});

describe('the forms of a report', () => {
  let lab: Lab;
  const text = (form: string): string => readFileSync(lab.path(`r.${form}`), 'utf8');

  beforeAll(async () => {
    lab = new Lab();
    const reports = ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', lab.path(`r.${form}`)]);
    const ran = await lab.run(cd, ...reports);
    expect(JSON.parse(text('json'))).toEqual(ran.report);
  });

  it('NDJSON is a line a record, the summary last', async () => {
    const records = text('ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const validate = await validatorOf('ndjson');
    expect(records.flatMap((record) => validate(record))).toEqual([]);
    const types = records.map(({ type }) => type);
    expect([types[0], types.at(-1)]).toEqual(['run', 'summary']);
    const row = records.find(({ section }) => section === 'quarantine');
    expect(JSON.stringify(row)).toContain('burned-in-annotation');
  });

  it('CSV has a row for each series that was released and each file that was not', () => {
    const [title = '', ...rows] = text('csv').trimEnd().split('\r\n');
    expect(title).toMatch(/^outcome,subject,study_uid,series_uid,/);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['released', 'quarantined']);
    expect(rows[1]).toContain('burned-in-annotation');
  });

  it('JUnit has a failure for the quarantine, and one for the verdict', () => {
    expect(text('xml')).toMatch(/<testsuite [^>]*failures="2"/);
    expect(text('xml')).toContain('burned into the pixels');
  });

  it.skipIf(!hasPeer(PSEUDO_TERMINAL))(
    'a terminal shows a table: who needs somebody first, and why',
    async () => {
      const own = new Lab();
      const command = `$CORELAB deid ${cd} ${own.flags.join(' ')}`;
      const ran = await shell(`NO_COLOR=1 script -qec "stty cols 140; ${command}" /dev/null`);
      expect(ran.code).toBe(1);
      expect(ran.stdout).toMatch(/1 of 3 files needs you/);
      expect(ran.stdout).toMatch(/quarantined[\s\S]*burned[\s\S]*released/);
      expect(ran.stdout).not.toMatch(LEAKS);
    },
  );

  it('hashes the paths of everything with --hash-paths', async () => {
    const named = cdOf({ 'Kuckelkorn/b': image('b', { BurnedInAnnotation: 'YES' }, OTHER), a: image('a') });
    const ran = await new Lab().run(named, '--hash-paths');
    expect(ran.stdout).not.toMatch(LEAKS);
    expect(ran.report.quarantine[0]?.path).toMatch(/^h:[0-9a-f]{16}\/h:[0-9a-f]{16}$/);
  });

  it('has the operator, and who ran it in the quarantine', async () => {
    const own = new Lab();
    const ran = await own.run(cd, '--operator', 'Ada');
    expect(ran.report.run.operator).toBe('Ada');
    const list = await corelab(['quarantine', 'list', '--state', own.state]);
    expect(JSON.parse(list.stdout).entries).toMatchObject([
      { number: 1, code: 'burned-in-annotation', operator: 'Ada' },
    ]);
  });
});

describe('--verify-only', () => {
  it('finds nothing in what was released, and writes nothing', async () => {
    const lab = new Lab();
    await lab.run(cdOf({ a: image('a') }));
    const before = contentOf(lab.folder);
    const known = lab.path('known.yaml');
    const ran = await checked(await corelab(['deid', lab.out, '--verify-only']));
    expect([ran.code, ran.report.summary.clean, ran.report.verified]).toEqual([0, 1, []]);
    expect(contentOf(lab.folder)).toEqual(before);
    writeFileSync(known, `schema: corelab/known@1\nnames: ["${PLANTED.name}"]\nids: [${PLANTED.id}]\n`);
    const searched = await checked(await corelab(['deid', lab.out, '--verify-only', '--known', known]));
    expect([searched.code, searched.report.summary.clean]).toEqual([0, 1]);
  });

  it('finds who stands in a file, its name included, and names nobody', async () => {
    const lab = new Lab();
    const known = lab.path('known.yaml');
    writeFileSync(known, `schema: corelab/known@1\nnames: ["${PLANTED.name}"]\nids: [${PLANTED.id}]\n`);
    const dirty = cdOf({ a: image('a'), 'readme.txt': 'x', cut: image('cut').subarray(0, 900) });
    const ran = await checked(await corelab(['deid', dirty, '--verify-only', '--known', known]));
    expect([ran.code, ran.report.summary]).toMatchObject([1, { filesIn: 3, clean: 0, suspect: 3 }]);
    const places = ran.report.verified.flatMap(({ hits }) => hits.map(({ where }) => where));
    expect(places).toEqual(expect.arrayContaining(['PatientName', 'PatientID']));
    expect(ran.stdout).not.toMatch(LEAKS);
  });

  it.each([
    ['a key that is unknown', 'schema: corelab/known@1\nnmaes: [x]\n', /known\.yaml:2:1: .*nmaes.*names/],
    ['no schema', 'names: [x]\n', /known\.yaml:1:\d+: /],
  ])('is told the line of %s in the list', async (_, text, message) => {
    const lab = new Lab();
    const known = lab.path('known.yaml');
    writeFileSync(known, text);
    const told = await lab.refusedByCli(cd, '--verify-only', '--known', known);
    expect(told).toMatch(message);
  });
});

describe('quarantine list and show', () => {
  it('tell of a run what deid told, without a source name', async () => {
    const lab = new Lab();
    const named = cdOf({
      'Kuckelkorn/b': image('b', { BurnedInAnnotation: 'YES' }, OTHER),
      'Kuckelkorn/c': image('c', { PatientID: '' }),
      a: image('a'),
    });
    const ran = await lab.run(named);
    const list = await corelab(['quarantine', 'list', '--state', lab.state]);
    const entries: readonly { number: number; code: string; status: string }[] = JSON.parse(
      list.stdout,
    ).entries;
    expect(entries.map(({ code }) => code).sort()).toEqual(
      ran.report.quarantine.map(({ code }) => code).sort(),
    );
    expect(entries.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    const show = await corelab(['quarantine', 'show', '1', '--state', lab.state]);
    expect([list.code, show.code]).toEqual([0, 0]);
    expect((await validatorOf('report-quarantine'))(JSON.parse(show.stdout))).toEqual([]);
    for (const { stdout, stderr } of [list, show]) expect(stdout + stderr).not.toMatch(LEAKS);
    const shown = await corelab(['quarantine', 'show', '1', '--state', lab.state, '--identifiers']);
    expect(JSON.parse(shown.stdout).entries[0].path).toMatch(/^Kuckelkorn\//);
  });

  it('notice that a quarantined file was changed', async () => {
    const lab = new Lab();
    await lab.run(cd);
    const [name = ''] = below(lab.path('out.state/quarantine'));
    writeFileSync(lab.path(`out.state/quarantine/${name}`), 'x');
    const show = await corelab(['quarantine', 'show', '1', '--state', lab.state]);
    expect(JSON.parse(show.stdout).summary.damaged).toBe(1);
  });
});
