import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, ROOT, shell } from '../commands/cli.js';
import { stepsOf } from './page-blocks.js';
import { PageShell } from './run-blocks.js';
import { unlikeShown } from './shown-output.js';

const FENCE = '```';
const block = (language: string, ...lines: readonly string[]) => [`${FENCE}${language}`, ...lines, FENCE, ''];

describe('the steps of a page', () => {
  it('are its sh blocks, with what the text blocks after them show', () => {
    const page = [
      '# Title',
      ...block('sh', 'a', 'b'),
      'Then',
      ...block('text', 'x'),
      ...block('yaml', 'k: 1'),
    ];
    expect(stepsOf(page.join('\n'))).toEqual([{ line: 3, commands: 'a\nb', shown: ['x'] }]);
  });

  it('are the lines of a console block after $, each with its own output', () => {
    const page = block('console', '$ a', 'x', 'y', '$ b', '$ c', 'z').join('\n');
    expect(stepsOf(page).map(({ commands, shown }) => [commands, shown])).toEqual([
      ['a', ['x\ny']],
      ['b', []],
      ['c', ['z']],
    ]);
  });

  it('are not run where a comment right before says why', () => {
    const comment = '<!-- not run: it costs money -->';
    const page = [
      comment,
      '',
      ...block('sh', 'a'),
      ...block('sh', 'b'),
      comment,
      'text',
      ...block('sh', 'c'),
    ];
    expect(stepsOf(page.join('\n')).map(({ notRun }) => notRun)).toEqual([
      'it costs money',
      undefined,
      undefined,
    ]);
  });

  it('refuse output that no command printed', () => {
    expect(() => stepsOf(block('text', 'x').join('\n'))).toThrow('line 2 shows what no command printed');
  });
});

describe('the shell of a page', () => {
  const open = () => {
    const place = folder('corelab-docs-');
    mkdirSync(join(place, 'sub'));
    return new PageShell(place, folder('corelab-docs-'));
  };

  it('fails where a command does, also within a pipe', async () => {
    expect((await open().run('false\necho on')).code).toBe(1);
    expect((await open().run('false | cat')).code).toBe(1);
    expect((await open().run('echo "$not_set"')).code).not.toBe(0);
  });

  it('holds a command to the exit code that its comment tells, over several lines, too', async () => {
    const shell = open();
    expect(await shell.run('sh -c "exit 3"   # exits 3: why\necho on')).toEqual({ code: 0, text: 'on\n' });
    expect((await shell.run('sh -c \\\n  "exit 3" # exits 3: why')).code).toBe(0);
    expect(await shell.run('sh -c "exit 3" # exits 1: why')).toMatchObject({ code: 99 });
    expect(await shell.run('true # exits 1: why')).toMatchObject({ code: 99 });
    expect((await shell.run('false | cat # exits 1: why')).code).toBe(0);
  });

  it('goes on in the folder that the block before changed to', async () => {
    const shell = open();
    await shell.run('cd sub');
    expect((await shell.run('basename "$PWD"')).text).toBe('sub\n');
  });

  it('shows tables as on a terminal, but hands reports on in pipes and files', async () => {
    const shell = open();
    expect((await shell.run('corelab manifest sub # exits 3: empty')).text).toContain(
      'verdict: not-evaluable',
    );
    expect((await shell.run('corelab manifest sub | head -c 1; true # exits 0')).text).toContain('{');
    expect((await shell.run('corelab manifest sub > r.json # exits 3: empty\nhead -c 1 r.json')).text).toBe(
      '{',
    );
  });
});

describe('what a page shows', () => {
  const printed = 'Head  x\n\n  1  2026-11-23T07:59:15.086Z  A\n  2  b\nverdict: fail\n';

  it('fits what was printed, times and spaces apart', () => {
    expect(unlikeShown('Head x\n 1 2025-01-01T00:00:00Z A\n2 b\nverdict: fail', printed)).toBeUndefined();
    expect(
      unlikeShown('UID 2.25.123456 in 0123456789abcdef', 'UID 2.25.654321 in fedcba9876543210'),
    ).toBeUndefined();
  });

  it('may leave lines out, and parts of lines, where it says so', () => {
    expect(unlikeShown('…\n2 b\n…', printed)).toBeUndefined();
    expect(unlikeShown('Head …\n…\nverdict: fail', printed)).toBeUndefined();
  });

  it.each([
    ['another value', '…\n2 c\n…'],
    ['lines left out in silence', 'Head x\n2 b\n…'],
    ['a beginning left out in silence', '2 b\nverdict: fail'],
    ['an end left out in silence', 'Head x\n…\n2 b'],
    ['another order', '…\nverdict: fail\n…\n2 b\n…'],
    ['another verdict', '…\nverdict: pass'],
  ])('does not fit with %s', (_, shown) => {
    expect(unlikeShown(shown, printed)).toContain('was not printed');
  });
});

describe('how a newcomer calls it', () => {
  it('is npx in any folder of the clone, without the registry', async () => {
    const script = join(folder('corelab-docs-'), 'try.sh');
    // The settings of an npx that runs the tests are not a newcomer's.
    const own = 'unset $(compgen -v npm_)';
    writeFileSync(script, `${own}\ncd "${ROOT}/docs" && npm exec --no --offline -- corelab --version`);
    const { code, stdout } = await shell(`bash "${script}"`);
    expect(stdout).toMatch(/^corelab\/\d/);
    expect(code).toBe(0);
  });
});
