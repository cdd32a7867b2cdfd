import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corelab, folder, junk, ROOT, shell } from './cli.js';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe('help and version', () => {
  it.each(['--version', '-v', 'version'])(
    '%s tells the version, the platform and the engine',
    async (word) => {
      const { code, stdout } = await corelab([word]);
      expect(stdout).toBe(`corelab/${version} ${process.platform}-${process.arch} node-${process.version}\n`);
      expect(code).toBe(0);
    },
  );

  it.each([[[]], [['--help']], [['-h']], [['help']]])(
    '%j lists the commands and the exit codes',
    async (args) => {
      const { code, stdout, stderr } = await corelab(args);
      expect(stdout).toMatch(/COMMANDS.*manifest.*EXIT CODES\n {2}0 /s);
      expect([code, stderr]).toEqual([0, '']);
    },
  );

  it('has examples and the exit codes for every command', async () => {
    const { commands } = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8'));
    expect(Object.keys(commands)).toEqual(expect.arrayContaining(['manifest', 'key:new', 'key:fingerprint']));
    for (const id of Object.keys(commands)) {
      const { code, stdout } = await corelab([...id.split(':'), '--help']);
      const [, examples = ''] = stdout.split('EXAMPLES');
      expect(examples.match(/\$ corelab /g)?.length, id).toBeGreaterThanOrEqual(2);
      expect(stdout, id).toContain('EXIT CODES');
      expect(code, id).toBe(0);
    }
  });

  it('has the shared flags in a group of their own', async () => {
    const { stdout } = await corelab(['manifest', '--help']);
    const [, common = ''] = stdout.split('COMMON FLAGS');
    const [flags = ''] = common.split('DESCRIPTION');
    for (const flag of [
      'json',
      'ndjson',
      'report',
      'quiet',
      'identifiers',
      'hash-paths',
      'key-file',
      'jobs',
      'operator',
    ]) {
      expect(flags).toContain(`--${flag}`);
    }
  });

  it('knows its completion', async () => {
    const home = folder();
    const env = { HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
    const { code } = await corelab(['autocomplete', '--refresh-cache'], env);
    const setup = readFileSync(
      join(home, 'corelab', 'autocomplete', 'functions', 'bash', 'corelab.bash'),
      'utf8',
    );
    expect(setup).toContain('manifest --json --ndjson');
    expect(code).toBe(0);
  });
});

describe('bad usage', () => {
  it.each([
    [['manifes', '/data/x'], "there is no command 'manifes'; did you mean 'manifest'?"],
    [['manifes', '--help'], "there is no command 'manifes'; did you mean 'manifest'?"],
    [['help', 'manifes'], "there is no command 'manifes'; did you mean 'manifest'?"],
    [['key', 'nwe'], "there is no command 'key nwe'; did you mean 'key new'?"],
    [['zzzzzzzz'], "there is no command 'zzzzzzzz'; 'corelab --help' lists them"],
    [['manifest', '.', '--jsn'], "unknown flag --jsn (did you mean --json?); see 'corelab manifest --help'"],
    [['manifest'], "missing argument PATH; see 'corelab manifest --help'"],
    [
      ['manifest', '.', '--jobs', '0'],
      '--jobs: Expected an integer greater than or equal to 1 but received: 0',
    ],
    [['manifest', '.', '--json', '--ndjson'], '--json and --ndjson exclude each other'],
    [['manifest', '.', '--report', 'x.pdf'], 'there are .json .ndjson .csv .xml .html'],
    [['manifest', '.', '--report', '/no/such/x.json'], 'there is no folder /no/such'],
    [
      ['manifest', '.', '--hash-paths'],
      "--hash-paths needs --key-file FILE; 'corelab key new FILE' makes one",
    ],
    [['manifest', '.', '--hash-paths', '--key-file', '/no/key'], 'there is no key /no/key'],
    [['manifest', '.', '--\u001b[2J'], 'unknown flag --\\x1b[2J'],
  ])('%j is exit 2 with what would be right', async (args, message) => {
    const { code, stdout, stderr } = await corelab(args);
    expect(stderr).toContain(`corelab: `);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('keys', () => {
  it('are made once, and told apart by their fingerprints', async () => {
    const path = join(folder(), 'trial.key');
    const made = await corelab(['key', 'new', path]);
    expect(made).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^[0-9a-f]{16}\n$/) });
    expect(await corelab(['key', 'fingerprint', path])).toEqual(made);
    const again = await corelab(['key', 'new', path]);
    expect(again).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `corelab: ${path} exists; a key is never replaced\n`,
    });
    expect(await corelab(['key', 'fingerprint', path])).toEqual(made);
  });

  it('that others may read are refused', async () => {
    const path = join(folder(), 'trial.key');
    await corelab(['key', 'new', path]);
    const { code, stderr } = await shell(`chmod 644 ${path}; $CORELAB key fingerprint ${path}`);
    expect(stderr).toContain('chmod 600');
    expect(code).toBe(2);
  });
});

