import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadCheckedYaml } from '../../src/io/yaml-file.js';
import { loadDispositions } from '../../src/pipeline/check-protocol/load-dispositions.js';
import { loadProtocol } from '../../src/pipeline/check-protocol/load-protocol.js';
import { loadProfile } from '../../src/pipeline/deid/load-profile.js';
import { loadLimits } from '../../src/pipeline/qc-motion/load-limits.js';
import { loadCriteria } from '../../src/pipeline/response/load-criteria.js';
import { loadPipeline } from '../../src/pipeline/run/load-pipeline.js';
import { loadTrial } from '../../src/pipeline/trial/load-trial.js';
import { checkPrivateList } from '../../src/rules/deid/profile/check-private.js';
import type { PrivateList } from '../../src/rules/deid/profile/profile.js';
import { corelab, folder, ROOT } from '../commands/cli.js';
import { CONFIG_NAMES, filesBelow, textOf } from './reference-pages.js';

const CONFIG = 'docs/examples/config';
const data = (name: string) => parse(textOf(CONFIG, `${name}.yaml`));

/** The trial in a copy of its folder, where the keys and the crosswalk stand that everybody makes on their own. */
async function loadTrialOf(file: string): Promise<unknown> {
  const { pipeline } = parse(textOf(file));
  if (!pipeline) return loadTrial(join(ROOT, file));
  const copy = folder();
  cpSync(join(ROOT, dirname(file)), copy, { recursive: true });
  for (const own of [pipeline.crosswalk, pipeline.crosswalkKey, pipeline.keyFile]) {
    mkdirSync(dirname(join(copy, own)), { recursive: true });
    writeFileSync(join(copy, own), '');
  }
  return loadPipeline(join(copy, basename(file)));
}

/** The program's own loaders, by the name of the schema. */
const LOADERS: Record<string, (file: string) => Promise<unknown>> = {
  trial: loadTrialOf,
  profile: (file) => loadProfile(join(ROOT, file)),
  'private-list': (file) =>
    loadCheckedYaml<PrivateList>(join(ROOT, file), 'private-list', (list) => checkPrivateList(list)),
  protocol: (file) => loadProtocol(join(ROOT, file)),
  dispositions: (file) => loadDispositions(join(ROOT, file), new Date()),
  limits: (file) => loadLimits(join(ROOT, file)),
  criteria: (file) => loadCriteria(join(ROOT, file)),
};

const EXAMPLES = filesBelow('docs/examples', '.yaml').filter((file) =>
  /^schema: corelab\//m.test(textOf(file)),
);

describe('the examples', () => {
  it('are there for every file that people write', () => {
    for (const name of CONFIG_NAMES) expect(EXAMPLES).toContain(`${CONFIG}/${name}.yaml`);
  });

  it.each(EXAMPLES)('%s loads as the commands load it', async (file) => {
    const [, name = ''] = /^schema: corelab\/([a-z-]+)@1$/m.exec(textOf(file)) ?? [];
    const load = LOADERS[name];
    expect(load, `a loader of ${name}`).toBeDefined();
    const fault = await load?.(file).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(fault, file).toBe('');
  });

  it.each(EXAMPLES)('%s names its schema for editors in the first line, then for the program', (file) => {
    const [first = ''] = textOf(file).split('\n');
    const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
    const [, name] = /^schema: corelab\/([a-z-]+)@1$/m.exec(textOf(file)) ?? [];
    expect(resolve(ROOT, dirname(file), path)).toBe(join(ROOT, 'schemas', `${name}.schema.json`));
    expect(existsSync(resolve(ROOT, dirname(file), path))).toBe(true);
  });
});

describe('the example of one trial', () => {
  it.each([
    ['trial', []],
    ['protocol', []],
    ['dispositions', []],
    ['private-list', []],
    // Limits of a phantom stand in the place of the others; certificates are nobody's to give away.
    ['limits', ['phantom']],
    ['profile', ['markers']],
  ] as const)('uses every key of a %s file', (name, without) => {
    const { properties } = JSON.parse(textOf('schemas', `${name}.schema.json`));
    const missing = Object.keys(properties).filter((key) => !Object.hasOwn(data(name), key));
    expect(missing).toEqual(without);
  });

  it('names files that are there', () => {
    const { pipeline } = data('trial');
    const made = ['crosswalk', 'crosswalkKey', 'keyFile'];
    const named = Object.entries(pipeline as Record<string, unknown>)
      .filter(([key]) => !made.includes(key))
      .flatMap(([, step]) => Object.values(step as Record<string, unknown>))
      .filter((value): value is string => typeof value === 'string' && /[./]/.test(value));
    expect(named.sort()).toEqual([
      ...['criteria.yaml', 'dispositions.yaml', 'limits.yaml'],
      ...['lists/adjudication.csv', 'lists/lesions.csv', 'lists/visits.csv'],
      ...['profile.yaml', 'protocol.yaml'],
    ]);
    const beside = [...named, data('protocol').qualifiedDevices.file, 'private-list.yaml'];
    for (const file of beside) expect(existsSync(join(ROOT, CONFIG, file)), file).toBe(true);
    expect(data('profile').private.lists).toContain('private-list.yaml');
  });

  it('speaks of the same sites, visits and series everywhere', () => {
    const trial = data('trial');
    const { series } = data('protocol');
    const sites = trial.sites.map(({ id }: { id: string }) => id);
    const visits = trial.visits.map(({ id }: { id: string }) => id);
    for (const visit of trial.visits) {
      for (const { name } of visit.expectedSeries) expect(Object.keys(series)).toContain(name);
    }
    for (const { visits: asked = [] } of Object.values<{ visits?: string[] }>(series)) {
      expect(visits).toEqual(expect.arrayContaining(asked));
    }
    const scanners = textOf(CONFIG, 'scanners.csv').trim().split('\n').slice(1);
    for (const line of scanners) expect(sites).toContain(line.split(',')[4]);
    for (const { waive, accept } of data('dispositions').dispositions) {
      const about = waive ?? accept;
      if (about.series) expect(Object.keys(series)).toContain(about.series);
      if (about.visit) expect(visits).toContain(about.visit);
    }
    expect(data('protocol').protocol.id).toBe(trial.protocol.id);
    expect(data('criteria').name).toBe(trial.protocol.id);
  });

  it('has a protocol in which --lint finds nothing, and whose own tests hold', async () => {
    const { code, stdout } = await corelab([
      'check-protocol',
      '--protocol',
      join(ROOT, CONFIG, 'protocol.yaml'),
      '--lint',
    ]);
    const { verdict, findings, summary } = JSON.parse(stdout);
    expect({ code, verdict, findings }).toEqual({ code: 0, verdict: 'pass', findings: [] });
    expect(summary.tests).toBeGreaterThan(0);
  });
});
