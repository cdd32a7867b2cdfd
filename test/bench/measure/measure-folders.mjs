// Folders of measurement objects for the benchmark: many reports with the images they were made on, and a segmentation
// of a whole CT.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNIT } from '../../../build/fixtures/objects/codes.js';
import { fixtureFile, OBJECT_CLASS } from '../../../build/fixtures/objects/header.js';
import { ctImages, mrImages } from '../../../build/fixtures/objects/lesion-images.js';
import { segmentation } from '../../../build/fixtures/objects/seg/segmentation.js';
import { ctSegmentations } from '../../../build/fixtures/objects/seg/segmentations.js';
import { container, imageItem, numberItem, textItem } from '../../../build/fixtures/objects/sr/content.js';
import { observers, report } from '../../../build/fixtures/objects/sr/document.js';
import { measurementReports } from '../../../build/fixtures/objects/sr/measurement-reports.js';
import { writeFiles } from '../../../build/fixtures/write-files.js';

/** Measurements of a report without drawings. */
const NUMBERS = 25;
/** Numbers of a UID that tell copies apart. */
const DIGITS = 6;
const MATRIX = 512;
const SLICES = 400;
const SEGMENTS = 20;

/**
 * Reports: every second one a TID 1500 with two axes of a lesion on a CT image, the others with 25 numbers that nothing
 * is drawn for. The images lie beside them.
 * @returns files, bytes, and the NUM items of all
 */
export async function writeReports(folder, { reports }) {
  const [ct, mr] = [ctImages(), mrImages()];
  const [binary] = ctSegmentations(ct);
  const drawn = measurementReports(ct, mr, binary).find(({ object }) => object.path === 'sr/enhanced.dcm');
  const templates = await Promise.all([drawn.object, numbersReport(ct)].map(template));
  const numbers = [drawn.truth.measurements.length, NUMBERS];
  const made = { numbers: 0 };
  function* files() {
    yield* ct.files;
    for (let n = 0; n < reports; n++) {
      made.numbers += numbers[n % 2];
      yield { path: `sr/${String(n % 100).padStart(2, '0')}/${n}.dcm`, bytes: copyOf(templates[n % 2], n) };
    }
  }
  return { ...writeFiles(folder, files()), ...made };
}

/** A file and where its SOP Instance UID ends: in the file meta information, and in the data set. */
async function template(object) {
  const bytes = Buffer.from((await fixtureFile(object)).bytes);
  const uid = Buffer.from(object.sopUID);
  const ends = [];
  for (let at = bytes.indexOf(uid); at >= 0; at = bytes.indexOf(uid, at + 1)) ends.push(at + uid.length);
  return { bytes, ends };
}

/** The same report by another UID. */
function copyOf({ bytes, ends }, n) {
  const copy = Buffer.from(bytes);
  for (const end of ends) copy.write(String(n).padStart(DIGITS, '0'), end - DIGITS, 'latin1');
  return copy;
}

/** 25 numbers on one image, each in a group by itself. */
function numbersReport(images) {
  const group = (n) =>
    container(
      ['125007', 'DCM', 'Measurement Group'],
      [
        ['HAS OBS CONTEXT', textItem(['112039', 'DCM', 'Tracking Identifier'], `Region ${n}`)],
        [
          'CONTAINS',
          numberItem({ concept: ['118565006', 'SCT', 'Volume'], value: `${1000 + n}.5`, unit: UNIT.mm3 }),
        ],
      ],
    );
  const groups = Array.from({ length: NUMBERS }, (_, n) => ['CONTAINS', group(n)]);
  const root = container(
    ['126000', 'DCM', 'Imaging Measurement Report'],
    [
      ...observers(),
      ['CONTAINS', imageItem(images, 11)],
      ['CONTAINS', container(['126010', 'DCM', 'Imaging Measurements'], groups)],
    ],
    '1500',
  );
  const intro = { key: 'sr/numbers', number: 310, images, modality: 'SR', description: 'Numbers' };
  return report({ ...intro, sopClass: OBJECT_CLASS.comprehensiveSr }, root, { planes: [11] });
}

