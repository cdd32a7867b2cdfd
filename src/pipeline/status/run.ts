import type { Finding } from '../../findings/finding.js';
import type { Reader } from '../../identity/crosswalk/contract.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { subjectNamed } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { Trial } from '../../identity/trial/trial.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import type { StatusSections } from '../../report/ledger-sections.js';
import { thisTool } from '../../report/tool.js';
import { dateOf } from '../../study/days.js';
import { verifiedChain } from '../ledger/chain.js';
import { openCrosswalk } from '../open-crosswalk.js';
import { readListed } from '../reconcile/reconcile.js';
import { runInfo } from '../run-info.js';
import { type LoadedTrial, loadTrial } from '../trial/load-trial.js';
import { statusDay } from './clock.js';
import { readFacts, type StatusFacts, type StatusFilter } from './facts.js';
import type { StatusOptions } from './options.js';
import { UNSCHEDULED } from './places.js';
import { differencesOf } from './reconciliation.js';
import { statusOf } from './status.js';
import { StatusError } from './status-error.js';

/** How often what another process changes meanwhile is read anew before it is made to wait. */
const TRIES = 3;

/**
 * Where a trial stands, from its schedule, the crosswalk and the ledger, whose chain is verified. Nothing is written.
 * @throws StatusError, ConfigError, CrosswalkError, RegistryError `trial-unknown`, `subject-unknown`, `visit-unknown`
 */
export async function runStatus(options: StatusOptions): Promise<Report> {
  const day = statusDay(options.day, options.startedAt);
  const loaded = await loadTrial(options.trial);
  const filter = filterOf(options, loaded.trial);
  const list = options.reconcile === undefined ? undefined : await readListed(options.reconcile);
  options.signal.throwIfAborted();
  const { facts, broken } = await factsOf(options, loaded.trial, { day, filter });
  const differences = list && differencesOf(facts, list.studies, subjectIdsOf(loaded));
  const { sections, summary, findings: found } = statusOf(facts, differences);
  // What was taken out of the store would be missed by nobody.
  const findings = [...broken, ...found];
  const { worklist } = sections;
  return {
    schema: 'corelab/report/status@1',
    confidentiality: 'linked',
    tool: thisTool(),
    command: 'status',
    run: runInfo(options),
    config: {
      trial: { protocol: loaded.trial.protocol.id, sha256: loaded.sha256 },
      day: dateOf(day),
      ...filter,
      worklist: options.worklist,
      ...(list && { reconcile: { sha256: list.sha256 } }),
    },
    upstream: [],
    verdict: verdictOf(findings, []),
    summary,
    findings,
    sections: {
      ...(options.worklist ? { worklist } : sections),
      ...(differences && { reconciliation: differences }),
    } satisfies StatusSections,
    roots: [],
    files: [],
  };
}

/** @throws StatusError `site-unknown` @throws RegistryError `visit-unknown` */
function filterOf({ site, subject, visit }: StatusOptions, { sites, visits }: Trial): StatusFilter {
  if (site !== undefined && !sites.some(({ id }) => id === site)) {
    const known = sites.map(({ id }) => id).join(', ');
    throw new StatusError('site-unknown', `--site ${site}: the trial has no such site; it has ${known}`);
  }
  if (visit !== undefined && visit !== UNSCHEDULED && !visits.some(({ id }) => id === visit)) {
    const known = [...visits.map(({ id }) => id), UNSCHEDULED].join(', ');
    throw new RegistryError('visit-unknown', `the trial has no visit ${visit}; it has ${known}`);
  }
  return {
    ...(site !== undefined && { site }),
    ...(subject !== undefined && { subject }),
    ...(visit !== undefined && { visit }),
  };
}

async function factsOf(
  options: StatusOptions,
  trial: Trial,
  asked: { readonly day: number; readonly filter: StatusFilter },
): Promise<{ readonly facts: StatusFacts; readonly broken: readonly Finding[] }> {
  const crosswalk = await openCrosswalk(options);
  try {
    const facts = atOneTime(crosswalk, (reader) => {
      const row = trialNamed(reader, trial.protocol.id);
      if (asked.filter.subject !== undefined) subjectNamed(reader, row, asked.filter.subject);
      return readFacts(reader, row, { trial, ...asked });
    });
    return { facts, broken: verifiedChain(crosswalk).findings };
  } finally {
    crosswalk.close();
  }
}

/** Reads one state of the crosswalk: a run may be writing to it. Only one that writes all the time is made to wait. */
function atOneTime<T>(crosswalk: Crosswalk, read: (reader: Reader) => T): T {
  for (let i = 0; i < TRIES; i++) {
    const before = crosswalk.head().seq;
    const found = read(crosswalk);
    if (crosswalk.head().seq === before) return found;
  }
  return crosswalk.write(read);
}

/** Whether a text is an ID that the trial may give out. */
function subjectIdsOf({ list, patterns }: LoadedTrial): (id: string) => boolean {
  const listed = new Set(list?.entries.map(({ subject }) => subject));
  const { subject, phantom } = patterns;
  return (id) => listed.has(id) || [subject, phantom].some((pattern) => pattern?.parse(id).kind === 'id');
}
