import type { AnyReport } from './examples.js';

/** Words of a count, and the number that belongs behind them. */
type Recounted = readonly [what: string, n: number];
type Row = Readonly<Record<string, never>> & Readonly<Record<string, unknown>>;

const OPEN = new Set<unknown>(['fail', 'not-evaluable', 'warn']);
const WORDS: Readonly<Record<string, string>> = { 'not-evaluable': 'not evaluable', warn: 'warning' };

function rows(of: unknown, key: string): Row[] {
  const value = (of as Record<string, unknown> | undefined)?.[key];
  return Array.isArray(value) ? (value as Row[]) : [];
}

/** How many of what share a key. */
function tally<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

function findings(report: AnyReport): Recounted[] {
  const listed: Recounted = ['files that a report lists', rows(report, 'files').length];
  // Reports of a trial tell rows in place of findings: see the tests of `needs-of-trial`.
  if (report.command === 'run' || report.command === 'status') return [listed];
  const all = rows(report, 'findings');
  const key = ({ severity, outcome, code }: Row): string => `${severity} ${outcome} ${code}`;
  const groups = tally(all, key);
  const isNow = ({ outcome }: Row): boolean => outcome === 'fail' || outcome === 'not-evaluable';
  return [
    ['things that need a person', new Set(all.filter(isNow).map(key)).size],
    ['warnings', all.filter(({ outcome }) => outcome === 'warn').length],
    ['notes', all.filter(({ outcome }) => !OPEN.has(outcome)).length],
    ...[...groups.values()].map((n): Recounted => ['of this code', n]),
    ...(report.command === 'manifest'
      ? []
      : [...groups.values()].map((n): Recounted => ['more of this code', n - 1])),
    listed,
  ];
}

function protocol(report: AnyReport): Recounted[] {
  return rows(report, 'studies').flatMap(({ study }, i) => {
    const own = rows(report, 'checks').filter((check) => check.study === study);
    const where = `study ${study} (0/studies/${i})`;
    const calm = own.filter((check) => !OPEN.has(check.outcome) && check.disposition === undefined);
    return [
      [`checks without a deviation, ${where}`, calm.length] as const,
      ...[...tally(own, ({ outcome }) => String(outcome))].map(
        ([outcome, n]) => [`checks: ${WORDS[outcome] ?? outcome.replace('-', ' ')}, ${where}`, n] as const,
      ),
    ];
  });
}

function deid(report: AnyReport): Recounted[] {
  const quarantine = rows(report, 'quarantine');
  const verified = rows(report, 'verified');
  const patients = rows(report, 'patients') as unknown as { files: number }[];
  const byCode = tally(quarantine, ({ code }) => String(code));
  const hits = [...quarantine, ...verified].flatMap((row) => rows(row, 'hits'));
  const byPlace = tally(hits, ({ where, from, kind }) => JSON.stringify([where, from, kind]));
  const problems = tally(
    verified.flatMap((row) => rows(row, 'problems')),
    ({ code }) => String(code),
  );
  const others = (report.summary.filesIn ?? 0) - patients.reduce((sum, { files }) => sum + files, 0);
  return [
    ['files of the report', rows(report, 'files').length],
    ['quarantined files that were not kept', quarantine.filter(({ kept }) => kept === false).length],
    ...[...byCode].map(([code, n]): Recounted => [`quarantined files: ${code}`, n]),
    ...[...byPlace.values()].map((n): Recounted => ['hits of this place, kind and origin', n]),
    ...[...problems].map(([code, n]): Recounted => [`files with ${code}`, n]),
    ['files that something is wrong with', verified.length],
    ['files with hits', verified.filter((row) => rows(row, 'hits').length > 0).length],
    ['files in that are of no patient', others],
  ];
}

function quarantine(report: AnyReport): Recounted[] {
  const entries = tally(rows(report, 'entries'), ({ status, code }) => `entries ${status}: ${code}`);
  const places = tally(rows(report, 'hits'), ({ where, from, kind }) => JSON.stringify([where, from, kind]));
  return [
    ...entries,
    ...[...places.values()].map((n): Recounted => ['hits of this place, kind and origin', n]),
  ];
}

/** Findings of one code about one series, or about one study or patient as a whole: said once. */
function saidOnce(report: AnyReport): Recounted[] {
  const files = rows(report, 'files');
  const place = ({ subject }: Row): string => {
    const { file, name, studyUID, seriesUID } = (subject ?? {}) as Record<string, unknown>;
    const entry = typeof file === 'number' && files[file]?.kind === 'dicom' ? files[file] : undefined;
    const series = seriesUID ?? entry?.seriesUID ?? (entry ? '' : undefined);
    const study = studyUID ?? entry?.studyUID;
    return JSON.stringify(series === undefined ? [name ?? study] : [study ?? null, series]);
  };
  const said = tally(rows(report, 'findings'), (one) => `${place(one)} ${String(one.code)}`);
  const all = tally(
    rows(report, 'findings'),
    ({ severity, outcome, code }) => `${severity} ${outcome} ${code}`,
  );
  return [...said.values(), ...all.values()].map((n): Recounted => ['more of this code', n - 1]);
}

