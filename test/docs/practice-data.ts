import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeDemoCd } from '../../fixtures/cd/demo-cd.js';
import { COLLECTIONS } from '../../fixtures/collections.js';
import { LIMITS_YAML, PROTOCOL_YAML, TRIAL_YAML } from '../../fixtures/trial/config-files.js';
import { discFiles, discs, pathOf } from '../../fixtures/trial/discs.js';
import {
  baselineFiles,
  FOLLOW_UP_TRIAL_YAML,
  followUpFiles,
  LESIONS_CSV,
  visitsCsv,
} from '../../fixtures/trial/follow-up.js';
import { writeCollection } from '../../fixtures/write-collections.js';
import { writeFiles } from '../../fixtures/write-files.js';
import { ROOT } from '../commands/cli.js';

/** The site of which the demo makes discs, and those of them that come on its second day (scripts/demo/trial-run.mjs). */
const SITE = '02';
const SECOND_DAY = new Set(['h1 V2', 'h4 V2', 'h5 V2', 'h2 V1']);
/** The collections that the pages use. */
const USED = new Set(['phantoms', 'motion', 'objects']);
/** What a clone has and the pages name. */
const OF_THE_CLONE = ['scripts/demo', 'docs', 'protocols'];

/** Writes what a clone holds after `npm run demo`, so far as the pages use it: practice data, and files that ship. */
export async function writePractice(place: string): Promise<void> {
  const out = join(place, 'demo-out');
  mkdirSync(out, { recursive: true });
  for (const path of OF_THE_CLONE) cpSync(join(ROOT, path), join(place, path), { recursive: true });
  writeDemoCd(join(out, 'cd'));
  for (const collection of COLLECTIONS) {
    if (USED.has(collection.name)) await writeCollection(join(out, 'collections'), collection);
  }
  await writeTrial(join(out, 'trial'));
  await writeFollowUp(join(out, 'follow-up'));
}

/** As scripts/demo/follow-up.mjs writes it. */
async function writeFollowUp(place: string): Promise<void> {
  writeTexts(place, {
    ...{ 'trial.yaml': FOLLOW_UP_TRIAL_YAML, 'protocol.yaml': PROTOCOL_YAML, 'limits.yaml': LIMITS_YAML },
    ...{ 'lesions.csv': LESIONS_CSV, 'visits.csv': visitsCsv('V2') },
  });
  writeFiles(join(place, 'baseline'), await baselineFiles());
  writeFiles(join(place, 'follow-up-cd'), await followUpFiles());
}

function writeTexts(place: string, texts: Readonly<Record<string, string>>): void {
  writeFiles(
    place,
    Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  );
}

async function writeTrial(place: string): Promise<void> {
  writeTexts(place, { 'trial.yaml': TRIAL_YAML, 'protocol.yaml': PROTOCOL_YAML, 'limits.yaml': LIMITS_YAML });
  for (const disc of discs()) {
    const { batch, subject, visit } = disc;
    if (subject.site.id !== SITE) continue;
    if (batch === 'batch-2' && !SECOND_DAY.has(`${subject.key} ${visit}`)) continue;
    const files = await discFiles(disc);
    writeFiles(
      place,
      files.map(({ path, bytes }) => ({ path: `${pathOf(disc)}/${path}`, bytes })),
    );
  }
}
