// Pages of `report`: of the manifest of a large folder against making that manifest, and of every report of the
// follow-up's CD against reading that CD once.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { LIMITS_YAML, PROTOCOL_YAML } from '../../build/fixtures/trial/config-files.js';
import {
  baselineFiles,
  FOLLOW_UP_TRIAL_YAML,
  followUpFiles,
  LESIONS_CSV,
  visitsCsv,
} from '../../build/fixtures/trial/follow-up.js';
import { writeFiles } from '../../build/fixtures/write-files.js';
import { interleaved } from './measure.mjs';
import { print, table } from './table.mjs';

/** `report` of one large report, and of the reports of one CD. */
export async function pages({ scratch, corelab, rounds, instances }) {
  const folder = join(scratch, 'pages');
  const at = (...names) => join(folder, ...names);
  mkdirSync(folder);

  const { files, series } = writeCorpus(at('headers'), { instances });
  const manifest = corelab('manifest', at('headers'), '--json');
  tell(at('manifest.json'), manifest);
  const large = corelab('report', at('manifest.json'), '--out', at('large.html'), '--json');
  const runs = await interleaved(rounds, { 'corelab manifest --json': manifest, 'corelab report': large });
  table(`${files} headers in ${series} series`, runs, 'corelab manifest --json');
  print(`  ${sizeOf(at('manifest.json'))} of JSON, a page of ${sizeOf(at('large.html'))}`);

  const reports = await followUpReports(at, corelab);
  const cd = corelab('report', ...reports, '--out', at('cd.html'), '--json');
  const one = corelab('manifest', at('follow-up'), '--json');
  table(
    `the follow-up's CD, ${reports.length} reports`,
    await interleaved(rounds, { 'corelab manifest --json': one, 'corelab report': cd }),
    'corelab manifest --json',
  );
  print(`  ${sizeOf(...reports)} of JSON, a page of ${sizeOf(at('cd.html'))}`);
  rmSync(folder, { recursive: true });
}

/** Takes both CDs through `run`. @returns the paths of the second one's reports */
async function followUpReports(at, corelab) {
  const texts = {
    'trial.yaml': FOLLOW_UP_TRIAL_YAML,
    'lesions.csv': LESIONS_CSV,
    'visits.csv': visitsCsv('V2'),
  };
  Object.assign(texts, { 'protocol.yaml': PROTOCOL_YAML, 'limits.yaml': LIMITS_YAML });
  for (const [name, text] of Object.entries(texts)) writeFileSync(at(name), text);
  writeFiles(at('baseline'), await baselineFiles());
  writeFiles(at('follow-up'), await followUpFiles());
  for (const key of ['corelab.key', 'crosswalk.key']) told(corelab('key', 'new', at(key)));
  told(corelab('crosswalk', 'new', at('x.db'), '--crosswalk-key', at('crosswalk.key')));
  const run = (cd) =>
    corelab('run', at('trial.yaml'), at(cd), '--site', '02', '--out', at('clean'), '--json');
  tell(at('baseline.json'), run('baseline'));
  const before = new Set(readdirSync(at('clean.state')));
  tell(at('run.json'), run('follow-up'));
  const [id] = readdirSync(at('clean.state')).filter((name) => !before.has(name));
  const steps = ['manifest', 'assign-id', 'deid', 'check-protocol', 'qc-motion', 'measure-export'];
  return [
    at('run.json'),
    ...steps.map((step) => at('clean.state', id, '0001', `${step}.json`)),
    at('clean.state', id, 'response.json'),
  ];
}

function tell(path, command) {
  writeFileSync(path, told(command));
}

/** What a command prints, whatever it finds. */
function told([program, ...args]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status === null || status === 2) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function sizeOf(...paths) {
  const kB = paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1000;
  return `${kB < 1000 ? kB.toFixed(0) : (kB / 1000).toFixed(1)} ${kB < 1000 ? 'kB' : 'MB'}`;
}
