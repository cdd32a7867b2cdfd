import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../../../fixtures/writer/element.js';
import { finding } from '../../../../src/findings/finding.js';
import type { KnownDigests } from '../../../../src/pipeline/run/events/step-events.js';
import {
  digestsByStudy,
  manifestEvents,
  responseEvents,
} from '../../../../src/pipeline/run/events/step-events.js';
import { delivery, image as made, uidOf } from '../../deid/delivery.js';
import { filesOf, ofKind, problemsIn, reportOf, STAMPED, stepOf } from './hand-made.js';
import { Lab, scanOf } from './lab.js';

const STUDY = uidOf('study');
const NOTHING: KnownDigests = () => new Map();

/** Lies nowhere in the patient, and lacks nothing by it: a secondary capture. */
function image(name: string, but: Attributes = {}): Buffer {
  return made(name, { SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', ...but });
}

async function arrived(files: Readonly<Record<string, Uint8Array | string>>, known: KnownDigests = NOTHING) {
  const path = delivery(files);
  const [report, found] = [await new Lab().manifest(path), await scanOf(path)];
  return { report, found, events: manifestEvents(stepOf(report), found, known) };
}

const device = { ManufacturerModelName: 'Fit', DeviceSerialNumber: '4711', StationName: 'MR3' };

describe('The events of manifest', () => {
  it('tell what came of each study, what was found of it, and then that it was reported', async () => {
    const { events, found } = await arrived({
      a: image('1', { ...device, SoftwareVersions: 'syngo 1' }),
      b: image('2', { SeriesInstanceUID: '2.25.2', Modality: 'CT' }),
      c: image('3', { StudyInstanceUID: '2.25.3', SeriesInstanceUID: '2.25.4', SOPInstanceUID: '' }),
      d: 'no DICOM',
    });
    const common = { ...STAMPED, command: 'manifest' };
    const seen = { same: 0, changed: 0 };
    const bare = { manufacturer: 'EXAMPLE', model: null, serial: null, station: null, software: [] };
    const absent = {
      code: 'uid-absent',
      outcome: 'fail',
      message: expect.stringContaining('SOPInstanceUID'),
    };
    expect(events).toEqual([
      {
        ...{ ...common, kind: 'received', studyUID: STUDY, digests: digestsByStudy(found).get(STUDY) },
        details: {
          ...{ series: 2, instances: 2, modalities: { MR: 1, CT: 1 }, ...seen, added: 2 },
          devices: [{ ...bare, model: 'Fit', serial: '4711', station: 'MR3', software: ['syngo 1'] }, bare],
        },
      },
      { ...common, kind: 'checked', studyUID: STUDY, details: { outcome: 'pass', problems: [] } },
      {
        ...{ ...common, kind: 'received', studyUID: '2.25.3', digests: [] },
        details: { series: 1, instances: 1, modalities: { MR: 1 }, ...seen, added: 0, devices: [bare] },
      },
      {
        ...{ ...common, kind: 'checked', studyUID: '2.25.3' },
        details: { outcome: 'fail', problems: [expect.objectContaining(absent)] },
      },
      {
        ...{ ...common, kind: 'reported' },
        details: {
          ...{ input: '/cd/3', verdict: 'fail', filesIn: 4, filesOut: 0, quarantined: 0, skipped: 0 },
          ...{ duplicates: 0, problems: [] },
        },
      },
    ]);
  });

  it('tell an identical re-send from a changed one, study by study', async () => {
    const files = { a: image('1'), b: image('2'), c: image('3', { StudyInstanceUID: '2.25.3' }) };
    const { found } = await arrived(files);
    const before = new Map(
      [...digestsByStudy(found)].map(([studyUID, digests]) => [
        studyUID,
        new Map(digests.map(({ sopInstanceUID, sha256 }) => [sopInstanceUID, sha256])),
      ]),
    );
    const known: KnownDigests = (studyUID) => before.get(studyUID) ?? new Map();
    const { events } = await arrived({ ...files, b: image('2', { Rows: 3 }), d: image('4') }, known);
    expect(events.map(({ kind }) => kind)).toEqual(['changed', 'checked', 're-sent', 'checked', 'reported']);
    expect(ofKind(events, 'changed')[0]?.details).toMatchObject({
      instances: 3,
      same: 1,
      changed: 1,
      added: 1,
    });
    expect(ofKind(events, 're-sent')[0]?.details).toMatchObject({
      instances: 1,
      same: 1,
      changed: 0,
      added: 0,
    });
  });

  it('never take for identical what came in another form besides', async () => {
    const { found } = await arrived({ a: image('1') });
    const [own] = digestsByStudy(found).get(STUDY) ?? [];
    const known: KnownDigests = () => new Map([[own?.sopInstanceUID ?? '', own?.sha256 ?? '']]);
    const { events } = await arrived({ a: image('1'), b: image('1', { Rows: 3 }) }, known);
    expect(events[0]).toMatchObject({ kind: 'changed', details: { instances: 1, changed: 1, added: 0 } });
  });

  it('put what is of no study into the last one, and name no file', async () => {
    const { events } = await arrived({
      a: image('1'),
      'DOE/b': image('2', { StudyInstanceUID: '', SeriesInstanceUID: '2.25.2' }),
      'DOE/c': image('3').subarray(0, 300),
    });
    expect(events.map(({ kind }) => kind)).toEqual(['received', 'checked', 'reported']);
    expect(events.map((event) => problemsIn(event).map(({ code }) => code))).toEqual([
      ...[[], [], ['unreadable-file', 'uid-absent']],
    ]);
    expect(JSON.stringify(events)).not.toContain('DOE');
  });

  it('put what is said of a patient on each of their studies', async () => {
    const { events } = await arrived({
      a: image('1'),
      b: image('2', {
        StudyInstanceUID: '2.25.3',
        SeriesInstanceUID: '2.25.4',
        PatientBirthDate: '19500101',
      }),
      c: image('3', { StudyInstanceUID: '2.25.5', SeriesInstanceUID: '2.25.6', PatientID: 'OTHER' }),
    });
    const contradicted = { outcome: 'fail', problems: [{ code: 'patient-contradicted' }] };
    expect(ofKind(events, 'checked').map(({ details }) => details)).toMatchObject([
      ...[contradicted, contradicted, { outcome: 'pass', problems: [] }],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Zwetsch|QV-88|1943|1950/);
  });

  it('cannot be made of a scan without checksums', async () => {
    const { found, report } = await arrived({ a: image('1') });
    const blind = { ...found, files: { ...found.files, sha256: () => undefined } };
    expect(() => manifestEvents(stepOf(report), blind as unknown as typeof found, NOTHING)).toThrow(
      TypeError,
    );
  });
});

describe('The event that ends a step', () => {
  it('has the verdict of its own report, without those of the commands before it', () => {
    const upstream = [{ command: 'deid', verdict: 'fail' as const }];
    const warned = [finding('switched-to-utf8', { outcome: 'warn' })];
    const verdictOf = (but: Parameters<typeof reportOf>[1]) =>
      ofKind(
        responseEvents(stepOf(reportOf('response', but)), () => ({})),
        'reported',
      )[0]?.details.verdict;
    expect(verdictOf({ upstream, verdict: 'fail' })).toBe('pass');
    expect(verdictOf({ upstream, verdict: 'fail', findings: warned })).toBe('warn');
    expect(verdictOf({ verdict: 'not-evaluable' })).toBe('not-evaluable');
  });

  it('has of response every problem, each with whom it is of', () => {
    const findings = ['S-01', 'S-02'].flatMap((who) => [
      finding('response-flips', { subject: { name: who }, params: { who, detail: 'x' }, actual: 'PD' }),
      finding('response-flips', { subject: { name: who }, params: { who, detail: 'x' }, outcome: 'pass' }),
    ]);
    const report = reportOf('response', { findings, files: filesOf('A/1') });
    const events = responseEvents(stepOf(report), ({ subject }) =>
      subject?.name === 'S-01' ? { subject: 7, visit: 'V1' } : {},
    );
    expect(events.map(({ kind }) => kind)).toEqual(['reported']);
    expect(events.flatMap(problemsIn)).toMatchObject([
      { code: 'response-flips', name: 'S-01', actual: 'PD', subject: 7, visit: 'V1' },
      { code: 'response-flips', name: 'S-02', actual: 'PD' },
    ]);
    expect(events.flatMap(problemsIn)[1]).not.toHaveProperty('subject');
  });
});
