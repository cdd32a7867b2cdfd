import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, site } from './check-protocol/run.js';
import { SITE_PROTOCOL } from './check-protocol/site.js';
import { corelab, folder, junk, shell } from './cli.js';

const visit = [{ subject: 1 }];

async function refused(protocol: string) {
  const place = site(visit, protocol);
  const { code, stdout, stderr } = await corelab([
    'check-protocol',
    place.data,
    '--protocol',
    place.protocol,
    '--json',
  ]);
  expect(stdout).toBe('');
  expect(code).toBe(2);
  return { ...place, stderr };
}

describe('a protocol that cannot be used', () => {
  it.each([
    ['FlipAngel: { value: 9 deg }', "'FlipAngle'"],
    ['InversionTime: 9', '9 ms'],
    ['InversionTime: 9 mm', 'ms'],
    ['sliceSpacin: 3 mm', 'sliceSpacing'],
    ['SeriesDescription: { matches: "/(/" }', 'pattern'],
    ['EchoTime: { min: 5 ms, max: 3 ms }', 'nothing'],
    ['EchoTime: { valu: 5 ms }', 'value'],
    ['PixelSpacing: 1 mm', 'ordered'],
    ['EchoTime: [3 ms, 4 ms]', 'oneOf'],
  ])('is refused with file, line, column and what is wrong: %s', async (line, told) => {
    const text = SITE_PROTOCOL.replace('missingSlices: 0', line);
    const wanted = text.slice(0, text.indexOf(line)).split('\n').length;
    const { stderr, protocol } = await refused(text);
    expect(stderr).toContain(`${protocol}:${wanted}:`);
    expect(stderr).toContain(told);
  });

  it('is refused for a name that nothing ships under, with those that do', async () => {
    const { data } = site(visit);
    const { code, stderr } = await corelab(['check-protocol', data, '--protocol', 'acr-mr-fantom']);
    expect(code).toBe(2);
    expect(stderr).toContain('acr-mr-phantom');
  });

  it('is refused when it is no YAML, empty, or of another schema', async () => {
    expect((await refused('a: [')).stderr).toContain('protocol.yaml:1');
    expect((await refused('')).stderr).toContain('empty');
    expect((await refused('schema: corelab/profile@1\n')).stderr).toContain('corelab/protocol@1');
  });

  it('does not hang on a hostile pattern', async () => {
    const hostile = SITE_PROTOCOL.replace('/t1_se/i', '/(a+)+(a+)+(a+)+$/');
    const { data, protocol } = site(
      [{ subject: 1, but: { SeriesDescription: `${'a'.repeat(63)}!` } }],
      hostile,
    );
    const started = Date.now();
    const { code } = await check(data, protocol);
    expect(code).toBe(1);
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});

describe('other input that is wrong', () => {
  it('has no flag --protocol: exit 2', async () => {
    const { code, stderr } = await corelab(['check-protocol', folder()]);
    expect(code).toBe(2);
    expect(stderr).toContain('protocol');
  });

  it('is a folder without DICOM: exit 3, never a pass', async () => {
    const { protocol } = site(visit);
    const { code, report } = await check(junk(3), protocol);
    expect(code).toBe(3);
    expect(report.verdict).toBe('not-evaluable');
    expect(report.findings.map((finding) => finding.code)).toEqual(['no-dicom']);
  });

  it('is a file that was cut: it is named, and fails', async () => {
    const { data, protocol } = site(visit);
    const [first] = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    truncateSync(join(first?.parentPath ?? '', first?.name ?? ''), 300);
    const { code, report } = await check(data, protocol);
    expect(code).toBe(1);
    expect(report.findings.map((finding) => finding.code)).toContain('unreadable-file');
  });

  it('is a folder that is not there, or an empty report on standard input', async () => {
    const { protocol, place } = site(visit);
    expect((await corelab(['check-protocol', join(place, 'no'), '--protocol', protocol])).code).toBe(2);
    expect((await shell(`$CORELAB check-protocol - --protocol '${protocol}' </dev/null`)).code).toBe(2);
  });

  it('is a file of dispositions without who, when or why: file, line and column', async () => {
    const { data, protocol, place } = site(visit);
    const decisions = join(place, 'decisions.yaml');
    writeFileSync(
      decisions,
      'schema: corelab/dispositions@1\ndispositions:\n  - waive: { series: t1, check: EchoTime }\n    who: A\n',
    );
    const { code, stderr } = await corelab([
      ...['check-protocol', data, '--protocol', protocol, '--dispositions', decisions],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${decisions}:3:`);
  });

  it('is an earlier report of another command, or none', async () => {
    const { data, protocol, place } = site(visit);
    const manifest = join(place, 'manifest.json');
    await corelab(['manifest', data, '--report', manifest]);
    for (const against of [manifest, join(place, 'none.json'), protocol]) {
      const { code, stderr } = await corelab([
        ...['check-protocol', data, '--protocol', protocol, '--against', against],
      ]);
      expect(code, stderr).toBe(2);
      expect(stderr).toContain(against);
    }
  });

  it('is a list of devices that cannot be read: the protocol names it', async () => {
    const text = SITE_PROTOCOL.replace('series:\n', 'qualifiedDevices: { file: devices.csv }\nseries:\n');
    const { stderr } = await refused(text);
    expect(stderr).toContain('devices.csv');
  });
});

describe.skipIf(!existsSync('/dev/full'))('standard output on a full device', () => {
  it('is one line and exit 2, for any command', async () => {
    const { data, protocol } = site(visit);
    for (const command of [`manifest '${data}'`, `check-protocol '${data}' --protocol '${protocol}'`]) {
      const { code, stderr } = await shell(`$CORELAB ${command} --json > /dev/full`);
      expect(code).toBe(2);
      expect(stderr).toBe('corelab: standard output could not be written (ENOSPC)\n');
    }
  });
});

describe('a report that cannot be written', () => {
  it('leaves no half of it', async () => {
    const { data, protocol, place } = site(visit);
    const out = join(place, 'out');
    mkdirSync(out);
    const { code, stderr } = await shell(
      `ulimit -f 1; $CORELAB check-protocol '${data}' --protocol '${protocol}' --report '${out}/r.json' >/dev/null`,
    );
    expect(code).not.toBe(0);
    expect(stderr).not.toContain('at ');
    expect(readdirSync(out)).toEqual([]);
  });

  it('changes no input', async () => {
    const { data, protocol } = site(visit);
    const before = readFileSync(protocol, 'utf8');
    await check(data, protocol);
    expect(readFileSync(protocol, 'utf8')).toBe(before);
    expect(existsSync(join(data, '..', 'data.state'))).toBe(false);
  });
});
