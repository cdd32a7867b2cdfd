import { describe, expect, it } from 'vitest';
import { privateBlock } from '../../../fixtures/writer/element.js';
import type { DicomFile } from '../../../src/dicom/part10.js';
import type { Probe } from '../../../src/study/probe/probe.js';
import { ProbeCollector } from '../../../src/study/probe/probe-batch.js';
import { ProbeReader } from '../../../src/study/probe/probe-reader.js';
import { ProbeTable } from '../../../src/study/probe/probe-table.js';
import { readProbe } from '../../../src/study/probe/read-probe.js';
import { fileOf, type Given, image } from '../build.js';
import { enhanced } from './enhanced.js';

const attribute = (path: string): Probe => ({ kind: 'attribute', path });
const ECHO = attribute('EchoTime');

/** Instances in one table, in batches of `size`. */
function tableOf(files: readonly DicomFile[], probes: readonly Probe[], size = 3): ProbeTable {
  const table = new ProbeTable(probes);
  const reader = new ProbeReader(probes, { twice: (ds) => [ds.string('Modality'), ds.string('Modality')] });
  for (let at = 0; at < files.length; at += size) {
    const collector = new ProbeCollector(reader);
    for (const file of files.slice(at, at + size)) collector.add(file.dataset);
    table.addBatch(structuredClone(collector.build()));
  }
  return table;
}

const numbersOf = (files: readonly unknown[]): number[] => files.map((_, i) => i);
const number = (value: number) => ({ state: 'value', texts: [String(value)], numbers: [value] });

describe('ProbeTable', () => {
  const times = [5, 9, 5, 7, 9, 5, 3];
  const files = times.map((ms) => fileOf(image({ EchoTime: ms })));

  it('gives distinct readings, most frequent first, then in the order of the instances', () => {
    const table = tableOf(files, [ECHO]);
    expect(table.size).toBe(7);
    expect(table.observed(ECHO, numbersOf(files))).toEqual([
      { reading: number(5), instances: [0, 2, 5] },
      { reading: number(9), instances: [1, 4] },
      { reading: number(7), instances: [3] },
      { reading: number(3), instances: [6] },
    ]);
    expect(table.observed(ECHO, [1, 3])).toEqual([
      { reading: number(9), instances: [1] },
      { reading: number(7), instances: [3] },
    ]);
    expect(table.observed(ECHO, [])).toEqual([]);
  });

  it('gives the same whatever the batches', () => {
    const all = numbersOf(files);
    const whole = tableOf(files, [ECHO], 100).observed(ECHO, all);
    for (const size of [1, 2, 5]) expect(tableOf(files, [ECHO], size).observed(ECHO, all)).toEqual(whole);
  });

  it('keeps the columns of several probes apart, over more than one block', () => {
    const many = Array.from({ length: 1030 }, (_, i) => files[i % 7] ?? fileOf(image()));
    const table = tableOf(many, [attribute('Modality'), ECHO], 500);
    expect(table.observed(attribute('Modality'), numbersOf(many))).toHaveLength(1);
    expect(table.observed(ECHO, [1029])).toEqual([{ reading: number(times[0] ?? 0), instances: [1029] }]);
  });

  it('counts frames where those of an instance differ', () => {
    const echo = (ms: number): Given => ({ MREchoSequence: [{ EffectiveEchoTime: ms }] });
    const mixed = fileOf(enhanced([echo(5), echo(9), echo(9)], undefined));
    const plain = fileOf(enhanced([echo(5), echo(5), echo(5), echo(5)], undefined));
    expect(tableOf([mixed, plain], [ECHO]).observed(ECHO, [0, 1])).toEqual([
      { reading: number(5), instances: [0, 1], frames: 5 },
      { reading: number(9), instances: [0], frames: 2 },
    ]);
    expect(tableOf([mixed], [ECHO]).observed(ECHO, [0])[0]).toMatchObject({ reading: number(9), frames: 2 });
    expect(tableOf([plain], [ECHO]).observed(ECHO, [0])).toEqual([{ reading: number(5), instances: [0] }]);
  });

  it('says of what all instances have in common that they all have it, the frames of none told apart', () => {
    const plain = fileOf(enhanced([{ MREchoSequence: [{ EffectiveEchoTime: 5 }] }], undefined));
    const same = [fileOf(image({ EchoTime: 5 })), plain, fileOf(image({ EchoTime: 5 }))];
    expect(tableOf(same, [ECHO]).observed(ECHO, [0, 1, 2])).toEqual([
      { reading: number(5), instances: [0, 1, 2] },
    ]);
    const echo = (ms: number): Given => ({ MREchoSequence: [{ EffectiveEchoTime: ms }] });
    const mixed = [0, 1].map(() => fileOf(enhanced([echo(5), echo(9)], undefined)));
    expect(tableOf(mixed, [ECHO]).observed(ECHO, [0, 1])).toEqual([
      { reading: number(5), instances: [0, 1], frames: 2 },
      { reading: number(9), instances: [0, 1], frames: 2 },
    ]);
  });

  it('collects more cells than its first table holds', () => {
    const probes = Array.from({ length: 41 }, (_, i) =>
      attribute(`ReferencedImageSequence[${i}].ReferencedSOPInstanceUID`),
    );
    const many = Array.from({ length: 450 }, (_, i) => files[i % 7] ?? fileOf(image()));
    const table = tableOf(many, [...probes, ECHO], 450);
    for (const i of [0, 399, 400, 449]) {
      expect(table.observed(ECHO, [i])).toEqual([{ reading: number(times[i % 7] ?? 0), instances: [i] }]);
    }
  });

  it('refuses what it does not hold', () => {
    const table = tableOf(files, [ECHO]);
    expect(table.has(ECHO)).toBe(true);
    expect(table.has(attribute('FlipAngle'))).toBe(false);
    expect(() => table.observed(attribute('FlipAngle'), [0])).toThrow(RangeError);
    expect(() => table.observed(ECHO, [7])).toThrow(RangeError);
  });
});

