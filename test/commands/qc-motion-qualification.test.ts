import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from './check-protocol/run.js';
import { corelab, folder, shell } from './cli.js';
import { CAN_MOUNT } from './deid/full-disk.js';
import { measuredOf, qcMotion, said, textFile } from './qc-motion/run.js';
import { CT_SERIAL, seriesFolder, type WaterScan, waterImages } from './qc-motion/water.js';

const TITLES = 'serial,manufacturer,model,software,site,from,until,phantom,limits,verdict,figures,studyUID';
const GOOD: WaterScan = { day: 3, visit: 'good' };
const BAD: WaterScan = { day: 9, visit: 'bad', waterHu: 20 };

/** A scan of a patient's stand-in on the same scanner, to be checked against the list. */
const patientScan = (scan: WaterScan): string =>
  seriesFolder(waterImages({ visit: `patient ${scan.day}`, ...scan }));

/** Measures scans one after the other into one list. @returns the list */
async function listOf(...scans: readonly WaterScan[]): Promise<string> {
  const list = join(folder(), 'scanners.csv');
  for (const scan of scans) await record(list, scan);
  return list;
}

function record(list: string, scan: WaterScan, ...more: readonly string[]) {
  const data = seriesFolder(waterImages(scan));
  return qcMotion(data, '--limits', 'ct-water', '--qualification', list, ...more);
}

/** What `check-protocol` says of the device of a scan, by the list. */
async function deviceOf(list: string, scan: WaterScan): Promise<string[]> {
  const protocol = join(list, '..', 'protocol.yaml');
  writeFileSync(
    protocol,
    `schema: corelab/protocol@1
protocol: { id: TRIAL, version: 1, source: Manual }
qualifiedDevices: { file: scanners.csv }
series:
  ct:
    match: { Modality: CT }
    checks: { Rows: 128 }
`,
  );
  const { report } = await check(patientScan(scan), protocol);
  return report.findings
    .filter(({ code }) => code.startsWith('protocol-device'))
    .map(({ code, outcome, actual }) => `${code} ${outcome}: ${actual ?? ''}`);
}

const rowsIn = (list: string): string[] => readFileSync(list, 'utf8').trimEnd().split('\r\n');

