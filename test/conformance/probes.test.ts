import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFrames } from '../../src/study/frames.js';
import type { InstanceReading, Reading } from '../../src/study/probe/probe.js';
import { readProbe } from '../../src/study/probe/read-probe.js';
import { tileMatrix } from '../../src/study/probe/tile-matrix.js';
import { jsonFromPython, pythonWithPydicom } from '../helpers/peers.js';
import { readShared, SHARED_DICOM, sharedFiles, skipOrFail } from './shared-data.js';

const KEYWORDS = [
  ...[
    'Modality',
    'Manufacturer',
    'ManufacturerModelName',
    'SoftwareVersions',
    'SeriesDescription',
    'ImageType',
  ],
  ...['EchoTime', 'RepetitionTime', 'InversionTime', 'FlipAngle', 'EchoTrainLength', 'NumberOfAverages'],
  ...['MagneticFieldStrength', 'ImagingFrequency', 'ImagedNucleus', 'SequenceName', 'PixelBandwidth'],
  ...['PixelSpacing', 'SliceThickness', 'SpacingBetweenSlices', 'ImageOrientationPatient', 'Rows', 'Columns'],
  ...['ImagePositionPatient', 'ReceiveCoilName', 'PercentSampling', 'ParallelReductionFactorInPlane'],
  ...['KVP', 'XRayTubeCurrent', 'ExposureTime', 'ConvolutionKernel', 'CTDIvol', 'SpiralPitchFactor'],
  ...[
    'AcquisitionNumber',
    'PatientPosition',
    'Units',
    'DecayCorrection',
    'PatientWeight',
    'FrameOfReferenceUID',
  ],
];

type Theirs = { readonly values?: Readonly<Record<string, (readonly string[] | null)[] | 'error'>> };

/** A reading as read_probes.py gives it. */
function plain(reading: Reading): readonly string[] | null | 'unreadable' {
  if (reading.state === 'absent') return null;
  if (reading.state === 'empty') return [];
  if (reading.state !== 'value') return 'unreadable';
  return reading.numbers ? reading.numbers.map(String) : reading.texts;
}

function plainAll(reading: InstanceReading) {
  return reading.state === 'frames' ? reading.of.map((part) => plain(part.reading)) : [plain(reading)];
}

/** Their texts as ours are: numbers printed alike, padding that means nothing gone. */
function comparable(theirs: readonly (readonly string[] | null)[], isNumber: boolean) {
  const texts = (one: readonly string[]) =>
    one.map((text) => (isNumber ? String(Number(text) + 0) : text.replace(/[ \0]+$/, '')));
  return theirs.map((one) =>
    one === null || one.every((text) => text.trim() === '') ? one && [] : texts(one),
  );
}

describe('readings of shared files', () => {
  it(`are those of pydicom for ${KEYWORDS.length} keywords, frame by frame in enhanced objects`, (context) => {
    const python = pythonWithPydicom();
    if (python === undefined) return skipOrFail(context, 'skipped: no python3 with pydicom');
    const files = sharedFiles(context).flatMap((path) => {
      const file = readShared(path);
      return typeof file === 'string' ? [] : [{ path, ds: file.dataset }];
    });
    const script = join(import.meta.dirname, 'read_probes.py');
    const theirs = jsonFromPython<Theirs>(
      python,
      [script, ...KEYWORDS],
      files.map(({ path }) => join(SHARED_DICOM, path)),
    );
    const different: unknown[] = [];
    let compared = 0;
    let enhanced = 0;
    for (const [i, { path, ds }] of files.entries()) {
      if (ds.has('PerFrameFunctionalGroupsSequence')) enhanced++;
      for (const [keyword, values] of Object.entries(theirs[i]?.values ?? {})) {
        // Rows and Columns are those of a tile here: what the next test looks at.
        if (/^(?:Rows|Columns)$/.test(keyword) && tileMatrix(ds) !== undefined) continue;
        const ours = readProbe(ds, { kind: 'attribute', path: keyword });
        const isNumber = JSON.stringify(ours).includes('"numbers"');
        const [own, peer] = [
          plainAll(ours),
          values === 'error' ? ['unreadable'] : comparable(values, isNumber),
        ];
        compared++;
        if (JSON.stringify(own) !== JSON.stringify(peer)) different.push({ path, keyword, own, peer });
      }
    }
    expect(different).toEqual([]);
    expect(files.length).toBeGreaterThan(1100);
    expect(enhanced).toBeGreaterThan(20);
    expect(compared).toBeGreaterThan(40_000);
  }, 300_000);

  it('have the matrix of a tile where slices lie side by side, as their geometry has it', (context) => {
    let tiled = 0;
    for (const path of sharedFiles(context)) {
      const file = readShared(path);
      if (typeof file === 'string' || tileMatrix(file.dataset) === undefined) continue;
      const [frame] = readFrames(file.dataset);
      if (!frame?.plane) continue;
      tiled++;
      const read = (keyword: string) => readProbe(file.dataset, { kind: 'attribute', path: keyword });
      expect(read('Rows')).toMatchObject({ numbers: [frame.plane.rows] });
      expect(read('Columns')).toMatchObject({ numbers: [frame.plane.columns] });
    }
    expect(tiled).toBeGreaterThan(10);
  });
});
