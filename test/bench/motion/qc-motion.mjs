// qc-motion: a study's run from DICOM files to the report, and the realignment alone beside nipy's SpaceRealign.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, pythonWith } from '../measure.mjs';
import { print, table } from '../table.mjs';
import { SIZES, writeRun } from './run-folders.mjs';

const OURS = 'corelab';
const STUDY = '80×80×35×156';
/** What the realignment is timed on: nipy takes a second a volume of the smaller size, and 10 to 30 of the larger. */
const ALONE = [
  { size: '64×64×30×20', volumes: 20, rounds: 3 },
  { size: '104×104×72×10', volumes: 3, rounds: 1 },
];

/** `qc-motion` from files to report; then the time a volume takes, beside nipy where it is there. */
export async function qcMotion({ scratch, corelab, rounds }) {
  const folder = join(scratch, 'motion');
  mkdirSync(folder);
  await fromFiles(folder, { corelab, rounds });
  for (const run of ALONE) realignment(folder, run);
  rmSync(folder, { recursive: true });
}

async function fromFiles(folder, { corelab, rounds }) {
  const commands = {};
  for (const form of ['siemens-mosaic', 'siemens-classic']) {
    const from = join(folder, form);
    const { files, bytes } = writeRun(from, STUDY, form);
    print(`\n${form}: ${files} files, ${Math.round(bytes / 1e6)} MB`);
    const checking = corelab('qc-motion', from, '--json');
    mustMeasure(checking);
    commands[`corelab manifest, ${form}`] = corelab('manifest', from, '--json');
    commands[`corelab qc-motion, ${form}`] = checking;
    commands[`… --jobs 1, ${form}`] = [...checking, '--jobs', '1'];
  }
  const runs = await interleaved(rounds, commands);
  table(`${STUDY}, from files to report`, runs, 'corelab qc-motion, siemens-mosaic');
  for (const form of ['siemens-mosaic', 'siemens-classic']) rmSync(join(folder, form), { recursive: true });
}

/** What is timed must do what it is timed for: every volume has figures. */
function mustMeasure([program, ...args]) {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status === 2 || status === null) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  const [{ volumes }] = JSON.parse(stdout).series;
  const measured = volumes.filter(({ fdPowerMm }) => Number.isFinite(fdPowerMm)).length;
  if (volumes.length !== SIZES[STUDY].volumes || measured < volumes.length - 1) {
    throw new Error(`${measured} of ${volumes.length} volumes have a displacement`);
  }
}

/** One thread each, the same first volumes; reading is not timed. */
function realignment(folder, { size, volumes, rounds }) {
  const from = join(folder, size);
  writeRun(from, size, 'siemens-mosaic');
  const commands = realignCommands(from, { volumes, isWhole: volumes === SIZES[size].volumes });
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) times[name].push(msPerVolume(command));
  }
  print(`\nrealignment of ${size}, one thread, ms a volume, the reference counted in, reading left out`);
  const base = median(times[OURS]);
  for (const [name, all] of Object.entries(times)) {
    const spread = `${Math.min(...all).toFixed(1)}–${Math.max(...all).toFixed(1)}`;
    const ratio = (median(all) / base).toFixed(2);
    print(`  ${name.padEnd(32)} ${median(all).toFixed(1).padStart(7)} ms (${spread})  ${ratio.padStart(6)}×`);
  }
  rmSync(from, { recursive: true });
}

function realignCommands(from, { volumes, isWhole }) {
  const ours = [process.execPath, 'test/bench/motion/realign-run.mjs', from];
  const commands = { [OURS]: [...ours, String(volumes)] };
  if (!isWhole) commands['corelab, the whole run'] = ours;
  const python = pythonWith('nipy');
  const script = 'test/bench/motion/realign_nipy.py';
  if (python) commands['nipy SpaceRealign'] = [python, '-W', 'ignore', script, from, String(volumes)];
  else print('\nno python3 with nipy: not compared with it');
  return commands;
}

/** From what a script says of itself: the seconds of the whole run over its volumes, the reference counted in. */
function msPerVolume([program, ...args]) {
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30, env });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  const { seconds, shape } = JSON.parse(stdout);
  return (1000 * seconds) / shape[3];
}
