import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, ROOT, shell } from '../cli.js';
import { CAN_MOUNT } from '../deid/full-disk.js';
import { example, filesOf, paged } from './lab.js';

const sound = () => example('manifest', 'one-series');

/** A page of these reports that is refused: what it says, and that nothing was written. */
async function refused(
  values: Readonly<Record<string, unknown>>,
  flags: readonly string[] = [],
): Promise<string> {
  const { dir, paths } = filesOf(values);
  const before = readdirSync(dir);
  const ran = await paged([...paths, '--out', join(dir, 'page.html'), ...flags]);
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(readdirSync(dir)).toEqual(before);
  return ran.stderr.replaceAll(`${dir}/`, '');
}

describe('reports that do not go on one page', () => {
  const identified = { 'i.json': example('manifest', 'identified') };

  it('are those that identify without --identifiers', async () => {
    expect(await refused({ 'a.json': sound(), ...identified })).toBe(
      'corelab: i.json was made with --identifiers: give --identifiers here, too, or make it without\n',
    );
  });

  it('are those that identify and those that may leave, whatever is asked for', async () => {
    const releasable = { 'e.json': example('check-protocol', 'explain') };
    expect(releasable['e.json'].confidentiality).toBe('releasable');
    const said = await refused({ ...identified, ...releasable }, ['--identifiers']);
    expect(said).toBe(
      'corelab: i.json identifies patients and e.json may leave freely: they do not go on one page\n',
    );
  });

  it('are those of two project keys', async () => {
    const of = (fingerprint: string) => ({
      ...sound(),
      config: { ...(sound().config as object), keyFingerprint: fingerprint },
    });
    const said = await refused({ 'a.json': of('0011223344556677'), 'b.json': of('8899aabbccddeeff') });
    expect(said).toContain('a.json and b.json were made with different project keys');
  });

  it('are a report and the same once more', async () => {
    expect(await refused({ 'a.json': sound(), 'b.json': sound() })).toBe(
      'corelab: b.json is the same report as a.json\n',
    );
  });
});

describe('what is no report that can be shown', () => {
  it.each([
    ['nothing', '', 'is empty'],
    ['half of one', JSON.stringify(sound()).slice(0, 400), 'is incomplete'],
    ['another JSON', '{"name":"PLANTED^NAME"}', 'is not a corelab report'],
    ['two in one file', JSON.stringify(sound()).repeat(2), 'holds more than one report'],
    ['bytes', '\u0000\u0001', 'is not a corelab report'],
    ['a later version', JSON.stringify(sound()).replace('manifest@1', 'manifest@2'), 'is of a version'],
  ])('is %s', async (_, text, message) => {
    const said = await refused({ 'a.json': sound(), 'b.json': text });
    expect(said).toMatch(/^corelab: b\.json /);
    expect(said).toContain(message);
    expect(said).not.toContain('PLANTED');
  });

  it('is one that its schema does not accept: the place is told, never the value', async () => {
    const broken = JSON.parse(JSON.stringify(sound()));
    broken.studies[0].series[0].instances = 'PLANTED^NAME';
    const said = await refused({ 'a.json': broken });
    expect(said).toBe(
      'corelab: a.json does not fit the schema of manifest reports: /studies/0/series/0/instances (type)\n',
    );
  });

  it('is one of a command that there is not', async () => {
    const said = await refused({ 'a.json': { ...sound(), schema: 'corelab/report/tea@1', command: 'tea' } });
    expect(said).toBe("corelab: a.json: this corelab has no command 'tea'\n");
  });

  it('is a file that is not there, and a folder', async () => {
    const dir = folder();
    const none = await paged([join(dir, 'no.json'), '--out', join(dir, 'p.html')]);
    expect([none.code, none.stderr]).toEqual([2, `corelab: ${dir}/no.json cannot be read (ENOENT)\n`]);
    const own = await paged([dir, '--out', join(dir, 'p.html')]);
    expect([own.code, own.stderr]).toEqual([2, `corelab: ${dir} cannot be read (EISDIR)\n`]);
  });

  it('is nothing at all on standard input', async () => {
    const ran = await shell(`$CORELAB report - --out '${folder()}/p.html' < /dev/null`);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('standard input is empty');
  });
});

