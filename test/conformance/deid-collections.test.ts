import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { FixtureFile } from '../../fixtures/collection.js';
import { OBJECTS } from '../../fixtures/objects/objects.js';
import { PLANTED } from '../../fixtures/planted/planted.js';
import { writeCollection } from '../../fixtures/write-collections.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { folder } from '../commands/cli.js';
import { pythonWithPydicom } from '../helpers/peers.js';
import { deid } from './deid-lab.js';
import { SCORED_PROFILES, scoresOf, TABLE, writeScores } from './deid-real-score.js';
import { referencesOf } from './deid-references.js';
import { newKey, type Pair, release } from './deid-released.js';
import { skipOrFail } from './shared-data.js';

const python = (context: TestContext): string =>
  pythonWithPydicom() ?? skipOrFail(context, 'skipped: no python3 with pydicom');

describe('the collection of objects after deid --profile trial', () => {
  it('names the same instances, series, studies and frames of reference in SEG, SR, RTSTRUCT, PR and KO', async (context) => {
    const runs = python(context);
    const at = folder();
    const { name } = await writeCollection(at, OBJECTS);
    const { pairs } = await release('trial', await newKey(), { inputs: [join(at, name)] });
    const { broken, toDelivery } = referencesOf(runs, pairs);
    expect(broken).toEqual([]);
    expect({
      seg: toDelivery('Segmentation Storage', 'ReferencedSOPInstanceUID'),
      segSeries: toDelivery('Segmentation Storage', 'SeriesInstanceUID'),
      labelMap: toDelivery('1.2.840.10008.5.1.4.1.1.66.7', 'ReferencedSOPInstanceUID'),
      structures: toDelivery('RT Structure Set Storage', 'ReferencedSOPInstanceUID'),
      frames: toDelivery('RT Structure Set Storage', 'ReferencedFrameOfReferenceUID'),
      report: toDelivery('Comprehensive 3D SR Storage', 'ReferencedSOPInstanceUID'),
      reportFrames: toDelivery('Comprehensive 3D SR Storage', 'ReferencedFrameOfReferenceUID'),
      reportStudies: toDelivery('Enhanced SR Storage', 'StudyInstanceUID'),
      keyObjects: toDelivery('Key Object Selection Document Storage', 'ReferencedSOPInstanceUID'),
      presentation: toDelivery('Grayscale Softcopy Presentation State Storage', 'ReferencedSOPInstanceUID'),
    }).toEqual({
      ...{ seg: 108, segSeries: 6, labelMap: 20, structures: 91, frames: 10, report: 13, reportFrames: 1 },
      ...{ reportStudies: 2, keyObjects: 54, presentation: 16 },
    });
  });
});

interface Planting {
  readonly path: string;
  readonly mustGo: boolean;
}

function uidOf({ bytes }: FixtureFile): string {
  return readPart10(new MemorySource(bytes)).dataset.string('SOPInstanceUID') ?? '';
}

/** Every file by itself: they say different things of one patient, who would be contradicted. */
async function releasedEach(files: Iterable<FixtureFile>, profile: string): Promise<Pair[]> {
  const at = folder();
  const pairs: Pair[] = [];
  for (const file of files) {
    const { released } = await deid([file], profile, () => uidOf(file));
    for (const { bytes, path } of released.values()) {
      const pair = { source: join(at, 'cd', file.path), released: join(at, 'out', path) };
      const both = [
        [pair.source, file.bytes],
        [pair.released, bytes],
      ] as const;
      for (const [to, content] of both) {
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, content);
      }
      pairs.push(pair);
    }
  }
  return pairs;
}

describe.each(SCORED_PROFILES)('the planted collection after deid --profile %s', (profile) => {
  it('scores by the table as published, with no miss but where something was planted', async (context) => {
    if (!existsSync(TABLE)) skipOrFail(context, 'skipped: no shared data');
    const runs = python(context);
    const { files, truth } = await PLANTED.make();
    const scores = scoresOf(runs, profile, await releasedEach(files, profile));
    writeScores(`Planted collection, ${profile}`, scores);
    const plantings = (truth.plantings as readonly Planting[]).filter(({ mustGo }) => mustGo);
    const keywords = new Set(plantings.map(({ path }) => path.split('.').at(-1)));
    const unplanted = Object.keys(scores.misses).filter((miss) => !keywords.has(miss.split(' ').at(-1)));
    // What a signature was made with goes with it: PS3.15 E.1.1.
    expect(unplanted).toEqual(['tag retained MACParametersSequence']);
    expect(scores.counts['read by pydicom']).toEqual([15, 15]);
    expect(scores.counts['text removed']?.[0]).toBeGreaterThan(300);
  });
});
