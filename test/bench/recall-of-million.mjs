// How long a crosswalk of very many people takes to say who somebody is.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from '../../build/fixtures/corpus.js';
import { random } from '../../build/fixtures/random.js';
import { judge } from '../../dist/pipeline/assign-id/judge.js';
import { prepare } from '../../dist/pipeline/assign-id/prepare.js';
import { fillCrosswalk, personOf } from './many-people.mjs';
import { interleaved } from './measure.mjs';
import { percentiles, print, table } from './table.mjs';
import { copyCrosswalk, trialFolder } from './trial-folder.mjs';

const TIMES = 2000;

/** Ways in which a patient comes, and what a crosswalk that knows them must say. */
const WAYS = {
  'by number, the name in capitals': {
    evidence: (own) => ({ ...own, names: own.names.map((name) => name.toUpperCase()) }),
    kind: 'recall',
  },
  'by number, the name’s components exchanged': {
    evidence: (own) => ({ ...own, names: own.names.map((name) => name.split('^').reverse().join('^')) }),
    kind: 'recall',
  },
  'by name and birth date, elsewhere': {
    evidence: (own) => ({ ...own, number: { issuer: 'LAKE', id: `L${own.number.id}` } }),
    kind: 'ask',
  },
  'nobody that is known': {
    evidence: (own) => ({
      ...own,
      number: { issuer: 'CITY', id: `N${own.number.id}` },
      names: ['Xyzyx^Qiqi'],
    }),
    kind: 'enrol',
  },
};

/** Builds the crosswalk, asks it for people at random, verifies it when asked to, and times the whole command. */
export async function recallOfMillion(given) {
  const { scratch, people, verify } = given;
  const folder = join(scratch, 'million');
  const made = await trialFolder(folder);
  const { context } = await prepare({ trial: made.trial, blinded: false });
  const empty = join(folder, 'empty.db');
  copyCrosswalk(made.crosswalk, empty);
  const crosswalk = await made.open();
  try {
    const { ms } = timed(() => fillCrosswalk(crosswalk, people, context));
    const mb = Math.round(statSync(made.crosswalk).size / 1e6);
    print(`\nA crosswalk of ${people} people: ${mb} MB, made in ${(ms / 1000).toFixed(0)} s`);
  } finally {
    crosswalk.close();
  }
  await recalls(made, people, context);
  if (verify) await verification(made);
  await wholeCommand(given, made, empty);
  rmSync(folder, { recursive: true });
}

function timed(work) {
  const started = performance.now();
  const result = work();
  return { ms: performance.now() - started, result };
}

/** In one process that has just opened the crosswalk, each time another person. */
async function recalls({ open }, people, context) {
  const crosswalk = await open();
  const { integer } = random('recalls');
  try {
    for (const [name, { evidence, kind }] of Object.entries(WAYS)) {
      const times = Array.from({ length: TIMES }, () => {
        const patient = patientOf(evidence(personOf(integer(people))));
        const { ms, result } = timed(() => judge(crosswalk, patient, context));
        if (result.kind !== kind) throw new Error(`${name}: the crosswalk says ${result.kind}, not ${kind}`);
        return ms;
      });
      percentiles(name, times);
    }
  } finally {
    crosswalk.close();
  }
}

let studies = 0;

/** A patient with one study that was never seen. */
function patientOf(evidence) {
  const studyUID = `2.25.${++studies}`;
  const study = { studyUID, day: 20_000, series: [], seriesByModality: { MR: 1 }, rawNumbers: [] };
  return { index: 0, evidence, isPhantom: false, isDeidentified: false, studies: [study], problems: [] };
}

async function verification({ open }) {
  const crosswalk = await open();
  try {
    const { ms, result } = timed(() => crosswalk.verify());
    const { records, rows, problemCount } = result;
    if (problemCount > 0) throw new Error(`verify found ${problemCount} problems`);
    print(`  verify: ${records} records and ${rows} rows in ${(ms / 1000).toFixed(0)} s`);
  } finally {
    crosswalk.close();
  }
}

/** One patient's folder through the command, against a crosswalk that holds nobody else. The first run allocates. */
async function wholeCommand({ scratch, corelab, rounds, people }, { crosswalk, args }, empty) {
  const folder = join(scratch, 'one-patient');
  mkdirSync(folder);
  const { files, patients } = writeCorpus(folder, { instances: 200, series: 8 });
  if (patients !== 1) throw new Error(`${patients} patients in the folder of one`);
  const assign = (database) =>
    corelab('assign-id', folder, ...args.map((arg) => (arg === crosswalk ? database : arg)));
  const name = `assign-id among ${people}`;
  const commands = {
    manifest: corelab('manifest', folder, '--json'),
    'assign-id among nobody': assign(empty),
    [name]: assign(crosswalk),
  };
  table(`One patient of ${files} files`, await interleaved(rounds, commands), 'assign-id among nobody');
  rmSync(folder, { recursive: true });
}
