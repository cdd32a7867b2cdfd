import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { sliceImages, TINY } from '../helpers/motion/slice-images.js';
import { corelab, folder, shell } from './cli.js';
import { type Measured, measuredOf, qcMotion, said, textFile, withoutRun } from './qc-motion/run.js';
import { replaced, seriesFolder, waterImages } from './qc-motion/water.js';

/** The exit codes of a pipe's commands, as bash has them. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that reads it
const CODES = 'echo "${PIPESTATUS[@]}" >&2';

const head = (over: Parameters<typeof replaced>[1] = {}) =>
  replaced(sliceImages({ shape: TINY, volumes: 1 }), over);

/** Reports in each form, plots and the JSON of standard output. */
interface Out extends Measured {
  readonly path: (name: string) => string;
}

async function everyForm(data: string, ...more: readonly string[]): Promise<Out> {
  const out = folder();
  const path = (name: string): string => join(out, name);
  const reports = ['r.json', 'r.ndjson', 'r.csv', 'r.xml'].flatMap((name) => ['--report', path(name)]);
  const ran = await qcMotion(data, ...reports, '--plots', path('plots'), ...more);
  return { ...ran, path };
}

/** What holds of the files beside any report. */
async function agree({ report, stdout, stderr, path }: Out, plots: readonly string[]): Promise<void> {
  expect(stderr).toBe('');
  expect(JSON.parse(readFileSync(path('r.json'), 'utf8'))).toEqual(JSON.parse(stdout));
  const validate = await validatorOf('ndjson');
  const lines = readFileSync(path('r.ndjson'), 'utf8').trimEnd().split('\n');
  const records = lines.map((line) => JSON.parse(line));
  expect(records.flatMap((record) => validate(record))).toEqual([]);
  for (const section of ['images', 'phantoms', 'checks'] as const) {
    const rows = records.filter((record) => record.section === section).map(({ row }) => row);
    expect(rows).toEqual(report[section]);
  }
  const cells = readFileSync(path('r.csv'), 'utf8').trimEnd().split(/\r?\n/);
  expect(cells).toHaveLength(report.checks.length + 1);
  const xml = readFileSync(path('r.xml'), 'utf8');
  expect(XMLValidator.validate(xml)).toBe(true);
  for (const { check } of report.checks) expect([check, xml.includes(check)]).toEqual([check, true]);
  expect(readdirSync(path('plots')).sort()).toEqual([...plots].sort());
  for (const name of plots) {
    expect(name).toMatch(/^series-\d+-[0-9a-f]{8}\.svg$/);
    expect(statSync(path(`plots/${name}`)).mode & 0o777).toBe(0o600);
    const svg = readFileSync(path(`plots/${name}`), 'utf8');
    expect([XMLValidator.validate(svg), svg.startsWith('<svg ')]).toEqual([true, true]);
    // PS3.15 E.1.1: a picture of a subject would have to be de-identified.
    expect(svg).not.toMatch(/<image|data:|base64|NaN|undefined|<script/);
  }
}

