import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config-error.js';
import { loadProfile } from '../../../src/pipeline/deid/load-profile.js';
import { loadPipeline } from '../../../src/pipeline/run/load-pipeline.js';

const TRIAL = `schema: corelab/trial@1
sponsor: Example Pharma
protocol: { id: EX-1 }
sites: [{ id: "01" }]
subjectIds: { pattern: "S{sequence:3}", check: none }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
`;
const LEAST = 'pipeline:\n  deid: { profile: trial }\n';
const FULL = `pipeline:
  crosswalk: keys/x.db
  crosswalkKey: keys/x.key
  keyFile: keys/corelab.key
  deid: { profile: ./profile.yaml }
  check-protocol: { protocol: protocol.yaml, dispositions: dispositions.yaml }
  qc-motion: { limits: limits.yml, qualification: scanners.csv, series: ["a/b.yaml"] }
  measure-export: { tolerance: 0.02 }
  response:
    { criteria: lists/criteria.yaml, lesions: lists/l.csv, visits: lists/v.csv, adjudication: lists/a.csv, lengths: stored }
  followUp: { answerWithinDays: 10 }
`;
const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: EX-1, version: 1, source: Manual }
series: { t1: { match: { Modality: MR } } }
`;
const FILES: Readonly<Record<string, string>> = {
  'keys/x.db': 'secret',
  'keys/x.key': 'secret',
  'keys/corelab.key': 'secret',
  'profile.yaml': example('profile/valid-least.yaml'),
  'protocol.yaml': `${PROTOCOL}qualifiedDevices: { file: devices.csv }\n`,
  'devices.csv': 'serial\n4711\n',
  'dispositions.yaml': 'schema: corelab/dispositions@1\ndispositions: []\n',
  'limits.yml': example('limits/valid-least.yaml'),
  'lists/criteria.yaml': example('criteria/valid-least.yaml'),
  'lists/l.csv': 'subject,lesion,role\nS001,L1,target\n',
  'lists/v.csv': 'subject,visit,kind\nS001,BL,baseline\n',
  'lists/a.csv': 'subject,reader\nS001,R1\n',
};

function example(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../schemas/examples/${name}`, import.meta.url)), 'utf8');
}

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');
const shippedText = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');
const shipped = (name: string): string => digest(shippedText(name));
const lines = (...all: readonly string[]): string => digest(all.map((line) => `${line}\n`).join(''));

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-pipeline-'));
  file = join(folder, 'trial.yaml');
  for (const name of ['keys', 'lists']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(FILES)) put(name, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function load(pipeline: string) {
  put('trial.yaml', `${TRIAL}${pipeline}`);
  return loadPipeline(file);
}

/** Place, key and text of each problem. */
async function problems(pipeline: string): Promise<string[]> {
  const error = await load(pipeline).catch((e: unknown) => e);
  if (!(error instanceof ConfigError)) throw error;
  return error.problems.map(({ file: at, line, column, key, message }) =>
    `${at}:${line}:${column} ${key}: ${message}`.replaceAll(`${folder}/`, ''),
  );
}

async function suggestion(pipeline: string): Promise<string | undefined> {
  const error = await load(pipeline).catch((e: unknown) => e);
  return (error as ConfigError).problems[0]?.suggestion;
}

describe('loadPipeline', () => {
  it('gives the trial, and the pipeline as it stands where all that it names ships', async () => {
    const { loaded, pipeline, sha256 } = await load(LEAST);
    expect(loaded.trial.protocol.id).toBe('EX-1');
    expect(pipeline).toEqual({ deid: { profile: 'trial' } });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives absolute paths, from beside the trial file, and nothing else otherwise than it was', async () => {
    const { pipeline } = await load(FULL);
    const at = (name: string): string => join(folder, name);
    expect(pipeline).toEqual({
      crosswalk: at('keys/x.db'),
      crosswalkKey: at('keys/x.key'),
      keyFile: at('keys/corelab.key'),
      deid: { profile: at('profile.yaml') },
      'check-protocol': { protocol: at('protocol.yaml'), dispositions: at('dispositions.yaml') },
      'qc-motion': { limits: at('limits.yml'), qualification: at('scanners.csv'), series: ['a/b.yaml'] },
      'measure-export': { tolerance: 0.02 },
      response: {
        ...{ criteria: at('lists/criteria.yaml'), lesions: at('lists/l.csv'), visits: at('lists/v.csv') },
        ...{ adjudication: at('lists/a.csv'), lengths: 'stored' },
      },
      followUp: { answerWithinDays: 10 },
    });
  });

  it('takes absolute paths as they are', async () => {
    const profile = join(folder, 'profile.yaml');
    const { pipeline } = await load(`pipeline: { deid: { profile: ${profile} } }\n`);
    expect(pipeline.deid.profile).toBe(profile);
  });

  it('needs a pipeline, and says what to write', async () => {
    expect(await problems('')).toEqual([
      "trial.yaml:0:0 pipeline: the key 'pipeline' is missing, which says what run does with a delivery: write at least 'pipeline: { deid: { profile: trial } }'",
    ]);
  });

  it('tells what the trial itself has wrong before it looks at files', async () => {
    expect(
      await problems('pipeline: { deid: { profile: none.yaml }, response: { criteria: recist-1.1 } }\n'),
    ).toEqual([
      "trial.yaml:8:53 pipeline.response: 'pipeline.response' needs 'pipeline.measure-export', whose rows it judges",
    ]);
  });
});

describe('what does not exist', () => {
  it('is told at its places in the trial file, all of it together', async () => {
    for (const name of Object.keys(FILES)) rmSync(join(folder, name));
    const all = await problems(FULL);
    const missing = Object.keys(FILES).filter((name) => name !== 'devices.csv');
    expect(all).toHaveLength(missing.length);
    for (const [i, name] of missing.entries()) {
      const key = all[i]?.split(' ')[1]?.slice(0, -1);
      expect(all[i]).toContain(` ${key}: '${key}' names ${name}, which does not exist`);
    }
    expect(all.slice(0, 2)).toEqual([
      "trial.yaml:9:14 pipeline.crosswalk: 'pipeline.crosswalk' names keys/x.db, which does not exist",
      "trial.yaml:10:17 pipeline.crosswalkKey: 'pipeline.crosswalkKey' names keys/x.key, which does not exist",
    ]);
  });

  it.each([
    ['deid: { profile: trail }', 'pipeline.deid.profile', 'trial'],
    [
      'deid: { profile: trial }\n  check-protocol: { protocol: ms-smart-3 }',
      'pipeline.check-protocol.protocol',
      'ms-smart-3t',
    ],
    ['deid: { profile: trial }\n  qc-motion: { limits: strickt }', 'pipeline.qc-motion.limits', 'strict'],
    [
      'deid: { profile: trial }\n  measure-export: {}\n  response: { criteria: recist }',
      'pipeline.response.criteria',
      undefined,
    ],
  ])('among what ships is told with the nearest that does: %s', async (text, key, meant) => {
    const [problem, ...others] = await problems(`pipeline:\n  ${text}\n`);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^trial\.yaml:\d+:\d+ /);
    expect(problem).toContain(` ${key}: '${key}' is '`);
    expect(problem).toContain('of this name ships');
    expect(await suggestion(`pipeline:\n  ${text}\n`)).toBe(meant);
  });

  it('as a file, but ships by that name, is told so', async () => {
    expect(await problems('pipeline: { deid: { profile: trial.yml } }\n')).toEqual([
      "trial.yaml:8:30 pipeline.deid.profile: 'pipeline.deid.profile' names trial.yml, which does not exist (did you mean 'trial'?)",
    ]);
    expect(
      await suggestion(
        'pipeline: { deid: { profile: trial }, qc-motion: { limits: ./acr-mr-fantom.yaml } }\n',
      ),
    ).toBe('acr-mr-phantom');
  });

  it('may be the list that phantoms are recorded in, where there is a folder to make it in', async () => {
    const motion = (list: string): string =>
      `${LEAST}  qc-motion: { limits: strict, qualification: ${list} }\n`;
    await expect(load(motion('new.csv'))).resolves.toBeDefined();
    expect(await problems(motion('none/new.csv'))).toEqual([
      "trial.yaml:10:47 pipeline.qc-motion.qualification: 'pipeline.qc-motion.qualification' names none/new.csv, whose folder does not exist",
    ]);
    expect(await problems(motion('keys/x.db/new.csv'))).toHaveLength(1);
  });
});

