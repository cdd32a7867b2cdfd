import { describe, expect, it } from 'vitest';
import {
  as,
  code,
  container,
  dcm,
  group,
  LENGTH,
  num,
  own,
  readReport,
  reference,
  shape,
  text,
  uid,
} from './report.js';

const uidsOf = ({ references }: ReturnType<typeof readReport>) => references.map((r) => r.sopInstanceUID);

describe('References of a report', () => {
  it('are the instances that no measurement uses, in order, each once', () => {
    const read = readReport([
      container(dcm('111028'), [reference('1.1.1'), reference('1.1.2'), reference('9.9')]),
      reference('1.1.2'),
      reference('2.2', {}, undefined, 'COMPOSITE'),
      reference('3.3', {}, undefined, 'WAVEFORM'),
      num(LENGTH, '1', [shape('POINT', [1, 2])]),
    ]);
    expect(uidsOf(read)).toEqual(['1.1.1', '1.1.2', '2.2', '3.3']);
  });

  it('differ by frames and segments', () => {
    const read = readReport([
      reference('1.1', { ReferencedFrameNumber: '1' }),
      reference('1.1', { ReferencedFrameNumber: '2' }),
      reference('1.1', { ReferencedFrameNumber: '2' }),
      reference('1.1', { ReferencedSegmentNumber: [2] }),
    ]);
    expect(read.references.map(({ frames, segments }) => frames ?? segments)).toEqual([[1], [2], [2]]);
    expect(read.references).toHaveLength(3);
  });

  it('know study and series by the evidence, else by the image library', () => {
    const inLibrary = {
      ...reference('4.4'),
      ContentSequence: [uid(dcm('110180'), '6.1'), uid(dcm('112002'), '6.2')],
    };
    const read = readReport([inLibrary, reference('5.5')], {
      PertinentOtherEvidenceSequence: [
        {
          StudyInstanceUID: '7.1',
          ReferencedSeriesSequence: [
            { SeriesInstanceUID: '7.2', ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '5.5' }] },
          ],
        },
      ],
    });
    expect(read.references).toEqual([
      { sopInstanceUID: '4.4', sopClassUID: '1.2.3', studyUID: '6.1', seriesUID: '6.2' },
      { sopInstanceUID: '5.5', sopClassUID: '1.2.3', studyUID: '7.1', seriesUID: '7.2' },
    ]);
  });

  it('of a presentation state and a real-world value map beside an image are kept', () => {
    const read = readReport([
      reference('1.1', {
        ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '2.1' }],
        ReferencedRealWorldValueMappingInstanceSequence: [{ ReferencedSOPInstanceUID: '3.1' }],
      }),
    ]);
    expect(uidsOf(read).sort()).toEqual(['1.1', '2.1', '3.1']);
  });

  it('stay where a group gives no measurement', () => {
    expect(uidsOf(readReport([group([reference('1.1')])]))).toEqual(['1.1']);
  });
});

describe('A key object selection', () => {
  const read = readReport(
    [
      as('HAS CONCEPT MOD', code(dcm('113011'), dcm('111207'))),
      text(dcm('113012'), 'free text of a reader'),
      reference('1.1'),
      reference('1.2', { ReferencedFrameNumber: '7' }),
      reference('1.3', {}, undefined, 'COMPOSITE'),
    ],
    { SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.59' },
  );

  it('has what it names and no measurement', () => {
    expect(read.kind).toBe('KO');
    expect(read.items).toEqual([]);
    expect(uidsOf(read)).toEqual(['1.1', '1.2', '1.3']);
    expect(read.references[1]?.frames).toEqual([7]);
  });

  it('gives none of its free text away', () => {
    expect(JSON.stringify(read)).not.toContain('free text');
  });
});

describe('A report that AIM 1 was written to', () => {
  const aim = (value: string) => [value, '99NCIAIM', 'meaning'] as const;
  const calculation = (value: string) =>
    container(aim('zzz011'), [
      as('HAS CONCEPT MOD', code(['G-C036', 'SRT', 'Measurement Method'], ['G-A22A', 'SRT', 'Length'])),
      uid(dcm('112040'), '1.77'),
      num(aim('zzz015'), value, [text(aim('zzz018'), 'Length')]),
    ]);
  const shapes = (...data: number[][]) =>
    container(
      aim('zzz030'),
      data.map((points) => text(aim('zzz022'), 'Geometric Shape', [shape('POLYLINE', points)])),
    );
  const annotation = (...below: ReturnType<typeof num>[]) =>
    container(aim('zzz002'), [
      uid(dcm('112040'), '1.55'),
      text(dcm('112039'), 'L1'),
      code(aim('zzz008'), own('LUNG')),
      code(aim('zzz009'), own('MARGIN'), [code(aim('zzz010'), own('SHARP'))]),
      ...below,
    ]);

  it('ties the one calculation to the one shape beside it, and says what was calculated', () => {
    const read = readReport([annotation(calculation('39.5'), shapes([0, 0, 3, 4]))]);
    expect(read.items).toHaveLength(1);
    expect(read.items[0]).toMatchObject({
      itemPath: '1.1.5.3',
      concept: { value: 'G-A22A', scheme: 'SRT' },
      stored: { text: '39.5' },
      geometryOf: 'item',
      geometries: [{ itemPath: '1.1.6.1.1', image: { sopInstanceUID: '9.9' } }],
      group: 0,
      context: { trackingUID: '1.55', trackingId: 'L1', sites: [{ site: { value: 'LUNG' } }] },
    });
    expect(read.items[0]?.method).toBeUndefined();
    expect(read.items[0]?.modifiers.map(({ name }) => name.value)).toEqual(['zzz015', 'zzz018']);
    expect(read.items[0]?.context.qualitative.slice(1)).toEqual([
      {
        name: expect.objectContaining({ value: 'MARGIN' }),
        value: expect.objectContaining({ value: 'SHARP' }),
      },
    ]);
  });

  it('ties nothing where there are more of either: the shapes stand by themselves', () => {
    for (const below of [
      [calculation('1'), calculation('2'), shapes([0, 0, 3, 4])],
      [calculation('1'), shapes([0, 0, 3, 4], [1, 1, 2, 2])],
    ]) {
      const read = readReport([annotation(...below)]);
      for (const item of read.items) expect(item.geometries.length > 0).toBe(item.stored === undefined);
      expect(read.items.filter(({ stored }) => !stored)).toHaveLength(below.length === 3 ? 1 : 2);
    }
  });
});
