import type { Dataset } from '../../dicom/dataset.js';
import { FrameMacros } from './frame-macros.js';
import { SiemensCache, SiemensHeaders } from './siemens-headers.js';
import { type Matrix, tileMatrix } from './tile-matrix.js';

/** An instance that is looked at with several probes: what they have in common is worked out once. */
export class ProbedInstance {
  readonly siemens: SiemensHeaders;
  /** The functional groups of an enhanced object; undefined for others. */
  readonly macros: FrameMacros | undefined;
  private tiles: Matrix | 'unknown' | undefined | null = null;

  constructor(
    readonly ds: Dataset,
    cache: SiemensCache = new SiemensCache(),
  ) {
    this.siemens = new SiemensHeaders(ds, cache);
    this.macros = FrameMacros.of(ds);
  }

  /** See {@link tileMatrix}. */
  get tileMatrix(): Matrix | 'unknown' | undefined {
    if (this.tiles === null) this.tiles = tileMatrix(this.ds);
    return this.tiles;
  }
}
