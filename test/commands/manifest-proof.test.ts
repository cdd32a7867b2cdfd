import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, shell } from './cli.js';
import { type Cd, codes, demoCd, manifest, pathsOf, seriesOfCd } from './delivery.js';

let cd: Cd;
/** A delivery without a fault: eight instances and a note. */
let delivery: string;
let paths: readonly string[];
/** Its report with checksums, and one without. */
let proven: string;
let unproven: string;

beforeAll(async () => {
  cd = demoCd();
  delivery = seriesOfCd(cd, 'mosaic');
  appendFileSync(join(delivery, 'note.txt'), 'a note\n');
  paths = pathsOf(cd, 'mosaic');
  [proven, unproven] = ['proven.json', 'unproven.json'].map((name) => join(folder(), name)) as [
    string,
    string,
  ];
  await manifest(delivery, '--checksums', '--report', proven);
  await manifest(delivery, '--report', unproven);
});

/** A copy of the delivery, in a folder of the same name elsewhere. */
function copy(): string {
  const to = join(folder(), 'delivery');
  cpSync(delivery, to, { recursive: true });
  return to;
}

/** A copy in which one instance is gone, one has other bytes of equal length, one is new, and the note is longer. */
function altered(): string {
  const to = copy();
  const [gone = '', changed = ''] = paths;
  rmSync(join(to, gone));
  const bytes = readFileSync(join(to, changed));
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  rmSync(join(to, changed));
  appendFileSync(join(to, changed), bytes);
  cpSync(join(cd.path, pathsOf(cd, 'capture')[0] ?? ''), join(to, 'new'));
  appendFileSync(join(to, 'note.txt'), 'more\n');
  return to;
}

describe('--against', () => {
  it('finds the same delivery identical, wherever it lies', async () => {
    const { code, report } = await manifest(copy(), '--against', proven);
    expect(report.against.instances).toMatchObject({
      counts: { identical: 8, new: 0, missing: 0, changed: 0, unproven: 0 },
    });
    expect(report.against.otherFiles.counts).toMatchObject({ identical: 1, new: 0, missing: 0 });
    expect([code, report.findings]).toEqual([0, []]);
  });

  it('names what is new, missing, and changed under the same UID', async () => {
    const { code, report } = await manifest(altered(), '--against', proven);
    const { instances, otherFiles } = report.against;
    expect(instances.counts).toEqual({ identical: 6, new: 1, missing: 1, changed: 1, unproven: 0 });
    expect(instances.missing.map(({ path }) => path)).toEqual([paths[0]]);
    expect(instances.changed.map(({ file }) => report.files[file]?.path)).toEqual([paths[1]]);
    expect(instances.new.map(({ file }) => report.files[file]?.path)).toEqual(['new']);
    expect(otherFiles.changed.map(({ file }) => report.files[file]?.path)).toEqual(['note.txt']);
    expect(codes(report)).toEqual(
      expect.arrayContaining([`changed-instance ${paths[1]}`, 'missing-instances']),
    );
    expect(code).toBe(1);
  });

  it('calls nothing identical that was not proven so', async () => {
    const { code, report } = await manifest(altered(), '--against', unproven);
    expect(report.against.instances.counts).toEqual({
      identical: 0,
      new: 1,
      missing: 1,
      changed: 0,
      unproven: 7,
    });
    expect(codes(report)).toContain('unproven-instance');
    expect(code).toBe(3);
  });

  it('reads NDJSON, and refuses what is no report', async () => {
    const ndjson = join(folder(), 'r.ndjson');
    await manifest(delivery, '--checksums', '--report', ndjson);
    expect((await manifest(delivery, '--against', ndjson)).report.against.instances.counts.identical).toBe(8);
    for (const bad of [join(delivery, 'note.txt'), '/no/such/report.json', delivery]) {
      const { code, stdout, stderr } = await shell(`$CORELAB manifest ${delivery} --against ${bad}`);
      expect([code, stdout], bad).toEqual([2, '']);
      expect(stderr, bad).toContain(bad);
    }
  });
});

