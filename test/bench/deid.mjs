// deid --profile trial, with verification, on two threads, against cp -r, gdcmanon -e and a pydicom script that only
// blanks PN, DA and UI; and its memory on one multi-frame file of 3 GiB.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ctSeries } from '../../build/fixtures/cd/series/ct.js';
import { STUDIES } from '../../build/fixtures/cd/studies.js';
import { randomBytes } from '../../build/fixtures/random.js';
import { dataset } from '../../build/fixtures/writer/element.js';
import { writePart10 } from '../../build/fixtures/writer/part10.js';
import { hasProgram, interleaved, pythonWith } from './measure.mjs';
import { print, table } from './table.mjs';

const FILES = 1000;
const SIDE = 512;

/** 1,000 CT of 512 KiB, 266 elements at the top level with private blocks, and sequences. */
export async function deid({ scratch, corelab, rounds }) {
  const folder = join(scratch, 'deid');
  const from = join(folder, 'from');
  const key = join(folder, 'corelab.key');
  writeCt(from);
  mustRun(...corelab('key', 'new', key));
  const out = (name) => join(folder, name);
  const names = ['ours', 'copied', 'gdcm', 'pydicom'];
  const clear = () => {
    for (const name of names) rmSync(out(name), { recursive: true, force: true });
    rmSync(`${out('ours')}.state`, { recursive: true, force: true });
    mkdirSync(out('pydicom'));
    mkdirSync(out('gdcm'));
  };
  const ours = corelab('deid', from, '--profile', 'trial', '--out', out('ours'), '--key-file', key);
  const commands = {
    'corelab deid': [...ours, '--jobs', '2', '--json'],
    'cp -r': ['cp', '-r', from, out('copied')],
  };
  if (hasProgram('gdcmanon') && hasProgram('openssl')) {
    const certificate = join(folder, 'certificate.pem');
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=bench', '-days', '2'];
    mustRun('openssl', ...request, '-keyout', join(folder, 'private.pem'), '-out', certificate);
    commands['gdcmanon -e'] = ['gdcmanon', '-e', '-c', certificate, '-r', '-i', from, '-o', out('gdcm')];
  } else print('\nno gdcmanon or openssl: not compared with it');
  const python = pythonWith('pydicom');
  if (python)
    commands['pydicom, blanks PN DA UI'] = [python, 'test/bench/pydicom_blank.py', from, out('pydicom')];
  clear();
  for (const command of Object.values(commands)) mustRun(...command);
  for (const name of names) print(`${name}: ${countFiles(out(name))} files written`);
  table(`${FILES} CT of 512 KiB`, await interleaved(rounds, commands, clear), 'cp -r');
  rmSync(folder, { recursive: true });
  await large({ scratch, corelab });
}

/** Peak memory with one multi-frame file of 3 GiB. */
async function large({ scratch, corelab }) {
  const folder = join(scratch, 'large-deid');
  const from = join(folder, 'from');
  mkdirSync(from, { recursive: true });
  const key = join(folder, 'corelab.key');
  mustRun(...corelab('key', 'new', key));
  writeMultiFrame(join(from, 'multi.dcm'), 6144);
  const out = join(folder, 'out');
  const command = corelab('deid', from, '--profile', 'trial', '--out', out, '--key-file', key, '--json');
  const clear = () => {
    for (const path of [out, `${out}.state`]) rmSync(path, { recursive: true, force: true });
  };
  clear();
  mustRun(...command);
  print(`\none file of 3 GiB: ${countFiles(out)} written`);
  table(
    'one multi-frame CT of 3 GiB',
    await interleaved(1, { 'corelab deid': command }, clear),
    'corelab deid',
  );
  rmSync(folder, { recursive: true });
}

function base() {
  return ctSeries(STUDIES.petCt).instances[0];
}

function writeCt(folder) {
  mkdirSync(folder, { recursive: true });
  const { dataset: common, options } = base();
  const pixels = randomBytes('deid bench', SIDE * SIDE * 2);
  for (let n = 0; n < FILES; n++) {
    const own = dataset({
      ...{ Rows: SIDE, Columns: SIDE, InstanceNumber: String(n + 1), SOPInstanceUID: uidOf(n) },
      ImagePositionPatient: ['-200', '-200', String(n * 1.5)],
      PixelData: { vr: 'OW', value: pixels },
    });
    writeFileSync(
      join(folder, `${String(n).padStart(4, '0')}.dcm`),
      writePart10(dataset({}, common, own), options),
    );
  }
}

/** Written in pieces: no buffer holds it. */
function writeMultiFrame(path, frames) {
  const { dataset: common, options } = base();
  const frame = SIDE * SIDE * 2;
  const own = dataset({
    ...{ Rows: SIDE, Columns: SIDE, NumberOfFrames: String(frames), SOPInstanceUID: uidOf(FILES) },
    PixelData: { vr: 'OW', value: new Uint8Array(frame) },
  });
  const bytes = writePart10(dataset({}, common, own), options);
  // The length of pixel data is the four bytes before its value, which ends the file.
  bytes.writeUInt32LE(frame * frames, bytes.length - frame - 4);
  const fd = openSync(path, 'w');
  writeSync(fd, bytes);
  const more = randomBytes('more frames', frame);
  for (let n = 1; n < frames; n++) writeSync(fd, more);
  closeSync(fd);
}

function uidOf(n) {
  return `1.2.840.113619.2.278.3.717616.1${String(n).padStart(6, '0')}`;
}

function mustRun(program, ...args) {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(0, 500)}`);
}

function countFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