describe('qc-motion of a phantom', () => {
  let good: Out;
  let bad: Out;
  const data = seriesFolder(waterImages(), waterImages({ number: 3, waterHu: 6 }));

  beforeAll(async () => {
    good = await everyForm(data, '--limits', 'ct-water');
    bad = await everyForm(seriesFolder(waterImages({ waterHu: 30 })), '--limits', 'ct-water');
  });

  it('measures each series as one, to the truth, and judges it', () => {
    const { code, report } = good;
    expect([code, report.verdict, said(report)]).toEqual([0, 'warn', ['motion-off-target warn']]);
    expect(report.summary).toMatchObject({ filesIn: 8, series: 2, phantoms: 2, images: 0, pass: 1, warn: 1 });
    const [first, second] = report.phantoms;
    expect(first).toMatchObject({ kind: 'ct-water', declaredBy: 'ct-water', outcome: 'pass', why: null });
    // Noise of 5 HU over more than a thousand pixels: a standard error below 0.15 HU.
    expect(Math.abs(first?.figures.waterHu ?? 99)).toBeLessThan(0.6);
    expect(Math.abs((second?.figures.waterHu ?? 99) - 6)).toBeLessThan(0.6);
    expect(Math.abs((first?.figures.waterNoiseHu ?? 99) - 5)).toBeLessThan(0.25);
    for (const { parts } of report.phantoms) expect(parts.map(({ name }) => name)).toContain('middle');
  });

  it('ends with 1 where a limit fails, whose source, value and definition stand in the report', () => {
    expect([bad.code, said(bad.report)]).toEqual([1, ['motion-over-limit fail']]);
    expect(bad.report.findings[0]).toMatchObject({
      subject: { seriesUID: bad.report.phantoms[0]?.seriesUID },
    });
    const failed = bad.report.checks.filter(({ outcome }) => outcome === 'fail');
    expect(failed).toMatchObject([{ check: 'waterHu', of: 'phantom', unit: 'HU', note: null }]);
    expect(failed[0]?.source).toContain('ACR');
    expect(readFileSync(bad.path('r.xml'), 'utf8')).toContain(
      `waterHu ${bad.report.phantoms[0]?.seriesUID}"><failure `,
    );
  });

  it('gives one report in every form, and a plot of vectors for the owner alone', async () => {
    for (const out of [good, bad]) {
      const { phantoms } = out.report;
      expect(phantoms.every(({ plots }) => plots.length === 1)).toBe(true);
      await agree(
        out,
        phantoms.flatMap(({ plots }) => plots),
      );
    }
  });

  it('ends with 3 where nothing shows the phantom, and with 0 where the same is no phantom at all', async () => {
    const images = seriesFolder(head());
    const declared = await qcMotion(images, '--limits', 'acr-large-3t');
    expect([declared.code, declared.report.verdict]).toEqual([3, 'not-evaluable']);
    expect(said(declared.report)).toEqual(['phantom-not-found not-evaluable']);
    expect(declared.report.phantoms[0]?.why).not.toBeNull();
    expect(Object.values(declared.report.phantoms[0]?.figures ?? {}).every((value) => value === null)).toBe(
      true,
    );
    const { code, report } = await qcMotion(images);
    expect([code, report.phantoms, report.images.length]).toEqual([0, [], 1]);
  });

  it.each([
    ['kind: ct-water', 'kind: ct-watter', "'ct-water'"],
    ['diameter: 200 mm', 'diametre: 200 mm', "'diameter'"],
    ['diameter: 200 mm', 'diameter: 200 kg', 'mm'],
    ['diameter: 200 mm', 'spheres: [37 mm]', 'spheres'],
    ['figure: waterHu', 'figure: piuPercent', 'piuPercent'],
    ['max: 5 HU', 'max: 5 mm', 'HU'],
    ['max: 5 HU', 'max: [', ''],
  ])('refuses limits with line, column and key where %s is written %s', async (was, becomes, told) => {
    const text = PHANTOM_LIMITS.replace(was, becomes);
    const file = textFile('own.yaml', text);
    const { code, stdout, stderr } = await corelab(['qc-motion', data, '--limits', file]);
    expect([code, stdout]).toEqual([2, '']);
    const line = text.slice(0, text.indexOf(becomes)).split('\n').length;
    const [, at = ''] = /^corelab: [^\n]*own\.yaml:(\d+):\d+: /.exec(stderr) ?? [];
    expect([becomes, Math.abs(Number(at) - line) <= (told === '' ? 1 : 0)]).toEqual([becomes, true]);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
  });
});

const PHANTOM_LIMITS = `schema: corelab/limits@1
limits: { id: OWN, version: 1, source: Manual }
phantom:
  kind: ct-water
  diameter: 200 mm
  limits:
    - { figure: waterHu, min: -5 HU, max: 5 HU }
`;

describe('qc-motion of images', () => {
  it('gives one report in every form, and a plot of vectors for the owner alone', async () => {
    const data = seriesFolder(head(), waterImages({ number: 5 }));
    const out = await everyForm(data);
    expect([out.code, said(out.report)]).toEqual([0, []]);
    expect(out.report.images.map(({ kind }) => kind).sort()).toEqual(['ct', 'multislice']);
    await agree(
      out,
      out.report.images.flatMap(({ plots }) => plots),
    );
    const ct = out.report.images.find(({ kind }) => kind === 'ct');
    expect(Math.abs((ct?.figures.noiseHu ?? 99) - 5)).toBeLessThan(0.5);
    expect(ct?.figures.airHu).toBeCloseTo(-1000, -1);
  });

  it('ends with 1 where a slice stands there twice, and says which figure it is', async () => {
    const images = waterImages({ shape: { slices: 8 } });
    const third = images[3]?.attributes.PixelData;
    const { code, report } = await qcMotion(
      seriesFolder(replaced(images, { PixelData: third }, ({ slice }) => slice === 4)),
    );
    expect([code, report.images[0]?.figures.duplicateSlices]).toEqual([1, 1]);
    expect(said(report)).toEqual(['motion-over-limit fail']);
    expect(report.checks.find(({ outcome }) => outcome === 'fail')).toMatchObject({
      ...{ check: 'duplicateSlices', of: 'image', value: 1 },
    });
  });
});

describe('qc-motion of images and phantoms on several threads', () => {
  const big = { rows: 512, columns: 512, pixelMm: 0.5, slices: 9 };

  it('gives the report of one, but for what differs from run to run', async () => {
    const data = seriesFolder(waterImages({ shape: big }), waterImages({ number: 3, shape: big }));
    for (const limits of ['ct-water', 'default']) {
      const reports = [];
      for (const jobs of ['1', '2', '3']) {
        const { report } = await qcMotion(data, '--limits', limits, '--jobs', jobs);
        reports.push(withoutRun(report));
      }
      const [one, ...others] = reports;
      // Fewer voxels than four million would not be shared among threads at all.
      expect(2 * big.rows * big.columns * big.slices).toBeGreaterThan(4e6);
      expect(one?.summary.pass).toBe(2);
      for (const other of others) expect(other).toEqual(one);
    }
  }, 300_000);
});

