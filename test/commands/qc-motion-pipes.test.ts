import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { validatorOf } from '../../src/io/schemas.js';
import { corelab, folder, shell } from './cli.js';
import { Lab } from './deid/lab.js';
import {
  type MotionReport,
  measuredOf,
  qcMotion,
  runFolder,
  said,
  textFile,
  withoutRun,
} from './qc-motion/run.js';

/** The exit codes of a pipe's commands, as bash has them. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash that reads it
const CODES = 'echo "${PIPESTATUS[@]}" >&2';

let data: string;
let direct: MotionReport;

beforeAll(async () => {
  data = runFolder();
  direct = (await qcMotion(data)).report;
});

describe('qc-motion in a pipe', () => {
  it('works on the files of manifest, and its report says what came before', async () => {
    const ran = await shell(`$CORELAB manifest '${data}' | $CORELAB qc-motion -; ${CODES}`);
    const { report, stderr } = await measuredOf(ran);
    expect(stderr).toBe('0 0\n');
    expect(report.upstream).toEqual([{ command: 'manifest', verdict: 'pass' }]);
    expect(report.run.upstreamSha256).toMatch(/^[0-9a-f]{64}$/);
    const { upstream: _, ...own } = withoutRun(report);
    const { upstream: __, ...alone } = withoutRun(direct);
    expect(own).toEqual(alone);
  });

  it('passes its input on to check-protocol, also as NDJSON, and limits may stand in the same protocol', async () => {
    const protocol = textFile(
      'protocol.yaml',
      `schema: corelab/protocol@1
protocol: { id: TRIAL, version: 1, source: Manual }
series:
  rest:
    match: { SeriesDescription: /bad input/i }
    checks: { RepetitionTime: { value: 2000 ms, tol: 1% } }
    qc: { limits: [{ figure: meanFdPowerMm, max: 0.5 mm }] }
`,
    );
    for (const form of ['--json', '--ndjson']) {
      const ran = await shell(
        `$CORELAB qc-motion '${data}' --limits '${protocol}' ${form} | $CORELAB check-protocol - --protocol '${protocol}'; ${CODES}`,
      );
      expect(ran.stderr).toBe('0 0\n');
      const report = JSON.parse(ran.stdout);
      expect(report.upstream).toEqual([{ command: 'qc-motion', verdict: 'pass' }]);
      expect([report.verdict, report.files.length]).toEqual(['pass', 120]);
    }
  });

  it('cannot go green after a fault: the worst of the pipe is its verdict', async () => {
    const strict = await shell(
      `$CORELAB qc-motion '${data}' --limits strict | $CORELAB qc-motion - --limits lenient; ${CODES}`,
    );
    const { report, stderr } = await measuredOf(strict);
    expect(stderr).toBe('1 1\n');
    expect([report.verdict, said(report)]).toEqual(['fail', []]);
    expect(report.upstream).toEqual([{ command: 'qc-motion', verdict: 'fail' }]);
  });

  it('refuses - beside a folder, and a report whose paths were hashed', async () => {
    expect((await shell(`$CORELAB manifest '${data}' | $CORELAB qc-motion - '${data}'`)).code).toBe(2);
    const key = join(folder(), 'key');
    await corelab(['key', 'new', key]);
    const hashed = `$CORELAB qc-motion '${data}' --hash-paths --key-file '${key}'`;
    const ran = await shell(`${hashed} | $CORELAB qc-motion -`);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('--hash-paths');
  });
});

describe('after deid --profile trial', () => {
  it('qc-motion says the same of every run, volume and slice', async () => {
    const lab = new Lab();
    const flags = lab.flags.map((flag) => `'${flag}'`).join(' ');
    const ran = await shell(`$CORELAB deid '${data}' ${flags} | $CORELAB qc-motion -; ${CODES}`);
    const { report, stderr } = await measuredOf(ran);
    expect(stderr).toBe('0 0\n');
    expect(report.upstream).toEqual([{ command: 'deid', verdict: expect.stringMatching(/pass|warn/) }]);
    expect(figuresOf(report)).toEqual(figuresOf(direct));
    expect(report.series[0]?.seriesUID).not.toBe(direct.series[0]?.seriesUID);
  });
});

/** What a report says, without the UIDs that deid replaces and the text that it cleans. */
function figuresOf({ series, checks, findings, verdict }: MotionReport): unknown {
  const without = { studyUID: '', seriesUID: '', sopInstanceUID: '' };
  return {
    verdict,
    series: series.map(({ volumes, slices, ...run }) => ({
      ...{ ...run, ...without, description: '' },
      volumes: volumes.map((row) => ({ ...row, ...without })),
      slices: slices.map((row) => ({ ...row, ...without })),
    })),
    checks: checks.map((row) => ({ ...row, ...without })),
    findings: findings.map(({ code, message, actual }) => [code, message, actual]),
  };
}

describe('standard output of qc-motion', () => {
  it('is the report and nothing else, one record a line with --ndjson', async () => {
    const { code, stdout, stderr } = await corelab(['qc-motion', data, '--ndjson']);
    expect([code, stderr]).toEqual([0, '']);
    const validate = await validatorOf('ndjson');
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.flatMap((record) => validate(record))).toEqual([]);
    expect(records.at(-1)?.type).toBe('summary');
    expect(records.filter(({ type }) => type === 'file')).toHaveLength(120);
  });

  it('may be closed early: a reader that has gone is no error', async () => {
    const ran = await shell(`$CORELAB qc-motion '${data}' --ndjson | head -c 20 >/dev/null; ${CODES}`);
    expect(ran).toMatchObject({ stdout: '', stderr: '0 0\n' });
  });

  it.skipIf(!existsSync('/dev/full'))('on a full device is one line and exit 2', async () => {
    const { code, stderr } = await shell(`$CORELAB qc-motion '${data}' --json > /dev/full`);
    expect([code, stderr]).toEqual([2, 'corelab: standard output could not be written (ENOSPC)\n']);
  });

  it('is a table on a terminal, without colours where NO_COLOR is set', async () => {
    const table = (env: NodeJS.ProcessEnv) =>
      shell(`script -qec "$CORELAB qc-motion '${data}' --quiet" /dev/null`, { TERM: 'xterm', ...env });
    const [plain, coloured] = await Promise.all([table({ NO_COLOR: '1' }), table({ FORCE_COLOR: '1' })]);
    expect(plain.stdout).not.toContain('{"schema"');
    expect(plain.stdout).toContain('functional');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
    expect(plain.stdout).not.toMatch(/\u001b\[\d+m/);
    expect(coloured.stdout.length).toBeGreaterThanOrEqual(plain.stdout.length);
  });
});

describe('a report of qc-motion that cannot be written', () => {
  it('leaves no half of it', async () => {
    const out = join(folder(), 'out');
    mkdirSync(out);
    const { code, stderr } = await shell(
      `ulimit -f 1; $CORELAB qc-motion '${data}' --report '${out}/r.json' >/dev/null`,
    );
    expect(code).not.toBe(0);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(out)).toEqual([]);
  });

  it('is refused before the work where its folder is not there', async () => {
    const { code, stdout, stderr } = await corelab([
      ...['qc-motion', data, '--report', join(folder(), 'no', 'r.json')],
    ]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no folder');
  });
});
