import { type BagContents, readBag } from './bag-contents.js';
import { type BagExtras, bagExtras } from './bag-extras.js';
import type { BagEntry } from './bag-manifest.js';
import { type BagPlaces, bagPlaces } from './bag-places.js';
import { reportPath } from './byte-text.js';
import type { Place } from './listed.js';
import type { NoteRow, Verification, VerifyWork } from './section.js';

/**
 * Holds a delivery against a BagIt bag, versions 0.93 to 1.0, of any tool. Where the delivery is the bag, a part of it
 * or holds it, the bag is validated (RFC 8493 3): payload and tag files, Payload-Oxum, completeness. Elsewhere the
 * delivery is held against the payload, and the bag's own tag files are proven.
 * @throws VerifyError when it is no bag, or has no manifest that can be read
 */
export async function verifyByBag(work: VerifyWork): Promise<Verification> {
  const bag = readBag(work.target);
  const places = bagPlaces(work, bag);
  const { tally } = work;
  const payload = await provePayload(work, bag, places);
  for (const entry of bag.tags.values()) await proveTag(work, { entry, places, total: totalOf(bag) });
  const extras = bagExtras(work, bag, { inPlace: places.inPlace, used: payload.used });
  for (const extra of extras.files) tally.extra(extra);
  if (places.inPlace) checkOxum(bag, payload, extras);
  const unknown = bag.unknownManifests.map((name) => ({
    ...reportPath(name),
    note: 'manifest-of-unknown-algorithm' as const,
  }));
  return {
    section: {
      by: 'bag',
      path: work.target,
      algorithms: bag.algorithms,
      bagItVersion: bag.version,
      ...tally.lists(),
      invalid: bag.problems.rows(),
      notes: [...payload.notes, ...unknown],
    },
    findings: [...bag.problems.findings(), ...tally.findings()],
  };
}

function totalOf(bag: BagContents): number {
  return bag.payload.size + bag.tags.size;
}

/** What was found of the payload that is listed. */
interface ProvenPayload {
  files: number;
  bytes: number;
  /** False when the size of a file could not be told. */
  whole: boolean;
  /** Names of files as they are called on disk, where the manifest calls them differently. */
  readonly used: Set<string>;
  readonly notes: NoteRow[];
}

async function provePayload(work: VerifyWork, bag: BagContents, places: BagPlaces): Promise<ProvenPayload> {
  const proven: ProvenPayload = { files: 0, bytes: 0, whole: true, used: new Set(), notes: [] };
  const prove = async (entry: BagEntry, place: Place) => {
    const bytes = await work.prover.prove(entry, place, totalOf(bag));
    proven.files++;
    if (bytes === undefined) proven.whole = false;
    else proven.bytes += bytes;
  };
  const absent: BagEntry[] = [];
  for (const entry of bag.payload.values()) {
    const place = places.payload(entry.name);
    if (place) await prove(entry, place);
    else absent.push(entry);
  }
  // After all exact names, so that no file serves two names.
  for (const entry of absent) {
    const other = otherwiseWritten(entry, bag, places);
    if (!other) {
      work.tally.missing(
        entry.name,
        bag.toFetch.has(entry.name) ? 'listed in fetch.txt, not fetched' : undefined,
      );
      continue;
    }
    proven.notes.push({ ...reportPath(entry.name), note: other.note });
    proven.used.add(entry.written);
    await prove(entry, other.place);
  }
  return proven;
}

/** Tools that leave percent signs as they are, and file systems that normalise names, are forgiven with a note. */
function otherwiseWritten({ name, written }: BagEntry, bag: BagContents, places: BagPlaces) {
  const literal = written === name || bag.payload.has(written) ? undefined : places.payload(written);
  if (literal) return { place: literal, note: 'percent-sign-not-encoded' as const };
  const place = places.payloadNormalised(name);
  return place && { place, note: 'unicode-normalisation' as const };
}

interface TagProof {
  readonly entry: BagEntry;
  readonly places: BagPlaces;
  readonly total: number;
}

async function proveTag({ tally, prover }: VerifyWork, { entry, places, total }: TagProof): Promise<void> {
  const place =
    places.tag(entry.name) ?? (entry.written === entry.name ? undefined : places.tag(entry.written));
  if (place) await prover.prove(entry, place, total);
  else tally.missing(entry.name);
}

/** RFC 8493 2.2.2: Payload-Oxum is the octet count and the file count of the payload that is there. */
function checkOxum({ oxum, problems }: BagContents, payload: ProvenPayload, extras: BagExtras): void {
  if (!oxum || !payload.whole) return;
  const files = payload.files + extras.payloadFiles;
  const bytes = payload.bytes + extras.payloadBytes;
  if (files === oxum.files && bytes === oxum.bytes) return;
  problems.add({
    what: 'Payload-Oxum is not the size of the payload',
    expected: `${oxum.bytes}.${oxum.files}`,
    actual: `${bytes}.${files}`,
  });
}
