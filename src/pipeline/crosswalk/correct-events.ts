import type { Writer } from '../../identity/crosswalk/contract.js';
import type { NewEvent } from '../../identity/ledger/event.js';
import { recordEvent } from '../../identity/ledger/ledger.js';
import { studyInRow } from '../../identity/registry/studies.js';
import type { Subject } from '../../identity/registry/subjects.js';
import { actorOf } from '../actor.js';
import type { Call } from '../run-info.js';

/** Who called when: what each event of a command has. */
export function stampOf({ startedAt, operator }: Call): Pick<NewEvent, 'at' | 'osUser' | 'operator'> {
  return { at: startedAt.toISOString(), ...actorOf(operator) };
}

/** Studies that changed hands. */
interface Moved {
  readonly from: Subject;
  readonly to: Subject;
  /** As they were before. */
  readonly moved: readonly { readonly row: number }[];
  readonly reason: string;
}

/**
 * Tells the ledger of a correction or a merge, once the crosswalk has it: an event for each study, of the subject and at
 * the visit that it has now; one without a study where there was none. Each tells how many studies moved altogether.
 */
export function recordCorrected(writer: Writer, call: Call, { from, to, moved, reason }: Moved): void {
  const event = {
    ...({ kind: 'corrected', ...stampOf(call), site: to.site, subject: to.row } as const),
    details: { why: reason, from: from.id, to: to.id, studies: moved.length },
  };
  if (moved.length === 0) recordEvent(writer, to.trial, event);
  for (const { row } of moved) {
    const { studyUID, visit } = studyInRow(writer, row);
    recordEvent(writer, to.trial, { ...event, studyUID, ...(visit !== null && { visit }) });
  }
}
