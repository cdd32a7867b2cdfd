import { repeatedInstances } from './duplicates.js';
import type { InstanceTable } from './instance-table.js';
import { type SeriesGeometry, seriesGeometry } from './series-geometry.js';
import type { PatientIdentity, SeriesHeader } from './series-header.js';

/** A series: its instances (each SOP Instance UID once), every distinct header among them, its geometry. */
export interface Series {
  readonly seriesUID: string;
  readonly headers: readonly SeriesHeader[];
  /** Numbers of the patients whose instances it holds. */
  readonly patients: readonly number[];
  /** Numbers of instances, in the order of the files. */
  readonly instances: readonly number[];
  readonly frames: number;
  readonly geometry: SeriesGeometry;
}

/** A study with its series in the order in which their first instances were met. */
export interface Study {
  readonly studyUID: string;
  /** Numbers of the patients whose instances it holds; more than one is a fault. */
  readonly patients: readonly number[];
  readonly series: readonly Series[];
}

/** A delivery: patients, studies, and the instances that came more than once. */
export interface Delivery {
  readonly patients: readonly Patient[];
  readonly studies: readonly Study[];
  /** Groups of instances under one SOP Instance UID; the first of each is the one the series holds. */
  readonly repeated: readonly (readonly number[])[];
}

/** A person: issuer and ID, else name and birth date where there is no ID. */
export interface Patient {
  readonly identities: readonly PatientIdentity[];
}

/** What tells persons apart (DESIGN §2.4): issuer + ID; without an ID the name and birth date must serve. */
export function personKey({ issuer, id, name, birthDate }: PatientIdentity): string {
  return id !== '' ? JSON.stringify([issuer, id]) : JSON.stringify(['', '', name.toUpperCase(), birthDate]);
}

interface Gathered {
  readonly patients: Set<number>;
  readonly series: Map<string, { headers: Set<number>; instances: number[]; frames: number }>;
}

/** Builds patients, studies and series from a table of instances. Nothing is decided from names of files or folders. */
export function buildDelivery(table: InstanceTable): Delivery {
  const repeated = repeatedInstances(table);
  const surplus = new Set(repeated.flatMap((group) => group.slice(1)));
  const people = new Map<string, { number: number; identities: Map<string, PatientIdentity> }>();
  const patientOf = table.headers.map(({ patient }) => enrol(people, patient));
  const studies = new Map<string, Gathered>();
  for (let instance = 0; instance < table.size; instance++) {
    const header = table.header(instance);
    const study = getOrMake(studies, header.studyUID, () => ({
      patients: new Set<number>(),
      series: new Map(),
    }));
    study.patients.add(patientOf[table.headerNumber(instance)] ?? 0);
    const series = getOrMake(study.series, header.seriesUID, () => ({
      headers: new Set<number>(),
      instances: [] as number[],
      frames: 0,
    }));
    series.headers.add(table.headerNumber(instance));
    if (surplus.has(instance)) continue;
    series.instances.push(instance);
    series.frames += table.frameTotal(instance);
  }
  return {
    patients: [...people.values()].map(({ identities }) => ({ identities: [...identities.values()] })),
    studies: [...studies].map(([studyUID, gathered]) =>
      finishStudy({ table, patientOf }, studyUID, gathered),
    ),
    repeated,
  };
}

function enrol(
  people: Map<string, { number: number; identities: Map<string, PatientIdentity> }>,
  patient: PatientIdentity,
): number {
  const person = getOrMake(people, personKey(patient), () => ({
    number: people.size,
    identities: new Map(),
  }));
  person.identities.set(JSON.stringify(patient), patient);
  return person.number;
}

function finishStudy(
  { table, patientOf }: { table: InstanceTable; patientOf: readonly number[] },
  studyUID: string,
  gathered: Gathered,
): Study {
  const series = [...gathered.series].map(([seriesUID, { headers, instances, frames }]) => ({
    seriesUID,
    headers: [...headers].flatMap((number) => table.headers[number] ?? []),
    patients: rising(new Set([...headers].map((number) => patientOf[number] ?? 0))),
    instances,
    frames,
    geometry: seriesGeometry(table, instances),
  }));
  return { studyUID, patients: rising(gathered.patients), series };
}

function rising(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
