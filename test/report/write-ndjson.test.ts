import { describe, expect, it } from 'vitest';
import { ndjsonChunks } from '../../src/report/write-ndjson.js';
import { report, series, study, text } from './sample.js';

function records(...given: Parameters<typeof ndjsonChunks>): Record<string, unknown>[] {
  const lines = text(ndjsonChunks(...given)).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}

describe('a report as NDJSON', () => {
  it('begins with the run and ends with the summary', () => {
    const all = records(report());
    expect(all.map((record) => record.type)).toEqual([
      ...['run', 'file', 'file', 'series', 'section', 'finding', 'summary'],
    ]);
    expect(all[0]).toMatchObject({ schema: 'corelab/report/manifest@1', roots: [{ id: 0, path: 'in/cd' }] });
    expect(all.at(-1)).toEqual({
      type: 'summary',
      verdict: 'fail',
      summary: { filesIn: 2, dicom: 1, notDicom: 1 },
    });
  });

  it('says a series with what is known of its study', () => {
    const sections = { studies: [study([series({ seriesUID: '1.1' }), series({ seriesUID: '1.2' })])] };
    const found = records(report({ sections })).filter((record) => record.type === 'series');
    expect(found).toMatchObject([
      { studyUID: '1.2.3', patient: 1, dayOffset: 0, seriesUID: '1.1' },
      { studyUID: '1.2.3', patient: 1, dayOffset: 0, seriesUID: '1.2' },
    ]);
    expect(found[0]).not.toHaveProperty('series');
  });

  it('keeps the description of a study apart from that of its series', () => {
    const sections = { studies: [study([series({ description: 't2 tse' })])] };
    const found = records(report({ sections })).find((record) => record.type === 'series');
    expect(found).toMatchObject({ studyDescription: 'brain', description: 't2 tse' });
  });

  it('loses no other section: a row is a record, and a single value is one', () => {
    const sections = { duplicates: new Set([{ files: [1, 2] }, { files: [3] }]), bag: { path: 'out' } };
    const found = records(report({ sections })).filter((record) => record.type === 'section');
    expect(found).toEqual([
      { type: 'section', section: 'duplicates', row: { files: [1, 2] } },
      { type: 'section', section: 'duplicates', row: { files: [3] } },
      { type: 'section', section: 'bag', row: { path: 'out' } },
    ]);
  });

  it('takes its studies from the section it is told', () => {
    const sections = { visits: [study()], studies: [study()] };
    const found = records(report({ sections }), { studiesIn: 'visits' });
    expect(found.filter((record) => record.type === 'series')).toHaveLength(1);
    expect(found.filter((record) => record.type === 'section')).toMatchObject([{ section: 'studies' }]);
  });

  it('keeps each record on one line whatever a value holds', () => {
    const all = records(report({ roots: [{ id: 0, path: 'a\nb\u2028c' }] }));
    expect(all[0]).toMatchObject({ roots: [{ path: 'a\nb\u2028c' }] });
  });
});
