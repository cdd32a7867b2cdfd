import type { Writer } from '../../identity/crosswalk/contract.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { addDelivery } from '../../identity/registry/deliveries.js';
import { refuseOtherKey, registerTrial, type TrialIdentity } from '../../identity/registry/trials.js';
import type { PatientSide } from '../../report/assign-id-sections.js';
import { actorOf } from '../actor.js';
import type { AssignContext } from './context.js';
import type { DeliveredPatient } from './delivered.js';
import { judge } from './judge.js';
import type { AssignIdOptions, Question } from './options.js';
import { sidesOf } from './rows.js';
import { type Accepted, type Settled, settle } from './settle.js';
import type { Verdict } from './verdict.js';

/** A delivery that is to be assigned. */
export interface Arrival {
  readonly patients: readonly DeliveredPatient[];
  /** ID of the run, as it stands in the report. */
  readonly run: string;
  /** The paths that were given. */
  readonly inputs: readonly string[];
  /** Told what is about to be kept: when it throws, nothing is. */
  readonly beforeKept?: (settled: readonly Settled[]) => void;
  /** Writes what is to be kept besides, last of all: when it throws, nothing is. Called for nobody, too. */
  readonly keep?: (settled: readonly Settled[], writer: Writer) => void;
}

type Asking = Pick<AssignIdOptions, 'yes' | 'confirm' | 'identifiers' | 'startedAt' | 'operator' | 'signal'>;

/**
 * Assigns every patient of a delivery, or says why not. First everyone is looked up and what is open is put to whoever
 * can say; then, as the only writer, everyone is looked up again and written: nobody waits for a person's answer, and
 * an answer to what has changed meanwhile is not used. One patient's conflict does not touch the others.
 * @throws CrosswalkError, RegistryError `other-project-key`
 */
export async function assignPatients(
  crosswalk: Crosswalk,
  arrival: Arrival,
  context: AssignContext,
  options: Asking,
): Promise<Settled[]> {
  const identity = identityOf(context);
  refuseOtherKey(crosswalk, identity);
  const accepted = await answers(crosswalk, arrival.patients, context, options);
  options.signal.throwIfAborted();
  if (arrival.patients.length === 0 && !arrival.keep) return [];
  return crosswalk.write((writer) => {
    let made: { readonly trial: number; readonly delivery: number } | undefined;
    const rows = () => {
      made ??= begin(writer, arrival, { identity, site: context.site.id, options });
      return made;
    };
    const settled = arrival.patients.map((patient) => {
      const before = made;
      const one = settle(writer, patient, { context, accepted: accepted.get(patient.index), rows });
      // What was undone for a patient takes along the rows that were made for them.
      if (one.subject === undefined) made = before;
      return one;
    });
    noteRefused(writer, arrival.run, settled);
    arrival.beforeKept?.(settled);
    arrival.keep?.(settled, writer);
    return settled;
  });
}

function identityOf({ trial, keyFingerprint }: AssignContext): TrialIdentity {
  return { protocol: trial.protocol.id, sponsor: trial.sponsor, keyFingerprint };
}

interface Beginning {
  readonly identity: TrialIdentity;
  readonly site: string;
  readonly options: Asking;
}

function begin(writer: Writer, { run, inputs }: Arrival, { identity, site, options }: Beginning) {
  const trial = registerTrial(writer, identity);
  const at = options.startedAt.toISOString();
  const delivery = addDelivery(writer, { trial, run, at, site, inputs, ...actorOf(options.operator) });
  return { trial, delivery };
}

/** What was asked and accepted, by patient. */
async function answers(
  crosswalk: Crosswalk,
  patients: readonly DeliveredPatient[],
  context: AssignContext,
  { yes, confirm, identifiers, signal }: Asking,
): Promise<Map<number, Accepted>> {
  const accepted = new Map<number, Accepted>();
  if (!yes && !confirm) return accepted;
  for (const patient of patients) {
    const verdict = judge(crosswalk, patient, context);
    if (verdict.kind !== 'ask') continue;
    signal.throwIfAborted();
    const { person, reasons } = verdict;
    const sides = sidesOf(crosswalk, { patient, persons: [person], reasons }, { identifiers, context });
    const isAccepted =
      (yes && verdict.isUnambiguous) || (confirm && (await confirm(questionOf(patient, verdict, sides))));
    if (isAccepted) accepted.set(patient.index, verdict);
  }
  return accepted;
}

function questionOf(
  { index }: DeliveredPatient,
  { subject, reasons }: Extract<Verdict, { kind: 'ask' }>,
  sides: readonly PatientSide[],
): Question {
  return { patient: index + 1, subject: subject?.id, reasons: reasons.map(({ code }) => code), sides };
}

/** Refusals are on record, too: which record numbers, in the encrypted store. */
function noteRefused(writer: Writer, run: string, settled: readonly Settled[]): void {
  const refused = settled.filter(({ subject }) => subject === undefined);
  if (refused.length === 0) return;
  const patients = refused.map(({ patient, outcome, reasons }) => ({
    number: patient.evidence.number,
    outcome,
    reasons: reasons.map(({ code }) => code),
  }));
  writer.note({ name: 'not-assigned' }, { run, patients });
}