function manifest(report: AnyReport): Recounted[] {
  const series = rows(report, 'studies').flatMap((study) => rows(study, 'series'));
  const stacks = series.map((one) => rows(one, 'stacks').length);
  const differing = rows(report, 'dicomdirs').flatMap((one) =>
    ['absent', 'differs', 'unreferenced'].map((key) => rows(one, key).length),
  );
  return [
    ...saidOnce(report),
    ['files in which a DICOMDIR and its folder differ', differing.reduce((sum, n) => sum + n, 0)],
    ['devices, those whose software changed first', rows(report, 'devices').length],
    ['patients, those with findings first', rows(report, 'patients').length],
    ...rows(report, 'dicomdirs').flatMap((one): Recounted[] => [
      ['referenced and absent', rows(one, 'absent').length],
      ['hold another instance', rows(one, 'differs').length],
      ['there and not referenced', rows(one, 'unreferenced').length],
    ]),
    ['stacks of slices', stacks.reduce((sum, n) => sum + n, 0)],
    ...stacks.map((n): Recounted => ['orientations of the series', n]),
    ['files that are no DICOM', rows(report, 'notDicom').length],
    ['groups of doubled files, those that differ first', rows(report, 'duplicates').length],
  ];
}

function identity(report: AnyReport): Recounted[] {
  const patients = rows(report, 'patients');
  const needy = patients.filter(({ outcome }) => /^(conflict|withdrawn|unassigned)$/.test(String(outcome)));
  return [
    ['patients', patients.length],
    ['patients that need a person', needy.length],
    ['assignments', rows(report, 'assignments').length],
    ['files in but those skipped', (report.summary.filesIn ?? 0) - (report.summary.skipped ?? 0)],
  ];
}

function motion(report: AnyReport): Recounted[] {
  const runs = rows(report, 'series');
  const named = [
    ...runs.map((row) => ({ ...row, of: 'run', n: row.run })),
    ...rows(report, 'images').map((row) => ({ ...row, of: 'image', n: row.image })),
    ...rows(report, 'phantoms').map((row) => ({ ...row, of: 'phantom', n: row.image })),
  ] as unknown as Row[];
  const limits = named.flatMap((row): Recounted[] => {
    const own = rows(report, 'checks').filter(
      (check) =>
        check.of === row.of &&
        check.studyUID === row.studyUID &&
        check.seriesUID === row.seriesUID &&
        check.run === row.n,
    );
    return [
      ['limits held against it', own.length],
      ['limits of it that are kept', own.filter(({ outcome }) => outcome === 'pass').length],
    ];
  });
  const volumes = runs.flatMap((run): Recounted[] => {
    const all = rows(run, 'volumes');
    const unmeasured = all.filter(({ state }) => state !== 'measured' && state !== 'reference');
    return [
      ['volumes of the run', all.length],
      ['censored volumes of the run', all.filter(({ censored }) => censored === true).length],
      ['Volumes that were not measured', unmeasured.length],
      ['Slices with a dropout or a spike', rows(run, 'slices').length],
    ];
  });
  const parts = rows(report, 'phantoms').map(
    (row): Recounted => ['parts found in the phantom', rows(row, 'parts').length],
  );
  return [...limits, ...volumes, ...parts];
}

const CODES = ['concept', 'derivation', 'method', 'finding', 'findingSite', 'laterality'] as const;

function measurements(report: AnyReport): Recounted[] {
  const all = rows(report, 'rows');
  const uses = tally(
    all.flatMap((row) => CODES.flatMap((key) => (row[key] ? [[key, row[key]] as const] : []))),
    ([key, { value, scheme, meaning }]) => JSON.stringify([key, value, scheme, meaning]),
  );
  const readings = tally(all, ({ subject, site, visit, reader }) =>
    JSON.stringify([subject, site, visit, reader]),
  );
  const valueless = all.filter(({ value }) => value === null);
  return [
    ['codes of the measurements', uses.size],
    ...[...uses.values()].map((n): Recounted => ['measurements with this code', n]),
    ...[...readings.values()].map((n): Recounted => ['measurements of the reading', n]),
    ...[...tally(valueless, ({ why }) => String(why)).values()].map(
      (n): Recounted => ['measurements without a value for this reason', n],
    ),
  ];
}

function ledger(report: AnyReport): Recounted[] {
  const named = tally(
    rows(report, 'events').filter(({ report: one }) => one !== null),
    ({ report: one }) => String(one),
  );
  return [
    ['reports named', named.size],
    ...[...named.values()].map((n): Recounted => ['events that name the report', n]),
  ];
}

function run(report: AnyReport): Recounted[] {
  const untold = (counts: unknown): number => {
    const { filesIn, filesOut, quarantined, skipped, duplicates } = counts as Record<string, number>;
    return [filesOut, quarantined, skipped, duplicates].reduce((left = 0, n = 0) => left - n, filesIn) ?? 0;
  };
  const deliveries = rows(report, 'deliveries').map(untold);
  const calm = rows(report, 'problems').filter(({ outcome, item }) => item === null && !OPEN.has(outcome));
  return [
    ['files of which nothing is told', untold(report.summary)],
    ['difference of the whole and its parts', Math.abs(untold(report.summary))],
    ['deliveries whose sum does not hold', deliveries.filter((n) => n !== 0).length],
    ...deliveries.map((n): Recounted => ['files of the delivery of which nothing is told', n]),
    ['notes of the run', calm.length],
  ];
}

const OF_COMMAND: Readonly<Record<string, (report: AnyReport) => readonly Recounted[]>> = {
  ...{ manifest, deid, quarantine, run, ledger, decide: ledger, 'assign-id': identity },
  ...{ 'check-protocol': protocol, 'qc-motion': motion, 'measure-export': measurements },
};

/** What a page of one report may say that it counted, counted from its JSON by other code. */
export function recounted(report: AnyReport): Recounted[] {
  return [...findings(report), ...(OF_COMMAND[report.command]?.(report) ?? [])];
}