describe('ProbeReader', () => {
  const probes: Probe[] = [
    ...['PatientName', 'SeriesDescription', 'Rows', 'EchoTime', 'ImageType', 'SmallestImagePixelValue'].map(
      attribute,
    ),
    attribute('ReferencedStudySequence[0].ReferencedSOPInstanceUID'),
    attribute('RequestAttributesSequence[0].RequestedProcedureDescription'),
    { kind: 'private', creator: 'ACME', group: 0x0019, element: 0x0c },
    { kind: 'csa', tag: 'B_value' },
    { kind: 'phoenix', key: 'alTR[0]' },
    { kind: 'bundle', name: 'twice' },
    { kind: 'bundle', name: 'nobody' },
  ];
  const readers = {
    twice: (ds: { string: (keyword: string) => string | undefined }) => [ds.string('Modality')],
  };
  const block = privateBlock({ group: 0x0019, creator: 'ACME' }, [{ offset: 0x0c, vr: 'IS', value: '5' }]);
  const umlaut = Buffer.from([0xc4, 0x41]);
  const request = (own: Given): Given => ({ RequestAttributesSequence: [own] });
  const files = [
    fileOf(image({ EchoTime: 5 })),
    fileOf(image({ EchoTime: '' })),
    fileOf(image({ EchoTime: 'x', ImageType: ['ORIGINAL', 'MOSAIC'] })),
    fileOf(image({ ReferencedStudySequence: [{ ReferencedSOPInstanceUID: '2.25.9' }] }), block),
    fileOf(enhanced([{ MREchoSequence: [{ EffectiveEchoTime: 3 }] }, {}], {}), block),
    // The same bytes in other character sets, at the top and in an item.
    ...['ISO_IR 100', 'ISO_IR 144'].map((set) =>
      fileOf(image({ SpecificCharacterSet: set }), [{ tag: 0x0008103e, vr: 'LO', value: umlaut }]),
    ),
    ...['ISO_IR 100', 'ISO_IR 144'].map((set) =>
      fileOf(image(request({ SpecificCharacterSet: set, RequestedProcedureDescription: 'A' }))),
    ),
    // The same bytes, signed and unsigned.
    ...[0, 1].map((sign) =>
      fileOf(image({ PixelRepresentation: sign }), [
        { tag: 0x00280106, vr: sign === 1 ? 'SS' : 'US', value: 40000 - sign * 65536 },
      ]),
    ),
  ];

  it('remembers bytes, and gives what reading each instance by itself gives', () => {
    const table = new ProbeTable(probes);
    const collector = new ProbeCollector(new ProbeReader(probes, readers));
    const order = [...files, ...files.toReversed(), ...files];
    for (const { dataset } of order) collector.add(dataset);
    table.addBatch(collector.build());
    for (const probe of probes) {
      for (const [i, { dataset }] of order.entries()) {
        const alone = readProbe(dataset, probe, readers);
        const wanted = alone.state === 'frames' ? alone.of.map(({ reading }) => reading) : [alone];
        const got = table.observed(probe, [i]).map(({ reading }) => reading);
        expect(got).toEqual(expect.arrayContaining(wanted));
        expect(got).toHaveLength(wanted.length);
      }
    }
  });

  it('reads the same bytes by the character set that they are in', () => {
    const description = attribute('SeriesDescription');
    const [latin, cyrillic] = files.slice(5, 7).map(({ dataset }) => readProbe(dataset, description));
    expect(latin).toMatchObject({ texts: ['ÄA'] });
    expect(cyrillic).toMatchObject({ texts: ['ФA'] });
    const table = tableOf(files.slice(5, 7), [description]);
    expect(table.observed(description, [0, 1]).map(({ reading }) => reading)).toEqual([latin, cyrillic]);
  });

  it('refuses a probe that names nothing before it reads anything', () => {
    expect(() => new ProbeReader([attribute('EchoTimes')])).toThrow('EchoTimes');
  });
});
