import { describe, expect, it } from 'vitest';
import { type Dataset, privateBlock, privateSequence } from '../../../fixtures/writer/element.js';
import { UnknownKeywordError } from '../../../src/dicom/keyword.js';
import { PathError } from '../../../src/dicom/path.js';
import type { InstanceReading, Probe } from '../../../src/study/probe/probe.js';
import { probeKey } from '../../../src/study/probe/probe.js';
import { readProbe } from '../../../src/study/probe/read-probe.js';
import { encodeCsa2 } from '../../helpers/csa.js';
import { datasetOf, type Given, image } from '../build.js';
import { enhanced } from './enhanced.js';

const attribute = (path: string): Probe => ({ kind: 'attribute', path });

function read(given: Given, probe: Probe | string, more: Dataset = []): InstanceReading {
  return readProbe(datasetOf(given, more), typeof probe === 'string' ? attribute(probe) : probe);
}

const number = (...values: number[]) => ({ state: 'value', texts: values.map(String), numbers: values });
const text = (...texts: string[]) => ({ state: 'value', texts });
const ABSENT = { state: 'absent' };
const UNREADABLE = { state: 'unreadable' };

const echo = (ms: number): Given => ({ MREchoSequence: [{ EffectiveEchoTime: ms }] });

describe('readProbe of an attribute', () => {
  it('reads a classic object at the top', () => {
    expect(read(image({ EchoTime: 2.5 }), 'EchoTime')).toEqual(number(2.5));
    expect(read(image(), 'EchoTime')).toEqual(ABSENT);
  });

  it('does not take the enhanced name in a classic object', () => {
    expect(read(image({ EffectiveEchoTime: 2.5 }), 'EchoTime')).toEqual(ABSENT);
  });

  it('gives one reading where all frames agree, shared or each for itself', () => {
    const shared = { MRTimingAndRelatedParametersSequence: [{ RepetitionTime: 500, FlipAngle: 9 }] };
    expect(read(enhanced([echo(5), echo(5)], shared), 'EchoTime')).toEqual(number(5));
    expect(read(enhanced([echo(5), echo(5)], shared), 'RepetitionTime')).toEqual(number(500));
    expect(read(enhanced([], shared, { NumberOfFrames: 8 }), 'FlipAngle')).toEqual(number(9));
  });

  it('gives the readings of frames that differ, in the order in which they come', () => {
    expect(read(enhanced([echo(5), echo(9), echo(5)], undefined), 'EchoTime')).toEqual({
      state: 'frames',
      of: [
        { reading: number(5), first: 0, frames: 2 },
        { reading: number(9), first: 1, frames: 1 },
      ],
    });
  });

  it('reads a frame without the attribute as such, though the object as a whole has it', () => {
    const given = enhanced([echo(5), {}], undefined, { EchoTime: 7 });
    expect(read(given, 'EchoTime')).toEqual({
      state: 'frames',
      of: [
        { reading: number(5), first: 0, frames: 1 },
        { reading: ABSENT, first: 1, frames: 1 },
      ],
    });
  });

  it('believes the frames before the object as a whole, and that where no frame says anything', () => {
    const type = { MRImageFrameTypeSequence: [{ FrameType: ['ORIGINAL', 'PRIMARY', 'M', 'NONE'] }] };
    const own = { ImageType: ['ORIGINAL', 'PRIMARY', 'MIXED', 'NONE'], ResonantNucleus: '1H' };
    expect(read(enhanced([type], {}, own), 'ImageType')).toEqual(text('ORIGINAL', 'PRIMARY', 'M', 'NONE'));
    expect(read(enhanced([{}], {}, own), 'ImageType')).toMatchObject({ texts: own.ImageType });
    expect(read(enhanced([{}], {}, own), 'ImagedNucleus')).toEqual(text('1H'));
    expect(read(enhanced([{}], {}), 'ImagedNucleus')).toEqual(ABSENT);
  });

  it('gives the moment of a frame, else of the object, as date and time', () => {
    const content = { FrameContentSequence: [{ FrameAcquisitionDateTime: '20200131112105.5' }] };
    const own = { AcquisitionDateTime: '20200131100000' };
    expect(read(enhanced([content], {}, own), 'AcquisitionTime')).toEqual(text('112105.5'));
    expect(read(enhanced([{}], {}, own), 'AcquisitionTime')).toEqual(text('100000'));
    expect(read(enhanced([{}], {}, own), 'AcquisitionDate')).toEqual(text('20200131'));
    expect(read(image({ AcquisitionDateTime: '20200131100000' }), 'AcquisitionTime')).toEqual(ABSENT);
  });

  it('gives the phase encoding direction as a classic object has it', () => {
    const geometry = { MRFOVGeometrySequence: [{ InPlanePhaseEncodingDirection: 'COLUMN' }] };
    expect(read(enhanced([{}], geometry), 'InPlanePhaseEncodingDirection')).toEqual(text('COL'));
    const classic = image({ InPlanePhaseEncodingDirection: 'COL' });
    expect(read(classic, 'InPlanePhaseEncodingDirection')).toEqual(text('COL'));
  });

  it('finds a b-value in the diffusion macro', () => {
    const given = enhanced([{ MRDiffusionSequence: [{ DiffusionBValue: 800 }] }], {});
    expect(read(given, 'DiffusionBValue')).toEqual(number(800));
  });

  it('puts the values of several items of a macro in a row', () => {
    const given = enhanced([{}], { CTXRayDetailsSequence: [{ KVP: 100 }, { KVP: 140 }] });
    expect(read(given, 'KVP')).toEqual({ state: 'value', texts: ['100', '140'], numbers: [100, 140] });
  });

  it('knows nothing of frames without an item where others have one', () => {
    const given = enhanced([echo(5)], undefined, { NumberOfFrames: 3 });
    expect(read(given, 'EchoTime')).toEqual({
      state: 'frames',
      of: [
        { reading: number(5), first: 0, frames: 1 },
        { reading: UNREADABLE, first: 1, frames: 2 },
      ],
    });
    const shared = { MRTimingAndRelatedParametersSequence: [{ FlipAngle: 9 }] };
    expect(read(enhanced([echo(5), echo(5)], shared, { NumberOfFrames: 3 }), 'FlipAngle')).toEqual({
      state: 'frames',
      of: [
        { reading: number(9), first: 0, frames: 2 },
        { reading: UNREADABLE, first: 2, frames: 1 },
      ],
    });
    expect(read(given, 'Modality')).toEqual(text('MR'));
  });

  it('follows a path literally', () => {
    const given = image({ RadiopharmaceuticalInformationSequence: [{ RadionuclideHalfLife: 6586.2 }] });
    const path = 'RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife';
    expect(read(given, path)).toEqual(number(6586.2));
    expect(read(given, path.replace('[0]', ''))).toEqual(number(6586.2));
    expect(read(given, path.replace('[0]', '[1]'))).toEqual(ABSENT);
    expect(read(image(), path)).toEqual(ABSENT);
    expect(read(image({ Modality: 'PT' }), 'Modality[0].RadionuclideHalfLife')).toEqual(ABSENT);
    const frames = enhanced([echo(5)], undefined);
    expect(read(frames, 'PerFrameFunctionalGroupsSequence[0].MREchoSequence[0].EffectiveEchoTime')).toEqual(
      number(5),
    );
  });

  it('refuses what names no attribute', () => {
    expect(() => read(image(), 'EchoTimes')).toThrow(UnknownKeywordError);
    expect(() => read(image(), 'Echo Time')).toThrow(PathError);
  });
});

