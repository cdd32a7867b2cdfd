import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCorrect } from '../../../src/pipeline/crosswalk/correct.js';
import { ids, newWorld, type World } from './world.js';

/** The world's trial, with a list in place of the pattern. */
async function listed(rows: readonly string[]): Promise<World> {
  const world = await newWorld();
  const text = readFileSync(world.trial, 'utf8');
  writeFileSync(world.trial, text.replace(/subjectIds: .*/, 'subjectIds: { list: list.csv }'));
  writeFileSync(`${world.folder}/list.csv`, ['subject,site,patientId', ...rows, ''].join('\n'));
  return world;
}

function correct(world: World, to: string, studies: readonly string[] = []) {
  const own = { trial: world.trial, subject: ids.first, to, studies, reason: 'x', notesOnly: false } as const;
  return runCorrect({ ...world.call, ...own, copies: 'original' });
}

describe('a corrected ID of a list', () => {
  it('may be one that is free at the site', async () => {
    const world = await listed(['NM-1,07,', 'NM-2,08,']);
    expect((await correct(world, 'NM-1')).summary).toMatchObject({ studies: 2 });
  });

  it('is refused when it is not on the list, or is another site’s', async () => {
    const world = await listed(['NM-1,07,', 'NM-2,08,']);
    await expect(correct(world, 'NM-3')).rejects.toMatchObject({ code: 'subject-not-valid' });
    await expect(correct(world, 'NM-2')).rejects.toMatchObject({ code: 'subject-not-valid' });
  });

  it('is refused when it is another patient’s, and taken when it is this one’s', async () => {
    const world = await listed(['NM-1,07,ZX-90210', 'NM-2,07,ZX-44719']);
    const refused = correct(world, 'NM-1');
    await expect(refused).rejects.toMatchObject({ code: 'subject-not-valid' });
    await expect(refused).rejects.not.toThrow('ZX');
    expect((await correct(world, 'NM-2')).summary).toMatchObject({ studies: 2 });
  });
});
