import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, problemText } from '../../../src/io/config-error.js';
import { type LoadedProtocol, loadProtocol } from '../../../src/pipeline/check-protocol/load-protocol.js';
import { weigh } from '../../../src/rules/protocol/evaluate/condition.js';
import { lintProtocol } from '../../../src/rules/protocol/lint/lint.js';
import { snippetView } from '../../../src/rules/protocol/tests/snippet-view.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-protocol-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
});

const HEAD = 'schema: corelab/protocol@1\nprotocol: { id: EX, version: 1 }\n';
const DEVICES = 'serial,software\n12345,syngo MR XA30\n';
const file = join(folder, 'protocol.yaml');

/** As the issue that asked for check-protocol has it. */
const EXAMPLE = `# yaml-language-server: $schema=../schemas/protocol.schema.json
schema: corelab/protocol@1
protocol: { id: TRIAL-01, version: 3, source: "Imaging manual v3" }
qualifiedDevices: { file: devices.csv, onDeviation: fail }        # serial, software, date; optional
series:
  t1_mprage:
    match: { Modality: MR, SeriesDescription: /mprage|bravo|tfe/i }
    count: 1
    checks:
      sliceSpacing: { value: 1 mm, tol: 0.01 mm, source: "§5.2 table 3" }
      missingSlices: 0
      EchoTime: { min: 2 ms, max: 4 ms, target: { min: 2.5 ms, max: 3.5 ms } }   # outside target: warn; outside min/max: fail
      FlipAngle: { value: 9 deg, tol: 5%, onDeviation: warn, severity: minor }
      ConvolutionKernel: { oneOf: [B30f, STANDARD] }
    variants:
      - when: { Manufacturer: SIEMENS, SoftwareVersions: ">=XA30" }
        checks: { RepetitionTime: { value: 2300 ms, tol: 1% } }
crossSeries:
  - { same: [FrameOfReferenceUID], of: [pet, ctac] }
acrossVisits:
  - { same: [DeviceSerialNumber, SoftwareVersions], onDeviation: warn }
`;

function load(text: string, devices?: string): Promise<LoadedProtocol> {
  writeFileSync(file, text);
  if (devices !== undefined) writeFileSync(join(folder, 'devices.csv'), devices);
  return loadProtocol(file);
}

/** Every problem as it is told, without the folder. */
async function told(work: Promise<unknown>): Promise<string[]> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems.map((problem) => problemText(problem).replaceAll(`${folder}/`, ''));
}

describe('a protocol', () => {
  it('loads as the issue has it, with its list of devices', async () => {
    const { protocol, raw, sha256, devicesSha256, file: from } = await load(EXAMPLE, DEVICES);
    expect(protocol.id).toBe('TRIAL-01');
    expect(protocol.devices?.list.map(({ serial }) => serial)).toEqual(['12345']);
    expect(raw.series.t1_mprage?.count).toBe(1);
    expect(sha256).toBe(createHash('sha256').update(readFileSync(file)).digest('hex'));
    expect(devicesSha256).toBe(createHash('sha256').update(DEVICES).digest('hex'));
    expect(from).toBe(file);
  });

  it('need not name devices', async () => {
    expect(await load(`${HEAD}series: { a: { match: { Modality: MR } } }`)).not.toHaveProperty(
      'devicesSha256',
    );
  });

  it('tells places of values, and of their keys', async () => {
    const { placeOf } = await load(EXAMPLE, DEVICES);
    const path = ['series', 't1_mprage', 'checks', 'EchoTime'];
    expect(await placeOf(path)).toEqual({ line: 12, column: 17 });
    expect(await placeOf(path, 'key')).toEqual({ line: 12, column: 7 });
    expect(await placeOf(['crossSeries', 0])).toEqual({ line: 19, column: 5 });
  });

  it('is told what of it says nothing, at its place', async () => {
    const { protocol, placeOf } = await load(EXAMPLE, DEVICES);
    const notes = await Promise.all(
      lintProtocol(protocol).map(async ({ message, path }) => `${(await placeOf(path)).line}: ${message}`),
    );
    expect(notes).toEqual([
      "19: 'pet' is no series of this protocol: the rule is never evaluable",
      "19: 'ctac' is no series of this protocol: the rule is never evaluable",
    ]);
  });
});