describe('readProbe of the matrix', () => {
  const mosaic = (slices: number | undefined, own: Given = {}): [Given, Dataset] => [
    image({ ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'MOSAIC'], Rows: 96, Columns: 192, ...own }),
    slices === undefined
      ? []
      : privateBlock({ group: 0x0019, creator: 'SIEMENS MR HEADER' }, [
          { offset: 0x0a, vr: 'US', value: slices },
        ]),
  ];

  it('is that of a tile of a Siemens mosaic', () => {
    const [given, more] = mosaic(9);
    expect(read(given, 'Rows', more)).toEqual(number(32));
    expect(read(given, 'Columns', more)).toEqual(number(64));
  });

  it('takes the number of slices from the CSA header where no element has it', () => {
    const [given] = mosaic(undefined);
    const header = encodeCsa2([{ name: 'NumberOfImagesInMosaic', vm: 1, vr: 'US', values: ['9'] }]);
    const more = privateBlock({ group: 0x0029, creator: 'SIEMENS CSA HEADER' }, [
      { offset: 0x10, vr: 'OB', value: header },
    ]);
    expect(read(given, 'Rows', more)).toEqual(number(32));
  });

  it('is that of a tile of a United Imaging VFRAME', () => {
    const tiles = privateBlock({ group: 0x0065, creator: 'Image Private Header' }, [
      privateSequence(
        0x51,
        Array.from({ length: 5 }, () => [{ tag: 0x00200032, vr: 'DS', value: [0, 0, 0] }] as const),
      ),
    ]);
    const given = image({ ImageType: ['ORIGINAL', 'PRIMARY', 'VFRAME'], Rows: 64, Columns: 96 });
    expect(read(given, 'Rows', tiles)).toEqual(number(32));
    expect(read(given, 'Columns', tiles)).toEqual(number(32));
    expect(read(given, 'Rows')).toEqual(UNREADABLE);
  });

  it.each([[undefined], [0], [5000], [25]])('is not told where %s slices take no mosaic apart', (slices) => {
    const [given, more] = mosaic(slices);
    expect(read(given, 'Rows', more)).toEqual(UNREADABLE);
  });

  it('is that of the image where nothing is tiled', () => {
    expect(read(image({ Rows: 96 }), 'Rows')).toEqual(number(96));
    expect(read(image({ ImageType: ['ORIGINAL', 'NO_MOSAICS'], Rows: 96 }), 'Rows')).toEqual(number(96));
    expect(read(image({ ImageType: ['ORIGINAL', 'VFRAMES'], Rows: 96 }), 'Rows')).toEqual(number(96));
  });
});

