import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../../fixtures/write-files.js';
import { imageFiles, sliceImages, TINY } from '../helpers/motion/slice-images.js';
import { corelab, folder, type Ran, shell } from './cli.js';
import { IDENTITY, PLANTED_FORMS, STUDY_DAY } from './planted-person.js';
import { qcMotion, textFile } from './qc-motion/run.js';

const FORMS = ['json', 'ndjson', 'csv', 'xml'] as const;

const HEADER = { ...IDENTITY, StudyDate: STUDY_DAY, SeriesDate: STUDY_DAY };
/** Descriptions as an operator types them. */
const TYPED = {
  SeriesDescription: 'rest Zwetschgenbaum O *17.02.1943',
  ProtocolName: 'rest QV-8812003 04.11.2023 Kuckelkorn',
  StudyDescription: 'for Umberleigh at Saint Nowhere Hospital ACC771',
  ImageComments: 'Ottilie moved, 2023-11-04',
  SequenceName: 'ep2d_Ottilie',
};

function leaks(text: string | Buffer): string[] {
  const bytes = Buffer.from(text);
  const all = [bytes.toString('utf8'), bytes.toString('utf16le')].map((one) => one.toLowerCase());
  return PLANTED_FORMS.filter((value) => all.some((one) => one.includes(value)));
}

/** A run with all of it in its headers; volume 2 is damaged, so that faults are told. */
function plantedRun(damaged: boolean): string {
  const data = join(folder('corelab-motion-'), 'scan');
  const images = sliceImages({ shape: TINY, volumes: 6 }).map((image) => {
    const isLost = damaged && image.volume === 2;
    const pixels = isLost ? { PixelData: new Uint8Array(TINY.rows * TINY.columns * 2) } : {};
    return { ...image, attributes: { ...image.attributes, ...HEADER, ...TYPED, ...pixels } };
  });
  writeFiles(data, imageFiles(images.filter(({ volume, slice }) => !damaged || volume !== 4 || slice !== 7)));
  return data;
}

const protocol = (match: string): string =>
  textFile(
    'protocol.yaml',
    `schema: corelab/protocol@1
protocol: { id: TRIAL, version: 1, source: Manual }
series:
  rest:
    match: { SeriesDescription: ${match}, PatientName: { present: true } }
    qc: { limits: [{ figure: meanFdPowerMm, max: 0.5 mm }] }
`,
  );

describe('a run with planted identifiers', () => {
  const place = folder();
  const path = (name: string): string => join(place, name);
  const said = new Map<string, Ran>();
  let sound: string;
  let damaged: string;
  const reports = (name: string): string[] => FORMS.flatMap((form) => ['--report', path(`${name}.${form}`)]);

  beforeAll(async () => {
    [sound, damaged] = [plantedRun(false), plantedRun(true)];
    const plots = (name: string): string[] => ['--plots', path(name), '--thumbnails'];
    const run = async (name: string, ...args: string[]) =>
      said.set(name, await corelab(['qc-motion', ...args, ...reports(name)]));
    await run('sound', sound, ...plots('plots-sound'));
    await run('damaged', damaged, ...plots('plots-damaged'), '--ndjson');
    await run('matched', sound, '--limits', protocol('/rest/i'));
    await run('missed', sound, '--limits', protocol('/task/i'));
    await run('filtered', sound, '--series', 'rest*');
    said.set(
      'refused',
      await corelab(['qc-motion', sound, '--plots', path('sound.json')], { CORELAB_DEBUG: '1' }),
    );
    said.set(
      'table',
      await shell(`script -qec "$CORELAB qc-motion '${damaged}'" /dev/null`, {
        TERM: 'xterm',
        COLUMNS: '200',
      }),
    );
  });

  it('holds what the others look for', () => {
    const [first = ''] = readdirSync(join(sound, 'run'));
    expect(leaks(readFileSync(join(sound, 'run', first))).length).toBeGreaterThan(8);
  });

  it('was measured, and shows its description without them', () => {
    const codes = [...said].map(([name, { code }]) => `${name} ${code}`);
    expect(codes).toEqual([
      ...['sound 0', 'damaged 1', 'matched 0', 'missed 3', 'filtered 0', 'refused 2', 'table 1'],
    ]);
    const { series, confidentiality } = JSON.parse(readFileSync(path('sound.json'), 'utf8'));
    expect([confidentiality, series[0].description]).toEqual([
      'linked',
      expect.stringMatching(/^rest \*\*\*/),
    ]);
  });

  it('leaves none of them on standard output and error', () => {
    for (const [name, { stdout, stderr }] of said) {
      expect([name, leaks(stdout), leaks(stderr)]).toEqual([name, [], []]);
    }
  });

  it('leaves none of them in a report of any form, a plot, a picture, or the name of a file', () => {
    const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.\w+$/.test(name),
    );
    expect(names.filter((name) => /\.(svg|png)$/.test(name)).length).toBeGreaterThanOrEqual(3);
    expect(names).toEqual(expect.arrayContaining(['damaged.xml', 'missed.csv', 'matched.ndjson']));
    for (const name of names) {
      expect([name, leaks(name), leaks(readFileSync(path(name)))]).toEqual([name, [], []]);
    }
  });

  it('shows none of them in a pattern of --series that was typed, but where the call itself is told', async () => {
    const { report } = await qcMotion(sound, '--series', 'Zwetschgenbaum*');
    const { run: _, ...rest } = report;
    expect(leaks(JSON.stringify(rest))).toEqual([]);
    expect(report.verdict).toBe('not-evaluable');
  });

  it('shows its description whole with --identifiers, to the owner alone', async () => {
    const out = folder();
    const { report } = await qcMotion(sound, '--identifiers', '--report', join(out, 'r.json'));
    expect(report.confidentiality).toBe('identified');
    expect(report.series[0]?.description).toBe(TYPED.SeriesDescription);
    expect(statSync(join(out, 'r.json')).mode & 0o777).toBe(0o600);
  });

  it('hides paths with --hash-paths, in findings and in plots, too', async () => {
    const out = folder();
    await corelab(['key', 'new', join(out, 'key')]);
    const hash = ['--hash-paths', '--key-file', join(out, 'key'), '--plots', join(out, 'plots')];
    const { report, stdout } = await qcMotion(damaged, ...hash, '--report', join(out, 'r.csv'));
    expect(report).toMatchObject({ pathsHashed: true, verdict: 'fail' });
    const [plot = ''] = readdirSync(join(out, 'plots'));
    for (const text of [
      stdout,
      readFileSync(join(out, 'r.csv'), 'utf8'),
      readFileSync(join(out, 'plots', plot)),
    ]) {
      expect(text.includes(damaged)).toBe(false);
      expect(text.includes('00041.dcm')).toBe(false);
    }
  });
});
