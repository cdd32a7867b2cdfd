// Benchmarks, side by side in one run: `npm run bench [-- --rounds 7 --instances 20000 --large 200000]`.
// Commands that are compared take turns; medians and ratios of medians are printed. Works on a RAM disk where there is
// one. Needs a python3 with pydicom for the comparison with it; says so where there is none.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { interleaved, median, pythonWith } from './measure.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    instances: { type: 'string', default: '20000' },
    large: { type: 'string', default: '200000' },
  },
});
const rounds = Number(values.rounds);
const print = (line) => process.stdout.write(`${line}\n`);
const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'corelab-bench-'));
const corelab = (...args) => [process.execPath, 'bin/run.js', ...args];

try {
  print(`node ${process.version}, ${availableParallelism()} processors, ${rounds} rounds, in ${scratch}`);
  await startUp();
  await readHeaders();
  await largeFolder();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Start-up against the bare interpreter. */
async function startUp() {
  const empty = join(scratch, 'empty');
  mkdirSync(empty);
  const runs = await interleaved(rounds * 3, {
    'node -e 0': [process.execPath, '-e', '0'],
    'corelab --version': corelab('--version'),
    'corelab manifest (empty folder)': corelab('manifest', empty, '--json'),
  });
  table('Start-up', runs, 'node -e 0');
}

/** `manifest` against a pydicom loop that reads the same attributes. */
async function readHeaders() {
  const folder = join(scratch, 'headers');
  const { files, bytes } = writeCorpus(folder, { instances: Number(values.instances) });
  const commands = { 'corelab manifest': corelab('manifest', folder, '--json') };
  const python = pythonWith('pydicom');
  if (python) commands['pydicom loop'] = [python, 'test/bench/pydicom_loop.py', folder];
  else print('\nno python3 with pydicom: not compared with it');
  table(
    `${files} headers, ${Math.round(bytes / 1e6)} MB`,
    await interleaved(rounds, commands),
    'corelab manifest',
  );
  rmSync(folder, { recursive: true });
}

/** Memory on a very large folder. */
async function largeFolder() {
  const folder = join(scratch, 'large');
  const { files } = writeCorpus(folder, { instances: Number(values.large) });
  const runs = await interleaved(3, {
    'corelab manifest --json': corelab('manifest', folder, '--json'),
    'corelab manifest --ndjson': corelab('manifest', folder, '--ndjson'),
  });
  table(`${files} headers`, runs, 'corelab manifest --json');
}

function table(title, runs, base) {
  print(`\n${title}`);
  const reference = median(runs[base].map(({ ms }) => ms));
  for (const [name, results] of Object.entries(runs)) {
    const times = results.map(({ ms }) => ms);
    const wall = median(times);
    const spread = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
    const peak = Math.max(...results.map(({ peakMb }) => peakMb));
    print(
      `  ${name.padEnd(32)} ${wall.toFixed(0).padStart(7)} ms (${spread})  ${(wall / reference).toFixed(2).padStart(6)}×  ${peak.toFixed(0).padStart(5)} MB`,
    );
  }
}
