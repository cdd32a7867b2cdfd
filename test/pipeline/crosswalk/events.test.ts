import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../../src/identity/ledger/event.js';
import { eventsOf } from '../../../src/identity/ledger/ledger.js';
import { type CorrectOptions, runCorrect } from '../../../src/pipeline/crosswalk/correct.js';
import { runExcuse } from '../../../src/pipeline/crosswalk/excuse.js';
import { runMerge } from '../../../src/pipeline/crosswalk/merge.js';
import { runVerify } from '../../../src/pipeline/crosswalk/verify.js';
import { runWithdraw } from '../../../src/pipeline/crosswalk/withdraw.js';
import { ids, inside, newWorld, subjectIn, type World } from './world.js';

const about = (world: World, subject = ids.first) => ({ ...world.call, trial: world.trial, subject });

const correct = (world: World, more: Partial<CorrectOptions> = {}) =>
  runCorrect({
    ...{ ...about(world), to: ids.free, studies: [], reason: 'mistyped', copies: 'original' },
    ...{ notesOnly: false, ...more },
  });

async function events(world: World): Promise<LedgerEvent[]> {
  expect((await runVerify({ ...world.call, reports: [] })).verdict).toBe('pass');
  return inside(world, (writer) => eventsOf(writer, Number(writer.row('trials', '1')?.id)));
}

const rowOf = (world: World, id: string) => inside(world, (writer) => subjectIn(writer, id).row);

describe('the ledger', () => {
  it('has a corrected ID by each study, of the new subject, by whom, when and why', async () => {
    const world = await newWorld();
    await correct(world);
    const details = { why: 'mistyped', from: ids.first, to: ids.free, studies: 2 };
    const { operator, startedAt } = world.call;
    const subject = await rowOf(world, ids.free);
    const own = { kind: 'corrected', at: startedAt.toISOString(), operator, site: '07', subject, details };
    const found = await events(world);
    expect(found).toMatchObject([
      { ...own, studyUID: '1.2.3.1', visit: 'BL' },
      { ...own, studyUID: '1.2.3.2', visit: 'W4' },
    ]);
    expect(found[0]?.osUser).not.toBe('');
  });

  it('has the studies alone that were corrected, at the visit that they have then', async () => {
    const world = await newWorld();
    await correct(world, { to: ids.second, studies: ['1.2.3.2'] });
    const [one, ...more] = await events(world);
    const subject = await rowOf(world, ids.second);
    const details = { why: 'mistyped', from: ids.first, to: ids.second, studies: 1 };
    expect(one).toMatchObject({ kind: 'corrected', studyUID: '1.2.3.2', subject, details });
    // 18 days after the baseline of the other subject there is no visit.
    expect(one).not.toHaveProperty('visit');
    expect(more).toEqual([]);
  });

  it('has a merge as a correction', async () => {
    const world = await newWorld();
    await runMerge({ ...about(world, ids.second), into: ids.first, reason: 'one person' });
    const details = { why: 'one person', from: ids.second, to: ids.first, studies: 1 };
    expect(await events(world)).toMatchObject([{ kind: 'corrected', studyUID: '1.2.3.9', details }]);
  });

  it('has the correction of a subject without studies', async () => {
    const world = await newWorld();
    await correct(world, { to: ids.second, studies: ['1.2.3.1', '1.2.3.2'] });
    await correct(world, { reason: 'once more' });
    const last = (await events(world)).at(-1);
    const details = { why: 'once more', from: ids.first, to: ids.free, studies: 0 };
    expect(last).toMatchObject({ id: 3, kind: 'corrected', details });
    expect(last).not.toHaveProperty('studyUID');
  });

  it('has withdrawal, destruction and excuse', async () => {
    const world = await newWorld();
    await runExcuse({ ...about(world), visit: 'W12', reason: 'ill' });
    await runWithdraw({ ...about(world), reason: 'asked' });
    await runWithdraw({ ...about(world), destroyed: 'certificate 4' });
    const subject = await rowOf(world, ids.first);
    const own = { site: '07', subject, operator: 'J. Tester' };
    const found = await events(world);
    expect(found).toMatchObject([
      { ...own, kind: 'excused', visit: 'W12', details: { why: 'ill' } },
      { ...own, kind: 'withdrawn', details: { why: 'asked' } },
      { ...own, kind: 'destroyed', details: { why: 'certificate 4' } },
    ]);
    expect(found).toHaveLength(3);
  });

  it('has nothing of what was refused', async () => {
    const world = await newWorld();
    const notes = join(world.folder, 'notes');
    mkdirSync(notes);
    writeFileSync(join(notes, '1.2.3.1.dcm'), '');
    await expect(correct(world, { notes })).rejects.toMatchObject({ code: 'note-exists' });
    await expect(runWithdraw({ ...about(world), destroyed: 'x' })).rejects.toThrow();
    await expect(runExcuse({ ...about(world), visit: 'W4', reason: 'x' })).rejects.toThrow();
    await expect(runMerge({ ...about(world), into: ids.first, reason: 'x' })).rejects.toThrow();
    expect(await events(world)).toEqual([]);
  });

  it('has a correction once, when its notes are written later', async () => {
    const world = await newWorld();
    await correct(world);
    await correct(world, { notes: join(world.folder, 'notes'), notesOnly: true });
    expect(await events(world)).toHaveLength(2);
  });
});
