import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sliceImages, TINY } from '../helpers/motion/slice-images.js';
import { corelab, folder, type Ran, shell } from './cli.js';
import { IDENTITY, PLANTED_FORMS, STUDY_DAY } from './planted-person.js';
import { qcMotion, textFile } from './qc-motion/run.js';
import { replaced, seriesFolder, waterImages } from './qc-motion/water.js';

const HEADER = { ...IDENTITY, StudyDate: STUDY_DAY, SeriesDate: STUDY_DAY };
/** Descriptions as an operator types them. */
const TYPED = {
  SeriesDescription: 'water Zwetschgenbaum O *17.02.1943',
  ProtocolName: 'rest QV-8812003 04.11.2023 Kuckelkorn',
  StudyDescription: 'for Umberleigh at Saint Nowhere Hospital ACC771',
};
/** Of a list of scanners the day is what it is for. */
const WITHOUT_DAY = PLANTED_FORMS.filter((form) => form !== '2023-11-04');

function leaks(text: string | Buffer, forms: readonly string[] = PLANTED_FORMS): string[] {
  const bytes = Buffer.from(text);
  const all = [bytes.toString('utf8'), bytes.toString('utf16le')].map((one) => one.toLowerCase());
  return forms.filter((value) => all.some((one) => one.includes(value)));
}

const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: TRIAL, version: 1, source: Manual }
series:
  water:
    match: { Modality: CT, PatientName: { present: true } }
    phantom: { kind: ct-water }
    qc: { limits: [{ figure: waterHu, min: -5 HU, max: 5 HU }] }
  scout:
    match: { SeriesDescription: /scout/ }
    phantom: { kind: acr-large }
    qc: { limits: [{ figure: piuPercent, min: 82% }] }
`;

describe('images and phantoms with planted identifiers', () => {
  const place = folder();
  const path = (name: string): string => join(place, name);
  const said = new Map<string, Ran>();
  const planted = { ...HEADER, ...TYPED };
  let data: string;

  beforeAll(async () => {
    const lost = ({ slice }: { slice: number }) => slice !== 1;
    data = seriesFolder(
      waterImages({ header: planted }),
      waterImages({ number: 3, header: planted, waterHu: 40 }),
      waterImages({ number: 4, header: planted }).filter(lost),
      replaced(sliceImages({ shape: TINY, volumes: 1 }), planted),
    );
    const forms = (name: string) =>
      ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', path(`${name}.${form}`)]);
    const run = async (name: string, ...args: string[]) =>
      said.set(
        name,
        await corelab(['qc-motion', data, ...args, ...forms(name), '--plots', path(`plots-${name}`)]),
      );
    await run('phantoms', '--limits', 'ct-water', '--qualification', path('list.csv'));
    await run('images', '--ndjson');
    await run('protocol', '--limits', textFile('protocol.yaml', PROTOCOL));
    const again = ['--limits', 'ct-water', '--qualification', path('none/list.csv')];
    said.set('refused', await corelab(['qc-motion', data, ...again], { CORELAB_DEBUG: '1' }));
    said.set(
      'table',
      await shell(`script -qec "$CORELAB qc-motion '${data}' --limits ct-water" /dev/null`, {
        TERM: 'xterm',
        COLUMNS: '200',
      }),
    );
  });

  it('hold what the others look for, and are measured, or refused with a reason', () => {
    const [first = ''] = readdirSync(join(data, 'series-0', 'run'));
    expect(leaks(readFileSync(join(data, 'series-0', 'run', first))).length).toBeGreaterThan(8);
    expect([...said].map(([name, { code }]) => `${name} ${code}`)).toEqual([
      ...['phantoms 1', 'images 3', 'protocol 1', 'refused 2', 'table 1'],
    ]);
    const { phantoms } = JSON.parse(readFileSync(path('phantoms.json'), 'utf8'));
    const outcomes = phantoms.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes.sort()).toEqual(['fail', 'not-evaluable', 'not-evaluable', 'pass']);
    for (const { description } of phantoms) expect(description).toMatch(/^water \*\*\*/);
  });

  it('leave none of them on standard output and error', () => {
    for (const [name, { stdout, stderr }] of said) {
      expect([name, leaks(stdout), leaks(stderr)]).toEqual([name, [], []]);
    }
  });

  it('leave none of them in a report of any form, a plot, or the name of a file', () => {
    const all = readdirSync(place, { recursive: true, encoding: 'utf8' });
    const names = all.filter((name) => /\.\w+$/.test(name) && name !== 'list.csv');
    expect(names.filter((name) => name.endsWith('.svg')).length).toBeGreaterThanOrEqual(8);
    expect(names).toEqual(expect.arrayContaining(['phantoms.xml', 'images.csv', 'protocol.ndjson']));
    for (const name of names) {
      expect([name, leaks(name), leaks(readFileSync(path(name)))]).toEqual([name, [], []]);
    }
  });

  it('leave none of them in the list of scanners but the day of the test', () => {
    const list = readFileSync(path('list.csv'), 'utf8');
    expect(list).toContain(',2023-11-04,');
    expect(leaks(list, WITHOUT_DAY)).toEqual([]);
  });

  it('show their description whole with --identifiers, to the owner alone', async () => {
    const report = join(folder(), 'r.json');
    const flags = ['--limits', 'ct-water', '--identifiers', '--report', report];
    const ran = await qcMotion(data, ...flags);
    expect(ran.report.confidentiality).toBe('identified');
    expect(ran.report.phantoms[0]?.description).toBe(TYPED.SeriesDescription);
    expect(statSync(report).mode & 0o777).toBe(0o600);
  });

  it('hide paths with --hash-paths', async () => {
    const out = folder();
    await corelab(['key', 'new', join(out, 'key')]);
    const hash = ['--hash-paths', '--key-file', join(out, 'key'), '--plots', join(out, 'plots')];
    const { report, stdout } = await qcMotion(data, '--limits', 'ct-water', ...hash);
    expect([report.pathsHashed, stdout.includes(data), stdout.includes('00001.dcm')]).toEqual([
      ...[true, false, false],
    ]);
  });
});

describe('a phantom whose name is a patient name', () => {
  it('stands in no report, also not as who declares it or what was found', async () => {
    const names = { PatientName: 'Zwetschgenbaum^Water Phantom', PatientID: 'QV-8812003' };
    const data = seriesFolder(waterImages({ header: { ...names, SeriesDescription: 'Zwetschgenbaum QA' } }));
    const { code, report } = await qcMotion(data, '--limits', 'ct-water');
    const { run: _, ...rest } = report;
    expect([code, leaks(JSON.stringify(rest))]).toEqual([0, []]);
  });
});
