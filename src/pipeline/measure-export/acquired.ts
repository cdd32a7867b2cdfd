import type { RowImage } from '../../report/measure-export-sections.js';
import { COLUMN } from '../../study/frame-columns.js';
import type { InstanceTable } from '../../study/instance-table.js';

/** How an image was made, as far as criteria of response ask. */
export type Acquired = Pick<RowImage, 'modality' | 'sliceThicknessMm'>;

const UNKNOWN: Acquired = { modality: null, sliceThicknessMm: null };

/** Modality and Slice Thickness (PS3.3 C.7.6.2) of images and of series; null where they are not stated, or differ. */
export class Acquisitions {
  private series: ReadonlyMap<string, Acquired> | undefined;

  constructor(private readonly table: InstanceTable) {}

  ofInstance(instance: number): Acquired {
    const { modality } = this.table.header(instance);
    return { modality: modality || null, sliceThicknessMm: single(this.thicknesses(instance)) };
  }

  /** Of all images of a series that are there. What is no image, as a report that bears its series, says nothing. */
  ofSeries(seriesUID: string): Acquired {
    this.series ??= this.allSeries();
    return this.series.get(seriesUID) ?? UNKNOWN;
  }

  private allSeries(): Map<string, Acquired> {
    const found = new Map<
      string,
      { readonly modalities: Set<string>; readonly mm: Set<number | undefined> }
    >();
    for (let i = 0; i < this.table.size; i++) {
      if (this.table.frameRows(i).count === 0) continue;
      const { seriesUID, modality } = this.table.header(i);
      const known = found.get(seriesUID) ?? { modalities: new Set(), mm: new Set() };
      found.set(seriesUID, known);
      known.modalities.add(modality);
      for (const mm of this.thicknesses(i)) known.mm.add(mm);
    }
    return new Map(
      [...found].map(([uid, { modalities, mm }]) => [
        uid,
        { modality: single(modalities) || null, sliceThicknessMm: single(mm) },
      ]),
    );
  }

  private thicknesses(instance: number): Set<number | undefined> {
    const { first, count } = this.table.frameRows(instance);
    const found = new Set<number | undefined>();
    for (let row = first; row < first + count; row++) {
      found.add(this.table.planes[this.table.frames.get(row, COLUMN.plane)]?.thicknessMm);
    }
    return found;
  }
}

function single<Value>(found: ReadonlySet<Value | undefined>): Value | null {
  const [value] = found;
  return found.size === 1 ? (value ?? null) : null;
}
