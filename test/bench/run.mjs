// Benchmarks, side by side in one run: `npm run bench [-- --rounds 7 --instances 20000 --large 200000
// --people 1000000 --verify --only NAME]`; --verify takes minutes.
// Commands that are compared take turns; medians and ratios of medians are printed. Works on a RAM disk where there is
// one. Needs a python3 with pydicom, and with nipy, for the comparison with them; says so where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { assignId } from './assign-id.mjs';
import { checkProtocol } from './check-protocol.mjs';
import { deid } from './deid.mjs';
import { measureExport } from './measure/measure-export.mjs';
import { hasProgram, interleaved, pythonWith } from './measure.mjs';
import { qcImages, qcPhantoms } from './motion/qc-images.mjs';
import { qcMotion } from './motion/qc-motion.mjs';
import { pages } from './pages.mjs';
import { recallOfMillion } from './recall-of-million.mjs';
import { runDeliveries } from './run-deliveries.mjs';
import { print, table } from './table.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    instances: { type: 'string', default: '20000' },
    large: { type: 'string', default: '200000' },
    people: { type: 'string', default: '1000000' },
    verify: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const scratch = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'corelab-bench-'));
const corelab = (...args) => [process.execPath, 'bin/run.js', ...args];
const given = {
  ...{ scratch, corelab, rounds },
  ...{ instances: Number(values.instances), people: Number(values.people), verify: values.verify },
};

try {
  print(`node ${process.version}, ${availableParallelism()} processors, ${rounds} rounds, in ${scratch}`);
  const benches = {
    startUp,
    readHeaders,
    largeFolder,
    rewriteFiles,
    decodeFrames,
    fixtures,
    assignId,
    recallOfMillion,
    deid,
    checkProtocol,
    qcMotion,
    qcImages,
    qcPhantoms,
    measureExport,
    runDeliveries,
    pages,
  };
  if (values.only !== undefined && !Object.hasOwn(benches, values.only)) {
    throw new Error(`--only takes one of ${Object.keys(benches).join(', ')}`);
  }
  for (const [name, bench] of Object.entries(benches)) {
    if (values.only === undefined || values.only === name) await bench(given);
  }
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

/** Rewriting without edits, two threads, against copying. */
async function rewriteFiles() {
  const folder = join(scratch, 'rewrite');
  const from = join(folder, 'from');
  const { files, bytes } = writeCorpus(from, { instances: 1000, series: 1, bytesPixel: 512 * 1024 });
  const [copied, rewritten] = [join(folder, 'copied'), join(folder, 'rewritten')];
  const clear = () => {
    for (const path of [copied, rewritten]) rmSync(path, { recursive: true, force: true });
    mkdirSync(rewritten);
  };
  const commands = {
    'cp -r': ['cp', '-r', from, copied],
    'rewrite, two threads': [process.execPath, 'test/bench/rewrite-folder.mjs', from, rewritten],
  };
  table(
    `${files} files of ${Math.round(bytes / files / 1024)} KiB`,
    await interleaved(rounds, commands, clear),
    'cp -r',
  );
  rmSync(folder, { recursive: true });
}

/** Decoding a CT of 512 × 512 × 200: native, and JPEG 2000 against the commands of GDCM and OpenJPEG. */
async function decodeFrames() {
  const folder = join(scratch, 'decode');
  const run = (program, ...args) => {
    const { status } = spawnSync(program, args, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${program} ended with ${status}`);
  };
  run(process.execPath, 'test/bench/ct-frames.mjs', folder);
  const decode = (...args) => [process.execPath, 'test/bench/decode-folder.mjs', ...args];
  const native = await interleaved(rounds, {
    'node -e 0': [process.execPath, '-e', '0'],
    'native, one thread': decode(join(folder, 'slices')),
  });
  table('512 × 512 × 200, native, 16 bits, with start-up and reading', native, 'native, one thread');
  if (!hasProgram('gdcmconv') || !hasProgram('gdcmraw')) {
    print('\nno gdcmconv and gdcmraw: no JPEG 2000 to decode');
    return;
  }
  const [j2k, streams] = [join(folder, 'j2k'), join(folder, 'streams')];
  for (const path of [j2k, streams]) mkdirSync(path);
  run('gdcmconv', '--j2k', join(folder, 'multi.dcm'), join(j2k, 'multi.dcm'));
  run('gdcmraw', '-S', '-i', join(j2k, 'multi.dcm'), '-o', join(streams, 'f'), '-p', '%04d.j2k');
  // It names every file on stderr.
  const opj = [
    'sh',
    '-c',
    'exec opj_decompress "$@" 2>/dev/null',
    'sh',
    '-ImgDir',
    streams,
    '-OutFor',
    'RAW',
  ];
  const commands = {
    'gdcmconv --raw (two threads)': ['gdcmconv', '--raw', join(j2k, 'multi.dcm'), join(folder, 'raw.dcm')],
    'corelab, two threads': decode(j2k, '2', '200'),
    'corelab, one thread': decode(j2k, '0', '200'),
  };
  if (spawnSync('opj_decompress', ['-h'], { stdio: 'ignore' }).error === undefined) {
    commands.opj_decompress = opj;
    commands['opj_decompress -threads 2'] = [...opj, '-threads', '2'];
  }
  const clear = () => {
    for (const name of readdirSync(streams)) if (name.endsWith('.raw')) rmSync(join(streams, name));
  };
  const decoded = await interleaved(rounds, commands, clear);
  table('512 × 512 × 200, JPEG 2000 lossless', decoded, 'gdcmconv --raw (two threads)');
  rmSync(folder, { recursive: true });
}

/** Making every synthetic collection. */
async function fixtures() {
  const folder = join(scratch, 'collections');
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const commands = { collections: [process.execPath, 'build/fixtures/collections-main.js', folder] };
  table('Synthetic collections', await interleaved(3, commands, clear), 'collections');
}
