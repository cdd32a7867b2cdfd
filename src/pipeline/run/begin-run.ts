import { createHash, randomUUID } from 'node:crypto';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { LedgerEvent, NewEvent } from '../../identity/ledger/event.js';
import { eventsOf, recordEvent } from '../../identity/ledger/ledger.js';
import { isOutputEmpty } from '../../io/output-folder.js';
import { thisTool } from '../../report/tool.js';
import { actorOf } from '../actor.js';
import type { Delivery } from './deliveries.js';
import type { LoadedPipeline } from './load-pipeline.js';
import type { RunOptions } from './options.js';
import { RunError } from './run-error.js';
import type { RunPlaces } from './run-places.js';

/** What tells one run from another. */
export interface RunIdentity {
  readonly options: RunOptions;
  readonly pipeline: LoadedPipeline;
  readonly places: RunPlaces;
  readonly keyFingerprint: string;
  readonly deliveries: readonly Delivery[];
}

/** A run that was begun now, or that is gone on with. */
export interface BegunRun {
  readonly id: string;
  /** Whether it had come to its end: then there is nothing left to do but to tell it again. */
  readonly isEnded: boolean;
}

type Begun = Extract<LedgerEvent, { kind: 'begun' }>;

/**
 * Begins a run, or with `resume` goes on with the one that was interrupted. A run is gone on with only by one that does
 * the same: an interrupted one has to be completed before the output is added to.
 * @param trial row of the trial
 * @throws RunError: nothing was changed
 */
export function beginRun(crosswalk: Crosswalk, trial: number, identity: RunIdentity): BegunRun {
  const { options, places } = identity;
  const earlier = runToResume(crosswalk, trial, identity);
  if (earlier) return earlier;
  const configuration = configurationOf(identity);
  const id = randomUUID();
  crosswalk.write((writer) =>
    recordEvent(writer, trial, {
      ...stamp(options, id),
      kind: 'begun',
      details: {
        inputs: identity.deliveries.map(({ input }) => input),
        ...{ out: places.out, state: places.state, configuration, tool: thisTool().version },
      },
    }),
  );
  return { id, isEnded: false };
}

/**
 * The run that `resume` goes on with, or tells again; undefined where a run is to be begun.
 * @param trial row of the trial
 * @throws RunError where the last run with this output has not come to its end, and this is not the same
 */
export function runToResume(
  crosswalk: Crosswalk,
  trial: number,
  identity: RunIdentity,
): BegunRun | undefined {
  const { options, places } = identity;
  const events = eventsOf(crosswalk, trial, { kinds: ['begun', 'ended'] });
  const last = events.filter(isBegun).findLast(({ details }) => details.out === places.out);
  const isEnded = events.some(({ kind, run }) => kind === 'ended' && run === last?.run);
  const isSame = options.resume && last?.details.configuration === configurationOf(identity);
  if (last?.run !== undefined && isSame) return { id: last.run, isEnded };
  if (last && !isEnded) throw unfinished(last, options);
  return undefined;
}

/**
 * Refuses an output that holds files of which the trial's ledger knows nothing, as another trial's: what is released has
 * to be told from what is not. Outputs that the trial has written to before are added to.
 * @throws RunError @throws StateError when it is no folder or cannot be read
 */
export function refuseForeignOutput(crosswalk: Crosswalk, trial: number, { out }: RunPlaces): void {
  const begun = eventsOf(crosswalk, trial, { kinds: ['begun'] }).filter(isBegun);
  if (begun.some(({ details }) => details.out === out) || isOutputEmpty(Buffer.from(out))) return;
  const message = `the output folder ${out} is not empty, and no run of this trial has written to it: give another`;
  throw new RunError('output-not-empty', message);
}

/** What all events of a run have that are of no delivery. */
export function stamp(
  { operator }: RunOptions,
  run: string,
): Pick<NewEvent, 'at' | 'osUser' | 'operator'> & { run: string } {
  return { at: new Date().toISOString(), ...actorOf(operator), run };
}

function isBegun(event: LedgerEvent): event is Begun {
  return event.kind === 'begun';
}

function unfinished({ at, details }: Begun, { resume }: RunOptions): RunError {
  if (resume) {
    const message =
      `the run of ${at} had other deliveries, another configuration or another version of corelab ` +
      `(${details.tool}): complete it with the same ones`;
    return new RunError('other-configuration', message);
  }
  const message = `the run of ${at} with this output was not brought to its end: complete it with --resume`;
  return new RunError('unfinished-run', message);
}

/** SHA-256 of everything that the result depends on. */
function configurationOf({ options, pipeline, places, keyFingerprint, deliveries }: RunIdentity): string {
  const { exclude, yes } = options;
  const all = [
    ...[thisTool().version, pipeline.sha256, keyFingerprint, places.out, places.state, exclude, yes],
    deliveries.map(({ input, paths, site }) => [input, paths, site]),
  ];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
