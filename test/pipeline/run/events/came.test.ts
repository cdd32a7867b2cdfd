import { describe, expect, it } from 'vitest';
import { devicesOf, instancesByStudy, seriesByModality } from '../../../../src/pipeline/run/events/came.js';
import { digestsByStudy } from '../../../../src/pipeline/run/events/step-events.js';
import type { SeriesRow } from '../../../../src/report/manifest-sections.js';
import { delivery, image, scanned } from '../../deid/delivery.js';
import { scanOf } from './lab.js';

function series(but: Partial<SeriesRow> = {}): SeriesRow {
  const device = {
    manufacturer: 'ACME',
    model: 'M1',
    serial: '77',
    station: 'MR1',
    softwareVersions: ['A', 'B'],
  };
  return { modality: 'MR', ...device, ...but } as SeriesRow;
}

describe('What came of a study', () => {
  it('is counted by SOP Instance UID, with the digest of every content of each', async () => {
    const found = await scanOf(
      delivery({
        a1: image('1'),
        a2: image('2'),
        b1: image('1', { InstanceNumber: 7 }),
        b2: image('1'),
        c: image('3', { SOPInstanceUID: '' }),
        d: image('4', { SOPInstanceUID: '' }),
        e: image('5', { StudyInstanceUID: '2.25.5' }),
        f: image('6', { StudyInstanceUID: '' }),
        g: 'no DICOM',
      }),
    );
    const studies = instancesByStudy(found);
    expect([...studies.values()].map(({ count, digests }) => [count, digests.length])).toEqual([
      [4, 3],
      [1, 1],
    ]);
    const [first] = studies.values();
    const [own, other, again] = [0, 2, 1].map((file) => found.files.sha256(file));
    expect(first?.digests.map(({ sha256 }) => sha256)).toEqual([own, other, again]);
    expect(first?.digests[1]?.sopInstanceUID).toBe(first?.digests[0]?.sopInstanceUID);
    expect([...digestsByStudy(found)]).toEqual([...studies].map(([uid, { digests }]) => [uid, digests]));
  });

  it('cannot be told from a scan without checksums', async () => {
    const { found } = await scanned({ a: image('1') });
    expect(() => digestsByStudy(found)).toThrow(TypeError);
  });

  it('is nothing where there is no DICOM', async () => {
    expect(digestsByStudy(await scanOf(delivery({ a: 'text' }))).size).toBe(0);
  });

  it('has its series by modality, those that state none by no name', () => {
    const rows = [series(), series({ modality: 'CT' }), series(), series({ modality: null })];
    expect(seriesByModality(rows)).toEqual({ MR: 2, CT: 1, '': 1 });
    expect(seriesByModality([])).toEqual({});
  });
});

describe('The devices of a study', () => {
  it('are each named once, with all the software that they were seen with, sorted', () => {
    expect(
      devicesOf([series({ softwareVersions: ['B', 'C'] }), series(), series({ station: 'MR2' })]),
    ).toEqual([
      { manufacturer: 'ACME', model: 'M1', serial: '77', station: 'MR1', software: ['A', 'B', 'C'] },
    ]);
  });

  it.each([
    ['manufacturer', 'OTHER'],
    ['model', 'M2'],
    ['serial', '78'],
    ['serial', null],
  ])('are others by another %s', (key, value) => {
    expect(devicesOf([series(), series({ [key]: value })])).toHaveLength(2);
  });

  it('are told apart by the station where there is no serial number', () => {
    const rows = [
      series({ serial: null }),
      series({ serial: null, station: 'MR2' }),
      series({ serial: null }),
    ];
    expect(devicesOf(rows).map(({ station }) => station)).toEqual(['MR1', 'MR2']);
  });

  it('are none where no series names one', () => {
    const nobody = { manufacturer: null, model: null, serial: null, station: null };
    expect(devicesOf([series({ ...nobody, softwareVersions: ['A'] })])).toEqual([]);
    expect(devicesOf([])).toEqual([]);
  });
});
