import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasPeer } from '../helpers/peers.js';
import { type Asked, MAIN, onTerminal } from './on-terminal.js';

const PROMPT = 'Passphrase of x.db: ';
const NEW = 'New passphrase of x.db: ';
const AGAIN = 'The same once more: ';
const SECRET = 'swordfish-9';

const whole = ({ code, echoes, edits }: Asked) => ({ code, echoes, edits });
const RESTORED = { code: 0, echoes: true, edits: true };

describe.skipIf(!hasPeer('python3'))('a passphrase that is asked for on a terminal', () => {
  const typed = (text: string) =>
    onTerminal(
      [
        ['see', PROMPT],
        ['type', text],
      ],
      ['passphrase', 'x.db'],
    );
  const set = (...lines: [string, string][]) =>
    onTerminal(
      lines.flatMap(
        ([prompt, line]) =>
          [
            ['see', prompt],
            ['type', line],
          ] as const,
      ),
      ['new-passphrase', 'x.db'],
    );

  it('is what was typed, is never shown, and leaves the terminal as it was', async () => {
    const asked = await typed(`${SECRET}\r`);
    expect(asked.result).toEqual({ value: SECRET });
    expect(asked.screen.trim()).toBe(PROMPT.trim());
    expect(whole(asked)).toEqual(RESTORED);
  });

  it('is read from the terminal while standard input and output are pipes', async () => {
    const steps = [
      ['see', PROMPT],
      ['type', `${SECRET}\r`],
    ] as const;
    const asked = await onTerminal(steps, ['passphrase', 'x.db'], 'echo of-the-pipe | "$@" 2>&1 | cat');
    expect(asked.result).toEqual({ value: SECRET });
    expect(whole(asked)).toEqual(RESTORED);
  });

  it.each([
    ['Ctrl-C', '\u0003', 'interrupted'],
    ['Ctrl-D', '\u0004', 'no-passphrase'],
    ['nothing typed', '\r', 'passphrase-empty'],
  ])('ends at %s with an error, the terminal as it was', async (_, keys, code) => {
    const asked = await typed(keys);
    expect(asked.result?.code).toBe(code);
    expect(whole(asked)).toEqual(RESTORED);
  });

  it('is asked for no longer when the work is stopped', async () => {
    const asked = await onTerminal(
      [
        ['see', PROMPT],
        ['signal', 'SIGUSR2'],
      ],
      ['passphrase', 'x.db'],
    );
    expect(asked.result?.code).toBe('stopped');
    expect(whole(asked)).toEqual(RESTORED);
  });

  it('leaves the terminal as it was even when the process is ended', async () => {
    const asked = await onTerminal(
      [
        ['see', PROMPT],
        ['signal', 'SIGTERM'],
      ],
      ['passphrase', 'x.db'],
    );
    expect(asked.result).toBeUndefined();
    expect(whole(asked)).toEqual({ ...RESTORED, code: -15 });
  });

  it('is the same from a keyboard that sends letters and accents apart', async () => {
    const [apart, together] = [await typed('cafe\u0301 Müller 鍵\r'), await typed('café Müller 鍵\r')];
    expect(apart.result).toEqual({ value: 'café Müller 鍵'.normalize('NFC') });
    expect(together.result).toEqual(apart.result);
  });

  it('is refused from a terminal that sends no UTF-8, for all such letters would be one', async () => {
    const steps = [
      ['see', PROMPT],
      ['bytes', '6d6f74e9e80d'],
    ] as const;
    const { result } = await onTerminal(steps, ['passphrase', 'x.db']);
    expect(result?.code).toBe('passphrase-not-utf-8');
  });

  it('is set when it was typed twice alike, pasted in one go or not', async () => {
    const slow = await set([NEW, `${SECRET}\r`], [AGAIN, `${SECRET}\r`]);
    const pasted = await set([NEW, `${SECRET}\r${SECRET}\r`]);
    expect(slow.result).toEqual({ value: SECRET });
    expect(pasted.result).toEqual({ value: SECRET });
    expect(slow.screen + pasted.screen).not.toContain(SECRET);
  });

  it('may be set anew after a slip', async () => {
    const { result, screen } = await set(
      [NEW, 'short\r'],
      [NEW, `${SECRET}\r`],
      [AGAIN, 'swordfish-8\r'],
      [NEW, `${SECRET}\r`],
      [AGAIN, `${SECRET}\r`],
    );
    expect(result).toEqual({ value: SECRET });
    expect(screen).toContain('a new passphrase needs at least 8 characters; again');
    expect(screen).toContain('the two passphrases differ; again');
  });

  it('is not set after three slips, and counts characters, not bytes', async () => {
    const short = 'ключ-07';
    const asked = await set([NEW, `${short}\r`], [NEW, '\r'], [NEW, `${short}\r`]);
    expect(asked.result?.code).toBe('passphrase-too-short');
    expect(JSON.stringify(asked)).not.toContain(short);
    expect(whole(asked)).toEqual(RESTORED);
  });

  it('shows the path in a form that cannot drive the terminal', async () => {
    const { screen } = await onTerminal(
      [
        ['see', 'Passphrase of '],
        ['type', `${SECRET}\r`],
      ],
      ['passphrase', 'a\u001b[2Jb.db'],
    );
    expect(screen).toContain('Passphrase of a\\x1b[2Jb.db: ');
  });
});

it('says how to do without where there is no terminal, whatever the environment holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-tty-'));
  const file = join(folder, 'result.json');
  const env = { ...process.env, CORELAB_PASSPHRASE: SECRET, PASSPHRASE: SECRET };
  // A session of its own has no controlling terminal.
  const child = spawn(process.execPath, [MAIN, 'passphrase', file, 'x.db'], {
    detached: true,
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin?.end(`${SECRET}\n`);
  await once(child, 'close');
  const { code, message } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  expect(code).toBe('no-terminal');
  expect(message).toMatch(/--crosswalk-key FILE.*corelab key new/);
});
