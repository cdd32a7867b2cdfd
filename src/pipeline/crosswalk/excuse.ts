import { recordEvent } from '../../identity/ledger/ledger.js';
import { excuse, excusesOf } from '../../identity/registry/progress.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { subjectNamed } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { loadTrial } from '../trial/load-trial.js';
import { withCrosswalk } from './call.js';
import { stampOf } from './correct-events.js';
import { givenReason } from './crosswalk-command-error.js';
import { subjectRow } from './rows.js';
import type { SubjectOptions } from './show.js';

/** What `crosswalk excuse` is asked for. */
export interface ExcuseOptions extends SubjectOptions {
  /** Visit ID. */
  readonly visit: string;
  readonly reason: string;
}

/**
 * Records why a subject legitimately missed a visit: it is then told of with that reason.
 * @throws CrosswalkCommandError, CrosswalkError, ConfigError, RegistryError: nothing was changed
 */
export async function runExcuse(options: ExcuseOptions): Promise<Report> {
  const reason = givenReason(options.reason);
  const { trial } = await loadTrial(options.trial);
  const { visit } = options;
  if (!trial.visits.some(({ id }) => id === visit)) {
    const known = trial.visits.map(({ id }) => id).join(', ');
    throw new RegistryError('visit-unknown', `the trial has no visit ${visit}; it has ${known}`);
  }
  return withCrosswalk(options, (crosswalk) => {
    const subject = crosswalk.write((writer) => {
      const found = subjectNamed(writer, trialNamed(writer, trial.protocol.id), options.subject);
      excuse(writer, found, visit, reason);
      recordEvent(writer, found.trial, {
        ...{ kind: 'excused', ...stampOf(options), site: found.site, subject: found.row, visit },
        details: { why: reason },
      });
      return found;
    });
    const excuses = Object.entries(excusesOf(crosswalk, subject));
    return {
      action: 'excuse',
      protocol: trial.protocol.id,
      reason,
      summary: { subjects: 1 },
      sections: {
        subjects: [subjectRow(crosswalk, subject)],
        excuses: excuses.map(([id, why]) => ({ visit: id, reason: why })),
      },
    };
  });
}
