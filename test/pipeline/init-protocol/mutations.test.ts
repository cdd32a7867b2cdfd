import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInitProtocol } from '../../../src/pipeline/init-protocol/run.js';
import type { Given } from '../../study/build.js';
import { initOptions, judged, notPassed, testFolder, worstCheck } from './judged.js';
import { ctReference, mrReference, petReference, writeFolder } from './reference.js';

type Change = (images: readonly Given[]) => readonly Given[];

/** Sets attributes of every image of the series of a description. */
function set(description: string, own: Given): Change {
  return (images) => images.map((one) => (one.SeriesDescription === description ? { ...one, ...own } : one));
}

function without(description: string, ...keywords: readonly string[]): Change {
  return set(description, Object.fromEntries(keywords.map((keyword) => [keyword, undefined])));
}

/** Leaves out one image of a series, by its place. */
function dropped(description: string, place: number): Change {
  return (images) => {
    const own = images.filter((one) => one.SeriesDescription === description);
    return images.filter((one) => one !== own[place]);
  };
}

/** Sets attributes of one image of a series. */
function once(description: string, own: Given): Change {
  return (images) => {
    const first = images.find((one) => one.SeriesDescription === description);
    return images.map((one) => (one === first ? { ...one, ...own } : one));
  };
}

function injection(own: Given): Change {
  return (images) =>
    images.map((one) => {
      const items = one.RadiopharmaceuticalInformationSequence as readonly Given[] | undefined;
      return items
        ? { ...one, RadiopharmaceuticalInformationSequence: items.map((item) => ({ ...item, ...own })) }
        : one;
    });
}

const T1 = 't1_mprage_sag_p2';
const FLAIR = 't2_flair_tra';
const FIELD = 'gre_field_mapping';
const SPIRAL = 'Thorax 5.0 B30f';
const PET = 'PET WB';

const MR: readonly (readonly [string, Change])[] = [
  ['repetition time', set(T1, { RepetitionTime: 2400 })],
  ['echo time', set(T1, { EchoTime: 3.5 })],
  ['inversion time', set(T1, { InversionTime: 1000 })],
  ['inversion time of the FLAIR', set(FLAIR, { InversionTime: 2200 })],
  ['an inversion where there was none', set(FIELD, { InversionTime: 200 })],
  ['flip angle', set(T1, { FlipAngle: 12 })],
  ['slice thickness', set(T1, { SliceThickness: 1.2 })],
  ['slice spacing', (images) => images.map((one) => stretched(one, FLAIR, 1.05))],
  ['a slice missing in the middle', dropped(T1, 2)],
  ['a slice missing at the end', dropped(T1, 5)],
  ['an echo missing', dropped(FIELD, 1)],
  ['pixel spacing', set(T1, { PixelSpacing: [1.1, 1.1] })],
  ['matrix', set(T1, { Rows: 96, Columns: 96 })],
  ['field of view in one direction', set(T1, { Rows: 64, Columns: 80 })],
  ['orientation', set(T1, { ImageOrientationPatient: [0, 1, 0, 0, 0, -1] })],
  ['bandwidth', set(T1, { PixelBandwidth: 250 })],
  ['averages', set(FLAIR, { NumberOfAverages: 2 })],
  ['coil', set(T1, { ReceiveCoilName: 'Body_18' })],
  ['transmit coil', set(T1, { TransmitCoilName: 'Head' })],
  ['sequence name', set(T1, { SequenceName: '*spcir_278ns' })],
  ['scanning sequence', set(T1, { ScanningSequence: 'GR' })],
  ['sequence variant', set(FLAIR, { SequenceVariant: 'SK' })],
  ['fat suppression where there was none', set(FLAIR, { ScanOptions: 'FS' })],
  ['acquisition type', set(T1, { MRAcquisitionType: '2D' })],
  ['echo train', set(FLAIR, { EchoTrainLength: 15 })],
  ['phase-encoding direction', set(FLAIR, { InPlanePhaseEncodingDirection: 'COL' })],
  ['order of the acquisition matrix', set(T1, { AcquisitionMatrix: [64, 0, 0, 48] })],
  ['percent sampling', set(T1, { PercentSampling: 80 })],
  ['phase field of view', set(T1, { PercentPhaseFieldOfView: 75 })],
  ['field strength', set(T1, { MagneticFieldStrength: 1.5 })],
  ['patient position', set(T1, { PatientPosition: 'FFS' })],
  ['nucleus', set(T1, { ImagedNucleus: '31P' })],
  ['contrast medium', set(T1, { ContrastBolusAgent: 'Gadovist' })],
  ['lossy compression', set(T1, { LossyImageCompression: '01' })],
  ['one image with another repetition time', once(T1, { RepetitionTime: 2450 })],
  ['one image with another coil', once(FLAIR, { ReceiveCoilName: 'Spine' })],
  ['another protocol under the name', set(T1, { SeriesDescription: 'Survey 2' })],
  ['the series twice', (images) => [...images, ...again(images, T1)]],
  ['the series not at all', (images) => images.filter((one) => one.SeriesDescription !== FLAIR)],
];

/** Attributes whose absence must not pass: each is deleted from a series that has it. */
const MR_DELETED: readonly (readonly [string, Change])[] = [
  'RepetitionTime',
  'EchoTime',
  'InversionTime',
  'FlipAngle',
  'SliceThickness',
  'PixelSpacing',
  'PixelBandwidth',
  'ReceiveCoilName',
  'MagneticFieldStrength',
  'ImagePositionPatient',
  'MRAcquisitionType',
  'SequenceName',
  'SeriesDescription',
].map((keyword) => [keyword, without(T1, keyword)] as const);

