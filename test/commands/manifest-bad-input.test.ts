import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, shell } from './cli.js';
import { type Cd, codes, demoCd, manifest, pathsOf, reportOf, seriesOfCd } from './delivery.js';

let cd: Cd;
let image: Buffer;

beforeAll(() => {
  cd = demoCd();
  image = readFileSync(join(cd.path, pathsOf(cd, 't1')[0] ?? ''));
});

/** A delivery without a fault: eight instances. */
const good = (): string => seriesOfCd(cd, 'mosaic');

/** Bytes where the pixel data's value begins: after tag, VR, reserved and length of (7FE0,0010). */
const pixelValueAt = (): number => image.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0x00])) + 12;

describe('a path that does not exist', () => {
  it('is exit 2 when it stands alone, and is named', async () => {
    expect(await corelab(['manifest', '/no/such/folder'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'corelab: no such file or folder: /no/such/folder\n',
    });
  });

  it('is an unreadable file beside one that exists, whose files are all reported', async () => {
    const { code, report } = await manifest('/no/such/folder', good());
    expect([code, codes(report)]).toEqual([1, ['unreadable-file ']]);
    expect(report.unreadable).toMatchObject([{ root: 0, path: '', reason: 'not-found' }]);
    expect(report.summary).toMatchObject({ filesIn: 9, dicom: 8, unreadable: 1 });
  });
});

describe('links and special files', () => {
  it('that lead in a circle end, and nothing is counted twice', async () => {
    const delivery = good();
    symlinkSync('..', join(delivery, 'DICOM', 'up'));
    const { code, report } = await manifest(delivery);
    expect(report.summary).toMatchObject({ dicom: 8, duplicates: 0 });
    expect(codes(report)).toEqual(expect.arrayContaining(['link-not-followed DICOM/up']));
    expect(code).toBe(0);
  });

  it('that lead to nothing, and pipes that nobody fills, are unreadable', async () => {
    const delivery = good();
    symlinkSync('/no/such/file', join(delivery, 'dangling'));
    symlinkSync('self', join(delivery, 'self'));
    await shell(`mkfifo ${join(delivery, 'fifo')}`);
    const { code, report } = await manifest(delivery);
    expect(report.unreadable.map(({ path, reason }) => [path, reason])).toEqual([
      ['dangling', 'dangling-link'],
      ['fifo', 'special-file'],
      ['self', 'dangling-link'],
    ]);
    expect([code, report.summary.dicom]).toEqual([1, 8]);
  });
});

describe('files that may not be read', () => {
  it('are unreadable with that reason, folders too, and the rest is processed', async ({ skip }) => {
    const delivery = good();
    const [first = ''] = readdirSync(delivery, { recursive: true, encoding: 'utf8' }).filter((f) =>
      /IM000001$/.test(f),
    );
    chmodSync(join(delivery, first), 0);
    mkdirSync(join(delivery, 'locked'), { mode: 0 });
    chmodSync(join(delivery, '..'), 0o755);
    const asOther = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : '';
    const probe = await shell(`${asOther}$CORELAB --version`);
    if (probe.code !== 0) skip('skipped: root, and no other user can run this');
    const ran = await shell(`${asOther}$CORELAB manifest ${delivery}`);
    const report = reportOf(ran);
    expect(report.unreadable.map(({ path, reason }) => [path, reason])).toEqual([
      [first, 'permission-denied'],
      ['locked', 'permission-denied'],
    ]);
    expect(report.findings.map(({ message }) => message)).toContain(
      'the file cannot be read: permission denied',
    );
    expect([ran.code, report.summary.dicom]).toEqual([1, 7]);
    chmodSync(join(delivery, 'locked'), 0o700);
  });
});

describe('truncated files', () => {
  it('wherever they end are unreadable or no DICOM, never part of a series', async () => {
    const delivery = folder();
    const pixels = pixelValueAt();
    const places = [
      ...[0, 1, 127, 128, 130, 132, 133, 140, 144, 200, 400, 401, 1000],
      ...[Math.floor(pixels / 2), pixels - 11, pixels - 8, pixels - 1, pixels, pixels + 1, image.length - 1],
    ];
    for (const at of places)
      writeFileSync(join(delivery, String(at).padStart(7, '0')), image.subarray(0, at));
    const { code, report, stderr } = await manifest(delivery);
    expect([code, stderr]).toEqual([1, '']);
    expect(report.summary).toMatchObject({ filesIn: places.length, dicom: 0, series: 0 });
    const reasons = new Map(report.unreadable.map(({ bytes, reason }) => [bytes, reason]));
    expect(reasons.get(0)).toBe('empty-file');
    expect(reasons.get(pixels + 1)).toBe('truncated-pixel-data');
    expect(reasons.get(image.length - 1)).toBe('truncated-pixel-data');
    expect(reasons.get(1000)).toBe('truncated-header');
  });

  it('that end exactly before their pixel data are images without any: a failure, not a pass', async () => {
    const delivery = folder();
    writeFileSync(join(delivery, 'cut'), image.subarray(0, pixelValueAt() - 12));
    const { code, report } = await manifest(delivery);
    expect(code).toBe(1);
    expect(report.findings.map((one) => one.code)).toContain('pixel-data-absent');
  });

  it('with every byte of the header damaged in turn never end the run', async () => {
    const delivery = folder();
    for (let at = 132; at < 132 + 4 * 120; at += 4) {
      const damaged = Buffer.from(image);
      damaged.fill(0xff, at, at + 4);
      writeFileSync(join(delivery, `damaged-${at}`), damaged);
    }
    const { code, report, stderr } = await manifest(delivery);
    expect(stderr).toBe('');
    expect([1, 3]).toContain(code);
    expect(report.unreadable.filter(({ reason }) => reason === 'internal-error')).toEqual([]);
  });
});

describe('a file that is written while it is read', () => {
  it('is unreadable with that reason, or complete', async () => {
    const delivery = good();
    const growing = join(delivery, 'growing.bin');
    writeFileSync(growing, Buffer.alloc(48 * 1024 * 1024, 1));
    const script = `( while :; do printf x >> ${growing}; done ) & writer=$!
      $CORELAB manifest ${delivery} --checksums; code=$?; kill $writer; wait $writer 2>/dev/null; exit $code`;
    const ran = await shell(script);
    const report = reportOf(ran);
    expect(report.unreadable).toMatchObject([{ path: 'growing.bin', reason: 'changed-while-read' }]);
    expect([ran.code, report.summary.dicom]).toEqual([1, 8]);
  });
});

describe('files over 2 GiB', () => {
  it('are read by their headers, and cut ones are told', async () => {
    const delivery = folder();
    const length = 3 * 2 ** 30;
    const huge = Buffer.from(image.subarray(0, pixelValueAt()));
    huge.writeUInt32LE(length, huge.length - 4);
    for (const [name, size] of [
      ['a-whole', huge.length + length],
      ['b-cut', huge.length + length - 1],
    ] as const) {
      writeFileSync(join(delivery, name), huge);
      truncateSync(join(delivery, name), size);
    }
    writeFileSync(join(delivery, 'c-junk'), '');
    truncateSync(join(delivery, 'c-junk'), length);
    const { code, report } = await manifest(delivery);
    expect(report.files.map(({ path, kind, bytes }) => [path, kind, bytes])).toEqual([
      ['a-whole', 'dicom', huge.length + length],
      ['b-cut', 'unreadable', huge.length + length - 1],
      ['c-junk', 'not-dicom', length],
    ]);
    expect(report.unreadable).toMatchObject([{ reason: 'truncated-pixel-data' }]);
    expect(code).toBe(1);
  });
});

describe('names', () => {
  it('that are not UTF-8 stand in the report with their exact bytes', async () => {
    const delivery = folder();
    const name = Buffer.from('Sch\xe4del', 'latin1');
    mkdirSync(Buffer.concat([Buffer.from(`${delivery}/`), name]));
    writeFileSync(Buffer.concat([Buffer.from(`${delivery}/`), name, Buffer.from('/IM1')]), image);
    const { report, code } = await manifest(delivery);
    expect(report.files).toMatchObject([
      { path: 'Sch\ufffddel/IM1', pathBase64: Buffer.concat([name, Buffer.from('/IM1')]).toString('base64') },
    ]);
    expect([code, report.summary.dicom]).toEqual([0, 1]);
  });

  it('that are not UTF-8 cannot be given themselves, for the engine decodes arguments: exit 2, never a pass', async () => {
    const { code, stderr } = await shell(
      `cd ${folder()}; d=$(printf 'Sch\\344del'); mkdir "$d"; $CORELAB manifest "$d"`,
    );
    expect(stderr).toBe('corelab: no such file or folder: Sch\ufffddel\n');
    expect(code).toBe(2);
  });

  it('with line feeds, escapes and 255 bytes are told whole, and stay on one line of NDJSON', async () => {
    const delivery = folder();
    const names = ['a\nb', '\u001b[31mred', 'x'.repeat(255), '-rf', ' '];
    for (const name of names) writeFileSync(join(delivery, name), image);
    const { stdout } = await corelab(['manifest', delivery, '--ndjson']);
    const files = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'file');
    expect(files.map(({ path }) => path).sort()).toEqual([...names].sort());
  });
});

describe('nothing is written', () => {
  it('to what is read', async () => {
    const delivery = good();
    const copy = join(folder(), 'copy');
    cpSync(delivery, copy, { recursive: true, preserveTimestamps: true });
    const { code } = await shell(
      `chmod -R a-w ${delivery}; $CORELAB manifest ${delivery} --checksums > ${folder()}/out && diff -r ${delivery} ${copy}`,
    );
    expect(code).toBe(0);
  });
});