describe('the list of qualified scanners', () => {
  let list: string;
  beforeAll(async () => {
    list = await listOf(GOOD);
  });

  it('gets a row with the scanner, its software, the day, the figures and the verdict', () => {
    const [titles, row = '', ...rest] = rowsIn(list);
    expect([titles, rest]).toEqual([TITLES, []]);
    expect(row).toMatch(
      /^CT0418,GE MEDICAL SYSTEMS,Discovery 690,'?7\.1,,2024-06-03,,ct-water,ct-water 1,pass,waterHu=-?[\d.]+;waterNoiseHu=[\d.]+;uniformityHu=[\d.]+;artefactHu=[\d.]+,2\.25\.\d+$/,
    );
    expect(readdirSync(join(list, '..'))).toEqual(['scanners.csv']);
  });

  it('qualifies for check-protocol from its day on, and not before, by another scanner or other software', async () => {
    expect(await deviceOf(list, { day: 4 })).toEqual([]);
    const refused = [
      { day: 2 },
      { day: 4, software: '7.2' },
      { day: 4, header: { DeviceSerialNumber: 'X1' } },
    ];
    for (const scan of refused) {
      expect(await deviceOf(list, scan)).toEqual([
        expect.stringMatching(/^protocol-device-unqualified fail/),
      ]);
    }
  });

  it('is not written twice by a second run on the same images, and what stands in it stays byte for byte', async () => {
    const before = readFileSync(list);
    const again = await record(list, GOOD);
    expect([again.code, said(again.report)]).toEqual([0, ['qualification-known not-applicable']]);
    expect(readFileSync(list)).toEqual(before);
    expect(again.report.verdict).toBe('pass');
  });

  it('does not qualify by a test that failed, which then is the newest', async () => {
    const both = await listOf(GOOD, BAD);
    expect(rowsIn(both)[2]).toMatch(/,2024-06-09,,ct-water,ct-water 1,fail,/);
    expect(await deviceOf(both, { day: 8 })).toEqual([]);
    expect(await deviceOf(both, { day: 10 })).toEqual([
      expect.stringMatching(/^protocol-device-unqualified fail/),
    ]);
  });

  it('asks for requalification after an upgrade, in both commands', async () => {
    const own = await listOf(GOOD);
    const { code, report } = await record(own, { ...GOOD, day: 12, visit: 'new', software: '8.0' });
    expect([code, report.verdict, said(report).sort()]).toEqual([
      ...[0, 'warn', ['qualification-recorded pass', 'qualification-upgraded warn']],
    ]);
    expect(report.findings.map(({ message }) => message).join()).toContain(CT_SERIAL);
    expect(await deviceOf(own, { day: 13, software: '8.0' })).toEqual([]);
    expect(await deviceOf(own, { day: 13, software: '9.0' })).toHaveLength(1);
  });

  it('holds no verdict that is better than what was measured: a phantom that was not found', async () => {
    const images = waterImages({ visit: 'small', shape: { pixelMm: 4.5 } });
    const path = join(folder(), 'scanners.csv');
    const { code, report } = await qcMotion(
      seriesFolder(images),
      ...['--limits', textFile('own.yaml', OTHER_SIZE), '--qualification', path],
    );
    expect([code, said(report)[0]]).toEqual([3, 'phantom-not-found not-evaluable']);
    expect(rowsIn(path)[1]).toMatch(
      /,ct-water,OWN 1,not-evaluable,waterHu=;waterNoiseHu=;uniformityHu=;artefactHu=,/,
    );
    expect(await deviceOf(path, { day: 25 })).toHaveLength(1);
  });

  it('is not written to where the images do not say which scanner, software or day, and that is told', async () => {
    const path = join(folder(), 'scanners.csv');
    const lacks = [{ DeviceSerialNumber: '' }, { SoftwareVersions: undefined }, { StudyDate: '' }];
    const images = lacks.map((header, i) => waterImages({ visit: `lacks ${i}`, header }));
    // PS3.6: Longitudinal Temporal Information Modified.
    const moved = { tag: 0x00280303, vr: 'CS', value: 'MODIFIED' } as const;
    images.push(waterImages({ visit: 'moved' }).map((image) => ({ ...image, elements: [moved] })));
    const data = seriesFolder(...images);
    const { code, report } = await qcMotion(data, '--limits', 'ct-water', '--qualification', path);
    expect([code, report.summary.pass]).toEqual([3, 4]);
    expect(report.findings.map(({ code: of, message }) => `${of} ${message.split(': ').at(-1)}`)).toEqual(
      expect.arrayContaining([
        'qualification-not-recorded Device Serial Number has no value',
        'qualification-not-recorded Software Versions has no value',
        'qualification-not-recorded Study Date has no value',
        'qualification-not-recorded the dates of the study were shifted',
      ]),
    );
    expect(existsSync(path)).toBe(false);
  });

  it('is not made, and that is told, where no series was measured as a phantom', async () => {
    const path = join(folder(), 'scanners.csv');
    const data = seriesFolder(waterImages());
    const { code, report } = await qcMotion(data, '--qualification', path);
    expect([code, said(report)]).toEqual([3, ['qualification-nothing not-evaluable']]);
    expect(existsSync(path)).toBe(false);
  });
});

const OTHER_SIZE = `schema: corelab/limits@1
limits: { id: OWN, version: 1, source: Manual }
phantom:
  kind: ct-water
  diameter: 300 mm
  limits: [{ figure: waterHu, min: -5 HU, max: 5 HU }]
`;

