import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDemoCd } from '../../../fixtures/cd/demo-cd.js';
import { OBJECTS } from '../../../fixtures/objects/objects.js';
import { PHANTOMS } from '../../../fixtures/phantoms/collection.js';
import { LIMITS_YAML, PROTOCOL_YAML } from '../../../fixtures/trial/config-files.js';
import {
  baselineFiles,
  FOLLOW_UP_TRIAL_YAML,
  followUpFiles,
  LESIONS_CSV,
  visitsCsv,
} from '../../../fixtures/trial/follow-up.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import { corelab, folder, ROOT } from '../../commands/cli.js';
import { written } from '../../fixtures/written-collection.js';

/** Writes the report of a command to a file, and gives its path. */
export async function told(dir: string, name: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await corelab([...args, '--json']);
  if (!stdout.startsWith('{')) throw new Error(`${args[0]} gave no report: ${stderr}`);
  const path = join(dir, `${name}.json`);
  writeFileSync(path, stdout);
  return path;
}

/** Reports of every step of the follow-up's CD, of the run itself, and of where the trial stands. */
export async function trialReports(): Promise<string[]> {
  const dir = folder();
  const at = (name: string) => join(dir, name);
  const texts = {
    'trial.yaml': FOLLOW_UP_TRIAL_YAML,
    'protocol.yaml': PROTOCOL_YAML,
    'limits.yaml': LIMITS_YAML,
  };
  for (const [name, text] of Object.entries({ ...texts, 'lesions.csv': LESIONS_CSV }))
    writeFileSync(at(name), text);
  writeFileSync(at('visits.csv'), visitsCsv('V2'));
  writeFiles(at('baseline'), await baselineFiles());
  writeFiles(at('follow-up'), await followUpFiles());
  for (const key of ['corelab.key', 'crosswalk.key']) await corelab(['key', 'new', at(key)]);
  const store = ['--crosswalk-key', at('crosswalk.key')];
  await corelab(['crosswalk', 'new', at('x.db'), ...store]);
  const run = (cd: string) =>
    told(dir, `run-${cd}`, 'run', at('trial.yaml'), at(cd), '--site', '02', '--out', at('clean'));
  await run('baseline');
  const states = new Set(readdirSync(at('clean.state')));
  const second = await run('follow-up');
  const [id = ''] = readdirSync(at('clean.state')).filter((name) => !states.has(name));
  const steps = ['manifest', 'assign-id', 'deid', 'check-protocol', 'qc-motion', 'measure-export'];
  return [
    second,
    ...steps.map((step) => join(at('clean.state'), id, '0001', `${step}.json`)),
    join(at('clean.state'), id, 'response.json'),
    await told(dir, 'status', 'status', at('trial.yaml'), '--day', '2025-03-20'),
    await told(dir, 'ledger', 'ledger', at('trial.yaml')),
    await told(dir, 'crosswalk', 'crosswalk', 'list', '--crosswalk', at('x.db'), ...store),
  ];
}

/** Reports of the demo's CD with its dozen faults, without a key: what stands in them is of no run. */
export async function cdReports(): Promise<string[]> {
  const dir = folder();
  const cd = join(dir, 'cd');
  writeDemoCd(cd);
  await corelab(['key', 'new', join(dir, 'corelab.key')]);
  const deid = ['deid', cd, '--profile', 'trial', '--key-file', join(dir, 'corelab.key')];
  const protocol = join(ROOT, 'scripts/demo/protocol.yaml');
  return [
    await told(dir, 'manifest', 'manifest', cd),
    await told(dir, 'dry-run', ...deid, '--dry-run'),
    await told(dir, 'deid', ...deid, '--out', join(dir, 'clean')),
    await told(dir, 'check-protocol', 'check-protocol', cd, '--protocol', protocol),
    await told(dir, 'explain', 'check-protocol', '--protocol', 'ms-smart-3t', '--explain'),
    await told(dir, 'init-protocol', 'init-protocol', cd, '--out', join(dir, 'made.yaml')),
    await told(dir, 'qc-motion', 'qc-motion', cd),
    await told(dir, 'quarantine', 'quarantine', 'list', '--state', join(dir, 'clean.state')),
  ];
}

/** Reports of phantoms, of objects with measurements, and of lesions by two readers. */
export async function measuredReports(): Promise<string[]> {
  const dir = folder();
  const phantoms = await written(PHANTOMS);
  const objects = await written(OBJECTS);
  const demo = join(ROOT, 'scripts/demo');
  return [
    await told(dir, 'phantoms', 'qc-motion', phantoms.dir, '--limits', 'acr-large'),
    await told(dir, 'measure-export', 'measure-export', objects.dir),
    await told(
      ...([dir, 'response', 'response', join(demo, 'lesions.csv'), '--criteria', 'recist-1.1'] as const),
      ...['--adjudication', join(demo, 'adjudication.csv')],
    ),
  ];
}
