import { contrastKey } from '../../../rules/motion/phantom/phantom-sets.js';
import type { GatheredSeries } from '../gathered.js';

/**
 * Gives each of exactly two series of a study that show the same uniform phantom, in one image each and taken alike, the
 * other's image as its second. Of three or more nobody can tell which go together.
 */
export function pairUniform(series: readonly GatheredSeries[]): GatheredSeries[] {
  const groups = new Map<string, GatheredSeries[]>();
  for (const one of series) {
    if (!isSingle(one)) continue;
    const key = `${one.phantom?.declaredBy} ${contrastKey(one.view)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return series.map((one) => {
    const group = isSingle(one)
      ? groups.get(`${one.phantom?.declaredBy} ${contrastKey(one.view)}`)
      : undefined;
    const other = group?.length === 2 ? group.find((each) => each !== one) : undefined;
    const partner = other?.phantom?.sets[0]?.volumes[0]?.plan;
    return one.phantom && partner ? { ...one, phantom: { ...one.phantom, partner } } : one;
  });
}

function isSingle({ phantom }: GatheredSeries): boolean {
  return phantom?.declaration.spec.kind === 'uniform' && phantom.sets[0]?.volumes.length === 1;
}
