// check-protocol against manifest on the same folder: 40 series, every check of a protocol that init-protocol made of
// one of its studies, and the same on one thread.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { interleaved } from './measure.mjs';
import { print, table } from './table.mjs';

const SERIES = 40;

/** `check-protocol` and `manifest` on the same headers. */
export async function checkProtocol({ scratch, corelab, rounds, instances }) {
  const folder = join(scratch, 'protocol');
  const from = join(folder, 'from');
  const { files, series } = writeCorpus(from, { instances, series: SERIES });
  const protocol = join(folder, 'protocol.yaml');
  const reference = join(folder, 'reference');
  copyFirstStudy(from, reference);
  mustRun(0, ...corelab('init-protocol', reference, '--out', protocol, '--id', 'BENCH', '--json'));
  const checking = corelab('check-protocol', from, '--protocol', protocol, '--json');
  const { summary } = JSON.parse(mustRun(undefined, ...checking));
  print(
    `\n${series} series, ${summary.matched} matched, ${(summary.checks / summary.matched).toFixed(1)} checks a series, ` +
      `${summary.pass} pass, ${summary.fail} fail, ${summary.notEvaluable} not evaluable`,
  );
  const commands = {
    'corelab manifest': corelab('manifest', from, '--json'),
    'corelab check-protocol': checking,
  };
  table(`${files} headers in ${series} series`, await interleaved(rounds, commands), 'corelab manifest');
  rmSync(folder, { recursive: true });
}

/** The first study of the first patient of a corpus. */
function copyFirstStudy(from, to) {
  const [patient] = readdirSync(from).sort();
  const [study] = readdirSync(join(from, patient)).sort();
  cpSync(join(from, patient, study), to, { recursive: true });
}

function mustRun(status, program, ...args) {
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== undefined && run.status !== status) {
    throw new Error(`${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
  if (run.status === 2 || run.error) throw new Error(`${args.join(' ')} failed: ${run.stderr}`);
  return run.stdout;
}
