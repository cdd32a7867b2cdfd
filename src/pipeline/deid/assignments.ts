import { type AssignmentOf, assignmentKeys } from '../../identity/assignment-key.js';
import { validatorOf } from '../../io/schemas.js';
import type { AssignmentRow } from '../../report/assign-id-sections.js';
import type { ReadReport } from '../../report/read-report.js';
import { DeidError } from './deid-error.js';

/** What assign-id decided of a study; `conflicting`: two rows say different things. */
export type Assigned = AssignmentRow | 'conflicting' | undefined;

/** Looks a study up among the assignments. */
export type Assignments = (study: AssignmentOf) => Assigned;

/**
 * The assignments that a report holds.
 * @param from names the report in errors
 * @returns undefined when it is no report of assign-id
 * @throws DeidError `assignments-damaged`, `other-key`
 */
export async function assignmentsOf(
  report: ReadReport,
  from: string,
  key: { readonly project: Uint8Array; readonly fingerprint: string },
): Promise<Assignments | undefined> {
  if (report.command !== 'assign-id') return undefined;
  refuseOtherKey(report.keyFingerprint, from, key.fingerprint);
  const rows = report.assignments;
  const faults = (await validatorOf('assignments'))(rows);
  const place = faults[0]?.instancePath;
  if (rows === undefined || place !== undefined) {
    const where = place ? ` (assignments${place})` : '';
    throw new DeidError('assignments-damaged', `the assignments of ${from} are damaged or absent${where}`);
  }
  return lookup(rows as readonly AssignmentRow[], key.project);
}

/**
 * DESIGN 2.4: what was made with another project key does not go together with what is made now.
 * @throws DeidError `other-key`
 */
export function refuseOtherKey(other: string | undefined, from: string, own: string): void {
  if (other === undefined || other === own) return;
  const message = `${from} was made with the project key ${other}, not ${own}: give that one with --key-file`;
  throw new DeidError('other-key', message);
}

function lookup(rows: readonly AssignmentRow[], projectKey: Uint8Array): Assignments {
  const byKey = new Map<string, Exclude<Assigned, undefined>>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    byKey.set(row.key, known === undefined || isSame(known, row) ? row : 'conflicting');
  }
  const keyOf = assignmentKeys(projectKey);
  return (study) => byKey.get(keyOf(study));
}

function isSame(a: Assigned, b: AssignmentRow): boolean {
  if (a === undefined || a === 'conflicting') return false;
  return (
    a.subject === b.subject &&
    a.shiftDays === b.shiftDays &&
    a.outcome === b.outcome &&
    (a.uidGeneration ?? 0) === (b.uidGeneration ?? 0)
  );
}
