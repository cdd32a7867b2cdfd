import { describe, expect, it } from 'vitest';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import type { StudyView } from '../../../../src/rules/protocol/study-view.js';
import {
  studyViews,
  VIEW_PROBES,
  type ViewContext,
} from '../../../../src/rules/protocol/view/study-views.js';
import type { Probe } from '../../../../src/study/probe/probe.js';
import { ProbeCollector } from '../../../../src/study/probe/probe-batch.js';
import { ProbeReader } from '../../../../src/study/probe/probe-reader.js';
import { ProbeTable } from '../../../../src/study/probe/probe-table.js';
import { deliver, fileOf, type Given, image, slices, volumes } from '../../../study/build.js';

const FLIP: Probe = { kind: 'attribute', path: 'FlipAngle' };

function views(given: readonly Given[], context: ViewContext = {}): StudyView[] {
  const files = given.map((own) => fileOf(own));
  const probes = [...VIEW_PROBES, FLIP];
  const collector = new ProbeCollector(new ProbeReader(probes));
  for (const { dataset } of files) collector.add(dataset);
  const table = new ProbeTable(probes);
  table.addBatch(collector.build());
  const { table: instances, delivery } = deliver(files);
  return studyViews(delivery, { instances, probes: table }, context);
}

function onlyStudy(given: readonly Given[], context: ViewContext = {}): StudyView {
  const [study, ...others] = views(given, context);
  if (!study || others.length > 0) throw new Error('not one study');
  return study;
}

function onlySeries(given: readonly Given[]): SeriesView {
  const [series, ...others] = onlyStudy(given).series;
  if (!series || others.length > 0) throw new Error('not one series');
  return series;
}

const series = (uid: number, own: Given = {}): Given => image({ SeriesInstanceUID: `2.25.9${uid}`, ...own });

describe('studyViews', () => {
  const trial = { ClinicalTrialSubjectID: 'S-01', ClinicalTrialTimePointID: 'V1', ClinicalTrialSiteID: '07' };

  it('takes subject, visit and site from the header', () => {
    const study = onlyStudy([image(trial), image(trial)]);
    expect(study).toMatchObject({
      number: 0,
      studyUID: '2.25.1',
      patient: 0,
      subject: 'S-01',
      visit: 'V1',
      site: '07',
    });
    expect(study.series[0]).toMatchObject({
      visit: 'V1',
      site: '07',
      studyUID: '2.25.1',
      seriesUID: '2.25.2',
    });
  });

  it('believes what the run was told of visit and site, and the header of the subject', () => {
    const told = { visit: 'V2', site: '08', subjectOf: () => 'K-1' };
    expect(onlyStudy([image(trial)], told)).toMatchObject({ subject: 'S-01', visit: 'V2', site: '08' });
    expect(onlyStudy([image()], told)).toMatchObject({ subject: 'K-1', visit: 'V2' });
  });

  it('does not choose where instances differ, or some say nothing', () => {
    for (const other of [{ ...trial, ClinicalTrialTimePointID: 'V2' }, {}]) {
      const study = onlyStudy([image(trial), image(other)]);
      expect(study).not.toHaveProperty('visit');
      expect(study.series[0]?.visit).toBeUndefined();
    }
    expect(onlyStudy([image()])).not.toHaveProperty('subject');
    expect(onlyStudy([image({ ClinicalTrialSiteID: '' })])).not.toHaveProperty('site');
  });

  it('gives the date of the study where headers agree', () => {
    expect(onlyStudy([image({ StudyDate: '20200131' }), image()]).studyDate).toBe('20200131');
    expect(onlyStudy([image({ StudyDate: '20200131' }), image({ StudyDate: '20200201' })]).studyDate).toBe(
      '',
    );
    expect(onlyStudy([image()]).studyDate).toBe('');
  });

  it.each([
    ['MODIFIED', true],
    ['REMOVED', true],
    ['UNMODIFIED', false],
    [undefined, false],
  ])('tells of dates that are %s whether they are the scan’s own', (stated, modified) => {
    const given = [image({ LongitudinalTemporalInformationModified: stated }), image()];
    expect(onlyStudy(given).datesModified).toBe(modified);
  });

  it('orders series by number, then by time, and keeps their numbers of the delivery', () => {
    const study = onlyStudy([
      series(1),
      series(2, { SeriesNumber: 7, AcquisitionTime: '110000' }),
      series(3, { SeriesNumber: 7, AcquisitionTime: '100000' }),
      series(4, { SeriesNumber: 2 }),
      series(5, { AcquisitionTime: '090000' }),
      series(6, { SeriesNumber: 7 }),
    ]);
    expect(study.series.map(({ number }) => number)).toEqual([3, 2, 1, 5, 4, 0]);
  });

  it('numbers series over all studies', () => {
    const other = { StudyInstanceUID: '2.25.77', PatientID: 'P2' };
    const [first, second] = views([series(1), series(2), series(3, other)]);
    expect(first?.series.map(({ number }) => number)).toEqual([0, 1]);
    expect(second).toMatchObject({ number: 1, patient: 1, series: [{ number: 2 }] });
  });

  it('refuses a scan that read nothing for it', () => {
    const { table, delivery } = deliver([image()]);
    expect(() => studyViews(delivery, { instances: table }, {})).toThrow(RangeError);
    expect(() => studyViews(delivery, { instances: table, probes: new ProbeTable([]) }, {})).toThrow(
      RangeError,
    );
  });
});

