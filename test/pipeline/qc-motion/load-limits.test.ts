import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, problemText } from '../../../src/io/config-error.js';
import { loadLimits } from '../../../src/pipeline/qc-motion/load-limits.js';

const folder = mkdtempSync(join(tmpdir(), 'corelab-limits-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function faultsOf(nameOrFile: string): Promise<string[]> {
  const error = await loadLimits(nameOrFile).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems.map((problem) => problemText(problem).replace(`${folder}/`, ''));
}

const LIMITS = `schema: corelab/limits@1
limits: { id: TRIAL-01-QC, version: 3, source: Manual }
kinds:
  functional: { limits: [{ figure: meanFdPowerMm, max: 0.3 mm }] }
`;
const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: TRIAL-01, version: 3, source: Manual }
series:
  rest:
    match: { Modality: MR }
`;

describe('limits', () => {
  it('that ship are loaded by their name', async () => {
    const loaded = await loadLimits('default');
    if (loaded.kind !== 'limits') throw new Error('not limits');
    expect(loaded.limits.id).toBe('corelab-default');
    const bytes = readFileSync(loaded.file);
    expect(loaded.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('that somebody wrote are loaded by their path', async () => {
    const file = written('own.yaml', LIMITS);
    const loaded = await loadLimits(file);
    expect(loaded).toMatchObject({ kind: 'limits', file, limits: { id: 'TRIAL-01-QC', version: '3' } });
    if (loaded.kind !== 'limits') throw new Error('not limits');
    expect(loaded.limits.sets.functional?.limits).toMatchObject([{ figure: 'meanFdPowerMm', max: 0.3 }]);
  });

  it('that do not ship are told with the nearest that do', async () => {
    expect(await faultsOf('strickt')).toEqual([
      "strickt: no limits of this name ships (did you mean 'strict'?); there are acr-large, acr-large-3t, ct-water, default, earl-2017, earl-cylinder, fbirn, lenient, strict; a file is named by a path, as ./strickt.yaml",
    ]);
  });

  it('that are wrong are told with their places', async () => {
    expect(await faultsOf(written('wrong.yaml', LIMITS.replace('0.3 mm', '0.3 s')))).toEqual([
      "wrong.yaml:4:56: 'kinds.functional.limits[0].max' is in s, and meanFdPowerMm is in mm",
    ]);
    const [misspelt] = await faultsOf(written('misspelt.yaml', LIMITS.replace('PowerMm', 'PowrMm')));
    expect(misspelt).toMatch(/^misspelt\.yaml:4:36: .*did you mean 'meanFdPowerMm'\?/);
  });

  it.each([
    ['gone.yaml', undefined, /gone\.yaml: /],
    ['empty.yaml', '', /empty\.yaml/],
    ['list.yaml', '- 1\n', /list\.yaml/],
    ['broken.yaml', 'kinds: [\n', /broken\.yaml:\d+:\d+: /],
    ['none.yaml', 'kinds: {}\n', /none\.yaml:\d+:\d+: the file must begin with 'schema: corelab\/limits@1'/],
    ['other.yaml', 'schema: corelab/trial@1\n', /other\.yaml:1:9: .*'corelab\/limits@1' is wanted here/],
    [
      'newer.yaml',
      LIMITS.replace('@1', '@2'),
      /newer\.yaml:1:9: .*a version that this corelab does not read/,
    ],
  ])('are not what %s holds', async (name, text, told) => {
    const file = text === undefined ? join(folder, name) : written(name, text);
    expect((await faultsOf(file)).join('\n')).toMatch(told);
  });
});

describe('a scanning protocol', () => {
  it('whose series have limits is loaded as one', async () => {
    const file = written('protocol.yaml', `${PROTOCOL}    qc: { limits: [{ figure: tsnr, min: 40 }] }\n`);
    const loaded = await loadLimits(file);
    if (loaded.kind !== 'protocol') throw new Error('not a protocol');
    expect(loaded.protocol.file).toBe(file);
    expect(loaded.protocol.protocol.entries[0]?.qc?.limits).toMatchObject([{ figure: 'tsnr', min: 40 }]);
  });

  it('without limits is refused: nothing would be held against them', async () => {
    expect(await faultsOf(written('plain.yaml', PROTOCOL))).toEqual([
      "plain.yaml:3:1: no series of this protocol has limits ('qc') or shows a phantom",
    ]);
    const [shipped] = await faultsOf('pi-rads-2.1');
    expect(shipped).toMatch(/pi-rads-2\.1\.yaml:\d+:1: no series of this protocol has limits/);
  });

  it('that is wrong is told as a protocol', async () => {
    const text = `${PROTOCOL}    qc: { limits: [{ figure: tsnr, max: 40 }] }\n`;
    expect(await faultsOf(written('bad.yaml', text))).toEqual([
      "bad.yaml:6:36: 'series.rest.qc.limits[0].max' alone passes what is bad: tsnr is worse the lower it is (did you mean 'min'?)",
    ]);
    expect((await faultsOf(written('v2.yaml', PROTOCOL.replace('@1', '@2'))))[0]).toMatch(
      /^v2\.yaml:1:9: .*a version that this corelab does not read; 'corelab\/protocol@1'/,
    );
  });
});