/**
 * A segmentation of 20 organs, from small to large, of a CT of 512 × 512 × 400.
 * @param kind BINARY or LABELMAP
 * @returns bytes, and by segment the voxels that it was made with
 */
export async function writeSegmentation(folder, kind) {
  const images = wholeCt();
  const { frames, counts } = kind === 'LABELMAP' ? labelFrames() : binaryFrames();
  const segments = Array.from({ length: SEGMENTS }, (_, n) => ({
    label: `Organ ${n + 1}`,
    type: ['91723000', 'SCT', 'Anatomical structure'],
  }));
  const plan = { key: `seg/${kind}`, number: 400, description: kind, images, planes: images.planes };
  const object = segmentation({ ...plan, kind, segments, frames, overlap: 'NO' });
  // Colours of the fixtures run out before the segments do.
  const SegmentSequence = object.attributes.SegmentSequence.map((segment) => {
    return { ...segment, RecommendedDisplayCIELabValue: [40_000, 45_000, 30_000] };
  });
  const { bytes } = await fixtureFile({ ...object, attributes: { ...object.attributes, SegmentSequence } });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${kind.toLowerCase()}.dcm`), bytes);
  return { bytes: bytes.length, frames: frames.length, counts };
}

/** The header of the small CT with the planes of a large one; none of its images is written. */
function wholeCt() {
  const ct = ctImages();
  const [first] = ct.planes;
  const planes = Array.from({ length: SLICES }, (_, n) => ({
    ...first,
    ...{ rows: MATRIX, columns: MATRIX, spacingMm: [0.78, 0.78] },
    position: [-200, -200, 1.5 * n],
  }));
  const sopUIDs = planes.map((_, n) => `2.25.4711${String(n).padStart(DIGITS, '0')}`);
  return { ...ct, planes, sopUIDs, stepMm: 1.5 };
}

/** Half axes of an organ, voxels, and its centre: on two rings around the middle. */
function organ(n) {
  const angle = (2 * Math.PI * n) / SEGMENTS;
  const reach = n % 2 === 0 ? 70 : 130;
  const inPlane = 14 + 4 * n;
  return {
    centre: [256 + reach * Math.cos(angle), 256 + reach * Math.sin(angle), 110 + 9 * n],
    radii: [inPlane, 0.8 * inPlane, 10 + 4 * n],
  };
}

/** Puts an organ's voxels of a slice into a frame. @returns how many */
function paint(voxels, { centre, radii }, { slice, value }) {
  const rest = 1 - ((slice - centre[2]) / radii[2]) ** 2;
  if (rest <= 0) return 0;
  let count = 0;
  for (let row = 0; row < MATRIX; row++) {
    const inRow = rest - ((row - centre[1]) / radii[1]) ** 2;
    if (inRow <= 0) continue;
    const half = radii[0] * Math.sqrt(inRow);
    const [from, to] = [Math.ceil(centre[0] - half), Math.floor(centre[0] + half)];
    if (to < from) continue;
    voxels.fill(value, row * MATRIX + from, row * MATRIX + to + 1);
    count += to - from + 1;
  }
  return count;
}

function binaryFrames() {
  const frames = [];
  const counts = [];
  for (let n = 0; n < SEGMENTS; n++) {
    let total = 0;
    for (let plane = 0; plane < SLICES; plane++) {
      const voxels = new Uint8Array(MATRIX * MATRIX);
      const count = paint(voxels, organ(n), { slice: plane, value: 1 });
      if (count > 0) frames.push({ segment: n + 1, plane, voxels });
      total += count;
    }
    counts.push(total);
  }
  return { frames, counts };
}

/** One frame a slice; where organs meet, the last one has the voxel. */
function labelFrames() {
  const counts = new Array(SEGMENTS).fill(0);
  const frames = Array.from({ length: SLICES }, (_, plane) => {
    const voxels = new Uint8Array(MATRIX * MATRIX);
    for (let n = 0; n < SEGMENTS; n++) paint(voxels, organ(n), { slice: plane, value: n + 1 });
    for (const value of voxels) if (value > 0) counts[value - 1]++;
    return { segment: 0, plane, voxels };
  });
  return { frames, counts };
}
