import type { Confidentiality } from './envelope.js';

/** Most confidential first. */
const LEVELS = ['identified', 'linked', 'releasable'] as const satisfies readonly Confidentiality[];

/** The most confidential of the levels given; `releasable` when there are none. */
export function mostConfidential(levels: Iterable<Confidentiality>): Confidentiality {
  let rank: number = LEVELS.length - 1;
  for (const level of levels) rank = Math.min(rank, LEVELS.indexOf(level));
  return LEVELS[rank] ?? 'identified';
}

/** The mode of a report's file before the umask: for its owner alone when the report is identified. */
export function reportFileMode(level: Confidentiality): number {
  return level === 'identified' ? 0o600 : 0o644;
}
