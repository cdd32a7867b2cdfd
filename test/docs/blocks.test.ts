import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder, ROOT } from '../commands/cli.js';
import { type Step, stepsOf } from './page-blocks.js';
import { writePractice } from './practice-data.js';
import { PageShell } from './run-blocks.js';
import { unlikeShown } from './shown-output.js';

const PAGES = [
  'README.md',
  'docs/start/physicist.md',
  'docs/start/core-lab.md',
  'docs/start/ci.md',
  'docs/examples/site-qualification/README.md',
];

/** Why commands cannot be run in a test; nothing else counts as a reason. */
const REASONS = ['it installs a command on your machine', 'it runs this test'];
const MOST_NOT_RUN = 2;

/** Files at the top of a clone: a page that tidies up must not take them along. */
const CLONES_OWN = ['package.json', 'README.md', 'notes.txt', 'results.xml', 'results.csv', 'own.html'];

const LONG = 600_000;
const stepsIn = (page: string): readonly Step[] => stepsOf(readFileSync(join(ROOT, page), 'utf8'));

let practice = '';
beforeAll(async () => {
  practice = join(folder('corelab-docs-'), 'clone');
  await writePractice(practice);
}, LONG);

describe.each(PAGES)('the commands of %s', (page) => {
  it(
    'run one after the other, exit as the page says, and print what it shows',
    async () => {
      const place = join(folder('corelab-docs-'), 'clone');
      cpSync(practice, place, { recursive: true });
      for (const name of CLONES_OWN) writeFileSync(join(place, name), "not the page's");
      const shell = new PageShell(place, folder('corelab-docs-'));
      const before = readdirSync(place);
      const steps = stepsIn(page);
      expect(steps.length).toBeGreaterThan(0);
      for (const { line, commands, shown, notRun } of steps) {
        if (notRun !== undefined) continue;
        const { code, text } = await shell.run(commands);
        expect(code, `${page}, line ${line}:\n${commands}\n\n${text}`).toBe(0);
        const unlike = shown.flatMap((part) => unlikeShown(part, text) ?? []);
        expect(unlike, `${page}, after line ${line}:\n${unlike.join('\n')}`).toEqual([]);
      }
      expect(readdirSync(place), 'what lies in the folder of the clone').toEqual(before);
    },
    LONG,
  );

  it('are left out of the test for few reasons, each of them named here', () => {
    const reasons = stepsIn(page).flatMap(({ notRun }) => notRun ?? []);
    expect(reasons.filter((reason) => !REASONS.includes(reason))).toEqual([]);
    expect(reasons.length).toBeLessThanOrEqual(MOST_NOT_RUN);
  });

  it('show output after most of them', () => {
    const steps = stepsIn(page);
    expect(steps.filter(({ shown }) => shown.length > 0).length).toBeGreaterThanOrEqual(steps.length / 2);
  });
});

describe('the quick starts', () => {
  it('are all tested', () => {
    expect(PAGES.filter((page) => !existsSync(join(ROOT, page)))).toEqual([]);
  });

  it('name no command that the program does not have', async () => {
    const { stdout } = await corelab(['--help']);
    const called = PAGES.flatMap(stepsIn).flatMap(({ commands }) => [
      ...commands.matchAll(/(?<![\w/.-])corelab ([a-z][a-z-]+)/g),
    ]);
    const names = [...new Set(called.map(([, name = '']) => name))];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !stdout.includes(name))).toEqual([]);
  });
});
