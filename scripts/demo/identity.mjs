// The chain of identities: a crosswalk is made, deliveries are assigned one after the other, and reports are piped on.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignIdTerminalTable } from '../../dist/cli/tables/assign-id.js';
import { crosswalkTerminalTable } from '../../dist/cli/tables/crosswalk.js';
import { Assignments, leaksOf } from './compare-assignments.mjs';
import { compareManifest } from './compare-manifest.mjs';
import { corelab, show } from './corelab.mjs';

/** In this order; a folder is one of a collection's. With `inShort`, one line instead of the table. */
const DELIVERIES = [
  { collection: 'two-patients' },
  { collection: 'second-visit', folder: 'baseline' },
  { collection: 'second-visit', folder: 'year-later' },
  { collection: 'site-anonymised' },
  { collection: 'phantom-scan' },
  { collection: 'mistaken-id' },
  ...['latin1', 'utf8', 'japanese', 'korean', 'chinese', 'cyrillic', 'cyrillic-only'].map((folder) => ({
    ...{ collection: 'name-variants', folder, inShort: true },
  })),
];

/**
 * @param {{ root: string, out: string, key: object, say: (text: string) => void }} demo the project's folder, where the
 * CD and the collections were made, the CD's answer key, and what prints a line
 * @returns {string[]} what differs, nothing when everybody is who they are
 */
export function showIdentities({ root, out, key, say }) {
  const chain = new Chain(root, out, say);
  return [
    ...chain.prepare(),
    ...DELIVERIES.flatMap((delivery) => chain.assign(delivery)),
    ...chain.pipeDelivery(),
    ...chain.pipeCd(key),
    ...chain.audit(),
  ];
}

class Chain {
  #assignments = new Assignments();
  #reports = [];

  constructor(root, out, say) {
    Object.assign(this, { root, out, say, folder: join(out, 'identity') });
    this.secret = ['--crosswalk', this.#path('x.db'), '--crosswalk-key', this.#path('crosswalk.key')];
    this.trial = ['--trial', this.#path('trial.yaml')];
  }

  #path(name) {
    return join(this.folder, name);
  }

  #truth(collection) {
    return JSON.parse(readFileSync(join(this.out, 'collections', `${collection}.truth.json`), 'utf8'));
  }

