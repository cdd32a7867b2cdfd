import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../helpers/peers.js';
import { copy, plain } from '../pipeline/copies/plain.js';
import { corelab, shell } from './cli.js';

/** Of util-linux. */
const PSEUDO_TERMINAL = 'script';

async function state(): Promise<string> {
  const { folder, options } = plain({ DOE_JANE: 'BAD', b: 'B' });
  await copy(options);
  return join(folder, 'state');
}

describe('corelab quarantine', () => {
  it('lists what was not released, and shows one of it, without a source name', async () => {
    const folder = await state();
    const list = await corelab(['quarantine', 'list', '--state', folder, '--json']);
    expect([list.code, list.stderr]).toEqual([0, '']);
    expect(JSON.parse(list.stdout)).toMatchObject({
      schema: 'corelab/report/quarantine@1',
      entries: [{ number: 1, code: 'bad-content', status: 'waiting' }],
    });
    const show = await corelab(['quarantine', 'show', '1', '--state', folder]);
    expect(JSON.parse(show.stdout).summary).toMatchObject({ entries: 1, waiting: 1 });
    expect(list.stdout + show.stdout).not.toContain('DOE');
    const shown = await corelab(['quarantine', 'show', '1', '--state', folder, '--identifiers']);
    expect(JSON.parse(shown.stdout).entries[0].path).toBe('DOE_JANE');
  });

  it.skipIf(!hasPeer(PSEUDO_TERMINAL))(
    'show tells on a terminal why, where the copy is and what to do, and whose it was only when asked',
    async () => {
      const at = await state();
      const screen = async (flags: string) => {
        const command = `$CORELAB quarantine show 1 --state '${at}' ${flags}`;
        const { stdout } = await shell(`NO_COLOR=1 script -qec "stty cols 200; ${command}" /dev/null`);
        return stdout;
      };
      const shown = await screen('');
      expect(shown).toMatch(/Entry +1/);
      expect(shown).toMatch(/reason +bad-content: /);
      expect(shown).toMatch(/to do +it stays here/);
      const [, digest = ''] = /copy +whole: DIR\/quarantine\/([0-9a-f]{64})/.exec(shown) ?? [];
      expect(existsSync(join(at, 'quarantine', digest))).toBe(true);
      expect(shown).not.toContain('DOE');
      expect(await screen('--identifiers')).toMatch(/read from +DOE_JANE/);
    },
  );

  it('says what is wrong with a state folder or a number, and exits 2', async () => {
    const folder = await state();
    const runs = [
      ['list', '--state', join(folder, 'none')],
      ['show', '7', '--state', folder],
      ['show', 'x', '--state', folder],
      ['list'],
    ];
    const texts = [
      'there is no state folder',
      'no entry 7: there are 1 to 1',
      'x is no number of an entry',
      'Missing required flag state',
    ];
    for (const [i, args] of runs.entries()) {
      const { code, stdout, stderr } = await corelab(['quarantine', ...args]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(texts[i]);
    }
  });
});
