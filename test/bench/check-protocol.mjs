// check-protocol against manifest on the same folder: 40 series, each with every check that init-protocol made of the
// studies of one patient, an MR and a CT.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { interleaved } from './measure.mjs';
import { print, table } from './table.mjs';

const SERIES = 40;
const MIN_CHECKS = 25;

/** `check-protocol` and `manifest` on the same headers. */
export async function checkProtocol({ scratch, corelab, rounds, instances }) {
  const folder = join(scratch, 'protocol');
  const from = join(folder, 'from');
  const { files, series } = writeCorpus(from, { instances, series: SERIES });
  const protocol = join(folder, 'protocol.yaml');
  const reference = join(folder, 'reference');
  copyFirstPatient(from, reference);
  mustRun(0, ...corelab('init-protocol', reference, '--out', protocol, '--id', 'BENCH', '--json'));
  const checking = corelab('check-protocol', from, '--protocol', protocol, '--json');
  // What is timed must do what it is timed for: every series is known, checked and as declared.
  const { summary } = JSON.parse(mustRun(0, ...checking));
  if (summary.matched !== series || summary.checks < MIN_CHECKS * series) {
    throw new Error(`${summary.matched} of ${series} series matched, with ${summary.checks} checks`);
  }
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

/** The first patient of a corpus: a study of each of its two kinds. */
function copyFirstPatient(from, to) {
  const [patient] = readdirSync(from).sort();
  cpSync(join(from, patient), to, { recursive: true });
}

function mustRun(status, program, ...args) {
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== status) {
    throw new Error(`${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
  return run.stdout;
}
