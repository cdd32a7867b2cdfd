import { describe, expect, it } from 'vitest';
import { runCorrect } from '../../../src/pipeline/crosswalk/correct.js';
import { runExcuse } from '../../../src/pipeline/crosswalk/excuse.js';
import { runList } from '../../../src/pipeline/crosswalk/list.js';
import { runMerge } from '../../../src/pipeline/crosswalk/merge.js';
import { runNew } from '../../../src/pipeline/crosswalk/new.js';
import { runShow } from '../../../src/pipeline/crosswalk/show.js';
import { runWithdraw } from '../../../src/pipeline/crosswalk/withdraw.js';
import { ids, inside, newWorld, placesOf, subjectIn, type World, written } from './world.js';

const about = (world: World, subject: string) => ({ ...world.call, trial: world.trial, subject });

describe('crosswalk new', () => {
  it('tells where the audit trail begins, and never replaces a crosswalk', async () => {
    const world = await newWorld();
    const report = await runNew({ ...world.call, crosswalk: `${world.folder}/y.db` });
    const { sections } = await written(report);
    expect(sections.crosswalk?.seq).toBeGreaterThan(0);
    expect(sections.crosswalk?.salt).toMatch(/=$/);
    await expect(runNew(world.call)).rejects.toMatchObject({ code: 'crosswalk-exists' });
  });
});

describe('crosswalk list', () => {
  it('has a line for each subject, with its visits and counts', async () => {
    const world = await newWorld();
    const { sections } = await written(await runList(world.call));
    expect([...(sections.subjects ?? [])]).toEqual([
      {
        ...{ protocol: 'NM-7', subject: ids.first, site: '07', kind: 'subject', status: 'active' },
        ...{ replacedBy: null, visits: ['BL', 'W4'], studies: 2, deliveries: 2 },
      },
      {
        ...{ protocol: 'NM-7', subject: ids.second, site: '07', kind: 'subject', status: 'active' },
        ...{ replacedBy: null, visits: ['BL'], studies: 1, deliveries: 1 },
      },
    ]);
  });

  it('has only the subjects of the site that is asked for, and refuses a site that is none', async () => {
    const world = await newWorld();
    const options = { ...world.call, trial: world.trial };
    expect((await runList({ ...options, site: '08' })).summary).toEqual({ subjects: 0 });
    await expect(runList({ ...options, site: '7' })).rejects.toMatchObject({ code: 'site-unknown' });
  });
});

describe('crosswalk show', () => {
  it('shows the studies, those that a correction took away, and who did what and why', async () => {
    const world = await newWorld();
    const order = { to: ids.second, studies: ['1.2.3.2'], reason: 'wrong CD', copies: 'original' } as const;
    await runCorrect({ ...about(world, ids.first), ...order, notesOnly: false });
    const { sections } = await written(await runShow(about(world, ids.first)));
    const rows = [...(sections.studies ?? [])].map(({ studyUID, visit, generation, status }) => [
      ...[studyUID, visit, generation, status],
    ]);
    expect(rows).toEqual([
      ['1.2.3.1', 'BL', 0, 'active'],
      ['1.2.3.2', 'W4', 0, 'moved'],
    ]);
    const history = [...(sections.history ?? [])];
    expect(history.map(({ seq }) => seq)).toEqual(history.map(({ seq }) => seq).toSorted((a, b) => a - b));
    expect(history.at(-1)).toMatchObject({ action: 'correct', reason: 'wrong CD', operator: 'J. Tester' });
    expect(history.at(-1)).toMatchObject({ entity: 'studies:2', isAuthenticated: false });
  });

  it('refuses a subject that is not there', async () => {
    const world = await newWorld();
    await expect(runShow(about(world, ids.free))).rejects.toMatchObject({ code: 'subject-unknown' });
  });
});