describe('standard output', () => {
  it('is JSON in a pipe, and nothing else', async () => {
    const { code, stdout, stderr } = await corelab(['manifest', junk(0)]);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'manifest', verdict: 'not-evaluable', files: [] });
    expect([code, stderr]).toEqual([3, '']);
  });

  it('is one record a line with --ndjson, the summary last', async () => {
    const { stdout } = await corelab(['manifest', junk(3), '--ndjson']);
    const types = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect([types[0], types.at(-1)]).toEqual(['run', 'summary']);
    expect(types.filter((type) => type === 'file')).toHaveLength(3);
  });

  it('may close early: the exit code stays, and nothing is said', async () => {
    const cd = junk(3000);
    const script = `set -o pipefail; $CORELAB manifest ${cd} | head -c 1; echo " \${PIPESTATUS[0]}"`;
    expect(await shell(script)).toEqual({ code: 0, stdout: '{ 3\n', stderr: '' });
    const help = await shell(`$CORELAB --help | head -c 1; echo " \${PIPESTATUS[0]}"`);
    expect(help).toMatchObject({ stdout: 'I 0\n', stderr: '' });
  });

  it('that is a file on a full disk is exit 2, not a cut report', async () => {
    const cd = junk(200);
    const { code, stderr } = await shell(`ulimit -f 1; $CORELAB manifest ${cd} > ${folder()}/out.json`);
    expect(stderr).toContain('standard output could not be written (EFBIG)');
    expect(code).toBe(2);
  });

  it('holds no colour where it is no terminal, with NO_COLOR or without', async () => {
    for (const env of [{}, { NO_COLOR: '1' }]) {
      const { stdout } = await corelab(['manifest', '--help'], env);
      expect(stdout).not.toContain('\u001b');
    }
  });
});

describe('--report', () => {
  it('writes every form, besides standard output', async () => {
    const out = folder();
    const forms = ['json', 'ndjson', 'csv', 'xml'];
    const reports = forms.flatMap((form) => ['--report', join(out, `r.${form}`)]);
    const { code, stdout } = await corelab(['manifest', junk(2), ...reports]);
    const [json = '', ndjson = '', csv = '', xml = ''] = forms.map((form) =>
      readFileSync(join(out, `r.${form}`), 'utf8'),
    );
    expect(json).toBe(stdout);
    expect(ndjson).toMatch(/^\{"type":"run"/);
    expect(csv).toMatch(/^patient,study_day,study_uid,series_uid,/);
    expect(xml).toContain('<testsuite name="corelab manifest"');
    expect(code).toBe(3);
  });

  it('leaves no partial file on a full disk, and nothing on standard output', async () => {
    const out = folder();
    const cd = junk(200);
    const script = `ulimit -f 1; $CORELAB manifest ${cd} --report ${out}/r.json | cat; echo "\${PIPESTATUS[0]}"; ls -A ${out}`;
    const { stdout, stderr } = await shell(script);
    expect(stderr).toBe(
      `corelab: ${out}/r.json could not be written: the file would exceed the size limit\n`,
    );
    expect(stdout).toBe('2\n');
  });

  it('with --hash-paths holds no path', async () => {
    const key = join(folder(), 'k');
    await corelab(['key', 'new', key]);
    const { stdout } = await corelab(['manifest', junk(2), '--hash-paths', '--key-file', key]);
    expect(JSON.parse(stdout)).toMatchObject({ pathsHashed: true });
    expect(stdout).not.toContain('autorun');
    expect(stdout).not.toContain('corelab-cli-');
  });
});

describe('Ctrl-C', () => {
  it.each([
    ['INT', 130, 'interrupted'],
    ['TERM', 143, 'terminated'],
  ])('by SIG%s while waiting for a report ends with %d', async (name, code, word) => {
    const pipe = join(folder(), 'pipe');
    // The background job gets SIGINT back, which a shell without job control ignores for it.
    const script = `mkfifo ${pipe}; exec 9<>${pipe}; set -m; $CORELAB manifest - < ${pipe} & sleep 2; kill -${name} $!; wait $!; exit $?`;
    const ran = await shell(script);
    expect(ran.stderr).toContain(`corelab: stopping; once more to stop at once\ncorelab: ${word}\n`);
    expect(ran).toMatchObject({ code, stdout: '' });
  });
});
