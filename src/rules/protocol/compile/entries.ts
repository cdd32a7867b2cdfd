import { compileQc } from '../../motion/limits/compile-limits.js';
import { compilePhantom } from '../../motion/phantom/compile-phantom.js';
import type { Entry, ProtocolPath, Variant } from '../compiled.js';
import type { RawProtocol, RawSeries, RawVariant } from '../protocol.js';
import { compileChecks, compileCondition } from './conditions.js';
import { defined, type Faults } from './faults.js';

/** Compiles the series that a protocol asks for; those with faults are left out. */
export function compileEntries({ series, protocol }: RawProtocol, faults: Faults): Entry[] {
  const named = Object.entries(series);
  if (named.length === 0) faults.add(['series'], 'names no series', { at: 'key' });
  const seen = new Map<string, string>();
  for (const [name] of named) {
    const trimmed = name.trim();
    const before = seen.get(trimmed);
    if (trimmed === '') faults.add(['series', name], 'has a blank name', { at: 'key' });
    else if (before !== undefined) {
      faults.add(['series', name], 'has the name of another series, but for spaces', { at: 'key' });
    }
    seen.set(trimmed, name);
  }
  return defined(
    named.map(([name, raw]) => {
      const source = raw.source ?? protocol.source;
      return compileEntry({ ...raw, ...(source === undefined ? {} : { source }) }, ['series', name], faults);
    }),
  );
}

/** Names of the series, as everything else in the protocol refers to them. */
export function entryNames({ series }: RawProtocol): string[] {
  return Object.keys(series).map((name) => name.trim());
}

function compileEntry(raw: RawSeries, path: ProtocolPath, faults: Faults): Entry | undefined {
  const { title, source, visits, onDeviation = 'fail' } = raw;
  const match = compileCondition(raw.match, [...path, 'match'], faults);
  const count = countOf(raw.count, [...path, 'count'], faults);
  const checks = compileChecks(raw.checks ?? {}, [...path, 'checks'], { faults, source });
  const variants = compileVariants(raw, path, faults);
  const constant =
    raw.constant &&
    defined(raw.constant.map((name, i) => faults.quantity(name, [...path, 'constant', i], 'value')));
  if (raw.variantRequired !== undefined && variants.length === 0) {
    faults.add([...path, 'variantRequired'], 'needs variants', { at: 'key' });
  }
  const phantom = raw.phantom && compilePhantom(raw.phantom, [...path, 'phantom'], faults.list);
  const shown = raw.phantom?.kind;
  const qc = raw.qc && faults.take(compileQc(raw.qc, [...path, 'qc'], { source, phantom: shown }));
  if (!match || !count) return undefined;
  return {
    name: String(path.at(-1)).trim(),
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    match,
    count,
    ...(visits && { visits }),
    onDeviation,
    checks,
    variants,
    variantRequired: requiredOf(raw.variantRequired),
    ...(constant && { constant }),
    ...(qc && { qc }),
    ...(phantom && { phantom }),
    path,
  };
}

function requiredOf(raw: boolean | undefined): Entry['variantRequired'] {
  if (raw === undefined) return 'by-check';
  return raw ? 'yes' : 'no';
}

function countOf(raw: RawSeries['count'], path: ProtocolPath, faults: Faults): Entry['count'] | undefined {
  if (raw === undefined) return { min: 1, max: 1 };
  if (typeof raw === 'number') return { min: raw, max: raw };
  if (raw.min === undefined && raw.max === undefined) {
    return faults.add(path, 'names neither min nor max', { at: 'key' });
  }
  const { min = 0, max = Number.POSITIVE_INFINITY } = raw;
  if (min > max) return faults.add([...path, 'min'], `is ${min}, more than max, which is ${max}`);
  return { min, max };
}

function compileVariants({ variants = [], source }: RawSeries, path: ProtocolPath, faults: Faults) {
  const names = new Set<string>();
  return defined(
    variants.map((raw, i) => {
      const at = [...path, 'variants', i];
      const variant = compileVariant(raw, at, { faults, source });
      if (raw.name !== undefined && names.has(raw.name)) {
        faults.add([...at, 'name'], `is '${raw.name}', the name of a variant above`);
      }
      if (raw.name !== undefined) names.add(raw.name);
      return variant;
    }),
  );
}

function compileVariant(
  raw: RawVariant,
  path: ProtocolPath,
  { faults, source }: { readonly faults: Faults; readonly source: string | undefined },
): Variant | undefined {
  const when = compileCondition(raw.when, [...path, 'when'], faults);
  const checks = compileChecks(raw.checks, [...path, 'checks'], { faults, source });
  if (!when) return undefined;
  const words = when.terms.map(({ constraint }) => `${constraint.quantity.name} ${constraint.text}`);
  return { name: raw.name ?? words.join(', '), when, checks };
}
