// Folders of single volumes as large as those of a trial: a head in MR, in two forms, and a torso in CT.
import { render, TORSO, words16 } from '../../../build/fixtures/anatomy.js';
import { AXIAL, stack } from '../../../build/fixtures/cd/geometry.js';
import { ctSeries } from '../../../build/fixtures/cd/series/ct.js';
import { STUDIES } from '../../../build/fixtures/cd/studies.js';
import { seriesFiles } from '../../../build/fixtures/motion/forms/write.js';
import { BRAIN_SIGNAL } from '../../../build/fixtures/motion/object.js';
import { RUNS } from '../../../build/fixtures/motion/recipes.js';
import { motionRun } from '../../../build/fixtures/motion/run.js';
import { uid } from '../../../build/fixtures/random.js';
import { writeFiles } from '../../../build/fixtures/write-files.js';
import { dataset } from '../../../build/fixtures/writer/element.js';
import { writePart10 } from '../../../build/fixtures/writer/part10.js';

const STILL = { translationMm: [0, 0, 0], rotationDeg: [0, 0, 0] };
/** As of a T1-weighted gradient echo. */
const T1_SIGNALS = {
  ...{ scalp: 1600, fluid: 350, grey: 900, white: BRAIN_SIGNAL, stem: 1250, lesion: 700 },
  ...{ dark: 500, bright: 1900, gel: 900 },
};
const VOLUME_SEQUENCE = {
  acquisitionType: '3D',
  ...{ scanningSequence: ['GR', 'IR'], sequenceVariant: ['SK', 'SP', 'MP'], sequenceName: '*tfl3d1' },
  ...{ repetitionMs: 2300, echoMs: 2.98, flipAngle: 9, echoTrain: 1, bandwidth: 240 },
};

/**
 * Writes a head of 1 mm voxels with 1.5 % of noise.
 * @param {'siemens-classic' | 'philips-enhanced'} form
 * @param {'3D' | '2D'} acquisition 2D: slices are compared with each other
 * @returns the number of files and of bytes
 */
export function writeHead(folder, { form, matrix, slices, acquisition = '3D' }) {
  const [{ intro }] = RUNS;
  const shape = {
    ...{ rows: matrix, columns: matrix, slices, pixelMm: 256 / matrix, stepMm: 192 / slices },
    ...{ ...AXIAL, centre: [0, 0, 0] },
  };
  const { series } = motionRun({
    ...{ about: '', form, shape, noiseShare: 0.015, edgeMm: 0.5, motion: [STILL] },
    intro: { ...intro, key: `bench/head ${form} ${acquisition}`, description: 'T1 volume', protocol: 'T1' },
    signals: () => T1_SIGNALS,
    sequence: { ...VOLUME_SEQUENCE, acquisitionType: acquisition },
  });
  return writeFiles(folder, seriesFiles(series));
}

const HU = {
  ...{ air: -1000, skin: 30, bone: 700, fluid: 10, muscle: 55, fat: -100, lung: -820, liver: 60 },
  ...{ heart: 45, tumour: 40 },
};

/** Writes a torso with 12 HU of noise, a file a slice. */
export function writeTorso(folder, { matrix, slices }) {
  const [base] = ctSeries(STUDIES.petCt).instances;
  const shape = {
    ...{ rows: matrix, columns: matrix, slices, pixelMm: 400 / matrix, stepMm: 2 },
    ...{ ...AXIAL, centre: [0, 0, 0] },
  };
  const planes = stack(shape);
  function* files() {
    for (const [slice, plane] of planes.entries()) {
      const how = {
        phantom: TORSO,
        contrast: HU,
        noise: 12,
        seed: `bench ct ${slice}`,
        range: [-1024, 3071],
      };
      const pixels = words16(render(plane, how).map((hu) => hu + 1024));
      const own = dataset({
        ...{ Rows: matrix, Columns: matrix, PixelSpacing: [shape.pixelMm, shape.pixelMm].map(String) },
        ...{ SOPInstanceUID: uid(`bench ct ${slice}`), InstanceNumber: String(slice + 1) },
        ...{ SliceThickness: '2', SpacingBetweenSlices: '2' },
        ...{ ImagePositionPatient: plane.position.map((mm) => mm.toFixed(4)) },
        ...{ SliceLocation: plane.position[2].toFixed(4) },
        PixelData: { vr: 'OW', value: pixels },
      });
      const name = `${String(slice + 1).padStart(4, '0')}.dcm`;
      yield { path: name, bytes: writePart10(dataset({}, base.dataset, own), base.options) };
    }
  }
  return writeFiles(folder, files());
}
