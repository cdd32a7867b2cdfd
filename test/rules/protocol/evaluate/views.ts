import { RE2JS } from 're2js';
import type {
  Check,
  Condition,
  Constraint,
  Entry,
  Protocol,
  Test,
} from '../../../../src/rules/protocol/compiled.js';
import type { Known, Quantity, Sample, SeriesView } from '../../../../src/rules/protocol/series-view.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import { type Observed, type Probe, probeKey, type Reading } from '../../../../src/study/probe/probe.js';
import type { SeparatedBy, SeparatorName } from '../../../../src/study/separators.js';
import type { StackGeometry } from '../../../../src/study/series-geometry.js';
import type { SeriesHeader } from '../../../../src/study/series-header.js';

/** What an instance holds: values by keyword, several as a list; null for an empty one, `?` for an unreadable one. */
export type Instance = Readonly<Record<string, string | number | readonly (string | number)[] | null>>;

function readingOf(given: Instance[string] | undefined): Reading {
  if (given === undefined) return { state: 'absent' };
  if (given === null) return { state: 'empty' };
  if (given === '?') return { state: 'unreadable' };
  const list = Array.isArray(given) ? given : [given];
  const texts = list.map(String);
  return list.every((one) => typeof one === 'number')
    ? { state: 'value', texts, numbers: list as number[] }
    : { state: 'value', texts };
}

/** Readings that several instances share, most frequent first. */
export function observed(readings: readonly Reading[]): Observed[] {
  const groups = new Map<string, { reading: Reading; instances: number[] }>();
  for (const [instance, reading] of readings.entries()) {
    const key = JSON.stringify(reading);
    const group = groups.get(key) ?? { reading, instances: [] };
    group.instances.push(instance);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.instances.length - a.instances.length);
}

/** A keyword's quantity as it is in a protocol. */
export function quantity(name: string, more: Partial<Quantity> = {}): Quantity {
  const probe: Probe = { kind: 'attribute', path: name };
  return {
    name,
    type: 'number',
    multi: false,
    probes: [probe],
    samples: (view): Sample[] =>
      view.readings(probe).map(({ reading, instances }) => ({ value: reading as Known, instances })),
    ...more,
  };
}

/** A quantity that has these values, whatever the series. */
export function fixed(name: string, samples: readonly Sample[], more: Partial<Quantity> = {}): Quantity {
  return { ...quantity(name, more), samples: () => samples };
}

export const EXACT = { case: false, space: false };

export function constraint(of: Quantity, tests: readonly Test[], more: Partial<Constraint> = {}): Constraint {
  return { quantity: of, tests, normalise: EXACT, text: 'as asked', path: ['here'], ...more };
}

export function equals(value: number | string | boolean, tolerance?: { absolute: number }): Test {
  return { kind: 'equals', value, ...(tolerance && { tolerance }) };
}

export function matches(text: string): Test {
  return { kind: 'matches', pattern: RE2JS.compile(text), text };
}

/** A condition of exact values by keyword; lists are weights of a value: `[3, 2]`. */
export function condition(terms: Readonly<Record<string, string | number>>, weight = 1): Condition {
  return {
    terms: Object.entries(terms).map(([name, value]) => ({
      constraint: constraint(quantity(name, { type: typeof value === 'number' ? 'number' : 'text' }), [
        equals(value),
      ]),
      weight,
    })),
  };
}

export function check(of: Quantity, tests: readonly Test[], more: Partial<Check> = {}): Check {
  return { ...constraint(of, tests), onDeviation: 'fail', severity: 'major', varies: false, ...more };
}

/** A check of an exact number. */
export function exactly(name: string, value: number, more: Partial<Check> = {}): Check {
  return check(quantity(name), [equals(value)], { text: String(value), ...more });
}