describe('the faults of a protocol', () => {
  it('are told all at once, with line, column and what was probably meant', async () => {
    const text = `${HEAD}series:
  t1:
    match: { Modalty: MR }
    checks:
      EchoTime: 3
      FlipAngle: { min: 9 deg, max: 3 deg }
  t2: { match: {} }
crossSeries:
  - { order: [t1, t22] }
`;
    const faults = await told(load(text));
    expect(faults).toHaveLength(5);
    expect(faults[0]).toContain("protocol.yaml:5:14: 'series.t1.match.Modalty'");
    expect(faults[0]).toContain("(did you mean 'Modality'?)");
    expect(faults[1]).toContain("protocol.yaml:7:17: 'series.t1.checks.EchoTime'");
    expect(faults[2]).toMatch(/^protocol\.yaml:8:\d+: 'series\.t1\.checks\.FlipAngle/);
    expect(faults[3]).toBe("protocol.yaml:9:9: 'series.t2.match' is empty: it would hold for every series");
    expect(faults[4]).toContain("protocol.yaml:11:19: 'crossSeries[0].order[1]' is 't22'");
  });

  it.each([
    ['a misspelt key', 'checks: { EchoTime: { valu: 3 ms } }', "unknown key 'valu' (did you mean 'value'?)"],
    [
      'a number in the place of text',
      'title: 3',
      "'series.a.title' must be text, not a number (put it in quotes)",
    ],
    [
      'a list in the place of a value',
      'checks: { ImageType: [ORIGINAL] }',
      "'series.a.checks.ImageType' does not fit: a list does not say how it is compared; choose oneOf, ordered, set, contains, each, any or at",
    ],
    [
      'a bad severity',
      'checks: { EchoTime: { value: 3 ms, severity: majr } }',
      "'series.a.checks.EchoTime.severity' is 'majr', not one of critical, major, minor, info (did you mean 'major'?)",
    ],
  ])('hold %s', async (_, text, message) => {
    const [fault, ...more] = await told(load(`${HEAD}series:\n  a: { match: { Modality: MR }, ${text} }`));
    expect(more).toEqual([]);
    expect(fault).toMatch(/^protocol\.yaml:4:\d+: /);
    expect(fault?.endsWith(message), fault).toBe(true);
  });

  it('hold a list of devices that is not there, at the place that names it', async () => {
    expect(await told(load(EXAMPLE))).toEqual([
      "protocol.yaml:4:27: 'qualifiedDevices.file' names devices.csv, which cannot be read: there is no such file",
    ]);
  });

  it('of a list of devices are told in the list', async () => {
    const [fault] = await told(load(EXAMPLE, 'serial,sofware\n1,2\n'));
    expect(fault).toMatch(/^devices\.csv:1:/);
  });

  it('hold a name that does not ship', async () => {
    const [fault] = await told(loadProtocol('no-such-protocol'));
    expect(fault).toMatch(/^no-such-protocol: no protocol of this name ships/);
  });

  it('hold a file that is not there', async () => {
    expect(await told(loadProtocol(join(folder, 'none.yaml')))).toEqual([
      'none.yaml: cannot be read: there is no such file',
    ]);
  });
});

describe('a hostile protocol', () => {
  it('cannot hang the tool with a pattern', async () => {
    const { protocol } = await load(`${HEAD}series: { a: { match: { SeriesDescription: /(a+)+$/ } } }`);
    const [entry] = protocol.entries;
    const texts = [`${'a'.repeat(100_000)}!`];
    const view = snippetView({
      attributes: new Map([['SeriesDescription', { state: 'value', texts }]]),
      derived: new Map(),
    });
    const start = performance.now();
    expect(entry && weigh(entry.match, view).holds).toBe('no');
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('cannot be too large, nor nested too deeply', async () => {
    const large = `${HEAD}series: { a: { match: { Modality: "${'x'.repeat(1_100_000)}" } } }`;
    expect(await told(load(large))).toEqual(['protocol.yaml: is larger than 1024 KiB']);
    const deep = `${HEAD}series: { a: { match: { Modality: ${'{ each: '.repeat(70)}MR${' }'.repeat(70)} } } }`;
    expect((await told(load(deep)))[0]).toContain('is nested too deeply');
  });

  it('may name a thousand series with ten checks each', async () => {
    const checks =
      'EchoTime: 3 ms, RepetitionTime: 9 ms, FlipAngle: 9 deg, sliceSpacing: 1 mm, missingSlices: 0';
    const more =
      'slices: 3, Rows: 64, Columns: 64, SliceThickness: 2 mm, InversionTime: { value: 9 ms, tol: 1% }';
    const one = (name: number): string =>
      `  s${name}: { match: { Modality: MR, SeriesDescription: /s${name}/ }, checks: { ${checks}, ${more} } }`;
    const text = `${HEAD}series:\n${Array.from({ length: 1000 }, (_, i) => one(i)).join('\n')}\n`;
    expect(text.length).toBeGreaterThan(256 * 1024);
    const { protocol } = await load(text);
    expect(protocol.entries).toHaveLength(1000);
  }, 30_000);

  it.each(['__proto__', 'constructor', 'toString'])(
    'may call a series, a check and a test %s',
    async (name) => {
      const text = `${HEAD}series: { ${name}: { match: { Modality: MR }, checks: { ${name}: 3 } } }
tests: [{ name: ${name}, series: ${name}, header: { ${name}: 3 }, expect: { ${name}: pass } }]`;
      const faults = await told(load(text));
      expect(faults.length).toBeGreaterThan(0);
      for (const fault of faults) expect(fault).toContain('protocol.yaml:');
    },
  );
});
