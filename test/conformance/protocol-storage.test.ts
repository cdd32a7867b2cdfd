import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StackShape } from '../../fixtures/cd/geometry.js';
import { SCANNERS } from '../../fixtures/cd/scanners.js';
import type { VolumeSeries } from '../../fixtures/motion/forms/volume-series.js';
import { filesOf } from '../../fixtures/motion/forms/write.js';
import { VOLUNTEER, visitOfDay } from '../../fixtures/motion/study.js';
import { writeFiles } from '../../fixtures/write-files.js';
import { DERIVED } from '../../src/rules/protocol/derived/derived.js';
import { check, type ProtocolReport } from '../commands/check-protocol/run.js';
import { folder } from '../commands/cli.js';

/** The same acquisition, as scanners write it: a file a slice, a file a volume with the slices as tiles, one file. */
const FORMS = ['siemens-classic', 'siemens-mosaic', 'philips-enhanced'] as const;
type Form = (typeof FORMS)[number];

const SHAPE: StackShape = {
  ...{ rows: 32, columns: 32, slices: 9, pixelMm: 6, stepMm: 5 },
  ...{ row: [1, 0, 0], column: [0, 0.96, -0.28], centre: [0, 3, -2] },
};
const VOLUMES = 4;
const REPETITION_MS = 2000;

function acquired(form: Form): VolumeSeries {
  const scanner = SCANNERS.prismaOld;
  const study = visitOfDay({ key: `storage/${form}`, scanner, description: 'Storage', day: 7 });
  return {
    intro: {
      ...{ key: `storage/${form}/bold`, study, subject: VOLUNTEER, number: 5 },
      ...{ description: 'ep2d_bold', protocol: 'ep2d_bold', modality: 'MR', offset: 600, bodyPart: 'BRAIN' },
    },
    form,
    shape: SHAPE,
    thicknessMm: 4,
    sequence: {
      ...{ scanningSequence: 'EP', sequenceVariant: 'SK', scanOptions: 'FS', sequenceName: '*epfid2d1_32' },
      ...{ echoTrain: 17, bandwidth: 2298, coil: 'HeadNeck_20', acquisitionType: '2D' },
      ...{ repetitionMs: REPETITION_MS, echoMs: 30, flipAngle: 77, matrix: 32, phaseEncoding: 'COL' },
    },
    volumes: VOLUMES,
    sliceTimesMs: [],
    imageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
    values: () => new Uint16Array(SHAPE.rows * SHAPE.columns * SHAPE.slices).fill(100),
  };
}

/** Counts of what is stored, not of what it shows. */
const OF_THE_FORM = new Set(['instances', 'frames']);
/** What Siemens states in CSA headers, classic and mosaic; the enhanced object states it as Philips does, or does not. */
const OF_THE_MAKER = new Set([
  ...['bValues', 'lowestB', 'highestB', 'phaseEncodingPolarity', 'phaseEncodingDirection'],
  ...['accelerationInPlane', 'accelerationThroughPlane', 'partialFourier'],
]);

const ATTRIBUTES = [
  ...['RepetitionTime', 'EchoTime', 'FlipAngle', 'SliceThickness', 'PixelSpacing', 'Rows', 'Columns'],
  ...['ImageOrientationPatient', 'MagneticFieldStrength', 'PixelBandwidth', 'ReceiveCoilName'],
  ...['EchoTrainLength', 'InPlanePhaseEncodingDirection', 'PatientPosition', 'Manufacturer', 'Modality'],
];

const PROTOCOL = `schema: corelab/protocol@1
protocol: { id: STORAGE, version: 1 }
series:
  bold:
    match: { Modality: MR, SeriesDescription: /bold/ }
    count: 1
    checks:
      RepetitionTime: { value: 2 s, tol: 1% }
      EchoTime: { value: 30 ms, tol: 1% }
      FlipAngle: { value: 77 deg, tol: 5% }
      sliceSpacing: { value: 5 mm, tol: 0.01 mm }
      sliceGap: { value: 1 mm, tol: 0.01 mm }
      SliceThickness: { value: 4 mm, tol: 0.01 mm }
      slices: 9
      volumes: 4
      missingSlices: 0
      matrix: { ordered: [32, 32] }
      fieldOfView: { ordered: [192 mm, 192 mm] }
      Rows: 32
      orientation: axial
      obliquity: { value: 16.26 deg, tol: 0.01 deg }
      volumeInterval: { value: 2 s, tol: 1% }
      InPlanePhaseEncodingDirection: COL
      ReceiveCoilName: HeadNeck_20
`;

/** Outcomes and values by check; of series and their numbers nothing. */
function rowsOf({ checks, studies }: ProtocolReport, form: number): Map<string, string> {
  const number = studies[form]?.study;
  const own = checks.filter(({ study, scope }) => study === number && scope === 'check');
  return new Map(
    own.map(({ check: name, outcome, code, actual, unit }) => [name, `${outcome} ${code} ${actual} ${unit}`]),
  );
}

describe('the same acquisition as classic images, mosaics and one enhanced object', () => {
  const place = folder();
  const data = join(place, 'data');

  async function judged(text: string): Promise<ProtocolReport> {
    const protocol = join(place, 'protocol.yaml');
    writeFileSync(protocol, text);
    const { report } = await check(data, protocol, '--identifiers');
    expect(report.studies).toHaveLength(FORMS.length);
    return report;
  }

  beforeAll(() => {
    for (const [i, form] of FORMS.entries()) writeFiles(join(data, String(i)), filesOf([acquired(form)]));
  });

  it('passes the same protocol', async () => {
    const report = await judged(PROTOCOL);
    expect(report.series.map(({ instances, kind }) => [instances, kind])).toEqual([
      [SHAPE.slices * VOLUMES, 'matched'],
      [VOLUMES, 'matched'],
      [1, 'matched'],
    ]);
    for (const form of FORMS.keys()) {
      const rows = [...rowsOf(report, form)];
      expect(rows).toHaveLength(18);
      expect(rows.filter(([, row]) => !row.startsWith('pass'))).toEqual([]);
    }
  });

  it('fails another one alike', async () => {
    const other = PROTOCOL.replace('2 s, tol: 1% }\n      EchoTime', '3 s, tol: 1% }\n      EchoTime')
      .replace('slices: 9', 'slices: 10')
      .replace('value: 5 mm', 'value: 4.5 mm')
      .replace('volumes: 4', 'volumes: 5');
    const report = await judged(other);
    const [classic, mosaic, enhanced] = [0, 1, 2].map((form) => rowsOf(report, form));
    expect(mosaic).toEqual(classic);
    expect(enhanced).toEqual(classic);
    const failed = [...(classic ?? [])].filter(([, row]) => row.startsWith('fail')).map(([name]) => name);
    expect(failed).toEqual(['RepetitionTime', 'sliceSpacing', 'slices', 'volumes']);
  });

  it('has the same derived values and attributes, where each states them', async () => {
    const names = [...DERIVED.keys(), ...ATTRIBUTES].filter((name) => !OF_THE_FORM.has(name));
    const asked = names.map((name) => `      ${name}: { present: true }`).join('\n');
    const report = await judged(PROTOCOL.replace(/checks:.*/s, `checks:\n${asked}\n`));
    const [classic, mosaic, enhanced] = [0, 1, 2].map((form) => rowsOf(report, form));
    expect(mosaic).toEqual(classic);
    const differing = names.filter((name) => enhanced?.get(name) !== classic?.get(name));
    expect(new Set(differing)).toEqual(OF_THE_MAKER);
    expect(names.length).toBeGreaterThan(60);
  });
});