describe('--verify', () => {
  it('by a report proves the same delivery, and names what is missing, extra and changed', async () => {
    const same = await manifest(copy(), '--verify', proven);
    expect(same.report.verify).toMatchObject({
      by: 'report',
      counts: { listed: 9, verified: 9, missing: 0, extra: 0, changed: 0, noChecksum: 0, unreadable: 0 },
    });
    expect(same.code).toBe(0);
    const other = await manifest(altered(), '--verify', proven);
    expect(other.report.verify.counts).toMatchObject({
      listed: 9,
      verified: 6,
      missing: 1,
      extra: 1,
      changed: 2,
    });
    expect(codes(other.report).filter((code) => code.startsWith('verify'))).toEqual([
      `verify-missing ${paths[0]}`,
      `verify-changed ${paths[1]}`,
      'verify-changed note.txt',
      'verify-extra new',
    ]);
    expect(other.code).toBe(1);
  });

  it('by a report without checksums proves nothing, and says so', async () => {
    const { code, report } = await manifest(copy(), '--verify', unproven);
    expect(report.verify.counts).toMatchObject({ verified: 0, noChecksum: 9 });
    expect([code, codes(report)]).toEqual([3, ['verify-no-checksum']]);
  });

  it.each(['sha256sum', 'md5sum', 'sha512sum', 'sha256sum --tag'])('by a file of %s', async (tool) => {
    const to = copy();
    const sums = join(folder(), 'sums.txt');
    await shell(`cd ${to} && find . -type f -exec ${tool} {} + > ${sums}`);
    const same = await manifest(to, '--verify', sums);
    expect(same.report.verify).toMatchObject({
      by: 'checksum-file',
      counts: { listed: 9, verified: 9, extra: 0 },
    });
    expect(same.code).toBe(0);
    appendFileSync(join(to, 'note.txt'), 'x');
    const other = await manifest(to, '--verify', sums);
    expect(other.report.verify.counts).toMatchObject({ verified: 8, changed: 1 });
    expect(other.code).toBe(1);
  });

  it('by what is no list is exit 2 with its name', async () => {
    const empty = folder();
    for (const target of ['/no/such/list', join(delivery, 'note.txt'), empty]) {
      const { code, stdout, stderr } = await shell(`$CORELAB manifest ${delivery} --verify ${target}`);
      expect([code, stdout], target).toEqual([2, '']);
      expect(stderr, target).toContain(target);
    }
  });

  it('takes a bag of another tool, and finds its faults', async () => {
    const bag = join(folder(), 'bag');
    const script = `mkdir -p ${bag} && cp -r ${delivery} ${bag}/data && cd ${bag} &&
      printf 'BagIt-Version: 0.97\\nTag-File-Character-Encoding: UTF-8\\n' > bagit.txt &&
      find data -type f -exec md5sum {} + > manifest-md5.txt && md5sum bagit.txt manifest-md5.txt > tagmanifest-md5.txt`;
    expect(await shell(script)).toMatchObject({ code: 0 });
    const same = await manifest(bag, '--verify', bag);
    expect(same.report.verify).toMatchObject({
      by: 'bag',
      bagItVersion: '0.97',
      algorithms: ['md5'],
      invalid: [],
    });
    expect([same.code, codes(same.report)]).toEqual([0, []]);
    appendFileSync(join(bag, 'data', 'note.txt'), 'x');
    appendFileSync(join(bag, 'manifest-md5.txt'), `${'0'.repeat(32)}  ../outside\n`);
    const other = await manifest(bag, '--verify', bag);
    expect(other.report.verify.counts.changed).toBe(2);
    expect(codes(other.report).join()).toContain('bag-invalid ../outside');
    expect(other.code).toBe(1);
  });
});

