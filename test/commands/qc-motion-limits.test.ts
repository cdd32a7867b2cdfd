import { describe, expect, it } from 'vitest';
import { corelab, folder } from './cli.js';
import { qcMotion, runFolder, said, textFile } from './qc-motion/run.js';

const data = runFolder();

const LIMITS = `schema: corelab/limits@1
limits: { id: MINE, version: 3, source: Manual }
kinds:
  functional:
    censor: { fd: 0.5 mm, measure: power, source: "§8" }
    limits:
      - { figure: meanFdPowerMm, max: 0.5 mm, warnMax: 0.01 mm, source: "§9" }
`;

describe('limits of a file', () => {
  it('hold, with their own source, and the report names the file by its id and digest', async () => {
    const { code, report } = await qcMotion(data, '--limits', textFile('mine.yaml', LIMITS));
    expect([code, said(report)]).toEqual([0, ['motion-off-target warn']]);
    expect(report.config.limits).toMatchObject({ id: 'MINE', version: '3' });
    expect(report.checks).toMatchObject([
      { check: 'meanFdPowerMm', outcome: 'warn', unit: 'mm', references: [3], source: '§9' },
    ]);
    expect(report.checks[0]?.definition).not.toBe('');
  });

  it('that say nothing of what the run is judge nothing, and do not pass it', async () => {
    const text = LIMITS.replace('functional:', 'diffusion:');
    const { report } = await qcMotion(data, '--limits', textFile('dwi.yaml', text));
    expect(said(report)).toEqual(['motion-no-limits not-applicable']);
    expect(report.summary).toMatchObject({ pass: 0, measured: 6 });
  });

  it.each([
    ['max: 0.5 mm', 'maxx: 0.5 mm', "did you mean 'max'"],
    ['figure: meanFdPowerMm', 'figure: meanFdPowrMm', 'meanFdPowerMm'],
    ['max: 0.5 mm', 'max: 0.5 s', 'mm'],
    ['max: 0.5 mm', 'max: lots', 'max'],
    ['fd: 0.5 mm', 'fdd: 0.5 mm', "'fd'"],
    ['functional:', 'functionel:', "'functional'"],
    ['id: MINE', 'name: MINE', 'name'],
  ])('are refused with file, line, column and key where %s is written %s', async (was, becomes, told) => {
    const text = LIMITS.replace(was, becomes);
    const line = text.slice(0, text.indexOf(becomes)).split('\n').length;
    const file = textFile('mine.yaml', text);
    const { code, stdout, stderr } = await corelab(['qc-motion', data, '--limits', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^corelab: ${file}:${line}:\\d+: `));
    expect(stderr).toContain(told);
  });

  it.each([
    ['defualt', "did you mean 'default'?"],
    ['nothing', 'there are acr-large, acr-large-3t, ct-water, default, '],
    ['./none.yaml', 'there is no such file'],
    [folder(), 'cannot be read'],
  ])('are refused where there are none: %s', async (name, told) => {
    const { code, stdout, stderr } = await corelab(['qc-motion', data, '--limits', name]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['a: [', ':1:'],
    ['', 'empty'],
    ['schema: corelab/profile@1\n', 'corelab/limits@1'],
  ])('are refused where the file is something else: %j', async (text, told) => {
    const { code, stderr } = await corelab(['qc-motion', data, '--limits', textFile('odd.yaml', text)]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
  });
});

const entry = (name: string, match: string, max = '0.5 mm'): string => `
  ${name}:
    match: { SeriesDescription: "${match}" }
    qc:
      limits: [{ figure: meanFdPowerMm, max: ${max}, source: "§9" }]`;

const protocolOf = (...entries: string[]): string =>
  textFile(
    'protocol.yaml',
    `schema: corelab/protocol@1\nprotocol: { id: TRIAL, version: 1, source: Manual }\nseries:${entries.join('')}\n`,
  );

describe('limits of a scanning protocol', () => {
  it('hold for the series that is taken for the one they stand at', async () => {
    const { code, report } = await qcMotion(data, '--limits', protocolOf(entry('rest', '/bad input/i')));
    expect([code, said(report)]).toEqual([0, []]);
    expect(report.verdict).toBe('pass');
    expect(report.config.protocol).toMatchObject({ id: 'TRIAL', version: '1' });
    expect(report.checks).toMatchObject([{ check: 'meanFdPowerMm', outcome: 'pass', source: '§9' }]);
  });

  it('fail what is beyond them', async () => {
    const strict = protocolOf(entry('rest', '/bad input/i', '0.001 mm'));
    const { code, report } = await qcMotion(data, '--limits', strict);
    expect([code, said(report)]).toEqual([1, ['motion-over-limit fail']]);
  });

  it('that were held against nothing are missed: never green', async () => {
    const two = protocolOf(entry('rest', '/bad input/i'), entry('task', '/task/i'));
    const { code, report } = await qcMotion(data, '--limits', two);
    expect([code, said(report)]).toEqual([3, ['motion-series-missing not-evaluable']]);
    expect(report.findings[0]?.message).toContain('task');
  });

  it('are not chosen among where a series fits two of them', async () => {
    const two = protocolOf(entry('one', '/bad input/i'), entry('two', '/ep2d/i', '0.001 mm'));
    const { code, report } = await qcMotion(data, '--limits', two);
    expect([code, said(report)]).toEqual([3, ['motion-limits-unsettled not-evaluable']]);
    expect(report.series[0]).toMatchObject({ outcome: 'not-evaluable', limits: null });
  });

  it('are asked for: a protocol without qc is refused, and so is a key of it that is none', async () => {
    const none = protocolOf('\n  rest: { match: { Modality: MR }, checks: { missingSlices: 0 } }');
    const wrong = protocolOf('\n  rest: { match: { Modality: MR }, qc: { limit: [] } }');
    const runs = [none, wrong].map((file) => corelab(['qc-motion', data, '--limits', file]));
    const [without, unknown] = await Promise.all(runs);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining("has limits ('qc')") });
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean 'limits'?") });
    expect(unknown?.stderr).toContain(`${wrong}:4:`);
  });
});
