import { describe, expect, it } from 'vitest';
import type { NewAttributes } from '#new-object';
import type { FixtureFile } from '../../../fixtures/collection.js';
import { fixtureFile, referencedSeries } from '../../../fixtures/objects/header.js';
import type { ImageSeries } from '../../../fixtures/objects/images.js';
import { ctImages } from '../../../fixtures/objects/lesion-images.js';
import { ctSegmentations } from '../../../fixtures/objects/seg/segmentations.js';
import { uid } from '../../../fixtures/random.js';
import { edited, twin } from './edited.js';
import { measureExport, written } from './measured.js';

const images = ctImages();
/** The same planes and frame of reference, values 500 HU higher. */
const higher = twin(images, 'ct-higher', 500);
const planes = images.planes.map((_, plane) => plane);
const [binary] = ctSegmentations(images);
if (!binary) throw new Error('no segmentation');
const { object, truth } = binary;
const [ball] = truth.segments;
const mean = Number(ball?.mean?.toFixed(6));

/** The segmentation with other attributes. */
function segmentationWith(changes: NewAttributes): Promise<FixtureFile> {
  return fixtureFile({ ...object, attributes: { ...object.attributes, ...changes } });
}

/** Frames that say where they lie, and nothing of what they were made from. */
function framesWithoutSources(): NewAttributes[] {
  const frames = object.attributes.PerFrameFunctionalGroupsSequence;
  if (!Array.isArray(frames)) throw new Error('no frames');
  return frames.map((frame: NewAttributes) => ({ ...frame, DerivationImageSequence: undefined }));
}

const all = (series: ImageSeries): NewAttributes[] =>
  referencedSeries(series, 'ReferencedInstanceSequence', planes);

/** The segmentation naming images as its only word on them. */
function naming(ReferencedSeriesSequence: NewAttributes[] | undefined): Promise<FixtureFile> {
  return segmentationWith({
    ReferencedSeriesSequence,
    PerFrameFunctionalGroupsSequence: framesWithoutSources(),
  });
}

/** What a delivery gives of the first segment: its volume, and its mean, with the series that it was taken in. */
async function ofBall(files: Iterable<FixtureFile>) {
  const { rows, findings, verdict } = await measureExport([written(files)]);
  const own = rows.filter(({ group }) => group === 0);
  const values = own.filter(({ figure }) => figure === 'mean');
  return {
    verdict,
    findings: findings.map(({ code }) => code),
    volume: own.find(({ figure }) => figure === 'volume')?.recomputedValue,
    means: values.map(({ recomputedValue, image }) => [
      Number(recomputedValue?.toFixed(6)),
      image?.seriesUID,
    ]),
    ofValues: rows.filter(({ unit }) => unit?.includes('hnsf')).length,
  };
}

describe('the images of a segmentation', () => {
  it('are those that it names, of two series at one place', async () => {
    const files = [...images.files, ...higher.files];
    const first = await ofBall([...files, await naming(all(images))]);
    expect(first.means).toEqual([[mean, images.seriesUID]]);
    const second = await ofBall([...files, await naming(all(higher))]);
    expect(second.means).toEqual([[mean + 500, higher.seriesUID]]);
    expect([first.findings, second.findings]).toEqual([[], []]);
  });

  it('are not guessed where it names two series alike, and its volume stands', async () => {
    const both = await naming([...all(images), ...all(higher)]);
    const { volume, ofValues, findings, verdict } = await ofBall([...images.files, ...higher.files, both]);
    expect(volume).toBeCloseTo(ball?.volumeMm3 ?? 0, 6);
    expect(ofValues).toBe(0);
    expect(findings).toContain('measure-volume-ambiguous');
    expect(verdict).not.toBe('pass');
  });

  it('are those of two named series that it names more images of', async () => {
    const few = referencedSeries(higher, 'ReferencedInstanceSequence', planes.slice(0, 3));
    const { means, findings } = await ofBall([
      ...[...images.files, ...higher.files],
      await naming([...few, ...all(images)]),
    ]);
    expect(means).toEqual([[mean, images.seriesUID]]);
    expect(findings).not.toContain('measure-volume-ambiguous');
  });

  it('are not guessed where it names none and two series share its frame of reference', async () => {
    const none = await naming(undefined);
    const two = await ofBall([...images.files, ...higher.files, none]);
    expect([two.ofValues, two.means]).toEqual([0, []]);
    expect(two.findings).toContain('measure-volume-ambiguous');
    const one = await ofBall([...images.files, none]);
    expect(one.means).toEqual([[mean, images.seriesUID]]);
    expect(one.findings).toEqual(['measure-image-by-frame-of-reference']);
  });

  it('give no values in another frame of reference, although they are named and the voxels fit', async () => {
    const elsewhere = await segmentationWith({ FrameOfReferenceUID: uid('another frame of reference') });
    const { volume, ofValues, findings, verdict } = await ofBall([...images.files, elsewhere]);
    expect(volume).toBeCloseTo(ball?.volumeMm3 ?? 0, 6);
    expect(ofValues).toBe(0);
    expect(findings).toContain('measure-frame-of-reference-at-odds');
    expect(verdict).not.toBe('pass');
  });

  it('give values where they state no frame of reference at all', async () => {
    const silent = images.files.map((file) => edited(file, 'FrameOfReferenceUID', null));
    const { means } = await ofBall([...silent, await fixtureFile(object)]);
    expect(means).toEqual([[mean, images.seriesUID]]);
  });

  it('are a warning where they are of another patient', async () => {
    const theirs = images.files.map((file) => edited(file, 'PatientID', 'SOMEONE-ELSE'));
    const { means, findings, verdict } = await ofBall([...theirs, await fixtureFile(object)]);
    expect(means).toEqual([[mean, images.seriesUID]]);
    expect(findings).toContain('measure-patient-at-odds');
    expect(verdict).not.toBe('pass');
    const anonymous = images.files.map((file) => edited(file, 'PatientID', ''));
    const silent = await ofBall([...anonymous, await fixtureFile(object)]);
    expect(silent.findings).not.toContain('measure-patient-at-odds');
  });
});
