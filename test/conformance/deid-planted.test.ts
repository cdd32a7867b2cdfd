import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PLANTED } from '../../fixtures/planted/planted.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { deid, type Outcome, PROFILES } from './deid-lab.js';

interface Planting {
  readonly file: string;
  readonly path: string;
  readonly value: string;
  readonly bytesHex: string;
  readonly mustGo: boolean;
}

const { files: made, truth } = await PLANTED.make();
const files = [...made];
const plantings = truth.plantings as readonly Planting[];

/** What nobody can clean: text in pixels, and documents. All others must be released. */
const QUARANTINED = [
  ['DICOM/13-us-burned-in.dcm', 'burned-in-annotation'],
  ['DICOM/14-jpeg-comment.dcm', 'secondary-capture'],
  ['DICOM/15-pdf.dcm', 'encapsulated-document'],
];

/** Site qualification keeps what tells the institution, and true dates: they are what is qualified. */
const KEPT_BY_DESIGN: Readonly<Record<string, RegExp>> = {
  'site-qualification':
    /(?:^|\.)(?:InstitutionName|InstitutionAddress|InstitutionalDepartmentName|PersonAddress|PerformedLocation|AcquisitionDateTime|DateTimeOfLastCalibration|ContentDate|SeriesDate)$/,
};

/** Look-alikes whose element goes whatever its value: descriptions without an option, private elements on no list. */
const GONE_WITH_ITS_ELEMENT: Readonly<Record<string, RegExp>> = {
  trial: /^\(0019,GEMS_ACQU_01,7d\)/,
  tcia: /^\(0019,GEMS_ACQU_01,7d\)|^\(2005,/,
  'ps315-basic': /^\(|^ProtocolName$|^ContributingEquipmentSequence/,
  'site-qualification': /^\(0019,GEMS_ACQU_01,7d\)|^ContributingEquipmentSequence/,
};

function uidOfFile(bytes: Uint8Array): string {
  return readPart10(new MemorySource(bytes)).dataset.string('SOPInstanceUID') ?? '';
}

/** The file as it stands on the disk, and what it is inflated to. */
function allBytes(bytes: Uint8Array): Buffer {
  const { transferSyntax, layout } = readPart10(new MemorySource(bytes), { toEnd: true });
  const inflated = transferSyntax.deflated ? inflateRawSync(bytes.subarray(layout.metaEnd)) : Buffer.alloc(0);
  return Buffer.concat([bytes, inflated]);
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));

/** Whether a planting stands there; as a part of a longer word (Quill in Quilltech) it is none. */
function holds(bytes: Buffer, { bytesHex }: Planting): boolean {
  const needle = Buffer.from(bytesHex, 'hex');
  if (needle.length === 0) return false;
  const isWord = needle.every(isLetter);
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
    if (!isWord || !(isLetter(bytes[at - 1]) || isLetter(bytes[at + needle.length]))) return true;
  }
  return false;
}

/** Every file by itself: they say different things of one patient, who would be contradicted. */
async function deidEach(profile: string): Promise<Outcome> {
  const released = new Map<string, { path: string; bytes: Uint8Array }>();
  const held: Outcome['held'][number][] = [];
  for (const file of files) {
    const outcome = await deid([file], profile, () => uidOfFile(file.bytes));
    for (const [path, output] of outcome.released) released.set(path, output);
    held.push(...outcome.held);
  }
  return { released, held };
}

describe.each(PROFILES)('planted identifiers under the profile %s', (profile) => {
  it('are all gone from what is released, and what only looks like one stays', async () => {
    const { released, held } = await deidEach(profile);
    expect(held.map(({ path, code }) => [path, code])).toEqual(QUARANTINED);
    expect(released.size).toBe(files.length - QUARANTINED.length);
    const [left, lost]: [string[], string[]] = [[], []];
    let judged = 0;
    for (const plant of plantings) {
      const output = released.get(plant.file);
      if (!output) continue;
      judged++;
      const stands = holds(allBytes(output.bytes), plant) || output.path.includes(plant.value);
      if (plant.mustGo && stands && !KEPT_BY_DESIGN[profile]?.test(plant.path))
        left.push(`${plant.file} ${plant.path}`);
      if (!plant.mustGo && !stands && !GONE_WITH_ITS_ELEMENT[profile]?.test(plant.path))
        lost.push(`${plant.file} ${plant.path}`);
    }
    expect({ left, lost }).toEqual({ left: [], lost: [] });
    expect(judged).toBeGreaterThan(580);
  });

  it('are not released together where the files name one person in several ways', async () => {
    const uids = new Map(files.map(({ path, bytes }) => [path, uidOfFile(bytes)]));
    const { released, held } = await deid(files, profile, (path) => uids.get(path) ?? '');
    expect(released.size).toBe(0);
    expect(new Set(held.map(({ code }) => code))).toContain('patient-contradicted');
  });
});
