import type { WorkItem } from './work-items.js';

const CHECKS: ReadonlySet<string | undefined> = new Set([
  'manifest',
  'check-protocol',
  'qc-motion',
  'measure-export',
  'response',
]);

/** Checks can be waived. Who somebody is, what came otherwise than before and what is quarantined cannot. */
export function canBeWaived({ kind, command }: WorkItem): boolean {
  return (kind === 'checked' || kind === 'reported') && CHECKS.has(command);
}