describe('what exists', () => {
  it('and is no file is told at its place in the trial file', async () => {
    mkdirSync(join(folder, 'a.csv'));
    expect(await problems(`${LEAST}  crosswalk: keys\n`)).toEqual([
      "trial.yaml:10:14 pipeline.crosswalk: 'pipeline.crosswalk' names keys, which is no regular file",
    ]);
    expect(await problems(`${LEAST}  qc-motion: { limits: strict, qualification: a.csv }\n`)).toHaveLength(1);
  });

  it('and is too large is told at its place in the trial file', async () => {
    put('limits.yml', `# ${'x'.repeat(2 * 1024 * 1024)}`);
    const [problem] = await problems(FULL);
    expect(problem).toMatch(/^trial\.yaml:14:\d+ pipeline.qc-motion.limits: .* is larger than/);
  });

  it.each([
    ['profile.yaml', 'schema: corelab/limits@1\n'],
    ['protocol.yaml', PROTOCOL.replace('series:', 'serie:')],
    ['dispositions.yaml', 'schema: corelab/dispositions@1\ndisposition: []\n'],
    ['limits.yml', 'schema: corelab/profile@1\n'],
    ['lists/criteria.yaml', 'a: ['],
    ['lists/l.csv', 'subject,leson\nS001,L1\n'],
    ['lists/v.csv', 'subject,visit,kind\nS001,BL,base\n'],
    ['lists/a.csv', 'subject,reader\nS001,\n'],
  ])('and is faulty is told by its own name and line: %s', async (name, text) => {
    put(name, text);
    const all = await problems(FULL);
    expect(all.length).toBeGreaterThan(0);
    for (const problem of all) expect(problem).toMatch(new RegExp(`^${name}:[1-9]\\d*:[1-9]`));
  });

  it('and is faulty is told after what does not exist, and once where it is named twice', async () => {
    put('protocol.yaml', PROTOCOL.replace('series:', 'serie:'));
    const text = FULL.replace('limits.yml', 'protocol.yaml').replace('keys/x.db', 'none.db');
    const all = await problems(text);
    expect(all.map((problem) => problem.split(' ')[0])).toEqual(['trial.yaml:9:14', 'protocol.yaml:3:1']);
  });
});

