import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type {
  MeasureExportSections,
  MeasurementRow,
  RowSource,
} from '../../../../../src/report/measure-export-sections.js';
import type { JsonReport } from '../../../../../src/report/page/page-source.js';
import { measurementsSections } from '../../../../../src/report/page/sections/measurements/measurements-sections.js';

const LENGTH = { value: '410668003', scheme: 'SCT', meaning: 'Length' };
const SOURCE: RowSource = {
  ...{ file: 0, path: 'sr/made-up.dcm', kind: 'SR', sopInstanceUID: '2.25.1', sopClassUID: '2.25.2' },
  ...{ seriesUID: '2.25.3', studyUID: '2.25.4', itemPath: '1.9.2' },
};
const ROW: MeasurementRow = {
  ...{ subject: 'S-1', site: null, visit: 'Week 8', reader: 'reader-1', source: SOURCE, group: 0 },
  ...{ trackingUid: null, trackingId: null, lesionLabel: 'Lesion A', finding: null, findingToday: null },
  ...{ findingCategory: null, findingSite: null, findingSiteToday: null, sites: [], laterality: null },
  ...{ lateralityToday: null, concept: LENGTH, conceptToday: LENGTH, parents: [], derivation: null },
  ...{
    derivationToday: null,
    method: null,
    methodToday: null,
    modifiers: [],
    qualitative: [],
    qualifier: null,
  },
  ...{ value: '20.10', valueFrom: 'stored', unit: 'mm', storedValue: '20.10', storedUnit: null },
  ...{
    recomputedValue: 20.1,
    difference: 0,
    differencePercent: 0,
    agrees: true,
    figure: 'length',
    why: null,
  },
  ...{ voxelCount: null, image: null, geometry: [], readerRole: null, device: null, deviceVersion: null },
  ...{ algorithm: null, algorithmVersion: null, timePoint: null, activitySession: null, dateTime: null },
  ...{ template: null, problems: [], studyDate: null },
};
const OFF = {
  ...ROW,
  storedValue: '22',
  recomputedValue: 20,
  difference: 2,
  differencePercent: 10,
  agrees: false,
};
const ALONE = { ...ROW, recomputedValue: null, difference: null, differencePercent: null, agrees: null };
const RECOMPUTED: MeasurementRow = {
  ...ROW,
  value: '188.495559215',
  valueFrom: 'recomputed',
  storedValue: null,
  agrees: null,
};

async function htmlOf(sections: Partial<MeasureExportSections>, more: object = {}): Promise<string> {
  const report = {
    ...{ command: 'measure-export', findings: [], files: [], rows: [], references: [], sources: [] },
    summary: { stored: 4, agree: 1, disagree: 2, notEvaluable: 1 },
    ...sections,
    ...more,
  };
  const source = { number: 1, report: report as unknown as JsonReport, sha256: null };
  return (await measurementsSections(source)).map(({ body }) => renderToString(body)).join('');
}

/** From one heading to the next. */
function part(html: string, heading: string): string {
  return html.split('<h4>').find((text) => text.startsWith(heading)) ?? '';
}

