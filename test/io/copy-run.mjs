// A worked example of a writing command, for the tests of interruption: gives each file of a folder a new first line,
// under a name made from its old one, and keeps a journal. `node copy-run.mjs '{"state":…,"out":…,"input":…,"run":…}'`.
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { FileSource } from '../../dist/io/file-source.js';
import { Journal } from '../../dist/io/journal.js';
import { proofOf } from '../../dist/io/journal-proof.js';
import { planResumption, unprovenFiles } from '../../dist/io/journal-resume.js';
import { joinPath, pathToText, textToPath } from '../../dist/io/path-bytes.js';
import { StateFolder } from '../../dist/io/state-folder.js';
import { walk } from '../../dist/io/walk.js';
import { writePieces } from '../../dist/io/write-file.js';
import { AtomicWriteError, endsRun } from '../../dist/io/write-file-error.js';

const BATCH = 8;
const FIRST_LINE = Buffer.from('released\n');
const { state, out, input, run, resume = false, dieInFile = -1 } = JSON.parse(process.argv[2]);
const root = Buffer.from(input);
const buffer = new Uint8Array(4096);
let begun = 0;

function inputs() {
  return [...walk(root)].map(({ path }) => {
    const { size, mtimeMs } = statSync(joinPath(root, path));
    return { root: 0, ...pathToText(path), size, mtimeMs };
  });
}

function outputName(path) {
  const digest = createHash('sha256').update(path).digest('hex');
  return `S${digest[0]}/${digest.slice(1, 9)}.dcm`;
}

function* pieces(source) {
  yield FIRST_LINE;
  yield { source, from: 0, to: Math.floor(source.size / 2) };
  if (begun++ === dieInFile) process.kill(process.pid, 'SIGKILL');
  yield { source, from: Math.floor(source.size / 2), to: source.size };
}

function copied(file, folder, mayReplace) {
  const path = textToPath(file);
  const name = outputName(path);
  const source = new FileSource(joinPath(root, path));
  try {
    const options = { mode: 0o644, digest: true, buffer, replace: mayReplace.has(name) };
    const { size, sha256 } = writePieces(joinPath(folder.out, Buffer.from(name)), pieces(source), options);
    return { input: file, outcome: 'written', output: { path: name, size, sha256 } };
  } finally {
    source.close();
  }
}

function complete(folder, journal) {
  const roots = { out: folder.out, quarantine: folder.quarantinePath };
  const plan = planResumption(inputs(), journal, (entry) => proofOf(entry, roots));
  const unproven = folder.resumed && folder.fresh ? unprovenFiles(folder.out, plan.done).files : [];
  const mayReplace = new Set(unproven.map(String));
  const left = [...plan.redo.map((redo) => redo.input), ...plan.todo];
  for (let at = 0; at < left.length; at += BATCH) {
    const entries = [];
    try {
      for (const file of left.slice(at, at + BATCH)) entries.push(copied(file, folder, mayReplace));
    } finally {
      journal.append(entries);
    }
  }
  folder.finish();
  const { done, redo, todo } = plan;
  return { done: done.length, redo: redo.length, todo: todo.length, torn: journal.tornBytes > 0 };
}

try {
  const folder = StateFolder.open({ state, out, inputs: [root], run, resume });
  process.stdout.write('open\n');
  try {
    const journal = Journal.open(folder.journalPath, run);
    process.stdout.write(
      `${JSON.stringify({ ...complete(folder, journal), leftovers: folder.leftovers.removed })}\n`,
    );
    journal.close();
  } finally {
    folder.close();
  }
} catch (error) {
  const stops = error instanceof AtomicWriteError && endsRun(error.code);
  process.stdout.write(`${JSON.stringify({ error: error.code ?? String(error), stops })}\n`);
  process.exitCode = 1;
}
