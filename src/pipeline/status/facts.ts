import type { Reader } from '../../identity/crosswalk/contract.js';
import type { LedgerEvent } from '../../identity/ledger/event.js';
import { eventsOf, instancesOfArrivals } from '../../identity/ledger/ledger.js';
import { type WorkItem, workItems } from '../../identity/ledger/work-items.js';
import { excusesOf } from '../../identity/registry/progress.js';
import { type RecordedStudy, studiesOf } from '../../identity/registry/studies.js';
import { type Subject, subjectsOf } from '../../identity/registry/subjects.js';
import type { Pipeline, Trial, Visit } from '../../identity/trial/trial.js';
import { studiesInParts } from './arrivals.js';

/** What is looked at of a study. */
export type StudyFacts = Pick<
  RecordedStudy,
  'studyUID' | 'day' | 'visit' | 'offsetDays' | 'timing' | 'seriesByModality'
>;

/** What is looked at of a subject. */
export interface SubjectFacts
  extends Pick<Subject, 'row' | 'id' | 'site' | 'kind' | 'status' | 'replacedBy'> {
  /** By day. */
  readonly studies: readonly StudyFacts[];
  /** Reasons of visits that are legitimately missed, by visit ID. */
  readonly excused: Readonly<Record<string, string>>;
}

/** Only these; all when empty. */
export interface StatusFilter {
  readonly site?: string;
  readonly subject?: string;
  readonly visit?: string;
}

/** The commands that a delivery has to go through, and those that judge all deliveries of a run together. */
export interface PipelineSteps {
  readonly each: readonly string[];
  readonly over: readonly string[];
}

/** Everything that a status is made from. */
export interface StatusFacts {
  readonly schedule: readonly Visit[];
  /** Site IDs, in the order of the trial file. */
  readonly sites: readonly string[];
  /** Undefined where the trial has no pipeline: then nothing says what has to be done, and nothing has passed. */
  readonly steps: PipelineSteps | undefined;
  readonly answerWithinDays: number;
  readonly decideWithinDays: number;
  /** Those that were corrected away, too. */
  readonly subjects: readonly SubjectFacts[];
  /** In the order in which they were written. */
  readonly events: readonly LedgerEvent[];
  readonly items: readonly WorkItem[];
  /**
   * SOP Instance UIDs that came with each arrival, by the number of its event: of the studies of which a part came again.
   */
  readonly instances: ReadonlyMap<number, ReadonlySet<string>>;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly filter: StatusFilter;
}

/** Reads a trial's subjects, studies and ledger. @param row of the trial */
export function readFacts(
  reader: Reader,
  row: number,
  asked: { readonly trial: Trial; readonly day: number; readonly filter: StatusFilter },
): StatusFacts {
  const { trial, day, filter } = asked;
  const events = eventsOf(reader, row);
  const { answerWithinDays = 14, decideWithinDays = 5 } = trial.pipeline?.followUp ?? {};
  return {
    schedule: trial.visits,
    sites: trial.sites.map(({ id }) => id),
    steps: trial.pipeline && stepsOf(trial.pipeline),
    answerWithinDays,
    decideWithinDays,
    subjects: subjectsOf(reader, row).map((subject) => ({
      ...subject,
      studies: studiesOf(reader, subject.row),
      excused: excusesOf(reader, subject),
    })),
    events,
    items: workItems(events),
    instances: new Map(
      studiesInParts(events).flatMap((studyUID) => [...instancesOfArrivals(reader, row, studyUID)]),
    ),
    day,
    filter,
  };
}

/** The commands that a pipeline declares; `manifest`, `assign-id` and `deid` always. */
export function stepsOf(pipeline: Pipeline): PipelineSteps {
  const checks = (['check-protocol', 'qc-motion', 'measure-export'] as const).filter(
    (command) => pipeline[command] !== undefined,
  );
  return {
    each: ['manifest', 'assign-id', 'deid', ...checks],
    over: pipeline.response === undefined ? [] : ['response'],
  };
}
