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
import { SeriesMemory } from './series-memory.js';

/** What a scan found out, by the numbers of the instances. */
export interface Tables {
  readonly instances: InstanceTable;
  readonly probes: ProbeTable;
}

/** {@link Tables}, and what the series that were asked for last have worked out of them. */
export class SeriesSource {
  readonly observed = new SeriesMemory<readonly Observed[]>();
  readonly separated = new SeriesMemory<readonly SeparatorValue[]>();
  readonly planned = new SeriesMemory<readonly PlannedVolume[]>();

  constructor(readonly tables: Tables) {}
}

/** What a series knows of its place in the delivery. */
export interface SeriesPlace {
  readonly number: number;
  readonly studyUID: string;
  readonly visit?: string;
  readonly site?: string;
}

type SeparatorValue = ReturnType<SeriesView['separator']>[number];

/** A series of a delivery. What is asked for again and again is worked out once: see {@link SeriesMemory}. */
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

  constructor(
    private readonly source: SeriesSource,
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
    const { observed, tables } = this.source;
    return observed.get(this.number, probeKey(probe), () => tables.probes.observed(probe, this.instances));
  }

  separator(name: SeparatorName): readonly SeparatorValue[] {
    return this.source.separated.get(this.number, name, () => this.separatorValues(name));
  }

  volumes(): readonly PlannedVolume[] {
    const { planned, tables } = this.source;
    return planned.get(this.number, 'volumes', () => planVolumes(tables.instances, this.instances).volumes);
  }

  private separatorValues(name: SeparatorName): readonly SeparatorValue[] {
    const { instances } = this.source.tables;
    const { frames, texts } = instances;
    const isText = SEPARATORS.some((separator) => separator.name === name && separator.type === 'text');
    const found = new Map<number, { frames: number; instances: number[] }>();
    for (const instance of this.instances) {
      const { first, count } = instances.frameRows(instance);
      for (let row = first; row < first + count; row++) {
        const value = frames.get(row, columnOf(name));
        if (!Number.isNaN(value)) add(found, value, instance);
      }
    }
    return [...found]
      .sort(([, a], [, b]) => b.frames - a.frames)
      .map(([value, held]) => ({
        value: isText ? (texts[value] ?? '') : value,
        instances: held.instances,
      }));
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
