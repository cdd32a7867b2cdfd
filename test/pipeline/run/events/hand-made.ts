import type { EventKind, NewEvent } from '../../../../src/identity/ledger/event.js';
import type { Step, StudyRef } from '../../../../src/pipeline/run/step.js';
import type { Report } from '../../../../src/report/envelope.js';

/** A report of a command that found nothing; `but` puts other keys in place. */
export function reportOf(command: string, but: Partial<Report> = {}): Report {
  return {
    ...{ schema: `corelab/report/${command}@1`, confidentiality: 'linked', command, config: {} },
    tool: { name: 'corelab', version: '0.0.0' },
    run: { id: 'r', startedAt: '2026-01-02T03:04:05.000Z', durationMs: 0, arguments: [] },
    ...{ upstream: [], verdict: 'pass', summary: {}, findings: [], sections: {}, roots: [], files: [] },
    ...but,
  };
}

/** What all events of {@link stepOf} have. */
export const STAMPED = {
  ...{ at: '2026-01-02T03:04:05.000Z', osUser: 'core', operator: 'J. Tester', run: 'run-1', delivery: 3 },
  ...{ site: '07', report: 'ab'.repeat(32) },
};

/** A step that gave this report. */
export function stepOf(report: Report): Step {
  const { report: sha256, ...stamp } = STAMPED;
  return { report, sha256, input: '/cd/3', stamp };
}

/** Files of instances, `STUDY/SERIES` each, as a report lists them. */
export function filesOf(...places: readonly string[]): Report['files'] {
  return places.map((place, i) => {
    const [studyUID = '', seriesUID = ''] = place.split('/');
    const uids = { sopInstanceUID: `${i}`, seriesUID, studyUID };
    return { root: 0, path: `IM${i}`, kind: 'dicom' as const, bytes: 1, ...uids };
  });
}

/** Studies of the crosswalk by the UID that was released, `r` before the delivered one. */
export function released(...studies: readonly string[]): ReadonlyMap<string, StudyRef> {
  return new Map(
    studies.map((studyUID, i) => [
      `r${studyUID}`,
      { studyUID, subject: i + 1, visit: i === 0 ? 'BL' : undefined },
    ]),
  );
}

/** Events of a kind. */
export function ofKind<Kind extends EventKind>(events: readonly NewEvent[], kind: Kind) {
  return events.filter((event): event is Extract<NewEvent, { kind: Kind }> => event.kind === kind);
}

/** Problems of an event; none where its kind has none. */
export function problemsIn({ details }: NewEvent) {
  return 'problems' in details ? details.problems : [];
}