describe('the digest of a pipeline', () => {
  it('is that of the trial file and of what ships, by their keys', async () => {
    const text = `${LEAST}  qc-motion: { limits: strict }\n`;
    const { sha256 } = await load(text);
    expect(sha256).toBe(
      lines(
        `trial ${digest(TRIAL + text)}`,
        `pipeline.deid.profile ${(await loadProfile('trial')).sha256}`,
        `pipeline.qc-motion.limits ${shipped('protocols/limits/strict.yaml')}`,
      ),
    );
  });

  it.each(Object.keys(FILES).filter((name) => !name.startsWith('keys/')))('changes with %s', async (name) => {
    const before = (await load(FULL)).sha256;
    put(name, name.endsWith('.csv') ? `${FILES[name]}\r\n` : `${FILES[name]}# more\n`);
    expect((await load(FULL)).sha256).not.toBe(before);
  });

  it('changes with what criteria are based on', async () => {
    const base = shippedText('protocols/criteria/recist-1.1.yaml');
    put('lists/criteria.yaml', 'schema: corelab/criteria@1\nbase: ./base.yaml\nname: own\n');
    put('lists/base.yaml', base);
    const before = (await load(FULL)).sha256;
    put('lists/base.yaml', `${base}# more\n`);
    expect((await load(FULL)).sha256).not.toBe(before);
  });

  it('changes with the list of subjects that the trial names', async () => {
    const trial = TRIAL.replace('{ pattern: "S{sequence:3}", check: none }', '{ list: s.csv }');
    const of = async (list: string): Promise<string> => {
      put('s.csv', list);
      put('trial.yaml', trial + LEAST);
      return (await loadPipeline(file)).sha256;
    };
    expect(await of('subject\nS1\n')).not.toBe(await of('subject\nS2\n'));
  });

  it('does not change with keys, the crosswalk, and where the trial lies', async () => {
    const before = (await load(FULL)).sha256;
    for (const name of ['x.db', 'x.key', 'corelab.key']) put(`keys/${name}`, 'other');
    expect((await load(FULL)).sha256).toBe(before);
    const other = join(folder, 'lists', 'deeper');
    mkdirSync(other);
    for (const name of ['keys', 'lists']) mkdirSync(join(other, name));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(other, name), text);
    writeFileSync(join(other, 'trial.yaml'), TRIAL + FULL);
    expect((await loadPipeline(join(other, 'trial.yaml'))).sha256).toBe(before);
  });

  it('does not change with the list that the run records phantoms in, which may be the one of the protocol', async () => {
    const text = FULL.replace('scanners.csv', './devices.csv').replace('limits.yml', 'protocol.yaml');
    const qc = 'qc: { limits: [{ figure: meanFdPowerMm, max: 0.3 mm }] }';
    put('protocol.yaml', String(FILES['protocol.yaml']).replace('t1: {', `t1: { ${qc},`));
    const { sha256 } = await load(text);
    put('devices.csv', 'serial\n4711\n4712\n');
    expect((await load(text)).sha256).toBe(sha256);
  });
});
