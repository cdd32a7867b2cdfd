import type { PetFacts } from '../../../pet/pet-facts.js';
import type { Stated } from '../../../pet/stated.js';
import type { Probe } from '../../../study/probe/probe.js';
import type { Known, Sample, SeriesView } from '../series-view.js';
import { ABSENT, numbers, rounded, texts } from './derive.js';

/** The facts of PET instances, as `readPetFacts` of `src/pet` reads them. */
export const PET_PROBE: Probe = { kind: 'bundle', name: 'pet' };

/** The facts of a series, and the instances of which there are none. */
export interface SeriesFacts {
  readonly facts: readonly PetFacts[];
  /** For each of the facts the instances that have them. */
  readonly instances: readonly (readonly number[])[];
  /** Instances that could not be read, as samples of their own: they never pass. */
  readonly unread: readonly Sample[];
}

/** The facts that were read of a series, most frequent first. */
export function factsOf(view: SeriesView): SeriesFacts {
  const facts: PetFacts[] = [];
  const instances: (readonly number[])[] = [];
  const unread: Sample[] = [];
  for (const observed of view.readings(PET_PROBE)) {
    const { reading } = observed;
    if (reading.state === 'bundle') {
      facts.push(reading.data as PetFacts);
      instances.push(observed.instances);
    } else {
      unread.push({ value: reading, instances: observed.instances });
    }
  }
  return { facts, instances, unread };
}

/** A value of the series as a whole, worked out of all its facts, beside the instances that could not be read. */
export function ofAllFacts(
  view: SeriesView,
  workOut: (facts: readonly PetFacts[]) => Known,
): readonly Sample[] {
  const { facts, unread } = factsOf(view);
  return facts.length === 0 ? unread : [{ value: workOut(facts), instances: [] }, ...unread];
}

/** A value of each instance: facts in which it is the same are one sample. */
export function ofEachFact(view: SeriesView, of: (fact: PetFacts) => Known): readonly Sample[] {
  const { facts, instances, unread } = factsOf(view);
  const samples = new Map<string, { value: Known; instances: number[] }>();
  for (const [number, fact] of facts.entries()) {
    const value = of(fact);
    const key = JSON.stringify(value);
    const sample = samples.get(key) ?? { value, instances: [] };
    for (const instance of instances[number] ?? []) sample.instances.push(instance);
    samples.set(key, sample);
  }
  const found = [...samples.values()].sort((a, b) => b.instances.length - a.instances.length);
  return [...found, ...unread];
}

/** A stated number times a factor. */
export function statedNumbers(stated: Stated<number> | undefined, factor = 1): Known {
  if (!stated) return ABSENT;
  return stated.state === 'value' ? numbers(rounded(stated.value * factor)) : stated;
}

/** A stated text or several. */
export function statedTexts(stated: Stated<string | readonly string[]>): Known {
  if (stated.state !== 'value') return stated;
  return typeof stated.value === 'string' ? texts(stated.value) : texts(...stated.value);
}
