import { describe, expect, it } from 'vitest';
import { finding } from '../../../../src/findings/finding.js';
import { deidEvents } from '../../../../src/pipeline/run/events/step-events.js';
import type { StudyRef } from '../../../../src/pipeline/run/step.js';
import type { DeidQuarantineRow, DeidSeriesRow } from '../../../../src/report/deid-sections.js';
import { image, scanned, uidOf } from '../../deid/delivery.js';
import { ofKind, problemsIn, released, reportOf, STAMPED, stepOf } from './hand-made.js';

const STUDY = uidOf('study');
const NONE = new Map<string, StudyRef>();

function row(path: string, code: string): DeidQuarantineRow {
  return { root: 0, path, code, reason: `in words: ${code}`, source: '', kept: true };
}

const made = (studyUID: string, seriesUID: string, files: number): DeidSeriesRow => ({
  ...{ subject: '07-1', studyUID, seriesUID, modality: 'MR', files, actions: {} },
});

describe('The events of deid', () => {
  it('tell of each study that was released how many files and series, and where', async () => {
    const { found } = await scanned({ a: image('1') });
    const series = [made('rA', '1', 3), made('rB', '2', 1), made('rA', '3', 2), made('rX', '4', 5)];
    const report = reportOf('deid', {
      sections: { series: series[Symbol.iterator](), quarantine: [] },
      summary: { filesIn: 20, filesOut: 11, quarantined: 0, skipped: 2, duplicates: 7 },
      roots: [{ id: 0, path: '/out' }],
    });
    const studies = { ofReleased: released('A', 'B'), ofDelivered: NONE };
    const common = { ...STAMPED, command: 'deid', kind: 'released' };
    expect(deidEvents(stepOf(report), found, studies)).toEqual([
      {
        ...{ ...common, studyUID: 'A', subject: 1, visit: 'BL' },
        details: { files: 5, series: 2, releasedUID: 'rA', folder: '/out' },
      },
      {
        ...{ ...common, studyUID: 'B', subject: 2 },
        details: { files: 1, series: 1, releasedUID: 'rB', folder: '/out' },
      },
      { ...common, details: { files: 5, series: 1, releasedUID: 'rX', folder: '/out' } },
      {
        ...{ ...common, kind: 'reported' },
        details: {
          ...{ input: '/cd/3', verdict: 'pass', filesIn: 20, filesOut: 11, quarantined: 0, skipped: 2 },
          ...{ duplicates: 7, problems: [] },
        },
      },
    ]);
  });

  it('tell by study and code what was quarantined, and of no study what is of none', async () => {
    const { found } = await scanned({
      'a/1': image('1'),
      'a/2': image('2'),
      'a/3': image('3'),
      'b/1': image('4', { StudyInstanceUID: '2.25.4' }),
      'b/2': image('5', { StudyInstanceUID: '' }),
      'x/1': image('6').subarray(0, 300),
    });
    const quarantine = [
      ...[
        row('a/1', 'ultrasound'),
        row('a/2', 'screen-save'),
        row('a/3', 'ultrasound'),
        row('b/1', 'ultrasound'),
      ],
      ...[row('b/2', 'uid-unusable'), row('x/1', 'truncated'), row('gone', 'truncated')],
    ];
    const ofDelivered = new Map([[STUDY, { studyUID: STUDY, subject: 4, visit: 'W4' }]]);
    const step = stepOf(reportOf('deid', { sections: { quarantine: quarantine[Symbol.iterator]() } }));
    const events = ofKind(deidEvents(step, found, { ofReleased: NONE, ofDelivered }), 'quarantined');
    expect(
      events.map(({ studyUID, subject, visit, details: { code, files } }) => [
        studyUID,
        subject,
        visit,
        code,
        files,
      ]),
    ).toEqual([
      [STUDY, 4, 'W4', 'ultrasound', 2],
      [STUDY, 4, 'W4', 'screen-save', 1],
      ['2.25.4', undefined, undefined, 'ultrasound', 1],
      [undefined, undefined, undefined, 'uid-unusable', 1],
      [undefined, undefined, undefined, 'truncated', 2],
    ]);
    expect(events[0]?.details.reason).toBe('in words: ultrasound');
  });

  it('tell apart files of one name below two roots, and names that are no text', async () => {
    const { found } = await scanned({ a: image('1') });
    const other = { ...row('a', 'ultrasound'), root: 1 };
    const odd = { ...row('a', 'ultrasound'), pathBase64: 'Yf8=' };
    const step = stepOf(reportOf('deid', { sections: { quarantine: [other, odd] } }));
    const [event] = ofKind(deidEvents(step, found, { ofReleased: NONE, ofDelivered: NONE }), 'quarantined');
    expect(event).not.toHaveProperty('studyUID');
    expect(event?.details.files).toBe(2);
  });

  it('leave to the end what was found besides, and say nothing twice', async () => {
    const { found } = await scanned({ a: image('1') });
    const findings = [
      finding('quarantined-unreadable', { params: { reason: 'x' }, actual: 1, subject: { name: 'DOE/a' } }),
      finding('quarantine-incomplete', { actual: 1, unit: 'files' }),
      finding('dicomdir-not-released', { actual: 1 }),
      finding('link-not-followed', { subject: { name: 'DOE/b' }, actual: 'link-loop' }),
      finding('release-superseded', { actual: 2, unit: 'files', subject: { name: '07-1' } }),
    ];
    const events = deidEvents(stepOf(reportOf('deid', { findings })), found, {
      ...{ ofReleased: NONE, ofDelivered: NONE },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['reported']);
    expect(events.flatMap(problemsIn)).toMatchObject([
      { code: 'quarantine-incomplete', actual: '1', unit: 'files' },
      { code: 'link-not-followed' },
      { code: 'release-superseded', name: '07-1' },
    ]);
    expect(JSON.stringify(events)).not.toContain('DOE');
  });
});
