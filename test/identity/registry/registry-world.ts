import { afterEach } from 'vitest';
import type { Action, Writer } from '../../../src/identity/crosswalk/contract.js';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import type { PersonEvidence } from '../../../src/identity/person/evidence.js';
import { addDelivery } from '../../../src/identity/registry/deliveries.js';
import { RegistryError } from '../../../src/identity/registry/registry-error.js';
import { addSubject, type Subject } from '../../../src/identity/registry/subjects.js';
import { registerTrial } from '../../../src/identity/registry/trials.js';
import { create, newPath } from '../crosswalk/crosswalk-world.js';

export const ACTION: Action = { name: 'test' };

const opened: Crosswalk[] = [];
afterEach(() => {
  for (const crosswalk of opened.splice(0)) crosswalk.close();
});

/** An empty crosswalk, closed after the test. */
export async function emptyCrosswalk(): Promise<Crosswalk> {
  const crosswalk = await create(newPath());
  opened.push(crosswalk);
  return crosswalk;
}

/** The row of a trial, made when it is new. */
export function trialIn(writer: Writer, protocol = 'EX-1'): number {
  return registerTrial(writer, { protocol, sponsor: 'Example Pharma', keyFingerprint: '0011' });
}

let runs = 0;

/** The row of a new delivery. */
export function deliveryIn(writer: Writer, trial: number): number {
  const at = '2026-01-02T03:04:05.000Z';
  runs++;
  const run = `run ${runs}`;
  return addDelivery(writer, {
    trial,
    run,
    at,
    operator: null,
    osUser: 'reader',
    site: '01',
    inputs: ['/cd'],
  });
}

/** A subject of nobody, with an ID of no pattern. */
export function subjectIn(writer: Writer, trial: number, id: string): Subject {
  const place = { trial, person: undefined, site: '01', kind: 'subject' as const };
  return addSubject(writer, place, { id, scope: '01', sequence: undefined }, ACTION);
}

/** What a delivery says of somebody. */
export function evidence(id: string, but: Partial<PersonEvidence> = {}): PersonEvidence {
  return {
    number: { issuer: 'CITY', id },
    names: [],
    birthDates: [],
    sexes: [],
    otherNumbers: [],
    isDeidentified: false,
    ...but,
  };
}

/** The code of the registry's refusal; `done` where there is none. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof RegistryError) return error.code;
    throw error;
  }
  return 'done';
}