describe('crosswalk merge', () => {
  it('makes two subjects one person: numbers, studies, the date shift and the next generation of UIDs', async () => {
    const world = await newWorld();
    const { sections } = await written(
      await runMerge({ ...about(world, ids.second), into: ids.first, reason: 'one' }),
    );
    expect(
      [...(sections.subjects ?? [])].map(({ subject, status, replacedBy }) => [subject, status, replacedBy]),
    ).toEqual([
      [ids.first, 'active', null],
      [ids.second, 'retired', ids.first],
    ]);
    await inside(world, (writer) => {
      const { person } = subjectIn(writer, ids.first);
      expect(writer.rows('numbers', 'person = ?', person ?? 0)).toHaveLength(2);
      expect(placesOf(writer, ids.first)).toContainEqual(['1.2.3.9', null, 10, 1]);
      expect(placesOf(writer, ids.second)).toEqual([]);
    });
  });

  it('takes the excuses along, but for visits that are excused already', async () => {
    const world = await newWorld();
    for (const [subject, visit, reason] of [
      [ids.second, 'W4', 'ill'],
      [ids.second, 'W12', 'away'],
      [ids.first, 'W12', 'scanner'],
    ] as const) {
      await runExcuse({ ...about(world, subject), visit, reason });
    }
    await runMerge({ ...about(world, ids.second), into: ids.first, reason: 'one' });
    const { sections } = await written(await runShow(about(world, ids.first)));
    expect(new Map([...(sections.excuses ?? [])].map(({ visit, reason }) => [visit, reason]))).toEqual(
      new Map([
        ['W4', 'ill'],
        ['W12', 'scanner'],
      ]),
    );
  });

  it('refuses a subject with itself, and one that is retired', async () => {
    const world = await newWorld();
    const merge = (subject: string, into: string) =>
      runMerge({ ...about(world, subject), into, reason: 'one' });
    await expect(merge(ids.first, ids.first)).rejects.toMatchObject({ code: 'nothing-to-change' });
    await merge(ids.second, ids.first);
    await expect(merge(ids.second, ids.first)).rejects.toMatchObject({ code: 'subject-not-active' });
  });
});

describe('crosswalk withdraw', () => {
  it('takes the subject out, lists every released file, and then records the destruction', async () => {
    const world = await newWorld();
    const { sections } = await written(
      await runWithdraw({ ...about(world, ids.first), reason: 'consent withdrawn' }),
    );
    const released = [...(sections.affected ?? [])].flatMap(({ releases }) =>
      releases.flatMap(({ paths }) => paths),
    );
    expect(released).toHaveLength(4);
    const report = await runWithdraw({ ...about(world, ids.first), destroyed: 'certificate 31' });
    expect(report.summary).toMatchObject({ deliveries: 2, released: 4 });
    await inside(world, (writer) => {
      const { row, status } = subjectIn(writer, ids.first);
      expect(status).toBe('withdrawn');
      expect(writer.row('subjects', 'id = ?', row)?.note).toBe('certificate 31');
    });
  });

  it('refuses a second withdrawal, a destruction without one, and both at once', async () => {
    const world = await newWorld();
    const own = about(world, ids.first);
    await expect(runWithdraw({ ...own, destroyed: 'x' })).rejects.toMatchObject({
      code: 'subject-not-active',
    });
    await expect(runWithdraw({ ...own, reason: 'x', destroyed: 'x' })).rejects.toMatchObject({
      code: 'flags-exclude',
    });
    await expect(runWithdraw(own)).rejects.toMatchObject({ code: 'flags-exclude' });
    await runWithdraw({ ...own, reason: 'x' });
    await expect(runWithdraw({ ...own, reason: 'x' })).rejects.toMatchObject({ code: 'subject-not-active' });
  });
});

describe('crosswalk excuse', () => {
  it('keeps the reason, and a later one in its place', async () => {
    const world = await newWorld();
    const excuse = (reason: string) => runExcuse({ ...about(world, ids.first), visit: 'W12', reason });
    await excuse('scanner');
    const { sections } = await written(await excuse('pregnancy'));
    expect([...(sections.excuses ?? [])]).toEqual([{ visit: 'W12', reason: 'pregnancy' }]);
  });

  it('refuses a visit that the trial does not have, and one that took place', async () => {
    const world = await newWorld();
    const excuse = (visit: string) => runExcuse({ ...about(world, ids.first), visit, reason: 'x' });
    await expect(excuse('W99')).rejects.toMatchObject({ code: 'visit-unknown' });
    await expect(excuse('W4')).rejects.toMatchObject({ code: 'nothing-to-change' });
  });
});
