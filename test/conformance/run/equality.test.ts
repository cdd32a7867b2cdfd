import { beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../../../fixtures/collection.js';
import { COLLECTIONS } from '../../../fixtures/collections.js';
import { TRUTH } from '../../../fixtures/trial/truth.js';
import { writeFiles } from '../../../fixtures/write-files.js';
import { corelab } from '../../commands/cli.js';
import { expectSameFiles, withoutRun } from './equal.js';
import { piped } from './shell-pipeline.js';
import { discOf, given, type RunReport, TrialLab } from './trial-lab.js';

// `run` against the same commands in a pipe of the shell, each from the same copy of a store. Subjects are known to it
// already, so that both shift dates by the same days.
const MINUTES = 60_000;

/** Troubles whose discs are held against the shell, and clean discs of each site. */
const NUMBERS = [1, 2, 3, 5, 6, 8, 9, 10];
const CLEAN = [discOf('01-001-K', 'V2'), discOf('02-001-4', 'V2'), discOf('03-001-P', 'V2')];

function troubledDiscs() {
  return TRUTH.discs.filter(({ trouble }) => trouble !== null && NUMBERS.includes(trouble));
}

describe('run on discs of the trial', () => {
  const discs = [...CLEAN, ...troubledDiscs()];
  const before = TRUTH.discs.filter(
    ({ batch, subject }) => batch === 'batch-1' && discs.some((disc) => disc.subject === subject),
  );
  let lab: TrialLab;
  let first: RunReport;
  let second: RunReport;
  let released: Map<string, Buffer>;
  let kept: Map<string, object>[];
  let told: ((command: string) => object)[];

  beforeAll(async () => {
    lab = await TrialLab.make([...before, ...discs]);
    first = await lab.run(before.map(given));
    const putBack = await lab.keep();
    second = await lab.run(discs.map(given));
    released = lab.filesIn('out');
    kept = second.deliveries.map(({ delivery }) => reportsOf(lab, second, delivery));
    await putBack();
    told = [];
    for (const [i, { site, path, subject }] of discs.entries()) {
      const { visits } = second.deliveries[i] ?? { visits: [] };
      const earlier = before.findIndex((disc) => disc.subject === subject && disc.path !== path) + 1;
      const against = lab.path(
        'out.state',
        first.run.id,
        String(earlier).padStart(4, '0'),
        'check-protocol.json',
      );
      told.push(await piped(lab, `disc-${i}`, { site, path, visit: visits[0], against }));
    }
  }, 15 * MINUTES);

  it.each(discs.map(({ path, trouble }, i) => [trouble ?? 'none', path, i] as const))(
    'says by every command what the shell says: trouble %s, %s',
    (trouble, _, i) => {
      const reports = kept[i] ?? new Map();
      const isHeld =
        trouble !== 'none' && TRUTH.troubles.find(({ number }) => number === trouble)?.releasesNothing;
      expect(reports.size).toBe(isHeld ? 3 : 6);
      for (const [command, report] of reports)
        expect(report, command).toEqual(withoutRun(told[i]?.(command) ?? {}));
    },
  );

  it('releases the same files, byte for byte', () => {
    expect(released.size).toBeGreaterThan(500);
    expectSameFiles(lab.filesIn('out'), released);
  });
});

function reportsOf(lab: TrialLab, { run }: RunReport, delivery: number): Map<string, object> {
  const commands = lab.keptOf(run.id, delivery);
  return new Map(commands.map((command) => [command, withoutRun(lab.kept(run.id, delivery, command))]));
}

/** Collections of other kinds of objects, faults and people. */
const NAMES = [
  ...['two-patients', 're-sent', 'phantom-scan', 'mistaken-id', 'burned-in', 'pet-suv', 'asl'],
  ...['objects', 'ibsi-phantom'],
];

describe.each(COLLECTIONS.filter(({ name }) => NAMES.includes(name)))(
  'run on the collection $name',
  (collection) => {
    it(
      'says what the shell says, and releases the same files',
      async () => {
        const lab = await withCollection(collection);
        const putBack = await lab.keep();
        const report = await lab.run(['01=cd']);
        const [row] = report.deliveries;
        const reports = reportsOf(lab, report, 1);
        const released = lab.filesIn('out');
        await putBack();
        const visit = row?.visits.length === 1 ? row.visits[0] : undefined;
        const told = await piped(lab, 'cd', { site: '01', path: 'cd', visit });
        expect(reports.size).toBeGreaterThanOrEqual(3);
        for (const [command, one] of reports) expect(one, command).toEqual(withoutRun(told(command)));
        if (released.size > 0) expectSameFiles(lab.filesIn('out'), released);
        expect(row?.filesOut).toBe(released.size);
      },
      5 * MINUTES,
    );
  },
);

/** A trial whose store knows the subjects of the collection. */
async function withCollection({ make }: Collection): Promise<TrialLab> {
  const lab = await TrialLab.make([]);
  writeFiles(lab.path('cd'), (await make()).files);
  const named = [
    ...lab.crosswalk,
    '--trial',
    lab.trial,
    '--site',
    '01',
    '--key-file',
    lab.path('corelab.key'),
  ];
  await corelab(['assign-id', lab.path('cd'), ...named, '--json']);
  return lab;
}
