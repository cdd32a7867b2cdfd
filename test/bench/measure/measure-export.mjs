// measure-export from files to report: very many reports, and segmentations of a whole CT; beside pydicom, which reads
// the numbers alone and counts the voxels alone.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, pythonWith } from '../measure.mjs';
import { print, table } from '../table.mjs';
import { writeReports, writeSegmentation } from './measure-folders.mjs';

const REPORTS = 10_000;
/** Rounds over the reports at most: pydicom takes minutes for them. */
const MOST_ROUNDS = 3;
/** Figures of a segment without images: voxels, volumes, surface, diameters, centroid. */
const FIGURES = 10;

/** All measurements of reports, and all figures of segments. */
export async function measureExport(given) {
  const folder = join(given.scratch, 'measure-export');
  await manyReports(given, join(folder, 'reports'));
  for (const kind of ['BINARY', 'LABELMAP']) await segmentation(given, join(folder, kind), kind);
  rmSync(folder, { recursive: true });
}

async function manyReports({ corelab, rounds }, from) {
  const { bytes, numbers } = await writeReports(from, { reports: REPORTS });
  print(`\n${REPORTS} reports with ${numbers} numbers, ${Math.round(bytes / 1e6)} MB`);
  const ours = corelab('measure-export', from, '--json');
  mustHave([...ours, '--jobs', '2'], ({ summary }) => summary.stored === numbers);
  const commands = {
    'corelab measure-export': [...ours, '--jobs', '2'],
    'corelab measure-export, --jobs 1': [...ours, '--jobs', '1'],
    'corelab manifest': corelab('manifest', from, '--json'),
  };
  addPeer(commands, 'pydicom, numbers alone', ['numbers', from]);
  const runs = await interleaved(Math.min(rounds, MOST_ROUNDS), commands);
  table('All rows of the reports', runs, 'corelab measure-export');
}

async function segmentation({ corelab, rounds }, from, kind) {
  const { bytes, frames, counts } = await writeSegmentation(from, kind);
  print(`\n${kind}, ${counts.length} segments, ${frames} frames, ${Math.round(bytes / 1e6)} MB`);
  const ours = corelab('measure-export', from, '--json');
  mustHave(ours, ({ summary, rows }) => {
    const found = rows.filter(({ figure }) => figure === 'voxelCount').map(({ value }) => Number(value));
    return summary.recomputed === counts.length * FIGURES && String(found) === String(counts);
  });
  const commands = {
    'corelab measure-export': [...ours, '--jobs', '2'],
    'corelab measure-export, --jobs 1': [...ours, '--jobs', '1'],
  };
  addPeer(commands, 'pydicom and numpy, counts alone', ['voxels', from]);
  table('All figures of 512 × 512 × 400', await interleaved(rounds, commands), 'corelab measure-export');
}

function addPeer(commands, name, args) {
  const python = pythonWith('pydicom, numpy');
  if (python) commands[name] = [python, '-W', 'ignore', 'test/bench/measure/read_objects.py', ...args];
  else print('\nno python3 with pydicom: not compared with it');
}

/** What is timed must do what it is timed for. */
function mustHave([program, ...args], isWhole) {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1 << 30 });
  if (status === 2 || status === null) throw new Error(`measure-export ended with ${status}: ${stderr}`);
  if (!isWhole(JSON.parse(stdout))) throw new Error(`${args.join(' ')}: the report is not as it was made`);
}
