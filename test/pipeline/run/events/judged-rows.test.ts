import { describe, expect, it } from 'vitest';
import { finding } from '../../../../src/findings/finding.js';
import { OUTCOMES } from '../../../../src/findings/outcome.js';
import { checkEvents } from '../../../../src/pipeline/run/events/step-events.js';
import type { Report } from '../../../../src/report/envelope.js';
import { filesOf, ofKind, problemsIn, released, reportOf, STAMPED, stepOf } from './hand-made.js';

const FILES = filesOf('rA/1', 'rB/2', 'rA/3', '/4', 'rX/5');

function checked(command: string, but: Partial<Report>) {
  return checkEvents(stepOf(reportOf(command, { files: FILES, ...but })), released('A', 'B', 'C'));
}

function outcomes(command: string, but: Partial<Report>) {
  return ofKind(checked(command, but), 'checked').map(({ details }) => details.outcome);
}

describe('What a check says of studies', () => {
  it('is an event for each study that was looked at and that the ledger knows, and one for the report', () => {
    const common = { ...STAMPED, command: 'qc-motion' };
    const nothing = { outcome: 'not-applicable', problems: [] };
    expect(checked('qc-motion', {})).toEqual([
      { ...common, kind: 'checked', studyUID: 'A', subject: 1, visit: 'BL', details: nothing },
      { ...common, kind: 'checked', studyUID: 'B', subject: 2, details: nothing },
      { ...common, kind: 'reported', details: expect.objectContaining({ verdict: 'pass', problems: [] }) },
    ]);
  });

  it('leaves to the delivery what is of a study that was not looked at, or that the ledger does not know', () => {
    const subjects = [{ studyUID: 'rX' }, { studyUID: 'rC' }, { file: 4 }, { file: 3 }];
    const findings = subjects.map((subject) => finding('pixel-data-short', { subject }));
    const events = checked('qc-motion', { findings });
    expect(events.map((event) => problemsIn(event).length)).toEqual([0, 0, 1]);
    expect(events.flatMap(problemsIn)).toMatchObject([{ code: 'pixel-data-short', count: 4 }]);
  });

  it.each(OUTCOMES)('is %s where that is the worst that was judged of it', (outcome) => {
    const rows = [
      { studyUID: 'rA', outcome },
      { studyUID: 'rA', outcome: 'not-applicable' },
    ];
    expect(outcomes('check-protocol', { sections: { studies: rows, checks: [] } })).toEqual([
      outcome,
      'not-applicable',
    ]);
    for (const name of ['series', 'images', 'phantoms']) {
      expect(outcomes('qc-motion', { sections: { [name]: rows.values() } })[0], name).toBe(outcome);
    }
  });

  it('is as bad as what was found of it, whatever was judged', () => {
    const sections = { series: [{ studyUID: 'rA', outcome: 'pass' }] };
    const findings = [
      finding('several-patients-in-study', { subject: { studyUID: 'rA' }, params: { count: 2 } }),
      finding('lossy-compression', { subject: { seriesUID: '2' } }),
    ];
    expect(outcomes('qc-motion', { sections, findings })).toEqual(['fail', 'warn']);
  });
});

describe('What was measured of studies', () => {
  const source = (studyUID: string, kind = 'SR', file = 0) => ({ source: { studyUID, kind, file } });
  const row = (kind: string, reader: string | null, studyUID = 'rA', image: string | null = null) => ({
    ...source(studyUID, kind),
    ...{ reader, image: image === null ? null : { studyUID: image } },
  });
  const reads = (...rows: object[]) =>
    ofKind(checked('measure-export', { sections: { rows, sources: [] } }), 'checked').map(
      ({ details }) => details.reads,
    );

  it('passed where something was read, and does not apply where nothing was', () => {
    const sections = { rows: [], sources: [source('rA')].values() };
    expect(outcomes('measure-export', { sections })).toEqual(['pass', 'not-applicable']);
  });

  it('takes what is found of an annotation without UIDs for the study that it is of', () => {
    const findings = [finding('measure-source-unreadable', { subject: { file: 3 }, params: { why: 'x' } })];
    const sections = { rows: [], sources: [source('rB', 'AIM', 3)] };
    expect(checked('measure-export', { sections, findings }).map((one) => problemsIn(one).length)).toEqual([
      ...[0, 1, 0],
    ]);
  });

  it('counts a reading for each reader of a study, however many rows and objects there are', () => {
    expect(reads(row('SR', 'r1'), row('SR', 'r1'), row('AIM', 'r1'), row('SR', 'r2'))).toEqual([2, 0]);
    expect(reads(row('SR', 'r1'), row('SR', 'r1', 'rB'))).toEqual([1, 1]);
  });

  it('counts those that name nobody as one reader', () => {
    expect(reads(row('SR', null), row('AIM', null), row('SR', 'r1'))).toEqual([2, 0]);
  });

  it('counts no reading for what no reader makes', () => {
    expect(reads(...['SEG', 'RTSTRUCT', 'PR', 'KO'].map((kind) => row(kind, 'r1')))).toEqual([0, 0]);
  });

  it('takes the study of the object, and that of the image where the object names none', () => {
    expect(reads(row('SR', 'r1', 'rA', 'rB'))).toEqual([1, 0]);
    expect(reads(row('AIM', 'r1', '', 'rB'))).toEqual([0, 1]);
    expect(reads(row('AIM', 'r1', ''))).toEqual([0, 0]);
  });

  it('has no readings of other commands', () => {
    for (const { details } of ofKind(checked('qc-motion', {}), 'checked'))
      expect(details).not.toHaveProperty('reads');
  });
});