  /** The keys, the crosswalk, and a trial whose phantoms are those of the collection. */
  prepare() {
    mkdirSync(this.folder);
    writeFileSync(this.#path('trial.yaml'), trialFile(this.#truth('phantom-scan').patterns));
    this.say('corelab key new …/corelab.key; corelab key new …/crosswalk.key; corelab crosswalk new …/x.db');
    return [
      ['key', 'new', this.#path('corelab.key')],
      ['key', 'new', this.#path('crosswalk.key')],
      ['crosswalk', 'new', this.#path('x.db'), '--crosswalk-key', this.#path('crosswalk.key'), '--json'],
    ].flatMap((args) => exits(corelab(this.root, args), 0, args.slice(0, 2).join(' ')));
  }

  /** One delivery, held against the truth of its collection. */
  assign({ collection, folder = '', inShort = false }) {
    const name = join(collection, folder);
    const run = this.#assignId(
      join('collections', name),
      `${this.#reports.length + 1}-${name.replace('/', '-')}`,
    );
    if (!run.report) return exits(run, 0, `assign-id of ${name}`);
    if (inShort)
      this.say(`  ${run.report.patients.map(({ outcome, subject }) => `${outcome} ${subject}`)}  ${name}`);
    else {
      this.say(`\ncorelab assign-id demo-out/collections/${name} --trial … --crosswalk …\n`);
      show(run.report, assignIdTerminalTable);
    }
    const truth = this.#truth(collection);
    return [
      ...this.#assignments.compare(run.report, truth, folder),
      ...leaksOf(run.stdout, truth),
      ...exits(run, codeFor(run.report), `assign-id of ${name}`),
    ];
  }

  #assignId(input, reportName) {
    const report = this.#path(`${reportName}.json`);
    this.#reports.push(report);
    const args = [
      'assign-id',
      join(this.out, input),
      ...this.trial,
      ...this.secret,
      '--json',
      '--report',
      report,
    ];
    return corelab(this.root, args);
  }

  /** What was assigned is still so, and the next command in the pipe works on its files. */
  pipeDelivery() {
    this.say('\ncorelab assign-id demo-out/collections/two-patients … | corelab manifest -');
    const name = 'two-patients';
    const assigned = this.#assignId(join('collections', name), `${this.#reports.length + 1}-${name}-again`);
    const run = corelab(this.root, ['manifest', '-', '--json'], assigned.stdout);
    if (!assigned.report || !run.report) return exits(run, 0, 'assign-id | manifest');
    const truth = this.#truth(name);
    const { series, instances } = run.report.summary;
    const { recalled } = assigned.report.summary;
    this.say(`  ${recalled} recalled; ${series} series of ${instances} instances; exit code ${run.status}`);
    return [
      ...this.#assignments.compare(assigned.report, truth),
      ...(series === truth.series.length ? [] : [`${series} series, expected ${truth.series.length}`]),
      ...exits(run, 0, 'assign-id | manifest'),
    ];
  }

  /** A study of the CD holds the series of another patient: nobody is assigned, and the pipe says so to its end. */
  pipeCd(key) {
    this.say('\ncorelab assign-id demo-out/cd … | corelab manifest -\n');
    const assigned = this.#assignId('cd', `${this.#reports.length + 1}-cd`);
    const run = corelab(this.root, ['manifest', '-', '--json'], assigned.stdout);
    if (!assigned.report || !run.report) return exits(run, 1, 'assign-id | manifest');
    show(assigned.report, assignIdTerminalTable);
    const { conflicts } = assigned.report.summary;
    const upstream = run.report.upstream.map(({ command, verdict }) => `${command} ${verdict}`).join();
    return [
      ...(conflicts === key.patients.length
        ? []
        : [`${conflicts} conflicts on the CD, expected all patients`]),
      ...(upstream === 'assign-id fail' ? [] : [`the pipe says '${upstream}' of assign-id, expected a fail`]),
      ...compareManifest(run.report, key, run.stdout),
      ...exits(run, 1, 'assign-id | manifest'),
    ];
  }

  /** Who is in the crosswalk, and that it is what was written, by the heads that the reports hold. */
  audit() {
    this.say('\ncorelab crosswalk list; corelab crosswalk verify --anchor-of each report\n');
    const list = corelab(this.root, ['crosswalk', 'list', ...this.secret, '--json']);
    const heads = this.#reports.flatMap((report) => ['--anchor-of', report]);
    const proof = corelab(this.root, ['crosswalk', 'verify', ...this.secret, ...heads, '--json']);
    for (const { report } of [list, proof]) if (report) show(report, crosswalkTerminalTable);
    return [...exits(list, 0, 'crosswalk list'), ...exits(proof, 0, 'crosswalk verify')];
  }
}

/** The exit code that a verdict stands for. */
function codeFor({ verdict }) {
  return { fail: 1, 'not-evaluable': 3 }[verdict] ?? 0;
}

function exits({ status, stderr }, expected, what) {
  return status === expected
    ? []
    : [`${what} ended with exit code ${status}, expected ${expected}: ${stderr.trim()}`];
}

/** JSON is YAML: patterns need no quoting of their own. */
function trialFile(phantomPatterns) {
  const match = Object.entries(phantomPatterns).map(([attribute, pattern]) => ({ attribute, pattern }));
  const lines = {
    schema: 'corelab/trial@1',
    sponsor: 'Example Pharma',
    protocol: { id: 'EX-DEMO-1', name: 'Example imaging trial' },
    coordinatingCenter: 'Example Core Lab',
    sites: [{ id: '07', name: 'Northmere', issuerOfPatientId: 'NORTHMERE-MRN' }],
    subjectIds: { pattern: '{site}-{sequence:4}-{check}', check: 'iso7064-mod37-2' },
    visits: [
      { id: 'BL', name: 'Baseline', baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 },
      { id: 'M12', name: 'Month 12', targetDay: 365, windowMinusDays: 30, windowPlusDays: 30 },
    ],
    phantoms: { match, idPattern: 'SQ-{site}-{sequence:3}' },
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');
}