describe('readProbe of a private element', () => {
  const probe = { kind: 'private', creator: 'ACME', group: 0x0019, element: 0x0c } as const;
  const block = (value: string): Dataset =>
    privateBlock({ group: 0x0019, creator: 'ACME' }, [{ offset: 0x0c, vr: 'IS', value }]);

  it('looks the block up by its creator', () => {
    expect(read(image(), probe, block('5'))).toEqual(number(5));
    expect(read(image(), { ...probe, creator: 'ACME 2' }, block('5'))).toEqual(ABSENT);
    expect(read(image(), { ...probe, element: 0x0d }, block('5'))).toEqual(ABSENT);
  });

  it('looks in the frames of an enhanced object where the object as a whole has none', () => {
    const framesWith = (values: readonly string[]): Dataset => [
      {
        tag: 0x52009230,
        vr: 'SQ',
        value: {
          items: values.map((value) =>
            privateBlock({ group: 0x0021, creator: 'OUTER' }, [privateSequence(0xfe, [block(value)])]),
          ),
        },
      },
    ];
    const given = enhanced([], undefined, { NumberOfFrames: 2 });
    expect(read(given, probe, framesWith(['5', '5']))).toEqual(number(5));
    expect(read(given, probe, framesWith(['5', '6']))).toMatchObject({
      state: 'frames',
      of: [{ reading: number(5) }, { reading: number(6) }],
    });
    expect(read(given, probe, [...framesWith(['5', '6']), ...block('7')])).toEqual(number(7));
    expect(read(given, { ...probe, element: 0x0d }, framesWith(['5', '6']))).toEqual(ABSENT);
  });

  it('looks in what the frames share', () => {
    const shared: Dataset = [
      {
        tag: 0x52009229,
        vr: 'SQ',
        value: { items: [[{ tag: 0x00189006, vr: 'SQ', value: { items: [block('5')] } }]] },
      },
    ];
    expect(read(enhanced([], undefined, { NumberOfFrames: 4 }), probe, shared)).toEqual(number(5));
  });

  it('reads as the probe says where the file gives no VR, frames included', () => {
    const bytes = Uint8Array.of(7, 0);
    const unknown = privateBlock({ group: 0x0019, creator: 'ACME' }, [
      { offset: 0x0c, vr: 'UN', value: bytes },
    ]);
    expect(read(image(), probe, unknown)).toEqual(UNREADABLE);
    expect(read(image(), { ...probe, vr: 'US' }, unknown)).toEqual(number(7));
    const frames: Dataset = [{ tag: 0x52009230, vr: 'SQ', value: { items: [unknown] } }];
    expect(read(enhanced([], undefined), { ...probe, vr: 'US' }, frames)).toEqual(number(7));
  });
});

const PROTOCOL =
  '### ASCCONV BEGIN ###\nsSliceAcceleration.lMultiBandFactor = 3\ntText = ""ep2d""\ntNone = ""\n### ASCCONV END ###';

