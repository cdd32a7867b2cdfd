import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { hasPeer, jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { codesOf, manifestOf, verdicts } from './deid-real-manifest.js';
import { changedFigures, convertBoth, firstOfSeries, newErrors, warnedOf } from './deid-real-peers.js';
import { lines, SCORED_PROFILES, scoredOf, scoresOf, someOfEach, writeScores } from './deid-real-score.js';
import { referencesOf } from './deid-references.js';
import { newKey, type Release, release } from './deid-released.js';
import { hasDcm2niix } from './nifti.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

/** What scores a miss and is none: category and last keyword, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'tag retained PatientAge': '42 and *** are no ages by PS3.5; what cannot be told to be under 90 goes',
  'text retained PerformedStationAETitle':
    'C: an AE title is a known value of the delivery, and is nothing else',
  'tag retained IssuerOfPatientIDQualifiersSequence':
    'an assigner of IDs identifies as Issuer of Patient ID does',
  'tag retained ContentLabel': 'the same word is the name of a person of the delivery',
  'tag retained BodyPartExamined': 'the same word is a part of a name of the delivery',
  'tag retained StationName': 'a word in it is a part of a name of the delivery',
  'tag retained DeviceSerialNumber': 'the same digits are a record number of the delivery',
  'text retained StudyDescription': 'a word in it is a part of a name of the delivery',
  'text retained SeriesDescription': 'a word in it is a part of a name of the delivery',
};

/** Values found again, by where they come from and stand: everyday words, each looked at. */
const FOUND: Readonly<Record<string, string>> = {
  'PatientName in CodeMeaning': 'a slide is called after what codes of the standard call it',
  'PatientName in ImageType': 'PERFUSION, a value of the standard',
  'InstitutionName in Manufacturer': 'the maker stands in the place of the institution',
};

/** References that go though they named an instance of the delivery. */
const UNNAMED: Readonly<Record<string, string>> = {
  'gone: SourceImageSequence.ReferencedSOPInstanceUID':
    'X/Z/U*: the sequence is Type 3 in these images, and Retain UIDs is not asked for',
  'gone: RequestAttributesSequence.StudyInstanceUID': 'X: what was ordered goes, unless it is cleaned',
};

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  );

const python = (context: TestContext): string =>
  pythonWithPydicom() ?? skipOrFail(context, 'skipped: no python3 with pydicom');

describe.each(SCORED_PROFILES)('the shared data after deid --profile %s', { timeout: 180_000 }, (profile) => {
  let all: Release | undefined;

  beforeAll(async () => {
    if (existsSync(SHARED_DICOM)) all = await release(profile, await newKey());
  });

  const released = (context: TestContext): Release => all ?? skipOrFail(context, 'skipped: no shared data');

  it('every file is released, quarantined or skipped, with a reason', (context) => {
    const { report, pairs, out } = released(context);
    const { filesIn = 0, filesOut = 0, quarantined = 0, skipped = 0, duplicates = 0 } = report.summary;
    expect(filesIn).toBe(sharedFiles(context).length);
    expect(filesOut + quarantined + skipped + duplicates).toBe(filesIn);
    expect(filesOut).toBeGreaterThan(800);
    expect([pairs.length, filesBelow(out).length]).toEqual([filesOut, filesOut]);
    expect(report.quarantine).toHaveLength(quarantined);
    expect(report.quarantine.filter(({ code, reason }) => code === '' || reason === '')).toEqual([]);
    expect(report.quarantine.filter(({ code }) => /error|crash|internal/.test(code))).toEqual([]);
  });

  it('scores by the table as published, read by pydicom, with no miss that is not explained', (context) => {
    const { pairs } = released(context);
    const scores = scoresOf(python(context), profile, scoredOf(pairs));
    writeScores(`Shared data, ${profile}`, scores);
    expect(Object.keys(scores.misses).filter((miss) => !(miss in EXPLAINED))).toEqual([]);
    const checked = (category: string): number => scores.counts[category]?.[0] ?? 0;
    for (const category of ['pixels retained', 'transfer syntax kept', 'read by pydicom', 'UID consistent'])
      expect([category, checked(category) > 150]).toEqual([category, true]);
    for (const category of ['text removed', profile === 'trial' ? 'date shifted' : 'private removed'])
      expect([category, checked(category) > 800]).toEqual([category, true]);
  });

  it('holds no name, number, date of birth or institution of its source, searched for by Python', (context) => {
    const { pairs, out } = released(context);
    type Found = { readonly hit?: readonly [from: string, file: string, where: string]; searched?: number };
    const args = [join(import.meta.dirname, 'deid_search.py'), out];
    const found = jsonFromPython<Found>(python(context), args, lines(someOfEach(pairs)));
    const hits = found.flatMap(({ hit }) => (hit ? [`${hit[0]} in ${hit[2]}`] : []));
    expect([...new Set(hits)].filter((hit) => !(hit in FOUND))).toEqual([]);
    expect(found.at(-1)?.searched).toBeGreaterThan(800);
  });

  it('names the same instances, series, studies and frames of reference in every reference', (context) => {
    const { broken, all: count, toDelivery } = referencesOf(python(context), released(context).pairs);
    expect(broken.filter((why) => !(why in UNNAMED))).toEqual([]);
    expect(count).toBeGreaterThan(140);
    expect(toDelivery('Segmentation Storage', 'ReferencedSOPInstanceUID')).toBeGreaterThan(100);
    expect(toDelivery('RT Structure Set Storage', 'ReferencedFrameOfReferenceUID')).toBeGreaterThan(0);
    if (profile !== 'trial') return; // ps315-basic admits no reports.
    expect(toDelivery('Comprehensive 3D SR Storage', 'ReferencedSOPInstanceUID')).toBeGreaterThan(5);
  });

  it('has no error of dciodvfy that the source has not, and dcmdump reads it without a new warning', (context) => {
    const series = firstOfSeries(released(context).pairs);
    if (!hasPeer('dciodvfy')) skipOrFail(context, 'skipped: no dciodvfy');
    if (!hasPeer('dcmdump')) skipOrFail(context, 'skipped: no dcmdump');
    expect(series.length).toBeGreaterThan(50);
    expect(newErrors(series)).toEqual([]);
    expect(warnedOf(series)).toEqual([]);
  });

  if (profile !== 'trial') return;

  it('gives dcm2niix the same images, and sidecars that differ in names only', (context) => {
    const { pairs, uids } = released(context);
    if (!hasDcm2niix()) skipOrFail(context, 'skipped: no dcm2niix');
    const both = convertBoth(pairs, uids);
    const { before, after } = both;
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    const images = [...after].filter(([name]) => !name.endsWith('.json'));
    expect(images.length).toBeGreaterThan(15);
    expect(images.filter(([name, bytes]) => !before.get(name)?.equals(bytes)).map(([name]) => name)).toEqual(
      [],
    );
    expect(changedFigures(both)).toEqual([]);
  });

  it('has for manifest the same patients, studies, series, geometry, volumes and time points', async (context) => {
    const { pairs, out, uids } = released(context);
    const before = await manifestOf(pairs.map(({ source }) => source));
    const after = await manifestOf([out]);
    expect(after.summary).toEqual(before.summary);
    expect(verdicts(after, new Map())).toEqual(verdicts(before, uids));
    expect(codesOf(after)).toEqual(codesOf(before));
  });
});