describe('measurements on a page', () => {
  it('tell first what disagrees, the farthest off first', async () => {
    const worse = { ...OFF, differencePercent: -25 };
    const html = part(await htmlOf({ rows: [ROW, OFF, worse] }), 'What disagrees');
    expect([...html.matchAll(/data-at="1\/rows\/(\d)\/differencePercent">/g)].map(([, n]) => n)).toEqual([
      '2',
      '1',
    ]);
    expect(html.match(/data-outcome="fail"/g)).toHaveLength(2);
    expect(html).toContain('<span data-at="1/rows/1/storedValue">22</span>');
  });

  it('say so where nothing disagrees', async () => {
    expect(part(await htmlOf({ rows: [ROW] }), 'What disagrees')).toContain('No stored value differs');
  });

  it('never pass a stored value that was not checked: not evaluable, or nothing to hold it against', async () => {
    const nothing = { ...ALONE, why: 'no geometry', problems: ['measure-nothing-to-hold-against'] };
    const absent = { ...ALONE, why: 'the images are absent', problems: ['measure-image-absent'] };
    const html = part(await htmlOf({ rows: [nothing, absent] }), 'What was not checked');
    const marks = [...html.matchAll(/data-outcome="([^"]+)" data-at="1\/rows\/(\d)\/agrees"/g)];
    expect(marks.map(([, outcome, n]) => `${n} ${outcome}`)).toEqual(['1 not-evaluable', '0 not-applicable']);
    expect(html).toContain('the images are absent');
  });

  it('count measurements without a value by the reason', async () => {
    const none = { ...RECOMPUTED, value: null, valueFrom: null, recomputedValue: null, why: 'no voxels' };
    const html = part(await htmlOf({ rows: [none, none, ROW] }), 'What was not checked');
    expect(html).toMatch(
      /no voxels.*?<data value="2" data-count="measurements without a value for this reason"/s,
    );
  });

  it('show values as the exact text, and the whole of a recomputed number for machines', async () => {
    const rows = [
      { ...ROW, recomputedValue: 20.123456789 },
      { ...RECOMPUTED, group: 1 },
    ];
    const html = part(await htmlOf({ rows }), 'Measurements by');
    expect(html).toContain('<span data-at="1/rows/0/storedValue">20.10</span>');
    expect(html).toContain('<data value="20.123456789" data-at="1/rows/0/recomputedValue">20.123</data>');
    expect(html).toContain('<span data-at="1/rows/1/value">188.495559215</span>');
  });

  it('give no mark where nothing is stored that could agree', async () => {
    expect(part(await htmlOf({ rows: [RECOMPUTED] }), 'Measurements by')).not.toContain('data-outcome');
  });

  it('put the lesion that disagrees first, and fold figures that few look for', async () => {
    const skewness = { ...RECOMPUTED, figure: 'skewness', group: 1 };
    const html = part(await htmlOf({ rows: [ROW, { ...OFF, group: 1 }, skewness] }), 'Measurements by');
    expect(html.indexOf('1/rows/1/storedValue')).toBeLessThan(html.indexOf('1/rows/0/storedValue'));
    expect(html).toMatch(/<details><summary>.*?further figures.*?1\/rows\/2\/value/s);
  });

  it('name the object, the image and the reader on demand', async () => {
    const image = {
      ...{ studyUID: null, seriesUID: '2.25.5', sopInstanceUID: '2.25.6', frames: [7], modality: 'CT' },
      ...{ frameOfReferenceUID: null, sliceThicknessMm: 2.5 },
    };
    const html = await htmlOf({ rows: [{ ...ROW, image, device: 'READER-9' }] });
    for (const at of ['source/sopInstanceUID', 'image/sopInstanceUID', 'image/frames/0', 'device'])
      expect(html).toContain(`data-at="1/rows/0/${at}"`);
  });

  it('prove that every stored value was judged, and say by how much a sum is off', async () => {
    expect(await htmlOf({})).not.toContain('It does not add up');
    const off = await htmlOf({}, { summary: { stored: 5, agree: 1, disagree: 2, notEvaluable: 1 } });
    expect(off).toMatch(/It does not add up: <data value="1" data-count="difference of the whole/);
  });

  it('list objects that disagree and references that are absent first', async () => {
    const { itemPath: _, ...whole } = SOURCE;
    const counts = { title: null, measurements: 1, recomputed: 1 };
    const reference = { source: SOURCE, title: null, sopInstanceUID: '2.25.8', frames: [], segments: [] };
    const html = await htmlOf({
      sources: [
        { source: whole, ...counts, disagreeing: 0 },
        { source: whole, ...counts, disagreeing: 1 },
      ],
      references: [
        { ...reference, isPresent: true },
        { ...reference, isPresent: false },
      ],
    });
    expect(html.indexOf('1/sources/1/')).toBeLessThan(html.indexOf('1/sources/0/'));
    expect(html).toMatch(/1\/references\/1\/isPresent">no<.*1\/references\/0\/isPresent">yes</s);
  });

  it('come with responses where the report was made with criteria', async () => {
    const criteria = {
      name: 'm',
      title: 'Made up',
      source: 's',
      modifications: [],
      choices: [],
      thresholds: [],
    };
    const more = { criteria, responses: [], best: [], lesions: [], discordances: [], stated: [] };
    expect(await htmlOf({}, more)).toContain('1/criteria/title');
    expect(await htmlOf({})).not.toContain('1/criteria');
  });
});
