import { describe, expect, it } from 'vitest';
import { personKey } from '../../src/study/model.js';
import { deliver, image, onlySeries, SOP_CLASS, shuffled, slices } from './build.js';

const NOBODY = { issuer: '', id: '', name: '', birthDate: '', sex: '' };

describe('personKey', () => {
  it('is issuer and ID, whatever the name', () => {
    const key = personKey({ ...NOBODY, issuer: 'A', id: '1', name: 'Doe^Jane' });
    expect(personKey({ ...NOBODY, issuer: 'A', id: '1', name: 'Roe^Joan' })).toBe(key);
    expect(personKey({ ...NOBODY, issuer: 'B', id: '1' })).not.toBe(key);
    expect(personKey({ ...NOBODY, issuer: 'A1', id: '' })).not.toBe(key);
  });

  it('is name and birth date where there is no ID', () => {
    const key = personKey({ ...NOBODY, name: 'Doe^Jane', birthDate: '19700101' });
    expect(personKey({ ...NOBODY, name: 'DOE^JANE', birthDate: '19700101', issuer: 'A' })).toBe(key);
    expect(personKey({ ...NOBODY, name: 'Doe^Jane', birthDate: '19700102' })).not.toBe(key);
    expect(personKey({ ...NOBODY, id: 'DOE^JANE' })).not.toBe(key);
  });
});

describe('buildDelivery', () => {
  it('is empty for nothing', () => {
    expect(deliver([]).delivery).toEqual({ patients: [], studies: [], repeated: [] });
  });

  it('sorts instances into studies and series by their UIDs alone', () => {
    const files = ['1', '2'].flatMap((study) =>
      ['1', '2', '3'].flatMap((series) =>
        slices(
          { count: 2 },
          { StudyInstanceUID: `2.25.${study}`, SeriesInstanceUID: `2.25.${study}.${series}` },
        ),
      ),
    );
    const { studies } = deliver(shuffled(files, 7)).delivery;
    expect(studies.map(({ studyUID }) => studyUID).sort()).toEqual(['2.25.1', '2.25.2']);
    for (const { series } of studies) {
      expect(series.map(({ instances, frames }) => [instances.length, frames])).toEqual([
        [2, 2],
        [2, 2],
        [2, 2],
      ]);
    }
  });

  it('keeps a series apart that stands in two studies', () => {
    const files = [image({ StudyInstanceUID: '2.25.8' }), image({ StudyInstanceUID: '2.25.9' })];
    const { studies } = deliver(files).delivery;
    expect(studies.map(({ series }) => series.map(({ seriesUID }) => seriesUID))).toEqual([
      ['2.25.2'],
      ['2.25.2'],
    ]);
  });

  it('counts each SOP Instance UID once in its series, and says which came again', () => {
    const files = slices({ count: 5 });
    const again = files[2] ?? {};
    const { delivery } = deliver([...files, again, again]);
    expect(delivery.repeated).toEqual([[2, 5, 6]]);
    expect(delivery.studies[0]?.series[0]).toMatchObject({ instances: [0, 1, 2, 3, 4], frames: 5 });
    expect(onlySeries([...files, again]).geometry.stacks[0]?.volumes).toMatchObject({
      duplicates: 0,
      missing: 0,
    });
  });

  it('finds two persons in one study', () => {
    const { patients, studies } = deliver([image(), image({ PatientID: 'P2' }), image()]).delivery;
    expect(patients).toHaveLength(2);
    expect(studies[0]?.patients).toEqual([0, 1]);
  });

  it('gathers what one person is called', () => {
    const { patients } = deliver([
      image({ PatientName: 'Doe^Jane' }),
      image({ PatientName: 'Doe^J' }),
      image({ PatientName: 'Doe^Jane' }),
    ]).delivery;
    expect(patients.map(({ identities }) => identities.map(({ name }) => name))).toEqual([
      ['Doe^Jane', 'Doe^J'],
    ]);
  });

  it('keeps every distinct header of a series, each once', () => {
    const series = onlySeries([
      ...slices({ count: 3 }, { SoftwareVersions: 'A' }),
      ...slices({ count: 3, fromMm: 9 }, { SoftwareVersions: 'B' }),
    ]);
    expect(series.headers.map(({ softwareVersions }) => softwareVersions)).toEqual([['A'], ['B']]);
  });

  it('counts frames as stored, none for an object without pixels', () => {
    const report = image({
      SOPClassUID: SOP_CLASS.report,
      Rows: undefined,
      Columns: undefined,
      NumberOfFrames: 5,
    });
    expect(onlySeries([report]).frames).toBe(0);
    expect(onlySeries([image({ NumberOfFrames: 30 })]).frames).toBe(30);
  });
});
