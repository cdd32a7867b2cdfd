import { describe, expect, it } from 'vitest';
import { recordEvent } from '../../../src/identity/ledger/ledger.js';
import { correctSubjectId, moveToSubject } from '../../../src/identity/registry/corrections.js';
import { addRelease } from '../../../src/identity/registry/releases.js';
import { fileKeyOf } from '../../../src/pipeline/ledger/find-file.js';
import { runLedger } from '../../../src/pipeline/ledger/run.js';
import type { LedgerSections } from '../../../src/report/ledger-sections.js';
import { ids, inside, subjectIn, type World } from '../crosswalk/world.js';
import { DETAILS, eventOf, historyWorld, record } from './ledger-world.js';

type Wanted = { readonly subject?: string; readonly visit?: string; readonly file?: string };

async function numbersOf({ trial, call }: World, wanted: Wanted): Promise<number[]> {
  const { sections } = await runLedger({ ...call, trial, copies: [], ...wanted });
  return (sections as unknown as LedgerSections).events.map(({ event }) => event);
}

const SCHEDULE = [{ id: 'BL', baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }];

const OF_FIRST = [2, 5, 7, 8, 9, 11];

describe('the events of a subject', () => {
  it('are its own, and what came of its studies before they were assigned', async () => {
    const world = await historyWorld();
    expect(await numbersOf(world, { subject: ids.first })).toEqual(OF_FIRST);
    expect(await numbersOf(world, { subject: ids.second })).toEqual([3, 10]);
  });

  it('are those under every ID that it had or got', async () => {
    const world = await historyWorld();
    await inside(world, (writer) => {
      const right = { id: ids.free, scope: '07', sequence: 21 };
      const { subject } = correctSubjectId(writer, subjectIn(writer, ids.first), right, 'typo');
      const details = { ...DETAILS.corrected, from: ids.first, to: ids.free };
      recordEvent(writer, subject.trial, eventOf('corrected', { subject: subject.row }, details));
    });
    expect(await numbersOf(world, { subject: ids.free })).toEqual([...OF_FIRST, 12]);
    expect(await numbersOf(world, { subject: ids.first })).toEqual([...OF_FIRST, 12]);
    expect(await numbersOf(world, { subject: ids.second })).toEqual([3, 10]);
  });

  it('are told with both where a single study was given to another', async () => {
    const world = await historyWorld();
    await inside(world, (writer) => {
      const [from, to] = [subjectIn(writer, ids.first), subjectIn(writer, ids.second)];
      moveToSubject(writer, { from, to, studyUIDs: ['1.2.3.1'] }, SCHEDULE, 'mixed up');
      const details = { ...DETAILS.corrected, from: ids.first, to: ids.second };
      const study = { subject: to.row, studyUID: '1.2.3.1' };
      recordEvent(writer, to.trial, eventOf('corrected', study, details));
      recordEvent(writer, to.trial, eventOf('checked', { ...study, visit: 'BL' }));
    });
    expect(await numbersOf(world, { subject: ids.first })).toEqual([...OF_FIRST, 12]);
    expect(await numbersOf(world, { subject: ids.second })).toEqual([2, 3, 5, 7, 8, 9, 10, 11, 12, 13]);
  });
});

describe('the events of a visit', () => {
  it('are those of its studies, over all subjects', async () => {
    expect(await numbersOf(await historyWorld(), { visit: 'BL' })).toEqual([2, 3, 5, 7, 8, 9, 10, 11]);
  });

  it('are of one subject where one is asked for, and none where nothing came', async () => {
    const world = await historyWorld();
    expect(await numbersOf(world, { visit: 'BL', subject: ids.second })).toEqual([3, 10]);
    expect(await numbersOf(world, { visit: 'W12' })).toEqual([]);
  });

  it('are found for a visit that only the ledger still knows', async () => {
    const world = await historyWorld();
    await record(world, [eventOf('excused', { visit: 'OLD', subject: world.first })]);
    expect(await numbersOf(world, { visit: 'OLD' })).toEqual([12]);
  });
});

describe('the events of a file', () => {
  const path = `${ids.first}/1.2.3.1/1.2.3.1.5/1.2.3.1.5.2.dcm`;

  it.each([
    ['path in the output', path],
    ['path where it lies', `/data/out/${path}`],
    ['path in other words', `/data/out/./x/../${path}`],
    ['UID', '1.2.3.1.5.2'],
  ])('are those of its study, by its %s', async (_, file) => {
    expect(await numbersOf(await historyWorld(), { file })).toEqual(OF_FIRST);
  });

  it('are those of every study that has such bytes, in whatever case the digest is given', async () => {
    const world = await historyWorld();
    const sha256 = 'AB'.repeat(32);
    await inside(world, (writer) => {
      const study = writer.row('studies', "study_uid = '1.2.3.9'")?.id ?? 0;
      const file = { path: 'a.dcm', sha256: sha256.toLowerCase(), sopInstanceUID: '2.25.7' };
      const release = { delivery: 1, folder: '/data/out', files: [file] };
      addRelease(writer, study, release, { name: 'deid' });
    });
    expect(await numbersOf(world, { file: sha256 })).toEqual([3, 10]);
    expect(await numbersOf(world, { file: '2.25.7' })).toEqual([3, 10]);
    expect(await numbersOf(world, { file: sha256, subject: ids.first })).toEqual([]);
  });

  it('are found by a UID that only a delivery of the ledger brought', async () => {
    const world = await historyWorld();
    const digests = [{ sopInstanceUID: '1.2.840.99.7', sha256: '0'.repeat(64) }];
    await record(world, [eventOf('received', { studyUID: '1.2.3.500', digests })]);
    expect(await numbersOf(world, { file: '1.2.840.99.7' })).toEqual([12]);
  });

  it('is told apart by what is given', () => {
    expect(fileKeyOf('f'.repeat(64))).toBe('sha256');
    expect(fileKeyOf('f'.repeat(63))).toBe('path');
    expect(fileKeyOf('1.2.3')).toBe('sop-instance-uid');
    expect(fileKeyOf('1.2.3.dcm')).toBe('path');
  });
});