describe('a page that cannot be written', () => {
  it.each([
    [['--out', 'page.pdf'], 'a page ends in .html'],
    [['--out', 'none/page.html'], 'there is no folder'],
    [['--out', 'page.html', '--title', ' '], 'give 1 to 200 characters'],
    [['--out', 'page.html', '--title', 'x'.repeat(201)], 'give 1 to 200 characters'],
    [['--out', 'page.html', '--hash-paths', '--key-file', 'k'], 'make the reports with it'],
    [['--out', 'page.html', '--report', 'page.html'], 'is worked with, and is not written over'],
    [[], 'out'],
  ])('is refused before anything is read: %j', async (flags, message) => {
    const { dir, paths } = filesOf({ 'a.json': sound() });
    const ran = await paged([...paths, ...flags.map((one) => (/page|^k$/.test(one) ? join(dir, one) : one))]);
    expect([ran.code, ran.stdout, readdirSync(dir)]).toEqual([2, '', ['a.json']]);
    expect(ran.stderr).toContain(message);
  });

  it('is one that would take the place of a report, by whatever name', async () => {
    const { dir, paths } = filesOf({ 'a.html': sound() });
    symlinkSync(join(dir, 'a.html'), join(dir, 'link.html'));
    for (const out of ['a.html', 'link.html']) {
      const ran = await paged([...paths, '--out', join(dir, out)]);
      expect([ran.code, ran.stderr.includes('is not written over')]).toEqual([2, true]);
    }
    const report = await paged([...paths, '--out', join(dir, 'p.html'), '--report', join(dir, 'a.html')]);
    expect(report.code).toBe(2);
    expect(JSON.parse(readFileSync(join(dir, 'a.html'), 'utf8'))).toEqual(sound());
  });

  it('stands as it stood where reports are refused, and where its place is a folder', async () => {
    const { dir, paths } = filesOf({ 'a.json': sound(), 'b.json': '{}' });
    writeFileSync(join(dir, 'page.html'), 'earlier');
    expect((await paged([...paths, '--out', join(dir, 'page.html')])).code).toBe(2);
    expect(readFileSync(join(dir, 'page.html'), 'utf8')).toBe('earlier');
    mkdirSync(join(dir, 'folder.html'));
    const ran = await paged([paths[0] ?? '', '--out', join(dir, 'folder.html')]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(readdirSync(dir).sort()).toEqual(['a.json', 'b.json', 'folder.html', 'page.html']);
  });

  it.skipIf(!CAN_MOUNT)(
    'is on a full disk: exit 2, no part of it stays, and nothing is said to be done',
    async () => {
      const { dir, paths } = filesOf({ 'a.json': sound() });
      mkdirSync(join(dir, 'disk'));
      const script = `mount -t tmpfs -o size=8k t '${dir}/disk'
      $CORELAB report '${paths[0]}' --out '${dir}/disk/page.html' --json > '${dir}/out' 2> '${dir}/err'; echo $?; ls -A '${dir}/disk'`;
      const { stdout } = await shell('unshare -rm bash -c "$SCRIPT"', { SCRIPT: script });
      expect(stdout).toBe('2\n');
      expect(readFileSync(join(dir, 'out'), 'utf8')).toBe('');
      expect(readFileSync(join(dir, 'err'), 'utf8')).toContain('page.html');
      expect(existsSync(join(dir, 'page.html'))).toBe(false);
    },
  );

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'is one whose reports never come: %s ends the wait with %i and leaves nothing',
    async (signal, code) => {
      const dir = folder();
      const args = [join(ROOT, 'bin', 'run.js'), 'report', '-', '--out', join(dir, 'p.html'), '--json'];
      const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
      let said = '';
      child.stdout.on('data', (text) => {
        said += text;
      });
      child.stdin.write('{"schema":');
      const timer = setTimeout(() => child.kill(signal), 4000);
      const ended = await new Promise((resolve) => child.on('close', resolve));
      clearTimeout(timer);
      expect([ended, said, readdirSync(dir)]).toEqual([code, '', []]);
    },
  );
});