describe('phantoms in a pipe', () => {
  const data = seriesFolder(waterImages());

  it('are measured in the files of manifest, and passed on with their verdict', async () => {
    const ran = await shell(
      `$CORELAB manifest '${data}' | $CORELAB qc-motion - --limits ct-water --ndjson | $CORELAB qc-motion - --limits ct-water; ${CODES}`,
    );
    const { report, stderr } = await measuredOf(ran);
    expect(stderr).toBe('0 0 0\n');
    expect(report.upstream).toEqual([
      { command: 'manifest', verdict: 'pass' },
      { command: 'qc-motion', verdict: 'pass' },
    ]);
    expect(report.phantoms[0]).toMatchObject({ outcome: 'pass', kind: 'ct-water' });
    expect(report.files).toHaveLength(4);
  });
});

const TRIAL = `schema: corelab/trial@1
sponsor: Example Pharma
protocol: { id: EX-2 }
sites: [{ id: "01" }]
subjectIds: { pattern: "{site}-{sequence:4}-{check}", check: damm }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
phantoms:
  match: [{ attribute: PatientID, pattern: "^QA-" }]
  idPattern: "Q-{site}-{sequence:2}"
`;

const WATER_PROTOCOL = `schema: corelab/protocol@1
protocol: { id: TRIAL, version: 1, source: Manual }
series:
  water:
    match: { SeriesDescription: /^water/ }
    phantom: { kind: ct-water }
    qc: { limits: [{ figure: waterHu, min: -5 HU, max: 5 HU }] }
`;

describe('--trial', () => {
  const person = { PatientID: 'P-1', PatientName: 'A^B' };

  it('knows the studies of phantoms by Patient ID and by Quality Control Subject, and takes no other for one', async () => {
    // PS3.3 C.7.1.1: Quality Control Subject.
    const control = { tag: 0x00100200, vr: 'CS', value: 'YES' } as const;
    const data = seriesFolder(
      waterImages({ visit: 'by ID' }),
      waterImages({ visit: 'by mark', header: person }).map((image) => ({ ...image, elements: [control] })),
      waterImages({ visit: 'person', header: person, waterHu: 40 }),
    );
    const trial = textFile('trial.yaml', TRIAL);
    const { code, report } = await qcMotion(data, '--limits', 'ct-water', '--trial', trial);
    expect(report.summary).toMatchObject({ series: 3, phantoms: 2, images: 1 });
    expect(report.phantoms.map(({ outcome }) => outcome)).toEqual(['pass', 'pass']);
    // No limits hold for what is no phantom: nothing is judged, and it does not pass.
    expect(report.images[0]?.outcome).toBe('not-applicable');
    expect([code, said(report)]).toEqual([0, ['motion-no-limits not-applicable']]);
  });

  it('leaves a series that a protocol takes for a phantom unmeasured in the study of a person', async () => {
    const protocol = textFile('protocol.yaml', WATER_PROTOCOL);
    const data = seriesFolder(waterImages({ visit: 'person', header: person }));
    const trial = textFile('trial.yaml', TRIAL);
    const { code, report } = await qcMotion(data, '--limits', protocol, '--trial', trial);
    expect([code, said(report)]).toEqual([3, ['phantom-not-measured not-evaluable']]);
    expect(report.phantoms[0]?.why).toContain('the trial does not know the study');
    const known = await qcMotion(seriesFolder(waterImages()), '--limits', protocol, '--trial', trial);
    expect([known.code, known.report.phantoms[0]?.declaredBy]).toEqual([0, 'water']);
  });
});

describe('the help of qc-motion', () => {
  it('lists the flags of phantoms, and its examples are commands that can be used as they stand', async () => {
    const { code, stdout } = await corelab(['qc-motion', '--help']);
    expect(code).toBe(0);
    for (const flag of ['--qualification=FILE.csv', '--trial=FILE', '--limits=NAME|FILE', '--plots=DIR']) {
      expect(stdout).toContain(flag);
    }
    const examples = stdout.slice(stdout.indexOf('EXAMPLES'), stdout.indexOf('EXIT CODES'));
    const commands = examples.match(/\$ corelab (?:[^\n]*\\\n)*[^\n]*/g) ?? [];
    expect(commands.filter((command) => command.includes('--qualification'))).toHaveLength(1);
    const place = seriesFolder();
    for (const name of ['scan', 'acr'])
      cpSync(seriesFolder(waterImages()), join(place, name), { recursive: true });
    writeFileSync(join(place, 'trial.yaml'), WATER_PROTOCOL);
    for (const command of commands) {
      const script = command.slice(2).replaceAll('corelab ', '$CORELAB ');
      const ran = await shell(`cd '${place}'; ${script}`);
      // Water is no run, and no ACR phantom: what is asked for is understood, whatever comes of it.
      expect([command, ran.stderr]).toEqual([command, '']);
      expect([0, 3]).toContain(ran.code);
      expect(JSON.parse(ran.stdout)).toMatchObject({ command: 'qc-motion', summary: { filesIn: 4 } });
    }
    const made = readdirSync(place).sort();
    expect(made).toEqual(['acr', 'plots', 'qc.csv', 'qc.json', 'scan', 'scanners.csv', 'trial.yaml']);
  });
});