describe('--bag', () => {
  it('copies everything into a bag that sha256sum and --verify prove', async () => {
    const bag = join(folder(), 'bag');
    const { code, report } = await manifest(delivery, '--bag', bag);
    expect(report.bag).toMatchObject({ path: bag, files: 9, leftOut: [], changed: [], renamed: [] });
    const check = await shell(
      `cd ${bag} && sha256sum -c --strict manifest-sha256.txt tagmanifest-sha256.txt && diff -r ${delivery} data/delivery`,
    );
    expect(check).toMatchObject({ code: 0, stderr: '' });
    const verified = await manifest(bag, '--verify', bag);
    expect([code, verified.code]).toEqual([0, 0]);
    expect(verified.report.verify.counts).toMatchObject({ listed: 12, verified: 12, extra: 0 });
    expect((await manifest(copy(), '--verify', bag)).code).toBe(0);
  });

  it('leaves out what cannot be read, and says so', async () => {
    const to = copy();
    await shell(`ln -s /no/such/file ${to}/dangling`);
    const bag = join(folder(), 'bag');
    const { code, report } = await manifest(to, '--bag', bag);
    expect(report.bag.leftOut).toMatchObject([{ reason: 'dangling-link' }]);
    expect(codes(report)).toEqual(['unreadable-file dangling', 'bag-file-left-out dangling']);
    expect([code, existsSync(join(bag, 'data', 'delivery', 'note.txt'))]).toEqual([1, true]);
  });

  it('is not written into its own input, nor over anything', async () => {
    const full = folder();
    mkdirSync(join(full, 'something'));
    for (const [target, message] of [
      [join(delivery, 'bag'), 'a bag cannot lie inside its own input'],
      [full, 'there is something already'],
      ['/no/such/folder/bag', 'the folder that it should lie in is not there'],
    ] as const) {
      const { code, stdout, stderr } = await shell(`$CORELAB manifest ${delivery} --bag ${target}`);
      expect([code, stdout], target).toEqual([2, '']);
      expect(stderr).toContain(message);
    }
    expect(existsSync(join(delivery, 'bag'))).toBe(false);
  });

  it('on a full disk leaves nothing, neither bag nor report', async () => {
    const out = folder();
    const script = `ulimit -f 16; $CORELAB manifest ${delivery} --bag ${out}/bag --report ${out}/r.json`;
    const { code, stdout, stderr } = await shell(script);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('cannot be written');
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  /** Starts a command, waits until `sign` says that it is at work, interrupts it. */
  const interrupted = (command: string, sign: string) =>
    shell(
      `set -m; ${command} & for i in $(seq 500); do ${sign} && break; sleep 0.01; done; kill -INT $!; wait $!; exit $?`,
    );

  it('while a bag is written ends with 130, and leaves nothing', async () => {
    const [big, out] = [folder(), folder()];
    await shell(`for i in $(seq 150); do truncate -s $((2000000 + i)) ${big}/$i; done`);
    const { code, stdout, stderr } = await interrupted(
      `$CORELAB manifest ${big} --bag ${out}/bag --report ${out}/r.json`,
      `ls -d ${out}/bag.partial-*/data/* >/dev/null 2>&1`,
    );
    expect(stderr).toContain('corelab: stopping; once more to stop at once\ncorelab: interrupted\n');
    expect([code, stdout]).toEqual([130, '']);
    expect(readdirSync(out)).toEqual([]);
  });

  it('while checksums are made on several threads ends with 130, and leaves no report', async () => {
    const [big, out] = [folder(), folder()];
    await shell(`cd ${big} && seq 3000 | xargs truncate -s 2M`);
    const { code, stdout, stderr } = await interrupted(
      `$CORELAB manifest ${big} --checksums --jobs 2 --report ${out}/r.json`,
      `[ $i = 60 ]`,
    );
    expect(stderr).toContain('corelab: interrupted');
    expect([code, stdout, readdirSync(out)]).toEqual([130, '', []]);
  });
});