describe('a list that people keep', () => {
  it('in their own columns, delimiter and line ends is appended to as it is', async () => {
    const text = `\uFEFFserial;note;manufacturer;model;software;site;from;until;phantom;limits;verdict;figures;studyUID\nX9;by hand, in 2019;GE;D690;1;;2019-01-01;;ct-water;old;pass;;1.2\n`;
    const list = textFile('kept.csv', text);
    const { code } = await record(list, GOOD);
    const written = readFileSync(list, 'utf8');
    expect([code, written.startsWith(text)]).toEqual([0, true]);
    expect(written.slice(text.length)).toMatch(/^CT0418;;GE MEDICAL SYSTEMS;[^\r]*;2\.25\.\d+\n$/);
  });

  it.each([
    ['serial,software\nX9,1\n', ':1:1:', "the column 'manufacturer' is missing"],
    [`${TITLES}\nX9,GE\n`, ':2:1:', 'has 2 cells'],
    [`${TITLES},serial\n`, ':1:1:', "the column 'serial' stands twice"],
    ['not a list at all', ':1:', 'column'],
  ])(
    'and that tests cannot be added to is refused before anything is read: %j',
    async (text, place, told) => {
      const list = textFile('kept.csv', text);
      const other = await corelab(['qc-motion', seriesFolder(waterImages()), '--qualification', list]);
      expect([other.code, other.stdout]).toEqual([2, '']);
      expect(other.stderr).toContain(`${list}${place}`);
      expect(other.stderr).toContain(told);
      expect(readFileSync(list, 'utf8')).toBe(text);
    },
  );
});

describe('a list that cannot be written', () => {
  const data = seriesFolder(waterImages());
  const refused = async (list: string): Promise<string> => {
    const { code, stdout, stderr } = await corelab([
      ...['qc-motion', data, '--limits', 'ct-water', '--qualification', list],
    ]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^corelab: [^\n]+\n$/);
    return stderr;
  };

  it('has to be a CSV file', async () => {
    for (const name of ['scanners.xlsx', 'scanners', '.csv.txt', '']) {
      expect(await refused(name && join(folder(), name))).toContain(
        '--qualification needs the name of a CSV',
      );
    }
  });

  it('is told before anything is measured: no folder, a folder, a file in place of its folder, a pipe', async () => {
    const place = folder();
    mkdirSync(join(place, 'folder.csv'));
    writeFileSync(join(place, 'file'), '');
    await shell(`mkfifo '${place}/pipe.csv'`);
    for (const name of ['none/q.csv', 'folder.csv', 'file/q.csv', 'pipe.csv']) {
      expect(await refused(join(place, name))).toContain(join(place, name.split('/')[0] ?? ''));
    }
    expect(readdirSync(place).sort()).toEqual(['file', 'folder.csv', 'pipe.csv']);
  });

  it.skipIf(!CAN_MOUNT)('on a full disk costs the list alone, which stays as it was', async () => {
    const disk = join(folder(), 'disk');
    mkdirSync(disk);
    // Room for the lock, and none for the list.
    const script = `mount -t tmpfs -o size=16k t '${disk}'; printf '${TITLES}\\r\\n' > '${disk}/q.csv'; cp '${disk}/q.csv' '${disk}/../before'
      dd if=/dev/zero of='${disk}/fill' bs=1k count=8 2>/dev/null
      $CORELAB qc-motion '${data}' --limits ct-water --qualification '${disk}/q.csv' --json; code=$?
      cmp '${disk}/q.csv' '${disk}/../before' >&2; ls -A '${disk}' >&2; exit $code`;
    const ran = await shell(`unshare -rm bash -c "$SCRIPT"`, { SCRIPT: script });
    const { code, stderr, report } = await measuredOf(ran);
    expect([code, stderr]).toEqual([1, 'fill\nq.csv\n']);
    expect(said(report)).toEqual(['qualification-not-written fail']);
    expect(report.phantoms[0]).toMatchObject({ outcome: 'pass' });
  });

  it('keeps the permissions that it has, and a new one may be read by others', async () => {
    const list = await listOf(GOOD);
    expect(statSync(list).mode & 0o644).toBe(0o644 & ~process.umask());
    await shell(`chmod 660 '${list}'`);
    await record(list, BAD);
    expect(statSync(list).mode & 0o777).toBe(0o660);
    expect(rowsIn(list)).toHaveLength(3);
  });
});
