import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { runInitProtocol } from '../../src/pipeline/init-protocol/run.js';
import { check, type ProtocolReport } from '../commands/check-protocol/run.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { initOptions, testFolder } from '../pipeline/init-protocol/judged.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const base = testFolder();
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** What edit_studies.py does to a copy. */
interface Edit {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly add?: Readonly<Record<string, unknown>>;
  readonly unset?: readonly string[];
  readonly drop?: readonly number[];
  readonly only?: number;
  readonly once?: boolean;
  readonly stretch?: number;
}

interface Edited {
  readonly name: string;
  readonly study: string;
  readonly places: number;
}

/** Real series, the protocol they are held against (made of them when not named), and what is wrong with each copy. */
interface RealCase {
  readonly folder: string;
  readonly protocol?: string;
  /** What the series alone lacks by that protocol. */
  readonly lacks?: readonly string[];
  readonly edits: Readonly<Record<string, Edit>>;
}

const CASES: readonly RealCase[] = [
  {
    folder: 'hazen/tests/data/acr/GE_Artist_1.5T_T1',
    edits: {
      'repetition time': { set: { RepetitionTime: 520 } },
      'repetition time of one slice': { set: { RepetitionTime: 520 }, only: 4 },
      'repetition time absent': { unset: ['RepetitionTime'] },
      'repetition time absent in one slice': { unset: ['RepetitionTime'], only: 4 },
      'repetition time empty': { set: { RepetitionTime: null } },
      'repetition time in seconds': { set: { RepetitionTime: 0.5 } },
      'echo time': { set: { EchoTime: 21 } },
      'echo time of one slice': { set: { EchoTime: 21 }, only: 0 },
      'echo time absent': { unset: ['EchoTime'] },
      'flip angle': { set: { FlipAngle: 70 } },
      'inversion time': { add: { InversionTime: 400 } },
      'field strength': { set: { MagneticFieldStrength: 3 } },
      bandwidth: { set: { PixelBandwidth: 100 } },
      'receive coil': { set: { ReceiveCoilName: 'BODY' } },
      'receive coil absent': { unset: ['ReceiveCoilName'] },
      averages: { set: { NumberOfAverages: 4 } },
      'echo train': { set: { EchoTrainLength: 8 } },
      'acquisition matrix': { set: { AcquisitionMatrix: [256, 0, 0, 192] } },
      'phase encoding along columns': { set: { InPlanePhaseEncodingDirection: 'COL' } },
      technique: { set: { ScanningSequence: 'GR' } },
      'patient position': { set: { PatientPosition: 'FFS' } },
      'pixel spacing': { set: { PixelSpacing: [1.1, 1.1] } },
      'pixel spacing of one slice': { set: { PixelSpacing: [1.1, 1.1] }, only: 10 },
      'slice thickness': { set: { SliceThickness: 4 } },
      'slice spacing': { stretch: 1.1 },
      'slice missing inside': { drop: [5] },
      'slice missing at the end': { drop: [-1] },
      'every second slice missing': { drop: [1, 3, 5, 7, 9] },
      orientation: { set: { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] } },
      'orientation absent': { unset: ['ImageOrientationPatient'] },
      'slice twice as large': { set: { Rows: 512, Columns: 512 } },
      modality: { set: { Modality: 'CT' } },
    },
  },
  {
    folder: 'hazen/tests/data/acr/Siemens_Aera_1.5T_T1',
    protocol: 'acr-mr-phantom',
    lacks: ['t2 count fail'],
    edits: {
      'repetition time': { set: { RepetitionTime: 502 } },
      'repetition time of a T2': { set: { RepetitionTime: 2000 } },
      'echo time': { set: { EchoTime: 15 } },
      'slice missing at the end': { drop: [-1] },
      'slice thickness': { set: { SliceThickness: 3 } },
      'slice gap': { stretch: 1.2 },
    },
  },
  {
    folder: 'dcm_qa_me',
    edits: {
      'repetition time': { set: { RepetitionTime: 1200 } },
      'echo time of one echo': { set: { EchoTime: 99 }, only: 1 },
      'one echo missing': { drop: [1] },
      'flip angle': { set: { FlipAngle: 40 } },
      'sequence absent': { unset: ['ScanningSequence'] },
      'patient position': { set: { PatientPosition: 'HFP' } },
      'transmit coil': { set: { TransmitCoilName: 'Head' } },
    },
  },
  {
    folder: 'dcm_qa_nih',
    edits: {
      'one slice of one volume missing': { drop: [77] },
      'the last slice missing': { drop: [-1] },
      'matrix of one slice': { set: { AcquisitionMatrix: [64, 0, 0, 32] }, only: 20 },
    },
  },
  {
    folder: 'dcm_qa_stc',
    edits: {
      'repetition time': { set: { RepetitionTime: 9000 } },
      'echo time absent': { unset: ['EchoTime', 'EffectiveEchoTime'] },
      'one volume missing': { drop: [-1] },
    },
  },
  {
    folder: 'dcm_qa_enh/In/Siemens',
    edits: {
      'repetition time': { set: { RepetitionTime: 1234 } },
      'echo time': { set: { EffectiveEchoTime: 50 } },
      'echo time of one frame': { set: { EffectiveEchoTime: 50 }, once: true, only: 2 },
      'flip angle': { set: { FlipAngle: 10 } },
      'flip angle absent': { unset: ['FlipAngle'] },
      'pixel spacing': { set: { PixelSpacing: [3, 3] } },
      'slice thickness of one frame': { set: { SliceThickness: 9 }, once: true, only: 0 },
      'receive coil': { set: { ReceiveCoilName: 'Body' } },
      'one volume missing': { drop: [-1] },
    },
  },
  {
    folder: 'dcm_qa_xa30',
    edits: {
      'repetition time': { set: { RepetitionTime: 1234 } },
      'echo time': { set: { EffectiveEchoTime: 50 } },
      'one volume missing': { drop: [2] },
      'slice spacing': { stretch: 1.5 },
    },
  },
  {
    folder: 'dcm_qa_ct/In/GE',
    edits: {
      'tube voltage': { set: { KVP: 100 } },
      'tube voltage absent': { unset: ['KVP'] },
      kernel: { set: { ConvolutionKernel: 'BONE' } },
      'slice thickness': { set: { SliceThickness: 1.25 } },
      'slice missing inside': { drop: [12] },
      'pixel spacing': { set: { PixelSpacing: [0.9, 0.9] } },
      'field of reconstruction': { set: { ReconstructionDiameter: 500 } },
      'contrast medium': { add: { ContrastBolusAgent: 'Iodine' } },
      'slice spacing': { stretch: 1.3 },
      tilt: { set: { GantryDetectorTilt: 15 } },
    },
  },
  {
    folder: 'suv_computation/DRO/DRO_0_0/PT',
    edits: {
      'weight absent': { unset: ['PatientWeight'] },
      'weight empty': { set: { PatientWeight: null } },
      'weight in gram': { set: { PatientWeight: 70000 } },
      units: { set: { Units: 'CNTS' } },
      'units of one slice': { set: { Units: 'CNTS' }, only: 7 },
      'half-life': { set: { RadionuclideHalfLife: 1223 } },
      'dose in MBq': { set: { RadionuclideTotalDose: 370 } },
      'dose absent': { unset: ['RadionuclideTotalDose'] },
      'injection time absent': {
        unset: ['RadiopharmaceuticalStartTime', 'RadiopharmaceuticalStartDateTime'],
      },
      'decay not corrected': { set: { DecayCorrection: 'NONE' } },
      'attenuation not corrected': { set: { CorrectedImage: ['DECY', 'SCAT'] } },
      'slice missing inside': { drop: [9] },
    },
  },
  {
    folder: 'suv_computation/DRO/DRO_0_0/PT',
    protocol: 'fdg-pet-ct-suv',
    edits: {
      'weight absent': { unset: ['PatientWeight'] },
      'dose in MBq': { set: { RadionuclideTotalDose: 370 } },
      'units of one slice': { set: { Units: 'CNTS' }, only: 7 },
      'injection time absent': {
        unset: ['RadiopharmaceuticalStartTime', 'RadiopharmaceuticalStartDateTime'],
      },
      'scan twenty minutes late': { set: { AcquisitionTime: '112000', SeriesTime: '112000' } },
      'half-life absent': { unset: ['RadionuclideHalfLife'] },
    },
  },
];

