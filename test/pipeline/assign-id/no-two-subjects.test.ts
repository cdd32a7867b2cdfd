import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeliveredPatient } from '../../../src/pipeline/assign-id/delivered.js';
import type { Settled } from '../../../src/pipeline/assign-id/settle.js';
import { patient, study, TRIAL, World } from './world.js';

/** Different people, as alike as different people are: twins, namesakes, and one born on another's day. */
const PEOPLE = [
  { given: 'Anna', family: 'Meyer', born: '19610307', sex: 'F' },
  { given: 'Lena', family: 'Meyer', born: '19610307', sex: 'F' },
  { given: 'Anna', family: 'Meyer', born: '19740516', sex: 'F' },
  { given: 'Jörg', family: 'Groß', born: '19610307', sex: 'M' },
  { given: 'Carla', family: 'Rossi', born: '19580901', sex: 'F' },
] as const;

/** How one name is written here and there. */
const SPELLINGS = [
  (family: string, given: string) => `${family}^${given}`,
  (family: string, given: string) => `${family}^${given}`.toUpperCase(),
  (family: string, given: string) => `${family}, ${given}`,
  (family: string, given: string) => `${given}^${family}`,
] as const;

const ISSUERS = ['CITY', 'COUNTY'] as const;

/** Who comes, under whose record number of which hospital, and how they are named; sometimes with an earlier study. */
const arrival = fc.record({
  who: fc.nat(PEOPLE.length - 1),
  mistakenFor: fc.option(fc.nat(PEOPLE.length - 1), { freq: 6 }),
  issuer: fc.nat(ISSUERS.length - 1),
  spelling: fc.nat(SPELLINGS.length - 1),
  again: fc.boolean(),
  day: fc.nat(90),
});
type Arrival = typeof arrival extends fc.Arbitrary<infer T> ? T : never;

const run = fc.record({
  site: fc.constantFrom('01', '07'),
  protocol: fc.constantFrom('EX-1', 'EX-2'),
  yes: fc.boolean(),
  allocation: fc.constantFrom('sequential' as const, 'random' as const),
  arrivals: fc.uniqueArray(arrival, {
    minLength: 1,
    maxLength: 4,
    // Everything under one record number is one patient of a delivery.
    selector: ({ who, mistakenFor, issuer }) => `${mistakenFor ?? who} ${issuer}`,
  }),
});

/** Who is who, which only the test knows. */
class Truth {
  readonly personOf = new Map<string, number>();
  readonly #last = new Map<number, ReturnType<typeof study>>();

  delivered({ who, mistakenFor, issuer, spelling, again, day }: Arrival): DeliveredPatient {
    const person = PEOPLE[who];
    const write = SPELLINGS[spelling];
    if (!person || !write) throw new RangeError('nobody');
    const before = this.#last.get(who);
    const one = again && before ? before : study(day);
    this.#last.set(who, one);
    this.personOf.set(one.studyUID, who);
    const said = {
      id: `MRN-7${mistakenFor ?? who}3`,
      issuer: ISSUERS[issuer] ?? '',
      name: write(person.family, person.given),
      born: person.born,
      sex: person.sex,
    };
    return patient(said, [one]);
  }

  /** Pairs of subject and person that a run's result claims. */
  claims(settled: readonly Settled[]): [string, number][] {
    return settled.flatMap(({ subject, patient: { studies } }) =>
      studies.flatMap(({ studyUID }): [string, number][] =>
        subject ? [[subject.id, this.personOf.get(studyUID) ?? -1]] : [],
      ),
    );
  }
}

/** The values that some key has more than one of. */
function several<K, V>(pairs: Iterable<readonly [K, V]>): [K, V[]][] {
  const all = new Map<K, Set<V>>();
  for (const [key, value] of pairs) all.set(key, (all.get(key) ?? new Set()).add(value));
  return [...all].filter(([, values]) => values.size > 1).map(([key, values]) => [key, [...values]]);
}

it('no stream of deliveries gives one person two subjects of a trial, or two people one subject', async () => {
  let assigned = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(run, { minLength: 3, maxLength: 10 }), async (runs) => {
      const world = await World.make();
      const truth = new Truth();
      const claims: Record<string, [string, number][]> = { 'EX-1': [], 'EX-2': [] };
      for (const { site, protocol, yes, allocation, arrivals } of runs) {
        const trial = {
          ...TRIAL,
          protocol: { id: protocol },
          coEnrolmentWith: ['EX-1', 'EX-2'],
          subjectIds: { ...TRIAL.subjectIds, allocation },
        };
        const settled = await world.deliver(
          arrivals.map((own) => truth.delivered(own)),
          { trial, site, yes },
        );
        claims[protocol]?.push(...truth.claims(settled));
      }
      for (const pairs of Object.values(claims)) {
        assigned += pairs.length;
        expect(several(pairs)).toEqual([]);
        expect(several(pairs.map(([subject, person]) => [person, subject] as const))).toEqual([]);
      }
      const stored = world.crosswalk.rows('subjects', '1 = 1');
      const ids = new Set(stored.map(({ trial, subject }) => `${trial} ${subject}`));
      expect(ids.size).toBe(stored.length);
      expect(several(stored.map(({ trial, person, id }) => [`${trial} ${person}`, id] as const))).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(assigned).toBeGreaterThan(40);
}, 60_000);
