import type { Figure } from '../qc-motion-sections.js';

/** A rectangle of the heat map: volumes `from` to before `to`, slices `low` to before `high`, of one class of gain. */
export interface GainCell {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** 0 to 10, see {@link gainClass}; undefined: no gain was measured. A gain of about 1 has no cell. */
  readonly gainClass: number | undefined;
}

/** The heat map's cells, and how much of the run each column and row of it stands for. */
export interface GainCells {
  readonly cells: readonly GainCell[];
  readonly volumesPerColumn: number;
  readonly slicesPerRow: number;
  readonly slices: number;
}

/** More columns than this cannot be told apart in a plot of 760 pixels. */
const MOST_COLUMNS = 380;
const MOST_ROWS = 100;
/** About 1.2 MB of SVG. */
const MOST_CELLS = 11000;
/** The class of a gain of 1: the background. */
const NEUTRAL = 5;
const CLASSES = 11;

/**
 * The class of a gain: steps of 0.1 centred on 0.5, 0.6 … 1.5, the same in every plot so that plots can be compared.
 * What lies outside falls into the first or the last.
 */
export function gainClass(gain: number): number {
  return Math.min(CLASSES - 1, Math.max(0, Math.round((gain - 1) * 10) + NEUTRAL));
}

/** Of all gains in a block the one furthest from 1: a slice that lost its signal is never averaged away. */
function furthest(gains: GainCellsInput, block: Block): number {
  let worst = Number.NaN;
  for (let v = block.volume; v < Math.min(gains.length, block.volume + block.volumes); v++) {
    const row = gains[v] ?? [];
    for (let s = block.slice; s < Math.min(row.length, block.slice + block.slices); s++) {
      const gain = row[s];
      if (typeof gain !== 'number' || !Number.isFinite(gain)) continue;
      if (!(Math.abs(gain - 1) <= Math.abs(worst - 1))) worst = gain;
    }
  }
  return worst;
}

type GainCellsInput = readonly (readonly Figure[] | null)[];

interface Block {
  readonly volume: number;
  readonly volumes: number;
  readonly slice: number;
  readonly slices: number;
}

/** One row of the map: neighbours of one class become one cell. */
function rowCells(gains: GainCellsInput, slice: number, slices: number, volumes: number): GainCell[] {
  const cells: GainCell[] = [];
  for (let volume = 0; volume < gains.length; volume += volumes) {
    const gain = furthest(gains, { volume, volumes, slice, slices });
    const to = Math.min(gains.length, volume + volumes);
    const of = Number.isNaN(gain) ? undefined : gainClass(gain);
    if (of === NEUTRAL) continue;
    const last = cells.at(-1);
    if (last?.to === volume && last.gainClass === of) cells[cells.length - 1] = { ...last, to };
    else cells.push({ from: volume, to, low: slice, high: slice + slices, gainClass: of });
  }
  return cells;
}

/**
 * The slices of all volumes as few rectangles. A run longer or thicker than a plot can show is binned; each bin then
 * shows the gain furthest from 1, and is not measured only where nothing in it was.
 * @param gains volume by volume; null where a volume or a slice was not measured
 */
export function gainCells(gains: GainCellsInput): GainCells {
  const slices = gains.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  const slicesPerRow = Math.max(1, Math.ceil(slices / MOST_ROWS));
  let volumesPerColumn = Math.max(1, Math.ceil(gains.length / MOST_COLUMNS));
  for (;;) {
    const cells: GainCell[] = [];
    for (let slice = 0; slice < slices; slice += slicesPerRow) {
      cells.push(...rowCells(gains, slice, Math.min(slicesPerRow, slices - slice), volumesPerColumn));
    }
    if (cells.length <= MOST_CELLS || volumesPerColumn >= gains.length) {
      return { cells, volumesPerColumn, slicesPerRow, slices };
    }
    volumesPerColumn *= 2;
  }
}