const CT: readonly (readonly [string, Change])[] = [
  ['kernel', set(SPIRAL, { ConvolutionKernel: 'B70f' })],
  ['tube voltage', set(SPIRAL, { KVP: 100 })],
  ['pitch', set(SPIRAL, { SpiralPitchFactor: 1.2, TableFeedPerRotation: undefined })],
  ['diameter of the reconstruction', set(SPIRAL, { ReconstructionDiameter: 380 })],
  ['filter', set(SPIRAL, { FilterType: 'WEDGE_3' })],
  ['gantry tilt', set(SPIRAL, { GantryDetectorTilt: 5 })],
  ['table speed', set(SPIRAL, { TableSpeed: 40 })],
  ['rotation time', set(SPIRAL, { RevolutionTime: 0.33 })],
  ['collimation', set(SPIRAL, { SingleCollimationWidth: 1.2 })],
  ['slice thickness', set(SPIRAL, { SliceThickness: 3 })],
  ['a slice missing', dropped(SPIRAL, 2)],
  ['contrast medium', set(SPIRAL, { ContrastBolusAgent: 'Ultravist 370' })],
];

const PT: readonly (readonly [string, Change])[] = [
  ['units', set(PET, { Units: 'CNTS' })],
  ['decay correction', set(PET, { DecayCorrection: 'NONE' })],
  ['corrections', set(PET, { CorrectedImage: ['NORM', 'DTIM', 'ATTN', 'DECY'] })],
  ['reconstruction', set(PET, { ReconstructionMethod: 'OSEM2D 4i8s' })],
  ['filter', set(PET, { ConvolutionKernel: 'XYZ Gauss5.00' })],
  ['attenuation correction', set(PET, { AttenuationCorrectionMethod: 'measured,AC_68Ge' })],
  ['frame duration', set(PET, { ActualFrameDuration: 180_000 })],
  ['half-life', injection({ RadionuclideHalfLife: 1224 })],
  ['pixel spacing', set(PET, { PixelSpacing: [2, 2] })],
  ['a slice missing', dropped(PET, 2)],
];

const PT_DELETED: readonly (readonly [string, Change])[] = [
  ['weight', without(PET, 'PatientWeight')],
  ['dose', injection({ RadionuclideTotalDose: undefined })],
  [
    'time of the injection',
    injection({ RadiopharmaceuticalStartTime: undefined, RadiopharmaceuticalStartDateTime: undefined }),
  ],
  ['units', without(PET, 'Units')],
];

function stretched(one: Given, description: string, factor: number): Given {
  const at = one.ImagePositionPatient;
  if (one.SeriesDescription !== description || !Array.isArray(at)) return one;
  const [x = 0, y = 0, z = 0] = at as number[];
  return { ...one, ImagePositionPatient: [x, y, z * factor] };
}

function again(images: readonly Given[], description: string): Given[] {
  return images
    .filter((one) => one.SeriesDescription === description)
    .map((one, place) => ({ ...one, SeriesInstanceUID: '2.25.77', SOPInstanceUID: `2.25.77.${place + 1}` }));
}

const base = testFolder();
afterAll(() => rmSync(base, { recursive: true, force: true }));

const REFERENCES = { mr: mrReference, ct: ctReference, pt: petReference } as const;

async function outcomeOf(name: keyof typeof REFERENCES, change: Change): Promise<string> {
  return worstCheck(await judged(base, change(REFERENCES[name]()), join(base, `${name}.yaml`)));
}

beforeAll(async () => {
  for (const [name, make] of Object.entries(REFERENCES)) {
    const folder = writeFolder(join(base, name), make());
    await runInitProtocol(initOptions([folder], join(base, `${name}.yaml`)));
  }
});

describe('a protocol made of a reference acquisition', () => {
  it.each(['mr', 'ct', 'pt'] as const)(
    'is passed by the reference itself without a warning (%s)',
    async (name) => {
      const report = await judged(base, REFERENCES[name](), join(base, `${name}.yaml`));
      expect(notPassed(report)).toEqual([]);
      expect(worstCheck(report)).toBe('pass');
    },
  );

  it.each(MR)('fails an MR scan with a deviation in one field: %s', async (_, change) => {
    expect(await outcomeOf('mr', change)).toBe('fail');
  });

  it.each(MR_DELETED)('never passes an MR scan without %s', async (_, change) => {
    expect(['fail', 'not-evaluable']).toContain(await outcomeOf('mr', change));
  });

  it.each(CT)('fails a CT scan with a deviation in one field: %s', async (_, change) => {
    expect(await outcomeOf('ct', change)).toBe('fail');
  });

  it.each(PT)('fails a PET scan with a deviation in one field: %s', async (_, change) => {
    expect(await outcomeOf('pt', change)).toBe('fail');
  });

  it.each(PT_DELETED)('never passes a PET scan without %s', async (_, change) => {
    expect(['fail', 'not-evaluable']).toContain(await outcomeOf('pt', change));
  });

  it('takes slices that lie elsewhere, and other times of day, for what they are: no deviation', async () => {
    const moved = (images: readonly Given[]): Given[] =>
      images.map((one) => {
        const [x = 0, y = 0, z = 0] = (one.ImagePositionPatient ?? []) as number[];
        return { ...one, ImagePositionPatient: [x + 3, y - 2, z + 40], AcquisitionTime: '173000' };
      });
    expect(await outcomeOf('mr', moved)).toBe('pass');
  });
});
