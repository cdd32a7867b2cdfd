import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, ROOT, shell } from '../cli.js';
import { CAN_MOUNT } from '../deid/full-disk.js';
import { filesOf, folderOf } from '../measure-export/lab.js';
import { atBaseline, atWeek8, csvOf, respondedOf, response, soundCsv } from './lab.js';

const rows = soundCsv();
const CRITERIA = '--criteria recist-1.1';

describe('response in a pipe', () => {
  let data: string;
  beforeAll(() => {
    data = folderOf([...filesOf('ct'), ...filesOf('sr/enhanced.dcm')]);
  });

  it.each(['--json', '--ndjson'])(
    'takes what measure-export says as %s, and carries its verdict',
    async (form) => {
      const pipe = `$CORELAB measure-export '${data}' ${form} | $CORELAB response - ${CRITERIA} --json`;
      const { report, code } = await respondedOf(await shell(pipe));
      const { verdict } = JSON.parse((await corelab(['measure-export', data, '--json'])).stdout);
      expect(report.upstream).toEqual([{ command: 'measure-export', verdict }]);
      expect(report.config.sources).toMatchObject([{ path: '-', form: 'report' }]);
      expect([1, 3]).toContain(code);
      expect(report.best.map((one) => one.response).filter((answer) => answer !== 'NE')).toEqual([]);
    },
  );

  it('fails where what came before failed, whatever it finds itself', async () => {
    const report = JSON.parse((await corelab(['measure-export', data, '--json'])).stdout);
    const failed = join(folder(), 'r.json');
    writeFileSync(failed, JSON.stringify({ ...report, verdict: 'fail' }));
    const ran = await respondedOf(
      await shell(`$CORELAB response - '${rows}' ${CRITERIA} --json < '${failed}'`),
    );
    expect([ran.code, ran.report.verdict]).toEqual([1, 'fail']);
    expect(ran.report.upstream).toEqual([{ command: 'measure-export', verdict: 'fail' }]);
  });

  it('takes CSV on standard input, and refuses nothing at all', async () => {
    const ran = await respondedOf(await shell(`$CORELAB response - ${CRITERIA} --json < '${rows}'`));
    expect(ran.code).toBe(0);
    const none = await shell(`$CORELAB response - ${CRITERIA} < /dev/null`);
    expect([none.code, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toBe('corelab: standard input: is empty\n');
  });

  it('may be closed early: a reader that has gone is no error', async () => {
    const script = `$CORELAB response '${rows}' ${CRITERIA} --ndjson | true; echo "\${PIPESTATUS[0]}" >&2`;
    expect((await shell(script)).stderr).toBe('0\n');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends by %s while it waits, with %i, and leaves nothing', async (signal, code) => {
    const out = folder();
    const targets = ['--report', join(out, 'r.json'), '--export', `best=${join(out, 'best.csv')}`];
    const args = [join(ROOT, 'bin', 'run.js'), 'response', '-', ...CRITERIA.split(' '), ...targets];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text;
      });
    child.stdin.write('{"schema":');
    const timer = setTimeout(() => child.kill(signal), 3000);
    const ended = await new Promise<number | null>((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    expect([ended, readdirSync(out)]).toEqual([code, []]);
    expect(said).not.toMatch(/ {4}at |"schema"/);
  });
});

describe('what response writes', () => {
  it('is each form of the report, and each export, whole', async () => {
    const out = folder();
    const path = (name: string): string => join(out, name);
    const reports = ['json', 'ndjson', 'csv', 'xml'].flatMap((form) => ['--report', path(`r.${form}`)]);
    const forms = ['responses', 'best', 'sums', 'waterfall', 'spider'];
    const exports = forms.flatMap((form) => ['--export', `${form}=${path(form)}`]);
    const { code, stderr } = await response(rows, ...reports, ...exports);
    expect([code, stderr]).toEqual([0, '']);
    const text = (name: string): string => readFileSync(path(name), 'utf8');
    expect(JSON.parse(text('r.json')).command).toBe('response');
    expect(JSON.parse(text('r.ndjson').trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      verdict: 'pass',
    });
    expect(text('r.xml')).toContain('<testsuite');
    for (const name of ['r.csv', 'responses']) expect(text(name).trimEnd().split('\n')).toHaveLength(4);
    expect(text('r.csv')).toBe(text('responses'));
    for (const name of ['waterfall', 'spider']) expect(text(name)).toMatch(/^<(\?xml|svg)[\s\S]*<\/svg>\n?$/);
  });

  it.each([
    ['of an unknown form', 'pdf=x.pdf', 'give responses=FILE'],
    ['without a file', 'best=', 'give responses=FILE'],
    ['into a folder that is not there', 'best=/nowhere-at-all/b.csv', 'there is no folder'],
  ])('an export %s is refused', async (_, target, message) => {
    const { code, stdout, stderr } = await response(rows, '--export', target);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('is never two things in one file', async () => {
    const path = join(folder(), 'x.json');
    for (const other of [
      ['--export', `sums=${path}`],
      ['--report', path],
    ]) {
      const { code, stderr } = await response(rows, '--export', `best=${path}`, ...other);
      expect([code, existsSync(path)]).toEqual([2, false]);
      expect(stderr).toContain('is given twice');
    }
  });

  it('leaves an existing file as it was when the run fails', async () => {
    const out = folder();
    const path = join(out, 'best.csv');
    writeFileSync(path, 'of before\n');
    const { code } = await response(csvOf(atBaseline(), atWeek8({ date: 'x' })), '--export', `best=${path}`);
    expect([code, readFileSync(path, 'utf8'), readdirSync(out)]).toEqual([2, 'of before\n', ['best.csv']]);
  });

  it('beyond a limit leaves what was there, and no half file', async () => {
    const out = folder();
    const path = join(out, 'spider.svg');
    writeFileSync(path, 'of before\n');
    const ran = await shell(`ulimit -f 2; $CORELAB response '${rows}' ${CRITERIA} --export spider='${path}'`);
    expect([0, 1, 3]).not.toContain(ran.code);
    expect(ran.stderr).not.toContain('    at ');
    expect([readFileSync(path, 'utf8'), readdirSync(out)]).toEqual(['of before\n', ['spider.svg']]);
  });

  it.skipIf(!CAN_MOUNT)('on a full disk is one line, exit 2, and no half file', async () => {
    const out = folder();
    mkdirSync(join(out, 'disk'));
    const script = `
      mount -t tmpfs -o size=8k t '${out}/disk'; echo of before > '${out}/disk/waterfall.svg'
      head -c 4000 /dev/zero > '${out}/disk/full'
      $CORELAB response '${rows}' ${CRITERIA} --export waterfall='${out}/disk/waterfall.svg' > '${out}/o' 2> '${out}/e'
      echo "$? $(ls -A '${out}/disk' | tr '\\n' ' ')$(cat '${out}/disk/waterfall.svg')"`;
    const { stdout } = await shell(`unshare -rm bash -c "$SCRIPT"`, { SCRIPT: script });
    expect(stdout).toBe('2 full waterfall.svg of before\n');
    expect(readFileSync(join(out, 'e'), 'utf8')).toMatch(/^corelab: [^\n]*waterfall\.svg[^\n]*\n$/);
  });

  it.skipIf(!existsSync('/dev/full'))('on a full device is one line and exit 2', async () => {
    const { code, stderr } = await shell(`$CORELAB response '${rows}' ${CRITERIA} --json > /dev/full`);
    expect([code, stderr]).toEqual([2, 'corelab: standard output could not be written (ENOSPC)\n']);
  });
});

describe('response --help', () => {
  it('shows examples and what exit codes mean', async () => {
    const { code, stdout } = await corelab(['response', '--help']);
    expect(code).toBe(0);
    for (const part of ['EXAMPLES', 'EXIT CODES', 'corelab response - ', '--criteria=', '--adjudication='])
      expect(stdout).toContain(part);
    for (const exit of [0, 1, 2, 3]) expect(stdout).toMatch(new RegExp(`^ {2}${exit} {2}\\S`, 'm'));
  });
});