describe('DeliveredSeries', () => {
  it('gives readings by the numbers of its instances, each worked out once', () => {
    const given = [
      series(1, { FlipAngle: 9 }),
      series(2, { FlipAngle: 9 }),
      series(1, { FlipAngle: 8 }),
      series(1, { FlipAngle: 8 }),
    ];
    const [first] = onlyStudy(given).series;
    const readings = first?.readings(FLIP);
    expect(readings?.map(({ reading, instances }) => [reading, instances])).toEqual([
      [expect.objectContaining({ numbers: [8] }), [2, 3]],
      [expect.objectContaining({ numbers: [9] }), [0]],
    ]);
    expect(first?.readings({ ...FLIP })).toBe(readings);
    expect(() => first?.readings({ kind: 'attribute', path: 'EchoTime' })).toThrow(RangeError);
  });

  it('gives the distinct values of a separator, most frequent first', () => {
    const times = [5, 9, 9, undefined];
    const only = onlySeries(
      slices({ count: 4 }, (slice) => ({ EchoTime: times[slice], AcquisitionTime: '010000' })),
    );
    expect(only.separator('EchoTime')).toEqual([
      { value: 9, instances: [1, 2] },
      { value: 5, instances: [0] },
    ]);
    expect(only.separator('AcquisitionTime')).toEqual([{ value: 3600, instances: [0, 1, 2, 3] }]);
    expect(only.separator('TriggerTime')).toEqual([]);
    expect(only.separator('EchoTime')).toBe(only.separator('EchoTime'));
  });

  it('gives the texts of a text separator, and an instance of several frames once', () => {
    const only = onlySeries(
      slices({ count: 2 }, (slice) => ({ ImageType: ['ORIGINAL', slice ? 'A' : 'B'] })),
    );
    expect(only.separator('ImageType').map(({ value }) => value)).toEqual(['ORIGINAL\\B', 'ORIGINAL\\A']);
    const frames = [0, 3].map((z) => ({
      PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
      MREchoSequence: [{ EffectiveEchoTime: 5 }],
    }));
    const enhanced = image({ NumberOfFrames: 2, PerFrameFunctionalGroupsSequence: frames });
    expect(onlySeries([enhanced]).separator('EchoTime')).toEqual([{ value: 5, instances: [0] }]);
  });

  it('plans its volumes when they are asked for', () => {
    const only = onlySeries(volumes(2, (volume) => ({ EchoTime: 5 + volume })));
    expect(only.volumes().map(({ separators }) => separators.EchoTime)).toEqual([5, 6]);
    expect(only.volumes()).toBe(only.volumes());
    expect(only).toMatchObject({ frames: 12, geometry: { stacks: [{ slices: 6 }] } });
  });
});
