import { ConfigError, problemText } from '../../../../src/io/config-error.js';
import { dataOf } from '../../../../src/io/yaml-data.js';
import {
  ALL_FIGURES,
  type AnyFigureName,
  type KnownFigures,
} from '../../../../src/rules/motion/all-figures.js';
import type { FigureValue } from '../../../../src/rules/motion/figures.js';
import { compileLimits, type RawLimits } from '../../../../src/rules/motion/limits/compile-limits.js';
import type { Limit, LimitSet, Limits } from '../../../../src/rules/motion/limits/limits.js';

/** What a YAML of limits holds, checked against the schema; faults are told with their places. */
async function compiledFrom(text: string): Promise<Limits | undefined> {
  let limits: Limits | undefined;
  await dataOf<RawLimits>({ file: 'l.yaml', text }, 'limits', (raw) => {
    const compiled = compileLimits(raw);
    if ('faults' in compiled) return compiled.faults;
    limits = compiled.ok;
    return [];
  });
  return limits;
}

const HEAD = 'schema: corelab/limits@1\nlimits: { id: EX, version: 1, source: Manual }\n';

/** Limits of YAML that begins after its head, which has two lines. */
export async function limitsOf(yaml: string, head = HEAD): Promise<Limits> {
  const limits = await compiledFrom(head + yaml);
  if (!limits) throw new Error('nothing was compiled');
  return limits;
}

/** Every fault with its place, as `l.yaml:3:5: …`. */
export async function faultsOf(yaml: string, head = HEAD): Promise<string[]> {
  const error = await compiledFrom(head + yaml).catch((e: unknown) => e);
  return error instanceof ConfigError ? error.problems.map(problemText) : [];
}

/** The only limit of fMRI. */
export async function limitOf(limit: string): Promise<Limit> {
  const { sets } = await limitsOf(`kinds: { functional: { limits: [${limit}] } }`);
  const [one] = sets.functional?.limits ?? [];
  if (!one) throw new Error('no limit');
  return one;
}

/** A limit that is compiled. */
export function limit(figure: AnyFigureName, more: Partial<Limit> = {}): Limit {
  return { figure, onDeviation: 'fail', severity: 'major', source: 'Manual', path: ['here'], ...more };
}

export function setOf(...limits: readonly Limit[]): LimitSet {
  return { censor: { fdMm: 0.5, measure: 'power', source: 'Manual' }, limits };
}

/** Every figure there is; those not given were not measured. */
export function figures(given: Partial<Record<AnyFigureName, number | FigureValue>>): KnownFigures {
  const all = ALL_FIGURES.map(({ name }): [AnyFigureName, FigureValue] => {
    const value = given[name] ?? { why: 'not measured' };
    return [name, typeof value === 'number' ? { value } : value];
  });
  return Object.fromEntries(all) as Record<AnyFigureName, FigureValue>;
}
