import type { DicomFile } from '../../../../src/dicom/part10.js';
import { DERIVED } from '../../../../src/rules/protocol/derived/derived.js';
import type { Known, Sample, SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { COLUMN, columnOf } from '../../../../src/study/frame-columns.js';
import type { InstanceTable } from '../../../../src/study/instance-table.js';
import { type Observed, type Probe, probeKey, type Reading } from '../../../../src/study/probe/probe.js';
import { SEPARATORS, type SeparatorName } from '../../../../src/study/separators.js';
import { planVolumes } from '../../../../src/study/volume/plan.js';
import { deliver, type Given } from '../../../study/build.js';

/** What an instance holds where probes look, by probe key: readings that the data sets do not give. */
export type Held = (instance: number) => Readonly<Record<string, Reading | readonly Reading[]>>;

const NUMERIC = /^-?[\d.]+(e-?\d+)?$/i;

/** A reading of one value or several, as numbers where all of them are. */
export function reading(...values: readonly (string | number)[]): Extract<Reading, { state: 'value' }> {
  const texts = values.map(String);
  return texts.every((text) => NUMERIC.test(text))
    ? { state: 'value', texts, numbers: texts.map(Number) }
    : { state: 'value', texts };
}

function plain(value: Given[string]): Reading {
  if (value === undefined) return { state: 'absent' };
  if (value === '') return { state: 'empty' };
  const values = Array.isArray(value) ? value : [value];
  if (typeof values[0] === 'object') return { state: 'unreadable' };
  return reading(...(values as (string | number)[]));
}

function observed(files: readonly Given[], held: Held, probe: Probe): Observed[] {
  const groups = new Map<string, { reading: Reading; instances: number[] }>();
  for (const [instance, file] of files.entries()) {
    const own =
      held(instance)[probeKey(probe)] ?? (probe.kind === 'attribute' ? plain(file[probe.path]) : undefined);
    const readings =
      own === undefined ? [{ state: 'absent' } as const] : Array.isArray(own) ? own : [own as Reading];
    for (const each of readings) {
      const key = JSON.stringify(each);
      const group = groups.get(key);
      if (group) group.instances.push(instance);
      else groups.set(key, { reading: each, instances: [instance] });
    }
  }
  return [...groups.values()].sort((a, b) => b.instances.length - a.instances.length);
}

function separated(table: InstanceTable, name: SeparatorName) {
  const isText = SEPARATORS.some((separator) => separator.name === name && separator.type === 'text');
  const groups = new Map<number, Set<number>>();
  for (let row = 0; row < table.frames.rows; row++) {
    const value = table.frames.get(row, columnOf(name));
    if (Number.isNaN(value)) continue;
    const instances = groups.get(value) ?? new Set();
    groups.set(value, instances.add(table.frames.get(row, COLUMN.instance)));
  }
  return [...groups].map(([value, instances]) => ({
    value: isText ? (table.texts[value] ?? '') : value,
    instances: [...instances],
  }));
}

/** What a view is told besides its files. */
export interface Told {
  readonly held?: Held;
  readonly visit?: string;
  readonly site?: string;
  readonly given?: Readonly<Record<string, Reading>>;
}

/**
 * A view of one series over a real instance table. Probes read top-level attributes of the data sets, and what `held`
 * says of an instance by probe key.
 */
export function viewOf(files: readonly Given[], told: Told = {}): SeriesView {
  const { held = () => ({}), visit, site, given } = told;
  const { table, delivery } = deliver(files as readonly (Given | DicomFile)[]);
  const [series, ...more] = delivery.studies.flatMap((study) => study.series);
  if (!series || more.length > 0) throw new RangeError('one series is needed');
  return {
    ...{ number: 0, seriesUID: series.seriesUID, studyUID: '2.25.1' },
    ...(visit !== undefined && { visit }),
    ...(site !== undefined && { site }),
    ...{ headers: series.headers, instances: series.instances, frames: series.frames },
    geometry: series.geometry,
    readings: (probe) => observed(files, held, probe),
    separator: (name) => separated(table, name),
    volumes: () => planVolumes(table, series.instances).volumes,
    ...(given && { given: (name: string) => given[name] }),
  };
}

/** The samples of a derived value. @throws RangeError for a name that none has */
export function samplesFor(name: string, view: SeriesView): readonly Sample[] {
  const quantity = DERIVED.get(name);
  if (!quantity) throw new RangeError(`no derived value ${name}`);
  return quantity.samples(view);
}

function shown(value: Known): unknown {
  if (value.state === 'unknown') return `unknown: ${value.why}`;
  if (value.state !== 'value') return value.state;
  const list: readonly (string | number)[] = value.numbers ?? value.texts;
  return list.length === 1 ? list[0] : list;
}

/** The samples of a derived value, each as its number, text or list, else its state. */
export function valuesFor(name: string, view: SeriesView): unknown[] {
  return samplesFor(name, view).map(({ value }) => shown(value));
}

/** The only sample of a derived value, as {@link valuesFor} shows it. @throws RangeError for several */
export function valueFor(name: string, view: SeriesView): unknown {
  const values = valuesFor(name, view);
  if (values.length > 1) throw new RangeError(`${name} has ${values.length} samples`);
  return values[0];
}
