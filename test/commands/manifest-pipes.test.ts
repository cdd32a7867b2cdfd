import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, type Ran, shell } from './cli.js';
import { type Cd, demoCd, type Manifest, manifest, reportOf, seriesOfCd } from './delivery.js';

let cd: Cd;
let direct: Ran & { report: Manifest };
/** The report of the CD, as JSON and as NDJSON, and a hashed one. */
let out: string;

beforeAll(async () => {
  cd = demoCd();
  out = folder();
  direct = await manifest(cd.path, '--report', join(out, 'r.json'), '--report', join(out, 'r.ndjson'));
  await corelab(['key', 'new', join(out, 'key')]);
  const hash = ['--hash-paths', '--key-file', join(out, 'key')];
  await manifest(
    cd.path,
    ...hash,
    '--report',
    join(out, 'hashed.json'),
    '--report',
    join(out, 'hashed.ndjson'),
  );
});

const sections = ({ run: _, upstream: __, config: ___, ...rest }: Manifest) => rest;

describe('manifest - ', () => {
  it.each(['r.json', 'r.ndjson'])('works on the files of %s, and says what came before', async (name) => {
    const ran = await shell(`cat ${join(out, name)} | $CORELAB manifest -`);
    const report = reportOf(ran);
    expect(sections(report)).toEqual(sections(direct.report));
    expect(report.upstream).toEqual([{ command: 'manifest', verdict: 'fail' }]);
    const bytes = await shell(`cat ${join(out, name)}`);
    expect(report.run.upstreamSha256).toBe(createHash('sha256').update(bytes.stdout).digest('hex'));
    expect([ran.code, ran.stderr]).toEqual([1, '']);
  });

  it('cannot go green after a fault: the verdict includes what came before', async () => {
    const delivery = seriesOfCd(cd, 'mosaic');
    writeFileSync(join(delivery, 'empty'), '');
    const ran = await shell(
      `$CORELAB manifest ${delivery} | $CORELAB manifest - --exclude empty | $CORELAB manifest -`,
    );
    const { upstream, verdict, findings } = reportOf(ran);
    expect(findings).toEqual([]);
    expect(upstream).toEqual([
      { command: 'manifest', verdict: 'fail' },
      { command: 'manifest', verdict: 'fail' },
    ]);
    expect([verdict, ran.code]).toEqual(['fail', 1]);
  });

  it('tells a file that has gone since', async () => {
    const delivery = seriesOfCd(cd, 'capture');
    const json = join(folder(), 'r.json');
    await manifest(delivery, '--report', json);
    rmSync(join(delivery, 'DICOM'), { recursive: true });
    const ran = await shell(`$CORELAB manifest - < ${json}`);
    expect(reportOf(ran).unreadable).toMatchObject([{ reason: 'not-found' }]);
    expect(ran.code).toBe(1);
  });

  it('finds folders whose names are not UTF-8 by their exact bytes', async () => {
    const delivery = folder();
    const inner = Buffer.concat([Buffer.from(`${delivery}/Sch`), Buffer.from([0xe4]), Buffer.from('del')]);
    mkdirSync(inner);
    writeFileSync(Buffer.concat([inner, Buffer.from('/note.txt')]), 'x');
    for (const form of ['--json', '--ndjson']) {
      const ran = await shell(`$CORELAB manifest ${delivery} ${form} | $CORELAB manifest -`);
      const { files, summary } = reportOf(ran);
      expect(files).toMatchObject([{ kind: 'not-dicom', pathBase64: expect.any(String) }]);
      expect(summary).toMatchObject({ filesIn: 1, notDicom: 1, unreadable: 0 });
    }
  });
});

describe('what is no report', () => {
  it.each([
    ['nothing', ':', 'standard input is empty: the command before it wrote no report'],
    ['white space', 'echo', 'standard input is empty'],
    ['text', 'echo hello', 'standard input is not a corelab report (JSON or NDJSON)'],
    ['other JSON', `echo '{"a":1}'`, 'standard input is not a corelab report'],
    ['half a report', 'head -c 5000 R.json', 'is incomplete: the command that made it did not finish'],
    ['NDJSON without its summary', 'head -n -1 R.ndjson', 'is incomplete'],
    ['two reports', 'cat R.json R.json', 'holds more than one report'],
    ['a report of a later version', 'sed s/manifest@1/manifest@9/ R.json', 'of a version that this corelab'],
    ['a hashed report', 'cat HASHED.json', 'was made with --hash-paths, so its files cannot be found'],
    ['a hashed NDJSON report', 'cat HASHED.ndjson', 'was made with --hash-paths'],
  ])('%s is exit 2 with the reason, and nothing on standard output', async (_, command, message) => {
    const given = command.replaceAll('R.', join(out, 'r.')).replaceAll('HASHED', join(out, 'hashed'));
    const { code, stdout, stderr } = await shell(`${given} | $CORELAB manifest -`);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('a report whose paths lead out of their root is refused', async () => {
    const delivery = seriesOfCd(cd, 'capture');
    const { code, stderr } = await shell(
      `$CORELAB manifest ${delivery} | sed 's#"path":"DICOM/#"path":"../DICOM/#' | $CORELAB manifest -`,
    );
    expect(stderr).toContain('standard input is a damaged corelab report (files[0].path)');
    expect(code).toBe(2);
  });

  it("- beside a folder is bad usage, for then a pipe's verdict would be a folder's", async () => {
    expect(await shell(`$CORELAB manifest - ${cd.path} < ${join(out, 'r.json')}`)).toMatchObject({
      code: 2,
      stderr: "corelab: '-' reads a report and cannot stand beside paths\n",
    });
  });
});

describe('a report for people who may not see paths', () => {
  it('holds no name of a file or folder, and names its key', async () => {
    const ran = await shell(`cat ${join(out, 'hashed.json')}`);
    const report = reportOf(ran);
    const parts = cd.key.files.flatMap(({ path }) => path.split('/')).filter((part) => part.length > 7);
    expect(parts.filter((part) => part !== 'DICOMDIR' && ran.stdout.includes(part))).toEqual([]);
    expect(ran.stdout).not.toContain(cd.path);
    const { stdout } = await corelab(['key', 'fingerprint', join(out, 'key')]);
    expect(report.config.keyFingerprint).toBe(stdout.trim());
    expect([report.pathsHashed, report.verdict]).toEqual([true, 'fail']);
  });

  it('has the same counts and figures as one with paths', async () => {
    const report = reportOf(await shell(`cat ${join(out, 'hashed.json')}`));
    expect(report.summary).toEqual(direct.report.summary);
    expect(report.studies).toEqual(direct.report.studies);
  });

  it('needs a key, and says how to make one', async () => {
    const { code, stderr } = await corelab(['manifest', cd.path, '--hash-paths']);
    expect(stderr).toContain("'corelab key new FILE' makes one");
    expect(code).toBe(2);
  });
});
