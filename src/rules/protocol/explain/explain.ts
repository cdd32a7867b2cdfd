import { figureOf } from '../../motion/all-figures.js';
import { FIGURES } from '../../motion/figures.js';
import type { LimitSet } from '../../motion/limits/limit.js';
import { limitInWords } from '../../motion/limits/words.js';
import { fieldInWords, phantomInWords } from '../../motion/phantom/words.js';
import type { Check, Consequence, Entry, Protocol } from '../compiled.js';
import { conditionWords, scannerWords, valueWords } from './condition-words.js';
import { listed, printedName } from './names.js';
import { crossWords, type TitleOf, visitWords } from './rule-words.js';

/** A row of the manual's table. */
export interface ManualRow {
  /** Name or title of the series; empty for what is of the whole protocol. */
  readonly series: string;
  /** `matched by`, `count`, `Echo Time`, `between series` … */
  readonly what: string;
  readonly expected: string;
  /** Where it only counts: `SIEMENS, software XA30 and later`. */
  readonly when?: string;
  readonly onDeviation?: 'fail' | 'warn';
  readonly severity?: string;
  readonly source?: string;
  readonly rationale?: string;
}

/** The protocol in words: what it is, series by series, and what is asked of all of them. */
export function explainProtocol(protocol: Protocol): ManualRow[] {
  const titles = new Map(protocol.entries.map(({ name, title }) => [name, title ?? name]));
  const titleOf: TitleOf = (name) => titles.get(name) ?? name;
  return [headRow(protocol), ...protocol.entries.flatMap(entryRows), ...wholeRows(protocol, titleOf)];
}

function headRow({ id, version, title, source }: Protocol): ManualRow {
  const name = title === undefined ? id : `${title} (${id})`;
  return {
    series: '',
    what: 'protocol',
    expected: `${name}, version ${version}`,
    ...(source === undefined ? {} : { source }),
  };
}

function entryRows(entry: Entry): ManualRow[] {
  const { match, checks, variants, visits, constant, onDeviation } = entry;
  const series = entry.title ?? entry.name;
  const source = entry.source === undefined ? {} : { source: entry.source };
  const rows: ManualRow[] = [
    { series, what: 'matched by', expected: conditionWords(match) },
    { series, what: 'count', expected: countWords(entry.count), onDeviation, ...source },
  ];
  if (visits) rows.push({ series, what: 'at visits', expected: listed(visits) });
  const replaced = new Set(
    variants.flatMap((variant) => variant.checks.map(({ quantity }) => quantity.name)),
  );
  for (const check of checks) {
    rows.push(checkRow(series, check, replaced.has(check.quantity.name) ? 'other scanners' : undefined));
  }
  for (const { when, checks } of variants) {
    for (const check of checks) rows.push(checkRow(series, check, scannerWords(when)));
  }
  if (constant) rows.push({ series, what: 'must not vary', expected: constantWords(entry.constant ?? []) });
  if (entry.phantom) rows.push({ series, what: 'shows', expected: phantomInWords(entry.phantom) });
  if (entry.qc) rows.push(...qcRows(series, entry.qc, entry.phantom));
  if (entry.variantRequired === 'yes') {
    rows.push({ series, what: 'scanner', expected: 'one of those named here' });
  }
  return rows;
}

/** Limits that `qc-motion` holds the series against; what volumes are censored by, where it is of runs over time. */
function qcRows(series: string, { censor, limits }: LimitSet, phantom: Entry['phantom']): ManualRow[] {
  const measure = { power: 'Power', jenkinson: 'Jenkinson' }[censor.measure];
  const expected = `FD ${censor.fdMm} mm (${measure})`;
  const isOfRuns = !phantom && limits.some(({ figure }) => FIGURES.some(({ name }) => name === figure));
  const when = phantom && fieldInWords(phantom);
  return [
    ...(isOfRuns ? [{ series, what: 'censored above', expected, source: censor.source }] : []),
    ...limits.map((limit) => ({
      series,
      what: figureOf(limit.figure).label,
      expected: limitInWords(limit, figureOf(limit.figure)),
      ...(when !== undefined && { when }),
      ...consequenceOf(limit),
    })),
  ];
}

const constantWords = (constant: NonNullable<Entry['constant']>): string =>
  constant.length === 0 ? 'nothing' : listed(constant.map(({ name }) => printedName(name)));

function checkRow(series: string, check: Check, scanner: string | undefined): ManualRow {
  const own = check.when && conditionWords(check.when);
  const when = [scanner, own].filter((words) => words !== undefined).join('; ');
  return {
    series,
    what: printedName(check.quantity.name),
    expected: check.varies ? `${valueWords(check)}; may differ from instance to instance` : valueWords(check),
    ...(when !== '' && { when }),
    ...consequenceOf(check),
  };
}

function countWords({ min, max }: Entry['count']): string {
  if (max === 0) return 'none';
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? 'any number' : `${min} or more`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function wholeRows(protocol: Protocol, titleOf: TitleOf): ManualRow[] {
  const { crossSeries, acrossVisits, devices, exclude, unexpected } = protocol;
  const row = (what: string, expected: string, consequence: Partial<Consequence> = {}): ManualRow => ({
    series: '',
    what,
    expected,
    ...consequenceOf(consequence),
  });
  const scanners = devices
    ? [row('scanner', `one of the ${devices.list.length} in ${devices.file}`, devices)]
    : [];
  return [
    ...crossSeries.map((rule) => row('between series', crossWords(rule, titleOf), rule)),
    ...acrossVisits.map((rule) => row('from visit to visit', visitWords(rule, titleOf), rule)),
    ...scanners,
    ...exclude.map(({ match, reason }) => row('not judged', conditionWords(match), { rationale: reason })),
    { series: '', what: 'other series', ...OTHERS[unexpected] },
  ];
}

const OTHERS: Readonly<Record<Protocol['unexpected'], Pick<ManualRow, 'expected' | 'onDeviation'>>> = {
  fail: { expected: 'none', onDeviation: 'fail' },
  warn: { expected: 'none', onDeviation: 'warn' },
  ignore: { expected: 'any; they are not judged' },
};

function consequenceOf({ onDeviation, severity, source, rationale }: Partial<Consequence>) {
  return {
    ...(onDeviation && { onDeviation }),
    ...(severity && { severity }),
    ...(source === undefined ? {} : { source }),
    ...(rationale === undefined ? {} : { rationale }),
  };
}
