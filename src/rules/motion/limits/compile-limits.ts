import { nearest } from '../../../findings/suggest.js';
import { PHANTOM_KINDS } from '../../../motion/phantom/phantom-image.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import type { Compiled } from '../../protocol/compile/constraint.js';
import { type AnyFigureName, FIGURES_OF, type LimitKind } from '../all-figures.js';
import type { ImageKind } from '../image/image-kind.js';
import { compilePhantom } from '../phantom/compile-phantom.js';
import type { SeriesKind } from '../series/series-runs.js';
import { compileSet, DEFAULT_CENSOR, type WrittenSet } from './compile-set.js';
import type { LimitSet, Limits } from './limit.js';
import type { RawLimits, RawQc } from './raw-limits.js';

export { DEFAULT_CENSOR } from './compile-set.js';
export type { RawLimits, RawQc } from './raw-limits.js';

/** What `kinds` may name. */
type WrittenKind = SeriesKind | ImageKind;

/** Every kind that `kinds` may name, and whether it is of runs over time. */
const IS_RUN: Readonly<Record<WrittenKind, boolean>> = {
  functional: true,
  diffusion: true,
  asl: true,
  perfusion: true,
  'dynamic-pet': true,
  'dynamic-ct': true,
  'dynamic-mr': true,
  structural: false,
  multislice: false,
  ct: false,
  pet: false,
};

const KIND_NAMES = Object.keys(IS_RUN) as readonly WrittenKind[];

/** Figures of runs and of images: what `all`, and `qc` of a series that shows no phantom, may limit. */
const OF_PEOPLE: readonly AnyFigureName[] = [...new Set(KIND_NAMES.flatMap((kind) => FIGURES_OF[kind]))];

/**
 * Compiles a limits file: names of figures, units, bounds. What `all` says holds for every kind that has the figure, also
 * those that `kinds` does not name; what a kind says of a figure stands in the place of what `all` says of it. A phantom
 * stands alone.
 * @returns the limits, or all faults with their places
 */
export function compileLimits(raw: RawLimits): Compiled<Limits> {
  const faults: ConfigFault[] = [];
  const { id, version } = raw.limits;
  const compiled = raw.phantom ? ofPhantom(raw, raw.phantom, faults) : ofKinds(raw, faults);
  return faults.length > 0 ? { faults } : { ok: { id, version: String(version), ...compiled } };
}

/** What else a `qc:` depends on. */
export interface QcContext {
  /** Of what has none of its own: the series', or the protocol's. */
  readonly source: string | undefined;
  /** The phantom that the series shows. */
  readonly phantom?: LimitKind | undefined;
}

/**
 * Compiles the `qc:` of a series of a scanning protocol: limits of the phantom that it shows, else of runs and images.
 * @param path of it in the protocol's file
 */
export function compileQc(raw: RawQc, path: FaultPath, { source, phantom }: QcContext): Compiled<LimitSet> {
  const faults: ConfigFault[] = [];
  const has = phantom
    ? { whose: `a phantom '${phantom}'`, names: FIGURES_OF[phantom], isCensored: false }
    : { whose: 'a series that shows no phantom', names: OF_PEOPLE, isCensored: true };
  const { censor = DEFAULT_CENSOR, limits } = compileSet(raw, { path, faults, source, has });
  if (limits.length === 0 && faults.length === 0) faults.push(empty(path));
  return faults.length > 0 ? { faults } : { ok: { censor, limits } };
}

type Sets = Pick<Limits, 'sets' | 'phantom'>;

