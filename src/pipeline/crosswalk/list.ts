import type { Reader } from '../../identity/crosswalk/contract.js';
import { subjectsOf } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { loadTrial } from '../trial/load-trial.js';
import { type CrosswalkCall, withCrosswalk } from './call.js';
import { CrosswalkCommandError } from './crosswalk-command-error.js';
import { subjectRow } from './rows.js';

/** What `crosswalk list` is asked for. */
export interface ListOptions extends CrosswalkCall {
  /** Path of a trial file; all trials when absent. */
  readonly trial?: string;
  readonly site?: string;
}

/**
 * The subjects and phantoms of a trial, or of all, by site and ID.
 * @throws CrosswalkCommandError `site-unknown`
 * @throws CrosswalkError, ConfigError, RegistryError
 */
export async function runList(options: ListOptions): Promise<Report> {
  const trial = options.trial === undefined ? undefined : (await loadTrial(options.trial)).trial;
  const { site } = options;
  if (trial && site !== undefined && !trial.sites.some(({ id }) => id === site)) {
    const message = `--site ${site}: the trial has no such site; it has ${trial.sites.map(({ id }) => id).join(', ')}`;
    throw new CrosswalkCommandError('site-unknown', message);
  }
  return withCrosswalk(options, (crosswalk) => {
    const subjects = trialsOf(crosswalk, trial?.protocol.id)
      .flatMap((row) => subjectsOf(crosswalk, row))
      .filter((subject) => (site ?? subject.site) === subject.site)
      .map((subject) => subjectRow(crosswalk, subject))
      .sort((a, b) => order(a.protocol, b.protocol) || order(a.site, b.site) || order(a.subject, b.subject));
    return {
      action: 'list',
      protocol: trial?.protocol.id,
      summary: { subjects: subjects.length },
      sections: { subjects },
    };
  });
}

/** Rows of the trial with a protocol ID, or of all. @throws RegistryError `trial-unknown` */
export function trialsOf(reader: Reader, protocol: string | undefined): number[] {
  if (protocol !== undefined) return [trialNamed(reader, protocol)];
  return reader.rows('trials', '1 ORDER BY id').map(({ id }) => id);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
