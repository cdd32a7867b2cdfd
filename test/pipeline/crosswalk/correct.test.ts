import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveKey } from '../../../src/identity/project-key.js';
import { addContent } from '../../../src/identity/registry/contents.js';
import { addDelivery } from '../../../src/identity/registry/deliveries.js';
import { addRelease } from '../../../src/identity/registry/releases.js';
import { releasedUid } from '../../../src/identity/released-uid.js';
import { type CorrectOptions, runCorrect } from '../../../src/pipeline/crosswalk/correct.js';
import { runMerge } from '../../../src/pipeline/crosswalk/merge.js';
import { placementFindings } from '../../../src/pipeline/crosswalk/moved-findings.js';
import { read } from '../../dicom/bytes.js';
import { dciodvfyErrors, hasPeer } from '../../helpers/peers.js';
import {
  ids,
  inside,
  MR,
  newWorld,
  PROJECT_KEY,
  placesOf,
  study,
  subjectIn,
  type World,
  written,
} from './world.js';

async function correct(world: World, more: Partial<CorrectOptions> = {}) {
  const { call, trial } = world;
  const own = {
    trial,
    subject: ids.first,
    to: ids.free,
    studies: [],
    reason: 'mistyped',
    copies: 'original',
  } as const;
  return runCorrect({ ...call, ...own, notesOnly: false, ...more });
}

const noteOf = (path: string) => read(readFileSync(path), { toEnd: true }).dataset;

describe('crosswalk correct of a whole subject', () => {
  it('gives everything to the new ID, with the same date shift and the next generation of UIDs', async () => {
    const world = await newWorld();
    const before = await inside(world, (writer) => subjectIn(writer, ids.first));
    const { sections } = await written(await correct(world));
    await inside(world, (writer) => {
      const wrong = subjectIn(writer, ids.first);
      const right = subjectIn(writer, ids.free);
      expect(wrong).toMatchObject({ status: 'retired', replacedBy: right.row });
      expect(right).toMatchObject({ status: 'active', shiftDays: before.shiftDays, person: before.person });
      expect(placesOf(writer, ids.first)).toEqual([]);
      expect(placesOf(writer, ids.free)).toEqual([
        ['1.2.3.1', 'BL', 0, 1],
        ['1.2.3.2', 'W4', 28, 1],
      ]);
    });
    expect([...(sections.subjects ?? [])].map(({ subject, status }) => [subject, status])).toEqual([
      [ids.free, 'active'],
      [ids.first, 'retired'],
    ]);
  });

  it('lists every delivery and every released file, and warns where no rejection note is asked for', async () => {
    const report = await correct(await newWorld());
    const { sections } = await written(report);
    expect([...(sections.affected ?? [])].map(({ run, studies, files }) => [run, studies, files])).toEqual([
      ['run-1', ['1.2.3.1'], 2],
      ['run-2', ['1.2.3.2'], 2],
    ]);
    expect([...(sections.affected ?? [])][0]?.releases).toEqual([
      {
        path: '/data/out',
        paths: [1, 2].map((n) => `${ids.first}/1.2.3.1/1.2.3.1.5/1.2.3.1.5.${n}.dcm`),
      },
    ]);
    expect(report.summary).toMatchObject({ deliveries: 2, files: 4, released: 4, notes: 0 });
    expect(report.findings.map(({ code }) => code)).toEqual(Array(2).fill('rejection-note-not-asked'));
  });

  it.each([
    ['another check character', () => `${ids.free.slice(0, -1)}${ids.free.endsWith('A') ? 'B' : 'A'}`],
    ['another form', () => 'SUBJECT-21'],
    ['the ID of another site', () => ids.otherSite],
  ])('refuses %s, and changes nothing', async (_, to) => {
    const world = await newWorld();
    await expect(correct(world, { to: to() })).rejects.toMatchObject({ code: 'subject-not-valid' });
    expect(await inside(world, (writer) => subjectIn(writer, ids.first).status)).toBe('active');
  });

  it('refuses an ID that is a subject already, and says what joins two', async () => {
    const refused = correct(await newWorld(), { to: ids.second });
    await expect(refused).rejects.toMatchObject({ code: 'subject-taken' });
    await expect(refused).rejects.toThrow('crosswalk merge');
  });

  it('refuses an empty reason', async () => {
    await expect(correct(await newWorld(), { reason: ' ' })).rejects.toMatchObject({ code: 'reason-needed' });
  });
});

