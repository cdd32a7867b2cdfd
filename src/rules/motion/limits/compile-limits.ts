import { nearest } from '../../../findings/suggest.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import type { Compiled } from '../../protocol/compile/constraint.js';
import type { SeriesKind } from '../series/time-series.js';
import { compileCensor, compileLimit, type LimitPlace } from './compile-limit.js';
import type { Censor, Limit, LimitSet, Limits } from './limit.js';
import type { RawLimitSet, RawLimits, RawQc } from './raw-limits.js';

export type { RawLimits, RawQc } from './raw-limits.js';

/** Every kind of series that limits can be of. */
const KINDS: Readonly<Record<SeriesKind, true>> = {
  functional: true,
  diffusion: true,
  asl: true,
  perfusion: true,
  'dynamic-pet': true,
  'dynamic-ct': true,
  'dynamic-mr': true,
};

const KIND_NAMES = Object.keys(KINDS) as readonly SeriesKind[];

/** What a volume is censored by where nothing else is said: half a millimetre, as the paper does. */
export const DEFAULT_CENSOR: Censor = {
  fdMm: 0.5,
  measure: 'power',
  source: 'Power et al. 2012, NeuroImage 59:2142: volumes above 0.5 mm are censored',
};

/**
 * Compiles a limits file: names of figures, units, bounds. What `all` says holds for every kind, also those that `kinds`
 * does not name; what a kind says of a figure stands in the place of what `all` says of it.
 * @returns the limits, or all faults with their places
 */
export function compileLimits(raw: RawLimits): Compiled<Limits> {
  const faults: ConfigFault[] = [];
  const { id, version, source } = raw.limits;
  const { all, kinds = {} } = raw;
  const common = all && compileSet(all, { path: ['all'], faults, source });
  const own = new Map<SeriesKind, WrittenSet>();
  for (const [kind, set] of Object.entries(kinds)) {
    const path = ['kinds', kind];
    if (isKind(kind)) own.set(kind, compileSet(set, { path, faults, source }));
    else faults.push(unknownKind(kind, path));
  }
  if (all === undefined && Object.keys(kinds).length === 0) {
    faults.push(faultAt([raw.kinds ? 'kinds' : 'limits'], 'is not followed by any limit', { at: 'key' }));
  }
  const sets = setsOf(common, own);
  if (faults.length === 0) faults.push(...emptySets(sets, own));
  return faults.length > 0 ? { faults } : { ok: { id, version: String(version), sets } };
}

/**
 * Compiles the `qc:` of a series of a scanning protocol.
 * @param path of it in the protocol's file
 * @param source of what has none of its own: the series', or the protocol's
 */
export function compileQc(raw: RawQc, path: FaultPath, source?: string): Compiled<LimitSet> {
  const faults: ConfigFault[] = [];
  const { censor = DEFAULT_CENSOR, limits } = compileSet(raw, { path, faults, source });
  if (limits.length === 0 && faults.length === 0) faults.push(empty(path));
  return faults.length > 0 ? { faults } : { ok: { censor, limits } };
}

interface WrittenSet {
  readonly censor?: Censor;
  readonly limits: readonly Limit[];
}

function compileSet(raw: RawLimitSet, place: LimitPlace): WrittenSet {
  const inner = { ...place, source: raw.source ?? place.source };
  const at = (...keys: FaultPath): LimitPlace => ({ ...inner, path: [...place.path, ...keys] });
  const censor = raw.censor && compileCensor(raw.censor, at('censor'));
  const seen = new Set<string>();
  const limits: Limit[] = [];
  for (const [i, one] of (raw.limits ?? []).entries()) {
    const { path, faults } = at('limits', i, 'figure');
    if (seen.has(one.figure)) faults.push(faultAt(path, `is '${one.figure}', which has a limit above`));
    seen.add(one.figure);
    const limit = compileLimit(one, at('limits', i));
    if (limit) limits.push(limit);
  }
  return { ...(censor && { censor }), limits };
}

function setsOf(common: WrittenSet | undefined, own: ReadonlyMap<SeriesKind, WrittenSet>): Limits['sets'] {
  const sets: Partial<Record<SeriesKind, LimitSet>> = {};
  for (const kind of KIND_NAMES) {
    const set = merged(common, own.get(kind));
    if (set) sets[kind] = set;
  }
  return sets;
}

function emptySets(sets: Limits['sets'], own: ReadonlyMap<SeriesKind, WrittenSet>): ConfigFault[] {
  const kinds = KIND_NAMES.filter((kind) => sets[kind]?.limits.length === 0);
  const named = kinds.filter((kind) => own.has(kind)).map((kind) => empty(['kinds', kind]));
  return named.length < kinds.length ? [empty(['all']), ...named] : named;
}

function merged(common: WrittenSet | undefined, own: WrittenSet | undefined): LimitSet | undefined {
  if (!common && !own) return undefined;
  const replaced = new Set(own?.limits.map(({ figure }) => figure));
  const kept = common?.limits.filter(({ figure }) => !replaced.has(figure)) ?? [];
  return {
    censor: own?.censor ?? common?.censor ?? DEFAULT_CENSOR,
    limits: [...kept, ...(own?.limits ?? [])],
  };
}

/** Whatever is held against nothing passes. */
function empty(path: FaultPath): ConfigFault {
  return faultAt(path, 'limits nothing: limits are missing', { at: 'key' });
}

function isKind(name: string): name is SeriesKind {
  return Object.hasOwn(KINDS, name);
}

function unknownKind(kind: string, path: FaultPath): ConfigFault {
  return faultAt(path, `is no kind of series; there are ${KIND_NAMES.join(', ')}`, {
    at: 'key',
    meant: nearest(kind, KIND_NAMES),
  });
}