/** Below a shared folder, DICOM by its content: other files of a set are left out by their names. */
function filesOf(context: TestContext, folder: string): string[] {
  const found = sharedFiles(context).filter((path) => path.startsWith(`${folder}/`));
  return found
    .filter((path) => !/\.(?:nii|gz|json|txt)$|DICOMDIR|\/mask\//.test(path))
    .map((path) => join(SHARED_DICOM, path));
}

/** An untouched copy, and one for each edit. */
function copies(python: string, files: readonly string[], { edits }: RealCase, out: string): Edited[] {
  const jobs = Object.entries({ ...edits, untouched: {} }).map(([name, edit], i) =>
    JSON.stringify({ files, edit, name, out: join(out, String(i)) }),
  );
  return jsonFromPython<Edited>(python, [join(import.meta.dirname, 'edit_studies.py')], jobs);
}

/** What is not right with a study: `entry check outcome`. */
function complaints({ studies, checks }: ProtocolReport, uid: string): string[] {
  const number = studies.find(({ studyUID }) => studyUID === uid)?.study;
  return checks
    .filter(({ study, outcome }) => study === number && (outcome === 'fail' || outcome === 'not-evaluable'))
    .map(({ entry, check: name, outcome }) => [entry, name, outcome].join(' '));
}

describe('a single edit of a real series', () => {
  it.for(CASES)('never passes: $folder', async (one, context) => {
    const files = filesOf(context, one.folder);
    const python = pythonWithPydicom();
    if (python === undefined) return skipOrFail(context, 'skipped: no python3 with pydicom');
    const place = join(base, String(CASES.indexOf(one)));
    const made = copies(python, files, one, join(place, 'data'));
    expect(made.filter(({ name, places }) => places === 0 && name !== 'untouched')).toEqual([]);
    const protocol = one.protocol ?? join(place, 'protocol.yaml');
    if (!one.protocol) await runInitProtocol(initOptions(files, protocol));
    const { report } = await check(join(place, 'data'), protocol);
    const found = new Map(made.map(({ name, study }) => [name, complaints(report, study)]));
    const untouched = new Set(found.get('untouched'));
    expect([...untouched]).toEqual(one.lacks ?? []);
    const unseen = [...found].filter(([, rows]) => rows.every((row) => untouched.has(row)));
    expect(unseen.map(([name]) => name)).toEqual(['untouched']);
  });
});

describe('the reference objects for SUV', () => {
  it('are ready in Bq/ml, and not in counts whose factor stands without its creator: the row says so', async (context) => {
    if (sharedFiles(context).length === 0) return;
    const { report } = await check(join(SHARED_DICOM, 'suv_computation/DRO'), 'fdg-pet-ct-suv');
    const rows = report.checks.filter(({ check: name }) => name === 'suvReady');
    expect(rows.map(({ outcome }) => outcome).sort()).toEqual(['fail', 'pass']);
    expect(rows.find(({ outcome }) => outcome === 'fail')?.note).toMatch(/counts.*factor|factor.*counts/i);
    const uptake = report.checks.filter(({ check: name }) => name === 'uptakeTime');
    expect(uptake.map(({ outcome, actual }) => `${outcome} ${actual}`)).toEqual(['pass 60', 'pass 60']);
  });
});
