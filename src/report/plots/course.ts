import type { Figure, MotionRunRow, MotionVolumeRow } from '../qc-motion-sections.js';

/** A point of a curve over the volumes. */
export interface CoursePoint {
  readonly volume: number;
  readonly value: number;
  /** The curve's name in the legend. */
  readonly curve: string;
  readonly group: string;
  /** Points of one segment are joined. */
  readonly segment: string;
  /** Nothing before or after it to be joined with: only a dot shows it. */
  readonly alone: boolean;
}

/** A stretch of volumes, `from` to before `to`, that is shaded. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly band: 'censored' | 'not measured';
}

/** A curve: its name, and its value at a volume. */
export interface Curve {
  readonly name: string;
  readonly at: (volume: MotionVolumeRow) => Figure;
}

/** More points of a curve than this are thinned out to the lowest and the highest of each stretch. */
const MOST_POINTS = 2000;

/** The name of a group in the legend. */
export function groupName(run: MotionRunRow, group: number): string {
  return run.groups[group]?.name ?? `group ${group}`;
}

/** Names of all groups that a run's volumes are of, in order. */
export function groupNames(run: MotionRunRow): string[] {
  const numbers = new Set(run.volumes.map(({ group }) => group));
  return [...numbers].sort((a, b) => a - b).map((group) => groupName(run, group));
}

/** Whether a volume was held against a reference: what was not is shaded, never drawn over. */
function wasMeasured({ state }: MotionVolumeRow): boolean {
  return state === 'measured' || state === 'reference';
}

/** The volumes that are shaded, as stretches. */
export function bands(run: MotionRunRow): Band[] {
  const found: Band[] = [];
  for (const row of run.volumes) {
    const band = wasMeasured(row) ? (row.censored ? 'censored' : undefined) : 'not measured';
    if (!band) continue;
    const last = found.at(-1);
    if (last?.band === band && last.to === row.volume) {
      found[found.length - 1] = { ...last, to: row.volume + 1 };
    } else found.push({ from: row.volume, to: row.volume + 1, band });
  }
  return found;
}

type Sample = readonly [volume: number, value: number];

/** The lowest and the highest of each stretch, in time order: peaks stay, the file stays small. */
function thinned(samples: readonly Sample[], factor: number): readonly Sample[] {
  if (factor <= 1) return samples;
  const out: Sample[] = [];
  for (let at = 0; at < samples.length; at += 2 * factor) {
    const stretch = samples.slice(at, at + 2 * factor).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    const ends = new Set([stretch[0], stretch.at(-1)]);
    for (const end of [...ends].sort((a, b) => (a?.[0] ?? 0) - (b?.[0] ?? 0))) if (end) out.push(end);
  }
  return out;
}

/** Stretches of a group that have a value: a volume without one, or one not measured of any group, ends a stretch. */
function stretches(volumes: readonly MotionVolumeRow[], group: number, at: Curve['at']): Sample[][] {
  const found: Sample[][] = [];
  let open: Sample[] | undefined;
  for (const row of volumes) {
    if (row.group !== group && wasMeasured(row)) continue;
    const value = row.group === group ? at(row) : null;
    if (value === null || !Number.isFinite(value)) {
      open = undefined;
      continue;
    }
    if (!open) {
      open = [];
      found.push(open);
    }
    open.push([row.volume, value]);
  }
  return found;
}

/**
 * The points of curves over a run. Lines join volumes of one group only, and never across a volume that was not
 * measured: nothing is interpolated.
 */
export function course(run: MotionRunRow, curves: readonly Curve[]): CoursePoint[] {
  const factor = Math.ceil(run.volumes.length / MOST_POINTS);
  const groups = new Set(run.volumes.map(({ group }) => group));
  return curves.flatMap(({ name, at }) =>
    [...groups].flatMap((group) =>
      stretches(run.volumes, group, at).flatMap((samples, i) =>
        thinned(samples, factor).map(([volume, value]) => ({
          volume,
          value,
          curve: name,
          group: groupName(run, group),
          segment: `${name} ${group} ${i}`,
          alone: samples.length === 1,
        })),
      ),
    ),
  );
}