describe('rejection notes', () => {
  it('reject every instance of the wrong copies, one note a study, in the name of the wrong ID', async () => {
    const world = await newWorld();
    const notes = join(world.folder, 'notes');
    const report = await correct(world, { notes });
    await written(report);
    expect(report.verdict).toBe('pass');
    expect(readdirSync(notes).sort()).toEqual(['1.2.3.1.dcm', '1.2.3.2.dcm']);
    const note = noteOf(join(notes, '1.2.3.2.dcm'));
    expect(note.string('PatientID')).toBe(ids.first);
    expect(note.string('ClinicalTrialSubjectID')).toBe(ids.first);
    expect(note.string('ClinicalTrialTimePointID')).toBe('W4');
    expect(note.string('StudyInstanceUID')).toBe('1.2.3.2');
    expect(note.string('StudyDate')).toBe('20241101');
    const [evidence] = note.sequence('CurrentRequestedProcedureEvidenceSequence');
    const [series] = evidence?.sequence('ReferencedSeriesSequence') ?? [];
    const sops = series
      ?.sequence('ReferencedSOPSequence')
      .map((sop) => sop.string('ReferencedSOPInstanceUID'));
    expect(sops).toEqual(['1.2.3.2.5.1', '1.2.3.2.5.2']);
  });

  it.skipIf(!hasPeer('dciodvfy'))('have no error that dciodvfy knows', async () => {
    const world = await newWorld();
    const notes = join(world.folder, 'notes');
    await correct(world, { notes });
    expect(dciodvfyErrors(join(notes, '1.2.3.2.dcm'))).toEqual([]);
  });

  it('bear the derived UIDs and no date where the copies were de-identified', async () => {
    const world = await newWorld();
    const notes = join(world.folder, 'notes');
    await correct(world, {
      notes,
      copies: 'deid',
      keyFile: world.keyFile,
      studies: ['1.2.3.2'],
      to: ids.second,
    });
    const uid = releasedUid(deriveKey(PROJECT_KEY, 'uid'), '1.2.3.2', 0);
    expect(readdirSync(notes)).toEqual([`${uid}.dcm`]);
    expect(noteOf(join(notes, `${uid}.dcm`)).string('StudyDate') ?? '').toBe('');
  });

  it('need the project key where UIDs were derived, and nothing is corrected without', async () => {
    const world = await newWorld();
    const refused = correct(world, { notes: join(world.folder, 'notes'), copies: 'deid' });
    await expect(refused).rejects.toMatchObject({ code: 'uid-key-missing' });
    expect(await inside(world, (writer) => placesOf(writer, ids.first).length)).toBe(2);
  });

  it('refuse the project key of another trial', async () => {
    const world = await newWorld();
    writeFileSync(world.keyFile, Buffer.alloc(32, 1));
    const refused = correct(world, { keyFile: world.keyFile });
    await expect(refused).rejects.toMatchObject({ code: 'other-project-key' });
  });

  it('replace no file: with one of that name nothing is corrected', async () => {
    const world = await newWorld();
    const notes = join(world.folder, 'notes');
    mkdirSync(notes);
    writeFileSync(join(notes, '1.2.3.2.dcm'), 'mine');
    await expect(correct(world, { notes })).rejects.toMatchObject({ code: 'note-exists' });
    expect(readFileSync(join(notes, '1.2.3.2.dcm'), 'utf8')).toBe('mine');
    expect(await inside(world, (writer) => subjectIn(writer, ids.first).status)).toBe('active');
  });

  it('that cannot be written are told; the correction stays, and --notes-only writes what is missing', async () => {
    const world = await newWorld();
    const notes = join(world.folder, 'notes');
    symlinkSync(join(world.folder, 'nowhere', 'notes'), notes);
    const report = await correct(world, { notes });
    await written(report);
    expect(report.verdict).toBe('fail');
    expect(report.findings.map(({ code, subject }) => [code, subject?.studyUID])).toEqual([
      ['rejection-note-missing', '1.2.3.1'],
      ['rejection-note-missing', '1.2.3.2'],
    ]);
    rmSync(notes);
    const again = await correct(world, { notes, notesOnly: true });
    expect(again.summary).toMatchObject({ notes: 2 });
    expect(noteOf(join(notes, '1.2.3.1.dcm')).string('PatientID')).toBe(ids.first);
    rmSync(join(notes, '1.2.3.1.dcm'));
    expect((await correct(world, { notes, notesOnly: true })).summary).toMatchObject({ notes: 1 });
    expect(await inside(world, (writer) => placesOf(writer, ids.free).map((place) => place[3]))).toEqual([
      1, 1,
    ]);
  });

  it('name nothing that came after the correction, whose copies are right', async () => {
    const world = await newWorld();
    await correct(world);
    await inside(world, (writer) => {
      const trial = Number(writer.row('trials', '1')?.id);
      const common = { trial, at: '2026-03-01T09:00:00.000Z', operator: null, osUser: 'reader', site: '07' };
      const delivery = addDelivery(writer, { ...common, run: 'run-3', inputs: ['/media/cd3'] });
      const row = Number(writer.row('studies', 'study_uid = ?', '1.2.3.1')?.id);
      const instances = [{ sopClassUID: MR, sopInstanceUID: '1.2.3.1.6.1' }];
      const series = [{ seriesUID: '1.2.3.1.6', modality: 'MR', instances }];
      addContent(writer, { delivery, study: row }, series, { name: 'test' });
      const files = [{ path: 'later.dcm', sha256: 'ab', sopInstanceUID: '1.2.3.1.6.1' }];
      addRelease(writer, row, { delivery, folder: '/data/later', files }, { name: 'test' });
    });
    const notes = join(world.folder, 'notes');
    const { sections } = await written(await correct(world, { notes, notesOnly: true }));
    const text = readFileSync(join(notes, '1.2.3.1.dcm')).toString('latin1');
    expect([text.includes('1.2.3.1.5.2'), text.includes('1.2.3.1.6')]).toEqual([true, false]);
    expect([...(sections.affected ?? [])].map(({ run }) => run)).toEqual(['run-1', 'run-2']);
  });

  it('are written of a merge, too', async () => {
    const world = await newWorld();
    await runMerge({
      ...world.call,
      trial: world.trial,
      subject: ids.second,
      into: ids.first,
      reason: 'one person',
    });
    const notes = join(world.folder, 'notes');
    await correct(world, { notes, notesOnly: true, subject: ids.second, to: ids.first });
    expect(readdirSync(notes)).toEqual(['1.2.3.9.dcm']);
  });

  it('need a folder: nothing is corrected where a file stands in its place', async () => {
    const world = await newWorld();
    const refused = correct(world, { notes: world.trial });
    await expect(refused).rejects.toMatchObject({ code: 'notes-not-a-folder' });
    expect(await inside(world, (writer) => subjectIn(writer, ids.first).status)).toBe('active');
  });

  it('are refused where nothing was corrected', async () => {
    const refused = correct(await newWorld(), { notes: '.', notesOnly: true, to: ids.second });
    await expect(refused).rejects.toMatchObject({ code: 'nothing-to-reject' });
  });
});

