import { parseDecimal } from '../../../dicom/values/numbers.js';
import type { Observed, Probe, Reading } from '../../../study/probe/probe.js';
import type { Known, Sample, SeriesView } from '../series-view.js';
import { ABSENT, distinct, numbers, ofSeries } from './derive.js';

/** What instances hold where several probes looked, and which instances those are. */
export interface Together {
  /** One for each probe, in their order. */
  readonly readings: readonly Known[];
  readonly instances: readonly number[];
}

/** An attribute by keyword. */
export function attribute(path: string): Probe {
  return { kind: 'attribute', path };
}

/** A private element: odd group, low byte of the element. */
export function privateProbe(creator: string, group: number, element: number): Probe {
  return { kind: 'private', creator, group, element };
}

function known(reading: Reading | undefined): Known {
  return reading === undefined || reading.state === 'bundle' ? ABSENT : reading;
}

/**
 * What the instances hold where the probes looked, most frequent first. An instance whose frames differ counts with
 * every combination of what its frames hold: which go together is not known, and none is left out.
 */
export function together(view: SeriesView, probes: readonly Probe[]): readonly Together[] {
  const observed = probes.map((probe) => view.readings(probe));
  if (observed.every((of) => of.length <= 1)) {
    const readings = observed.map(([only]) => known(only?.reading));
    return [{ readings, instances: view.instances }];
  }
  const combined = new Map<string, { choice: readonly number[]; instances: number[] }>();
  for (const [instance, choices] of choicesOf(observed, view.instances)) {
    for (const choice of combinations(choices)) {
      const key = choice.join('/');
      const group = combined.get(key);
      if (group) group.instances.push(instance);
      else combined.set(key, { choice, instances: [instance] });
    }
  }
  return [...combined.values()]
    .sort((a, b) => b.instances.length - a.instances.length)
    .map(({ choice, instances }) => ({
      readings: choice.map((number, probe) => known(observed[probe]?.[number]?.reading)),
      instances,
    }));
}

/** For each instance and probe the numbers of the readings that it holds. */
function choicesOf(observed: readonly (readonly Observed[])[], instances: readonly number[]) {
  const choices = new Map<number, number[][]>(
    instances.map((instance) => [instance, observed.map((): number[] => [])]),
  );
  for (const [probe, readings] of observed.entries()) {
    for (const [number, { instances: holders }] of readings.entries()) {
      for (const instance of holders) choices.get(instance)?.[probe]?.push(number);
    }
  }
  return choices;
}

function combinations(choices: readonly (readonly number[])[]): number[][] {
  let all: number[][] = [[]];
  for (const numbersOfProbe of choices) {
    const own = numbersOfProbe.length > 0 ? numbersOfProbe : [-1];
    all = all.flatMap((begun) => own.map((number) => [...begun, number]));
  }
  return all;
}

/** The first number; of a text, what it says as a decimal number. Undefined where there is none. */
export function numberOf(value: Known | undefined): number | undefined {
  if (value?.state !== 'value') return undefined;
  const number = value.numbers?.[0] ?? parseDecimal(value.texts[0] ?? '');
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

/** The first text, white space around it removed; undefined where there is none. */
export function textOf(value: Known | undefined): string | undefined {
  return value?.state === 'value' ? value.texts[0]?.trim() || undefined : undefined;
}

/** Why there is no value, as the first of the readings that is more than absent says: unreadable, then empty. */
export function lacking(...values: readonly (Known | undefined)[]): Known {
  const find = (state: Known['state']): Known | undefined => values.find((value) => value?.state === state);
  return find('unreadable') ?? find('unknown') ?? find('empty') ?? ABSENT;
}

/**
 * A value made of what instances hold where the probes looked, most frequent first. Instances with the same value make
 * one sample.
 */
export function samplesOf(
  view: SeriesView,
  probes: readonly Probe[],
  read: (readings: readonly Known[]) => Known,
): readonly Sample[] {
  const samples = new Map<string, { value: Known; instances: Set<number> }>();
  for (const { readings, instances } of together(view, probes)) {
    const value = read(readings);
    const key = JSON.stringify(value);
    const sample = samples.get(key);
    if (sample) for (const instance of instances) sample.instances.add(instance);
    else samples.set(key, { value, instances: new Set(instances) });
  }
  return [...samples.values()]
    .sort((a, b) => b.instances.size - a.instances.size)
    .map(({ value, instances }) => ({ value, instances: [...instances].sort((a, b) => a - b) }));
}

/** True where every header names another modality: what only MR states is not there to be told. */
export function isNotMr(view: SeriesView): boolean {
  return view.headers.every(({ modality }) => modality !== 'MR' && modality !== '');
}

/** {@link samplesOf} for what only MR images state; none for other modalities. */
export function mrSamplesOf(...[view, probes, read]: Parameters<typeof samplesOf>): readonly Sample[] {
  return isNotMr(view) ? [] : samplesOf(view, probes, read);
}

/**
 * The distinct numbers that instances hold where a probe looked, rising, as one value of the series; instances that
 * hold none are a sample of their own.
 */
export function distinctNumbers(view: SeriesView, probe: Probe): readonly Sample[] {
  const found: number[] = [];
  const without: Sample[] = [];
  for (const { readings, instances } of together(view, [probe])) {
    const [value = ABSENT] = readings;
    if (value.state !== 'value') without.push({ value, instances });
    else if (value.numbers) found.push(...value.numbers);
    else without.push({ value: { state: 'unreadable' }, instances });
  }
  return found.length > 0 ? [...ofSeries(numbers(...distinct(found))), ...without] : without;
}
