// assign-id against manifest on the same folder: what looking up and allocating costs beyond reading.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { interleaved } from './measure.mjs';
import { table } from './table.mjs';
import { copyCrosswalk, trialFolder } from './trial-folder.mjs';

const SERIES_PER_PATIENT = 8;

/** 100 patients, to be allocated from an empty crosswalk, and to be recalled from one that knows them. */
export async function assignId({ scratch, corelab, rounds, instances, patients = 100 }) {
  const folder = join(scratch, 'patients');
  const corpus = writeCorpus(folder, { instances, series: patients * SERIES_PER_PATIENT });
  const { crosswalk, args } = await trialFolder(join(scratch, 'trial'));
  const [empty, known] = ['empty.db', 'known.db'].map((name) => join(scratch, 'trial', name));
  const command = corelab('assign-id', folder, ...args);
  copyCrosswalk(crosswalk, empty);
  expect(command, { patients: corpus.patients, allocated: patients });
  copyCrosswalk(crosswalk, known);
  expect(command, { patients: corpus.patients, recalled: patients });
  const runs = await interleaved(
    rounds,
    {
      manifest: corelab('manifest', folder, '--json'),
      'assign-id, allocates': command,
      'assign-id, recalls': command,
    },
    (name) => copyCrosswalk(name.endsWith('allocates') ? empty : known, crosswalk),
  );
  table(`${corpus.files} headers of ${patients} patients`, runs, 'manifest');
  for (const path of [folder, join(scratch, 'trial')]) rmSync(path, { recursive: true });
}

/** What is timed must do what it is timed for. */
function expect([program, ...args], expected) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const { summary } = JSON.parse(stdout);
  for (const [name, value] of Object.entries(expected)) {
    if (status !== 0 || summary[name] !== value)
      throw new Error(`assign-id ended with ${status} and ${name} ${summary[name]}, expected ${value}`);
  }
}
