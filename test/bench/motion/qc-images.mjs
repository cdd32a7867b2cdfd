// qc-motion of single volumes and of phantoms, from DICOM files to the report; some figures beside numpy and scipy.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PHANTOMS } from '../../../build/fixtures/phantoms/collection.js';
import { writeFiles } from '../../../build/fixtures/write-files.js';
import { interleaved, pythonWith } from '../measure.mjs';
import { print, table } from '../table.mjs';
import { writeHead, writeTorso } from './image-folders.mjs';

const HEAD = { matrix: 256, slices: 192 };
const TORSO = { matrix: 512, slices: 100 };
/** What is written for a measurement, and the figure that shows that it was measured. */
const VOLUMES = {
  'MR 3D, 192 files': {
    write: (to) => writeHead(to, { ...HEAD, form: 'siemens-classic' }),
    figure: 'efc',
  },
  'MR 3D, one enhanced file': {
    write: (to) => writeHead(to, { ...HEAD, form: 'philips-enhanced' }),
    figure: 'efc',
  },
  'MR 2D, 192 files': {
    write: (to) => writeHead(to, { ...HEAD, form: 'siemens-classic', acquisition: '2D' }),
    figure: 'sliceShiftMm',
  },
  'CT 512 × 512 × 100, 100 files': { write: (to) => writeTorso(to, TORSO), figure: 'noiseHu' },
};
const OURS = 'MR 3D, 192 files';

/** All figures of volumes, from files to report. */
export async function qcImages({ scratch, corelab, rounds }) {
  const folder = join(scratch, 'images');
  const commands = {};
  for (const [n, [name, { write, figure }]] of Object.entries(VOLUMES).entries()) {
    const from = join(folder, String(n));
    const { files, bytes } = write(from);
    print(`\n${name}: ${files} files, ${Math.round(bytes / 1e6)} MB`);
    commands[name] = corelab('qc-motion', from, '--json');
    mustHave(commands[name], 'images', figure);
    if (name === OURS) {
      commands[`${name}, --jobs 1`] = [...commands[name], '--jobs', '1'];
      commands[`${name}, manifest`] = corelab('manifest', from, '--json');
      addPeer(commands, from);
    }
  }
  table('256 × 256 × 192, all figures', await interleaved(rounds, commands), OURS);
  rmSync(folder, { recursive: true });
}

/** Four figures and their masks, where there is a python3 with scipy and pydicom. */
function addPeer(commands, from) {
  const python = pythonWith('scipy.ndimage, pydicom, nibabel');
  if (python)
    commands['numpy and scipy, 4 of 16 figures'] = [
      python,
      '-W',
      'ignore',
      'test/bench/motion/image_figures.py',
      from,
    ];
  else print('\nno python3 with scipy, pydicom and nibabel: not compared with them');
}

const ACR = ['acr-t1', 'acr-t2', 'acr-localizer'];

/** The phantoms of the fixtures: each ACR series, the three together, and the water cylinder. */
export async function qcPhantoms({ scratch, corelab, rounds }) {
  const folder = join(scratch, 'phantoms');
  mkdirSync(folder);
  writeFiles(folder, PHANTOMS.make().files);
  const qc = (limits, ...names) =>
    corelab('qc-motion', ...names.map((name) => join(folder, name)), '--limits', limits, '--json');
  const commands = {
    'ACR T1, 11 slices': qc('acr-large-3t', 'acr-t1'),
    'ACR T1, T2 and localizer': qc('acr-large-3t', ...ACR),
    'CT water, 8 slices': qc('ct-water', 'ct-water'),
    'stability over time': qc('fbirn', 'stability'),
  };
  for (const command of Object.values(commands)) mustHave(command, 'phantoms');
  table('Phantoms', await interleaved(rounds, commands), 'ACR T1, 11 slices');
  rmSync(folder, { recursive: true });
}

/** What is timed must do what it is timed for. */
function mustHave([program, ...args], part, figure) {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status === 2 || status === null) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  const [first] = JSON.parse(stdout)[part];
  const known = Object.entries(first?.figures ?? {}).filter(([, value]) => Number.isFinite(value));
  const isMeasured = figure === undefined ? known.length > 0 : known.some(([name]) => name === figure);
  if (!isMeasured) throw new Error(`${args.join(' ')} gave no ${figure ?? 'figure'} of ${part}`);
}
