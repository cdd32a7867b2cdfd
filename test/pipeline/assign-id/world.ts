import { afterEach } from 'vitest';
import { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { PersonEvidence, RecordNumber } from '../../../src/identity/person/evidence.js';
import { findSubject, type Subject } from '../../../src/identity/registry/subjects.js';
import { findTrial } from '../../../src/identity/registry/trials.js';
import type { SubjectListEntry } from '../../../src/identity/trial/subject-list.js';
import type { Trial } from '../../../src/identity/trial/trial.js';
import { patternsOf } from '../../../src/identity/trial/trial-patterns.js';
import { assignPatients } from '../../../src/pipeline/assign-id/assign-patients.js';
import type { AssignContext } from '../../../src/pipeline/assign-id/context.js';
import type { DeliveredPatient, DeliveredStudy } from '../../../src/pipeline/assign-id/delivered.js';
import type { Question } from '../../../src/pipeline/assign-id/options.js';
import type { Settled } from '../../../src/pipeline/assign-id/settle.js';
import { KEY_FILE, newPath } from '../../identity/crosswalk/crosswalk-world.js';
import { BASE, PLAIN } from '../../identity/visits/schedule.js';

/** A trial of two sites without visits before the baseline. */
export const TRIAL: Trial = {
  schema: 'corelab/trial@1',
  sponsor: 'Example Pharma',
  protocol: { id: 'EX-1' },
  sites: [{ id: '01', issuerOfPatientId: 'CITY' }, { id: '07' }],
  subjectIds: { pattern: '{site}-{sequence:3}', check: 'none' },
  readingIds: { pattern: 'R{sequence:1}', check: 'none' },
  visits: PLAIN,
  phantoms: {
    match: [{ attribute: 'PatientName', pattern: '(?i)phantom' }],
    idPattern: 'Q-{site}-{sequence:2}',
  },
};

/** The key of reading IDs in these tests. */
export const READING_KEY = Buffer.alloc(32, 5);

/** What a run is given besides the trial. */
export interface Run
  extends Partial<Pick<AssignContext, 'subject' | 'stated' | 'readings' | 'keyFingerprint'>> {
  readonly trial?: Trial;
  readonly site?: string;
  readonly list?: readonly Omit<SubjectListEntry, 'line'>[];
  readonly yes?: boolean;
  readonly confirm?: (question: Question) => Promise<boolean>;
}

/** What a run is assigned by. */
export function contextOf({ trial = TRIAL, site: id = '01', list, ...more }: Run = {}): AssignContext {
  const site = trial.sites.find((one) => one.id === id) ?? { id };
  const { subject: pattern, phantom: phantomPattern } = patternsOf(trial);
  return {
    trial,
    site,
    keyFingerprint: more.keyFingerprint ?? '0011',
    pattern,
    phantomPattern,
    list: list?.map((entry, i) => ({ line: i + 2, ...entry })),
    readings: more.readings,
    subject: more.subject,
    stated: more.stated,
  };
}

let made = 0;

/** A study with one MR series, as many days after the baseline. */
export function study(offset = 0, studyUID?: string): DeliveredStudy {
  made++;
  const uid = studyUID ?? `2.25.${made}`;
  const instances = [{ sopClassUID: '1.2.840.10008.5.1.4.1.1.4', sopInstanceUID: `${uid}.1.1` }];
  return {
    studyUID: uid,
    day: BASE + offset,
    series: [{ seriesUID: `${uid}.1`, modality: 'MR', instances }],
    seriesByModality: { MR: 1 },
    rawNumbers: [{ issuer: '', patientId: 'raw' }],
  };
}

/** A person of the tests. */
export interface Person {
  readonly id: string;
  readonly issuer?: string;
  readonly name?: string;
  readonly born?: string;
  readonly sex?: string;
}

export const ADA: Person = { id: 'M5501', name: 'Lovelace^Ada', born: '19550412', sex: 'F' };
export const ALAN: Person = { id: 'M7320', name: 'Turing^Alan', born: '19620623', sex: 'M' };
export const GRACE: Person = { id: 'M9944', name: 'Hopper^Grace', born: '19661209', sex: 'F' };

/** What a delivery holds of somebody; one study on the day of the baseline when none is given. */
export function patient(
  { id, issuer = 'CITY', name, born, sex }: Person,
  studies: readonly DeliveredStudy[] = [study()],
  but: Partial<DeliveredPatient & { otherNumbers: readonly RecordNumber[] }> = {},
): DeliveredPatient {
  const { otherNumbers = [], ...rest } = but;
  const evidence: PersonEvidence = {
    number: { issuer, id },
    names: name === undefined ? [] : [name],
    birthDates: born === undefined ? [] : [born],
    sexes: sex === undefined ? [] : [sex],
    otherNumbers,
    isDeidentified: false,
  };
  return { index: 0, evidence, isPhantom: false, isDeidentified: false, studies, problems: [], ...rest };
}

/** A phantom in a scanner. */
export function phantom(device: string, studies: readonly DeliveredStudy[] = [study()]): DeliveredPatient {
  return patient({ id: device, issuer: 'phantom at site 01' }, studies, { isPhantom: true });
}

const opened: Crosswalk[] = [];
afterEach(() => {
  for (const crosswalk of opened.splice(0)) crosswalk.close();
});

/** A crosswalk with the runs that are made on it. */
export class World {
  #runs = 0;

  private constructor(readonly crosswalk: Crosswalk) {}

  static async make(): Promise<World> {
    const crosswalk = await Crosswalk.open({
      path: newPath(),
      secret: KEY_FILE,
      create: true,
      actor: { osUser: 'reader', operator: null },
      toolVersion: '0.0.1',
    });
    opened.push(crosswalk);
    return new World(crosswalk);
  }

  /** A run of the assignment over a delivery of these patients. */
  deliver(patients: readonly DeliveredPatient[], run: Run = {}): Promise<Settled[]> {
    this.#runs++;
    const arrival = {
      patients: patients.map((one, index) => ({ ...one, index })),
      run: `run ${this.#runs}`,
      inputs: ['/cd'],
    };
    return assignPatients(this.crosswalk, arrival, contextOf(run), {
      yes: run.yes ?? false,
      identifiers: false,
      ...(run.confirm && { confirm: run.confirm }),
      startedAt: new Date(0),
      signal: new AbortController().signal,
    });
  }

  /** A run over one patient, in few words: `recalled 01-001`, `conflict record-merged`. */
  async say(one: DeliveredPatient, run: Run = {}): Promise<string> {
    const [settled] = await this.deliver([one], run);
    return settled ? inWords(settled) : 'nobody';
  }

  subject(id: string, protocol = 'EX-1'): Subject | undefined {
    const trial = findTrial(this.crosswalk, protocol);
    return trial === undefined ? undefined : findSubject(this.crosswalk, trial, id);
  }

  /** How many rows a table has. */
  count(
    table: 'trials' | 'people' | 'numbers' | 'subjects' | 'studies' | 'deliveries' | 'contents' | 'readings',
  ) {
    return Number(this.crosswalk.scalar(`SELECT count(*) FROM ${table}`));
  }

  /** As an operator changes it by another command. */
  change(id: string, values: Readonly<Record<string, string | number | null>>): void {
    const row = this.subject(id)?.row ?? 0;
    this.crosswalk.write((writer) => writer.update('subjects', row, values, { name: 'test' }));
  }
}

/** What became of a patient in few words. */
export function inWords({ outcome, subject, reasons }: Settled): string {
  return [outcome, subject?.id, ...reasons.map(({ code }) => code)].filter(Boolean).join(' ');
}
