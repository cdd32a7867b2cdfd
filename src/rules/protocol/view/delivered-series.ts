import { columnOf } from '../../../study/frame-columns.js';
import type { InstanceTable } from '../../../study/instance-table.js';
import type { Series } from '../../../study/model.js';
import { type Observed, type Probe, probeKey } from '../../../study/probe/probe.js';
import type { ProbeTable } from '../../../study/probe/probe-table.js';
import { SEPARATORS, type SeparatorName } from '../../../study/separators.js';
import type { SeriesGeometry } from '../../../study/series-geometry.js';
import type { SeriesHeader } from '../../../study/series-header.js';
import { type PlannedVolume, planVolumes } from '../../../study/volume/plan.js';
import type { SeriesView } from '../series-view.js';

/** What a scan found out, by the numbers of the instances. */
export interface Tables {
  readonly instances: InstanceTable;
  readonly probes: ProbeTable;
}

/** What a series knows of its place in the delivery. */
export interface SeriesPlace {
  readonly number: number;
  readonly studyUID: string;
  readonly visit?: string;
  readonly site?: string;
}

type SeparatorValue = ReturnType<SeriesView['separator']>[number];

/** A series of a delivery. What is asked for is worked out once. */
export class DeliveredSeries implements SeriesView {
  readonly number: number;
  readonly seriesUID: string;
  readonly studyUID: string;
  readonly visit?: string;
  readonly site?: string;
  readonly headers: readonly SeriesHeader[];
  readonly instances: readonly number[];
  readonly frames: number;
  readonly geometry: SeriesGeometry;
  private readonly observed = new Map<string, readonly Observed[]>();
  private readonly separated = new Map<SeparatorName, readonly SeparatorValue[]>();
  private planned: readonly PlannedVolume[] | undefined;

  constructor(
    private readonly tables: Tables,
    series: Series,
    place: SeriesPlace,
  ) {
    this.number = place.number;
    this.studyUID = place.studyUID;
    if (place.visit !== undefined) this.visit = place.visit;
    if (place.site !== undefined) this.site = place.site;
    this.seriesUID = series.seriesUID;
    this.headers = series.headers;
    this.instances = series.instances;
    this.frames = series.frames;
    this.geometry = series.geometry;
  }

  /** @throws RangeError for a probe that the scan did not have */
  readings(probe: Probe): readonly Observed[] {
    const key = probeKey(probe);
    const known = this.observed.get(key) ?? this.tables.probes.observed(probe, this.instances);
    this.observed.set(key, known);
    return known;
  }

  separator(name: SeparatorName): readonly SeparatorValue[] {
    const known = this.separated.get(name) ?? this.separatorValues(name);
    this.separated.set(name, known);
    return known;
  }

  volumes(): readonly PlannedVolume[] {
    this.planned ??= planVolumes(this.tables.instances, this.instances).volumes;
    return this.planned;
  }

  private separatorValues(name: SeparatorName): readonly SeparatorValue[] {
    const { frames, texts } = this.tables.instances;
    const isText = SEPARATORS.some((separator) => separator.name === name && separator.type === 'text');
    const found = new Map<number, { frames: number; instances: number[] }>();
    for (const instance of this.instances) {
      const { first, count } = this.tables.instances.frameRows(instance);
      for (let row = first; row < first + count; row++) {
        const value = frames.get(row, columnOf(name));
        if (!Number.isNaN(value)) add(found, value, instance);
      }
    }
    return [...found]
      .sort(([, a], [, b]) => b.frames - a.frames)
      .map(([value, { instances }]) => ({ value: isText ? (texts[value] ?? '') : value, instances }));
  }
}

function add(
  found: Map<number, { frames: number; instances: number[] }>,
  value: number,
  instance: number,
): void {
  const known = found.get(value) ?? { frames: 0, instances: [] };
  found.set(value, known);
  known.frames++;
  if (known.instances.at(-1) !== instance) known.instances.push(instance);
}
