import { createHash } from 'node:crypto';
import type { Report } from '../envelope.js';
import type { MeasurementRow } from '../measure-export-sections.js';
import { inChunks } from '../text-chunks.js';
import { fhirJson } from './fhir-json.js';
import { fhirObservation } from './fhir-observation.js';
import { measurementRows } from './row-state.js';

/** RFC 4122 Appendix C: the name space of OIDs, since the names begin with a UID. */
const NAME_SPACE = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');

/**
 * The rows as a FHIR R4 bundle (type `collection`), one Observation a row, one line each, made as they are asked for.
 * The same rows give the same bytes but for the timestamp, which is that of the run.
 */
export function fhirChunks({ sections, run }: Pick<Report, 'sections' | 'run'>): Iterable<string> {
  return inChunks(bundle(measurementRows(sections), run.startedAt));
}

function* bundle(rows: Iterable<MeasurementRow>, startedAt: string): Generator<string> {
  const head = fhirJson({ resourceType: 'Bundle', type: 'collection', timestamp: startedAt });
  yield head.slice(0, -1);
  const times = new Map<string, number>();
  let isFirst = true;
  for (const row of rows) {
    // JSON of FHIR has no empty list: `entry` begins with the first row.
    yield isFirst ? ',"entry":[\n' : ',\n';
    isFirst = false;
    yield `{"fullUrl":"${urnOf(row, times)}","resource":${fhirJson(fhirObservation(row))}}`;
  }
  yield isFirst ? '}\n' : '\n]}\n';
}

/**
 * The same name for the same measurement in every export: a UUID (RFC 4122 version 5) of its object, its place in it and
 * what it is. FHIR R4 bdl-7: no two entries of a bundle share one; a copy of an object has its number in the name.
 */
function urnOf(row: MeasurementRow, times: Map<string, number>): string {
  const { source, figure, concept, derivation, method, unit, valueFrom } = row;
  const codes = [concept, derivation, method].map((code) => code && [code.value, code.scheme]);
  const name = JSON.stringify([source.sopInstanceUID, source.itemPath, figure, codes, unit, valueFrom]);
  const uuid = uuidOf(name);
  const before = times.get(uuid) ?? 0;
  times.set(uuid, before + 1);
  return `urn:uuid:${before === 0 ? uuid : uuidOf(`${name}#${before + 1}`)}`;
}

function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(NAME_SPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
