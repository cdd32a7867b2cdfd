import type { PlannedVolume } from '../../../study/volume/plan.js';
import type { InstanceValues } from './instance-values.js';
import { inOrder } from './order.js';

/** One moment: its first echo, and the others by rising echo time. */
export interface EchoTrain {
  readonly first: PlannedVolume;
  readonly others: readonly PlannedVolume[];
}

/** Moments of a run, and volumes of later echoes of which the first cannot be told. */
export interface Echoes {
  readonly trains: readonly EchoTrain[];
  readonly unmatched: readonly PlannedVolume[];
}

/** What numbers moments alike for all echoes. */
const SHARED = ['TemporalPosition', 'AcquisitionNumber'] as const;

function echoOf({ separators }: PlannedVolume): number | undefined {
  const { EchoTime: timeMs, EchoNumbers: number } = separators;
  return typeof timeMs === 'number' ? timeMs : typeof number === 'number' ? number : undefined;
}

/**
 * Puts the echoes of each moment together: by what numbers moments, else by their turn, where every echo has as many
 * volumes as the first and the order in time of each is known.
 */
export function byEcho(values: InstanceValues, volumes: readonly PlannedVolume[]): Echoes {
  const echoes = new Map<number, PlannedVolume[]>();
  for (const plan of volumes) {
    const echo = echoOf(plan);
    // Volumes that no echo tells apart are moments each.
    if (echo === undefined) return { trains: volumes.map(alone), unmatched: [] };
    const known = echoes.get(echo);
    if (known) known.push(plan);
    else echoes.set(echo, [plan]);
  }
  const [first = [], ...later] = [...echoes].sort(([a], [b]) => a - b).map(([, own]) => own);
  if (later.length === 0) return { trains: first.map(alone), unmatched: [] };
  return (
    numbered(first, later) ??
    inTurn(values, first, later) ?? { trains: first.map(alone), unmatched: later.flat() }
  );
}

function alone(first: PlannedVolume): EchoTrain {
  return { first, others: [] };
}

/** By the first number that tells the first echo's volumes from each other and that later echoes share. */
function numbered(first: readonly PlannedVolume[], later: readonly PlannedVolume[][]): Echoes | undefined {
  for (const name of SHARED) {
    const momentOf = ({ moments }: PlannedVolume): number | undefined => moments[name];
    const all = [first, ...later];
    const isClear = all.every((echo) => new Set(echo.map(momentOf)).size === echo.length);
    if (!isClear || all.flat().some((plan) => momentOf(plan) === undefined)) continue;
    const known = new Set(first.map(momentOf));
    return {
      trains: first.map((own) => ({
        first: own,
        others: later.flatMap((echo) => echo.find((plan) => momentOf(plan) === momentOf(own)) ?? []),
      })),
      unmatched: later.flat().filter((plan) => !known.has(momentOf(plan))),
    };
  }
  return undefined;
}

function inTurn(
  values: InstanceValues,
  first: readonly PlannedVolume[],
  later: readonly PlannedVolume[][],
): Echoes | undefined {
  const ordered = [first, ...later].map((echo) => inOrder(values, echo));
  const isClear = ordered.every(({ order, volumes }) => order === 'known' && volumes.length === first.length);
  const [leading, ...others] = ordered.map(({ volumes }) => volumes);
  if (!isClear || !leading) return undefined;
  return {
    trains: leading.map((own, turn) => ({ first: own, others: others.flatMap((echo) => echo[turn] ?? []) })),
    unmatched: [],
  };
}
