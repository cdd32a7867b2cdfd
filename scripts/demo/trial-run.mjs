// Runs two days of a site of an imaginary trial: the baseline CDs, then a clean follow-up, a repeated series, a baseline
// that came again with a file changed, and the CD of a subject who has left. What needs a person must be told, and
// nothing else.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS_YAML, PROTOCOL_YAML, TRIAL_YAML } from '../../build/fixtures/trial/config-files.js';
import { discFiles, discs, pathOf } from '../../build/fixtures/trial/discs.js';
import { WITHDRAWAL } from '../../build/fixtures/trial/troubles.js';
import { writeFiles } from '../../build/fixtures/write-files.js';
import { ledgerTerminalTable } from '../../dist/cli/tables/ledger.js';
import { runTerminalTable } from '../../dist/cli/tables/run.js';
import { statusTerminalTable } from '../../dist/cli/tables/status.js';
import { corelab, show } from './corelab.mjs';

const SITE = '02';
/** When nobody's second visit is missed yet. */
const DAY = '2025-02-01';
/** What comes on the second day: subject and visit; `again` is a baseline with a file changed. */
const SECOND_DAY = new Set(['h1 V2', 'h4 V2', 'h5 V2', 'h2 V1']);
const CODES = [
  'changed-re-send',
  'name-conflict',
  'nothing-released',
  'protocol-series-repeated',
  'withdrawn',
];

/**
 * @param {{ root: string, out: string, say: (text: string) => void }} demo the project's folder, where reports go, and
 * what prints a line
 * @returns {Promise<string[]>} what differs, nothing when all is as it must be
 */
export async function showTrial({ root, out, say }) {
  const place = join(out, 'trial');
  mkdirSync(place);
  const at = (name) => join(place, name);
  const call = (...args) => corelab(root, [...args, '--json']);
  await writeTrial(place);
  const store = ['--crosswalk', at('x.db'), '--crosswalk-key', at('crosswalk.key')];
  for (const key of ['corelab.key', 'crosswalk.key']) corelab(root, ['key', 'new', at(key)]);
  call('crosswalk', 'new', at('x.db'), '--crosswalk-key', at('crosswalk.key'));
  const days = { call, at, say };
  const first = runDay('batch-1', days);
  call(
    ...['crosswalk', 'withdraw', WITHDRAWAL.subject, ...store],
    ...['--trial', at('trial.yaml'), '--reason', 'consent withdrawn'],
  );
  const second = runDay('batch-2', days);
  if (!first.report || !second.report) return [`run gave no report: ${first.stderr}${second.stderr}`];
  const codes = codesOf(second.report);
  return [
    ...(first.status === 0 ? [] : [`the first day ended with ${first.status}: nothing was planted in it`]),
    ...(second.status === 1 ? [] : [`the second day ended with ${second.status}, expected 1`]),
    ...(codes.join() === CODES.join() ? [] : [`the second day found ${codes.join()}, not ${CODES.join()}`]),
    ...decideAndTell(second.report, days),
  ];
}

async function writeTrial(place) {
  const texts = { 'trial.yaml': TRIAL_YAML, 'protocol.yaml': PROTOCOL_YAML, 'limits.yaml': LIMITS_YAML };
  const files = Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  writeFiles(place, files);
  for (const disc of discs()) {
    const { batch, subject, visit } = disc;
    if (subject.site.id !== SITE || (batch === 'batch-2' && !SECOND_DAY.has(`${subject.key} ${visit}`)))
      continue;
    const own = await discFiles(disc);
    writeFiles(
      place,
      own.map(({ path, bytes }) => ({ path: `${pathOf(disc)}/${path}`, bytes })),
    );
  }
}

function runDay(batch, { call, at, say }) {
  say(`corelab run trial.yaml ${batch}/${SITE} --each --site ${SITE} --out clean --report ${batch}.csv\n`);
  const made = call(
    ...['run', at('trial.yaml'), at(`${batch}/${SITE}`), '--each', '--site', SITE],
    ...['--out', at('clean'), '--report', at(`${batch}.csv`)],
  );
  if (made.report) show(made.report, runTerminalTable);
  say();
  return made;
}

function codesOf({ problems }) {
  const open = problems.filter(({ outcome }) => outcome === 'fail' || outcome === 'not-evaluable');
  return [...new Set(open.map(({ code }) => code))].sort();
}

/** A person accepts the repeat; then where the trial stands, and what is on record of that subject. */
function decideAndTell({ problems }, { call, at, say }) {
  const { item, subject } = problems.find(({ code }) => code === 'protocol-series-repeated') ?? {};
  say(`corelab decide trial.yaml ${item} --accept --reason "repeat after movement"`);
  const decided = call(
    'decide',
    at('trial.yaml'),
    String(item),
    '--accept',
    '--reason',
    'repeat after movement',
  );
  say(`corelab status trial.yaml --day ${DAY}\n`);
  const status = call('status', at('trial.yaml'), '--day', DAY, '--report', at('status.csv'));
  if (!decided.report || !status.report)
    return [`decide or status failed: ${decided.stderr}${status.stderr}`];
  show(status.report, statusTerminalTable);
  say(`\ncorelab ledger trial.yaml --subject ${subject} --export md=ledger.md\n`);
  const ledger = call(
    'ledger',
    at('trial.yaml'),
    '--subject',
    String(subject),
    '--export',
    `md=${at('ledger.md')}`,
  );
  if (!ledger.report) return [`ledger failed: ${ledger.stderr}`];
  show(ledger.report, ledgerTerminalTable);
  const accepted = status.report.visits.find((row) => row.subject === subject && row.visit === 'V2');
  return [
    ...(decided.status === 0 ? [] : [`decide ended with ${decided.status}`]),
    ...(accepted?.state === 'passed' ? [] : [`the accepted visit is ${accepted?.state}, not passed`]),
    ...(ledger.report.chain.verified ? [] : ['the chain of the ledger does not hold']),
  ];
}