function ofPhantom(raw: RawLimits, phantom: NonNullable<RawLimits['phantom']>, faults: ConfigFault[]): Sets {
  const path = ['phantom'];
  for (const key of ['all', 'kinds'] as const) {
    if (raw[key])
      faults.push(faultAt([key], 'cannot stand beside phantom: images show it, or people', { at: 'key' }));
  }
  const declared = compilePhantom(phantom, path, faults);
  // Which figures it may limit goes by the kind; a wrong one would be told again at each of them.
  if (!isOneOf(PHANTOM_KINDS, phantom.kind)) return { sets: {} };
  const compiled = compileQc(phantom, path, { source: raw.limits.source, phantom: phantom.kind });
  if ('faults' in compiled) faults.push(...compiled.faults);
  return declared && 'ok' in compiled
    ? { sets: { [phantom.kind]: compiled.ok }, phantom: declared }
    : { sets: {} };
}

function ofKinds(raw: RawLimits, faults: ConfigFault[]): Sets {
  const { all, kinds = {}, limits } = raw;
  const { source } = limits;
  const has = { whose: 'no kind of series', names: OF_PEOPLE, isCensored: true, isNegated: true };
  const common = all && compileSet(all, { path: ['all'], faults, source, has });
  const own = new Map<WrittenKind, WrittenSet>();
  for (const [kind, set] of Object.entries(kinds)) {
    const path = ['kinds', kind];
    if (!isOneOf(KIND_NAMES, kind)) {
      faults.push(unknownKind(kind, path));
      continue;
    }
    const has = { whose: `a series of kind ${kind}`, names: FIGURES_OF[kind], isCensored: IS_RUN[kind] };
    own.set(kind, compileSet(set, { path, faults, source, has }));
  }
  if (all === undefined && Object.keys(kinds).length === 0) {
    faults.push(faultAt([raw.kinds ? 'kinds' : 'limits'], 'is not followed by any limit', { at: 'key' }));
  }
  const sets = setsOf(common, own);
  if (faults.length === 0) faults.push(...emptySets({ sets, common, own }));
  return { sets };
}

function setsOf(common: WrittenSet | undefined, own: ReadonlyMap<WrittenKind, WrittenSet>): Limits['sets'] {
  const sets: Partial<Record<LimitKind, LimitSet>> = {};
  for (const kind of KIND_NAMES) {
    const set = merged(kind, common, own.get(kind));
    if (set.limits.length > 0) sets[kind] = set;
  }
  return sets;
}

function merged(kind: WrittenKind, common: WrittenSet | undefined, own: WrittenSet | undefined): LimitSet {
  const replaced = new Set(own?.limits.map(({ figure }) => figure));
  const has = new Set(FIGURES_OF[kind]);
  const kept = common?.limits.filter(({ figure }) => has.has(figure) && !replaced.has(figure)) ?? [];
  return {
    censor: own?.censor ?? common?.censor ?? DEFAULT_CENSOR,
    limits: [...kept, ...(own?.limits ?? [])],
  };
}

/** Whatever is held against nothing passes: a set that was written has to limit something. */
function emptySets(written: {
  readonly sets: Limits['sets'];
  readonly common: WrittenSet | undefined;
  readonly own: ReadonlyMap<WrittenKind, WrittenSet>;
}): ConfigFault[] {
  const { sets, common, own } = written;
  const named = [...own.keys()].filter((kind) => !sets[kind]).map((kind) => empty(['kinds', kind]));
  const isIdle = common?.limits.length === 0 && KIND_NAMES.some((kind) => IS_RUN[kind] && !own.has(kind));
  return isIdle ? [empty(['all']), ...named] : named;
}

function empty(path: FaultPath): ConfigFault {
  return faultAt(path, 'limits nothing: limits are missing', { at: 'key' });
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return names.some((one) => one === name);
}

function unknownKind(kind: string, path: FaultPath): ConfigFault {
  const text = isOneOf(PHANTOM_KINDS, kind)
    ? `is a phantom: it is declared as 'phantom: { kind: ${kind} }'`
    : `is no kind of series; there are ${KIND_NAMES.join(', ')}`;
  return faultAt(path, text, { at: 'key', meant: nearest(kind, KIND_NAMES) });
}