export function entry(name: string, more: Partial<Entry> = {}): Entry {
  return {
    name,
    match: condition({ SeriesDescription: name }),
    count: { min: 1, max: 1 },
    onDeviation: 'fail',
    checks: [],
    variants: [],
    variantRequired: 'by-check',
    constant: [],
    path: ['series', name],
    ...more,
  };
}

export function protocol(entries: readonly Entry[], more: Partial<Protocol> = {}): Protocol {
  return {
    id: 'T',
    version: '1',
    entries,
    exclude: [],
    unexpected: 'warn',
    margin: 0.2,
    crossSeries: [],
    acrossVisits: [],
    tests: [],
    probes: [],
    ...more,
  };
}

export const MR_IMAGE = '1.2.840.10008.5.1.4.1.1.4';

export function header(more: Partial<SeriesHeader> = {}): SeriesHeader {
  return {
    studyUID: '2.25.1',
    seriesUID: '2.25.2',
    sopClassUID: MR_IMAGE,
    transferSyntax: '1.2.840.10008.1.2.1',
    modality: 'MR',
    manufacturer: 'SIEMENS',
    model: 'Test',
    serial: '1',
    softwareVersions: ['syngo MR E11'],
    station: '',
    fieldStrengthT: 3,
    seriesNumber: 1,
    seriesDescription: '',
    studyDescription: '',
    studyDate: '20260101',
    frameOfReferenceUID: '',
    lossy: false,
    declared: {},
    patient: { issuer: '', id: '', name: '', birthDate: '', sex: '' },
    identifying: { words: [], phrases: [] },
    ...more,
  };
}

export function stack(more: Partial<StackGeometry['volumes']> & { moved?: boolean } = {}): StackGeometry {
  const { moved = false, ...volumes } = more;
  return {
    orientation: 'axial',
    obliquityDeg: 0,
    rows: 64,
    columns: 64,
    pixelSpacingMm: [1, 1],
    sliceThicknessMm: 1,
    slices: 10,
    sliceSpacingMm: 1,
    regular: true,
    moved,
    volumes: {
      count: 1,
      separatedBy: [] as SeparatedBy[],
      timePoints: 1,
      missing: 0,
      duplicates: 0,
      incomplete: 0,
      ...volumes,
    },
  };
}

/** What a view is, besides what its instances hold. */
export interface ViewOptions {
  readonly header?: Partial<SeriesHeader>;
  readonly headers?: readonly SeriesHeader[];
  readonly number?: number;
  readonly stacks?: readonly StackGeometry[];
  /** Frames without a place. */
  readonly unplaced?: number;
  readonly startS?: number;
  readonly derived?: Readonly<Record<string, Known>>;
}

/** A series of these instances. Its UID goes with its number. */
export function series(instances: readonly Instance[], options: ViewOptions = {}): SeriesView {
  const { number = 0, stacks = [stack()], unplaced = 0, startS, derived = {} } = options;
  const seriesUID = `2.25.${100 + number}`;
  return {
    number,
    seriesUID,
    studyUID: '2.25.1',
    headers: options.headers ?? [header({ seriesUID, seriesNumber: number, ...options.header })],
    instances: instances.map((_, index) => index),
    frames: instances.length,
    geometry: { stacks, unplaced, rows: 64, columns: 64 },
    readings: (probe) => observed(instances.map((one) => readingOf(one[probeKey(probe)]))),
    separator: (name: SeparatorName) =>
      name === 'AcquisitionTime' && startS !== undefined ? [{ value: startS, instances: [0] }] : [],
    volumes: () => [],
    given: (name) => derived[name] as Reading | undefined,
  };
}

export function study(all: readonly SeriesView[], more: Partial<StudyView> = {}): StudyView {
  return {
    number: 0,
    studyUID: '2.25.1',
    patient: 0,
    studyDate: '20260101',
    datesModified: false,
    series: all,
    ...more,
  };
}

/** A value as a quantity gives it. */
export function value(...list: readonly (string | number)[]): Known {
  return readingOf(list) as Known;
}