describe('readProbe of Siemens headers', () => {
  const csa = (element: 0x10 | 0x20, bytes: Uint8Array) =>
    ({ offset: element, vr: 'OB', value: bytes }) as const;
  const tag = (name: string, vr: string, ...values: string[]) => ({
    name,
    vm: values.length || 1,
    vr,
    values,
  });
  const headers = (imageTags: Uint8Array, seriesTags?: Uint8Array): Dataset =>
    privateBlock({ group: 0x0029, creator: 'SIEMENS CSA HEADER' }, [
      csa(0x10, imageTags),
      ...(seriesTags ? [csa(0x20, seriesTags)] : []),
    ]);
  const probe = (name: string): Probe => ({ kind: 'csa', tag: name });
  const key = (name: string): Probe => ({ kind: 'phoenix', key: name });

  const own = encodeCsa2([tag('B_value', 'IS', '1000'), tag('CoilString', 'LO'), tag('Bad', 'DS', 'x')]);
  const series = encodeCsa2([
    tag('CoilString', 'LO', 'HEA'),
    tag('B_value', 'IS', '7'),
    tag('MrPhoenixProtocol', 'UN', PROTOCOL),
  ]);

  it('looks in the image header, then in the series header', () => {
    expect(read(image(), probe('B_value'), headers(own, series))).toEqual(number(1000));
    expect(read(image(), probe('CoilString'), headers(own, series))).toEqual(text('HEA'));
    expect(read(image(), probe('CoilString'), headers(own))).toEqual({ state: 'empty' });
    expect(read(image(), probe('Other'), headers(own, series))).toEqual(ABSENT);
    expect(read(image(), probe('B_value'))).toEqual(ABSENT);
  });

  it('finds a damaged header, and a number that is none, unreadable', () => {
    expect(read(image(), probe('B_value'), headers(own.subarray(0, 120), series))).toEqual(UNREADABLE);
    expect(read(image(), probe('Bad'), headers(own, series))).toEqual(UNREADABLE);
    expect(read(image(), probe('Other'), headers(own, series.subarray(0, 120)))).toEqual(UNREADABLE);
    expect(read(image(), key('alTR[0]'), headers(own, series.subarray(0, 120)))).toEqual(UNREADABLE);
  });

  it('reads the measurement protocol in the series header', () => {
    const more = headers(own, series);
    expect(read(image(), key('sSliceAcceleration.lMultiBandFactor'), more)).toEqual(number(3));
    expect(read(image(), key('tText'), more)).toEqual(text('ep2d'));
    expect(read(image(), key('tNone'), more)).toEqual({ state: 'empty' });
    expect(read(image(), key('alTR[0]'), more)).toEqual(ABSENT);
    expect(read(image(), key('alTR[0]'), headers(own))).toEqual(ABSENT);
    const older = encodeCsa2([tag('MrProtocol', 'UN', PROTOCOL)]);
    expect(read(image(), key('sSliceAcceleration.lMultiBandFactor'), headers(own, older))).toEqual(number(3));
  });

  it('reads the measurement protocol of syngo XA, classic and enhanced', () => {
    const xa = privateBlock({ group: 0x0021, creator: 'SIEMENS MR SDS 01' }, [
      { offset: 0x19, vr: 'OB', value: Buffer.from(PROTOCOL) },
    ]);
    const factor = key('sSliceAcceleration.lMultiBandFactor');
    expect(read(image(), factor, xa)).toEqual(number(3));
    const outer = privateBlock({ group: 0x0021, creator: 'SIEMENS MR SDS 01' }, [
      privateSequence(0xfe, [xa]),
    ]);
    const shared: Dataset = [{ tag: 0x52009229, vr: 'SQ', value: { items: [outer] } }];
    expect(read(enhanced([], undefined), factor, shared)).toEqual(number(3));
  });
});

describe('readProbe of a bundle', () => {
  const probe: Probe = { kind: 'bundle', name: 'weights' };
  const ds = datasetOf(image({ PatientWeight: 70 }));

  it('gives what its reader makes of the instance', () => {
    const readers = { weights: () => ({ kg: 70 }) };
    expect(readProbe(ds, probe, readers)).toEqual({ state: 'bundle', data: { kg: 70 } });
  });

  it('is unreadable without a reader, and where the reader throws', () => {
    const broken = () => {
      throw new Error('broken');
    };
    expect(readProbe(ds, probe)).toEqual(UNREADABLE);
    expect(readProbe(ds, probe, { weights: broken })).toEqual(UNREADABLE);
  });
});

describe('probeKey', () => {
  it('is different for probes of each kind', () => {
    const probes: Probe[] = [
      attribute('EchoTime'),
      { kind: 'private', creator: 'ACME', group: 0x0019, element: 0x0c },
      { kind: 'csa', tag: 'EchoTime' },
      { kind: 'phoenix', key: 'EchoTime' },
      { kind: 'bundle', name: 'EchoTime' },
    ];
    expect(new Set(probes.map(probeKey)).size).toBe(probes.length);
    expect(probeKey(attribute('EchoTime'))).toBe('EchoTime');
  });
});
