import type { Entry, Protocol } from '../../../../src/rules/protocol/compiled.js';
import type { MatchedStudy } from '../../../../src/rules/protocol/cross/named-series.js';
import type { SeriesMatch } from '../../../../src/rules/protocol/match/match.js';
import type { Known, Quantity, SeriesView } from '../../../../src/rules/protocol/series-view.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import { snippetView } from '../../../../src/rules/protocol/tests/snippet-view.js';
import type { Reading } from '../../../../src/study/probe/probe.js';
import type { SeriesHeader } from '../../../../src/study/series-header.js';
import { volumeGrid } from '../../../../src/study/volume/grid.js';
import type { PlannedVolume } from '../../../../src/study/volume/plan.js';
import type { VolumeError } from '../../../../src/study/volume/volume-error.js';

/** Where the slices of a made series lie: axial slices of square pixels, first slice's first voxel at `at`. */
export interface Block {
  readonly at?: readonly [number, number, number];
  readonly rows?: number;
  readonly columns?: number;
  readonly slices?: number;
  readonly pixelMm?: number;
  readonly sliceMm?: number;
  readonly row?: readonly [number, number, number];
  readonly column?: readonly [number, number, number];
  readonly stack?: number;
}

/** A series as a test describes it. */
export interface Made {
  readonly number?: number;
  readonly seriesUID?: string;
  readonly seriesNumber?: number;
  /** Start of the acquisition, seconds since midnight. */
  readonly startS?: number;
  /** What a probe reads, by its path. */
  readonly attributes?: Readonly<Record<string, Reading>>;
  /** Values of the tests' own quantities and of derived ones. */
  readonly values?: Readonly<Record<string, Known | readonly Known[]>>;
  readonly headers?: readonly Partial<SeriesHeader>[];
  readonly blocks?: readonly (Block | VolumeError)[];
}

/** A reading of one or several values. */
export function value(...values: readonly (string | number)[]): Known & { state: 'value' } {
  const numbers = values.filter((one) => typeof one === 'number');
  return {
    state: 'value',
    texts: values.map(String),
    ...(numbers.length === values.length && { numbers }),
  };
}

function plannedVolume(block: Block | VolumeError): PlannedVolume {
  const rest = { number: 0, slices: [], separatedBy: [], separators: {}, moments: {} };
  if (block instanceof Error) return { stack: 0, grid: block, ...rest };
  const { at = [0, 0, 0], rows = 64, columns = 64, slices = 20, pixelMm = 2, sliceMm = 3, stack = 0 } = block;
  const { row = [1, 0, 0], column = [0, 1, 0] } = block;
  const normal = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ];
  const grid = volumeGrid({
    plane: { row, column, rows, columns, pixelSpacingMm: [pixelMm, pixelMm], thicknessMm: sliceMm },
    positionsMm: Array.from({ length: slices }, (_, k) => [
      at[0] + k * sliceMm * (normal[0] ?? 0),
      at[1] + k * sliceMm * (normal[1] ?? 0),
      at[2] + k * sliceMm * (normal[2] ?? 0),
    ]),
    singleSliceMm: sliceMm,
  });
  return { stack, grid, ...rest };
}

const VALUES = new WeakMap<SeriesView, Made['values']>();

/** A series of which only what is given can be known. */
export function series(made: Made = {}): SeriesView {
  const { number = 0, startS, attributes = {}, values = {}, headers = [{}], blocks = [] } = made;
  const plain = snippetView({ attributes: new Map(Object.entries(attributes)), derived: new Map() });
  const [first] = plain.headers;
  if (!first) throw new RangeError('no header');
  const seriesNumber = made.seriesNumber ?? number + 1;
  const view: SeriesView = {
    ...plain,
    number,
    seriesUID: made.seriesUID ?? `2.25.${number + 1}`,
    headers: headers.map((own) => ({ ...first, seriesNumber, frameOfReferenceUID: '2.25.99', ...own })),
    separator: (name) =>
      name === 'AcquisitionTime' && startS !== undefined ? [{ value: startS, instances: [0] }] : [],
    volumes: () => blocks.map(plannedVolume),
    given: (name) => {
      const given = values[name];
      return given === undefined || isList(given) || given.state === 'unknown' ? undefined : given;
    },
  };
  VALUES.set(view, values);
  return view;
}

function isList(given: Known | readonly Known[]): given is readonly Known[] {
  return Array.isArray(given);
}

/** A quantity whose values the tests give; absent where they give none. */
export function quantity(name: string, more: Partial<Quantity> = {}): Quantity {
  return {
    ...{ name, type: 'number', multi: false, probes: [{ kind: 'attribute', path: name }] },
    ...more,
    samples: (view) => {
      const given = VALUES.get(view)?.[name] ?? { state: 'absent' };
      return (isList(given) ? given : [given]).map((one) => ({ value: one, instances: [] }));
    },
  };
}

/** A series that a protocol asks for, of which only the name and the count matter here. */
export function entry(name: string, more: Partial<Entry> = {}): Entry {
  return {
    ...{ name, match: { terms: [] }, count: { min: 1, max: 1 }, onDeviation: 'fail', checks: [] },
    ...{ variants: [], path: ['series', name] },
    ...more,
  } as Entry;
}

/** A protocol of some series. */
export function protocol(names: readonly (string | Entry)[], more: Partial<Protocol> = {}): Protocol {
  return {
    ...{ id: 'TRIAL-01', version: '1', exclude: [], unexpected: 'warn', margin: 0.2 },
    ...{ crossSeries: [], acrossVisits: [], tests: [], probes: [] },
    entries: names.map((one) => (typeof one === 'string' ? entry(one) : one)),
    ...more,
  };
}

/** A study of some series. */
export function study(views: readonly SeriesView[], more: Partial<StudyView> = {}): StudyView {
  return {
    ...{ number: 0, studyUID: '2.25.1000', patient: 0, studyDate: '20260301', datesModified: false },
    series: views,
    ...more,
  };
}

/** That a series was taken for one of the protocol's. */
export function match(view: SeriesView, name: string, more: Partial<SeriesMatch> = {}): SeriesMatch {
  return { series: view.number, kind: 'matched', entry: name, candidates: [], reason: '', ...more };
}

/** That a series may be one of several of the protocol's. */
export function ambiguous(view: SeriesView, names: readonly string[]): SeriesMatch {
  const candidates = names.map((name) => ({ entry: name, score: 1, terms: [] }));
  return { series: view.number, kind: 'ambiguous', candidates, reason: '' };
}

/** A matched study: each series with the name it was taken for; `''` for one that nobody asked for. */
export function scene(
  pairs: readonly (readonly [string, Made])[],
  entries: readonly (string | Entry)[] = [],
  more: Partial<StudyView> = {},
): MatchedStudy {
  const views = pairs.map(([, made], number) => series({ number, ...made }));
  const names = new Set(pairs.map(([name]) => name).filter((name) => name !== ''));
  const given = new Set(entries.map((one) => (typeof one === 'string' ? one : one.name)));
  return {
    protocol: protocol([...entries, ...[...names].filter((name) => !given.has(name))]),
    study: study(views, more),
    matches: views.map((view, i) => {
      const name = pairs[i]?.[0] ?? '';
      return name === ''
        ? { series: view.number, kind: 'unexpected', candidates: [], reason: '' }
        : match(view, name);
    }),
  };
}

/** How a rule counts, where nothing else is said. */
export const RULE = {
  onDeviation: 'fail',
  severity: 'major',
  source: '§1',
  path: ['crossSeries', 0],
} as const;