describe('crosswalk correct of single studies', () => {
  it('says nothing of visits where it is a phantom’s, which has none', async () => {
    const world = await newWorld();
    const shown = async (kind: 'subject' | 'phantom') => {
      const row = await inside(world, (writer) => {
        const { id } = writer.row('studies', 'study_uid = ?', '1.2.3.9') ?? { id: 0 };
        writer.update('studies', id, { timing: 'unscheduled' }, { name: 'test' });
        writer.update('subjects', subjectIn(writer, ids.second).row, { kind }, { name: 'test' });
        return id;
      });
      return inside(world, (writer) => placementFindings(writer, [{ row, studyUID: '1.2.3.9' }]));
    };
    expect((await shown('subject')).map(({ code }) => code)).toEqual(['visit-unscheduled']);
    expect(await shown('phantom')).toEqual([]);
  });

  it('places the study anew where it is now, and counts what stays anew when the baseline went', async () => {
    const world = await newWorld();
    const { findings } = await correct(world, { studies: ['1.2.3.1'], to: ids.free });
    const told = findings.filter(({ code }) => code === 'visit-recounted');
    expect(told.map(({ subject }) => subject?.studyUID)).toEqual(['1.2.3.2']);
    await inside(world, (writer) => {
      expect(placesOf(writer, ids.free)).toEqual([['1.2.3.1', 'BL', 0, 1]]);
      expect(placesOf(writer, ids.first)).toEqual([['1.2.3.2', 'BL', 0, 0]]);
    });
  });

  it('leaves the record number with the studies that stay, and takes it along when none does', async () => {
    const world = await newWorld();
    await correct(world, { studies: ['1.2.3.1'], to: ids.free });
    await inside(world, (writer) => expect(subjectIn(writer, ids.free).person).toBeUndefined());
    await correct(world, { subject: ids.second, studies: ['1.2.3.9'], to: ids.free });
    await inside(world, (writer) => {
      const { person } = subjectIn(writer, ids.free);
      expect(person).toBeDefined();
      expect(writer.rows('numbers', 'person = ?', person ?? 0).map((row) => row.patient_id)).toEqual([
        'zx-90210',
      ]);
    });
  });

  it('keeps a visit that somebody stated', async () => {
    const world = await newWorld();
    await inside(world, (writer) => {
      const delivery = Number(writer.row('deliveries', '1')?.id);
      const given = { uid: '1.2.3.3', day: 20050, visit: 'W12', offset: 50, delivery, reason: 'came early' };
      study(writer, subjectIn(writer, ids.first), given);
    });
    await correct(world, { studies: ['1.2.3.3'], to: ids.second });
    expect(await inside(world, (writer) => placesOf(writer, ids.second))).toEqual([
      ['1.2.3.9', 'BL', 0, 0],
      ['1.2.3.3', 'W12', 40, 1],
    ]);
  });

  it('tells of a study that has no visit where it is now', async () => {
    const world = await newWorld();
    const report = await correct(world, { studies: ['1.2.3.1'], to: ids.second });
    expect(report.findings.map(({ code }) => code)).toContain('visit-unscheduled');
  });

  it('refuses a study that the subject does not have', async () => {
    const refused = correct(await newWorld(), { studies: ['1.2.3.9'], to: ids.free });
    await expect(refused).rejects.toMatchObject({ code: 'study-unknown' });
  });
});
