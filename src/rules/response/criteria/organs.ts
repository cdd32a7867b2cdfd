import { nearest } from '../../../findings/suggest.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import type { RawOrgan, RawOrgans } from './raw-criteria.js';

/** Which way of writing an organ's name is looked up: lower case, single spaces. */
export function organKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Names and codes that one file gives to organs, each with the organ and its place. */
interface Given {
  readonly key: string;
  readonly organ: string;
  readonly path: FaultPath;
}

/**
 * Lays the organs of a file over those of its base: names and codes are added, and one that the base has for another organ
 * moves.
 * @returns the organ of each name (lower case) and code
 */
export function mergeOrgans(
  base: ReadonlyMap<string, string>,
  own: RawOrgans = {},
): ReadonlyMap<string, string> {
  return new Map([...base, ...given(own).map(({ key, organ }) => [key, organ] as const)]);
}

/** Names and codes that one file gives to two organs, and organs that are probably misspelt ones of the base. */
export function organFaults(
  own: RawOrgans = {},
  base: ReadonlyMap<string, string> = new Map(),
): ConfigFault[] {
  const faults = misspelt(own, base);
  const seen = new Map<string, string>();
  for (const { key, organ, path } of given(own)) {
    const other = seen.get(key);
    if (other === undefined) seen.set(key, organ);
    else if (other !== organ)
      faults.push(faultAt(path, `gives '${key}' to ${organ}, and it is ${other} above already`));
  }
  return faults;
}

/** A misspelt organ would be one of its own: two targets of the liver and one of the `livre` would all be within the limits. */
function misspelt(own: RawOrgans, base: ReadonlyMap<string, string>): ConfigFault[] {
  const known = [...new Set(base.values())];
  return Object.keys(own).flatMap((name) => {
    const meant = known.includes(organKey(name)) ? undefined : nearest(organKey(name), known);
    return meant === undefined
      ? []
      : [faultAt(['organs', name], 'is no organ of the base', { at: 'key', meant })];
  });
}

function given(organs: RawOrgans): readonly Given[] {
  return Object.entries(organs).flatMap(([name, raw]) => {
    const organ = organKey(name);
    const path = ['organs', name];
    const codes = (raw.codes ?? []).map((code, at) => ({ key: code, organ, path: [...path, 'codes', at] }));
    return [...named(organ, path, raw), ...codes];
  });
}

function named(organ: string, path: FaultPath, { names = [], sides = false }: RawOrgan): readonly Given[] {
  const all = [
    { name: organ, path },
    ...names.map((name, at) => ({ name: organKey(name), path: [...path, 'names', at] })),
  ];
  return all.flatMap(({ name, path }) =>
    [name, ...(sides ? sidesOf(name) : [])].map((key) => ({ key, organ, path })),
  );
}

/** As people (`left lung`) and CDISC (`LUNG, LEFT`) write the side of a paired organ: one organ, by the RECIST working group's FAQ. */
function sidesOf(name: string): readonly string[] {
  return ['left', 'right', 'both', 'bilateral'].flatMap((side) => [
    `${side} ${name}`,
    `${name}, ${side}`,
    `${name} ${side}`,
  ]);
}
