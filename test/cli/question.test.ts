import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask, canAsk, type Streams } from '../../src/cli/question.js';
import { hasPeer } from '../helpers/peers.js';
import { onTerminal } from './on-terminal.js';

const QUESTION = 'the same person?';
const PROMPT = `${QUESTION} [y/N] `;

const streams = (input: boolean, output: boolean): Streams => ({
  input: Object.assign(new PassThrough(), { isTTY: input }),
  output: Object.assign(new PassThrough(), { isTTY: output }),
});

describe('a question where nobody can answer', () => {
  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])('needs both terminals: input %s, error %s: %s', (input, output, can) => {
    expect(canAsk(streams(input, output))).toBe(can);
  });

  it('is a no without a word', async () => {
    const silent = streams(false, true);
    (silent.input as PassThrough).end('y\n');
    expect(await ask({ question: QUESTION, details: ['one'] }, silent)).toBe(false);
    expect((silent.output as PassThrough).read()).toBeNull();
  });

  it('is not asked after the work was stopped', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(ask({ question: QUESTION, signal }, streams(true, true))).rejects.toThrow('stopped');
  });
});

describe.skipIf(!hasPeer('python3'))('a question on a terminal', () => {
  const answered = (...lines: string[]) =>
    onTerminal(
      lines.flatMap(
        (line) =>
          [
            ['see', PROMPT],
            ['type', line],
          ] as const,
      ),
      ['question', QUESTION],
    );

  it.each([
    ['y\r', true],
    [' YES \r', true],
    ['\r', false],
    ['n\r', false],
    ['No\r', false],
    ['\u0004', false],
  ])('answered %j is %s', async (line, value) => {
    const { result, echoes, edits } = await answered(line);
    expect(result).toEqual({ value });
    expect([echoes, edits]).toEqual([true, true]);
  });

  it('is asked again after what is neither, three times at most', async () => {
    expect((await answered('yep\r', 'y\r')).result).toEqual({ value: true });
    expect((await answered('yep\r', 'ja\r', 'ok\r')).result).toEqual({ value: false });
  });

  it('ends at Ctrl-C, the terminal as it was', async () => {
    const { result, echoes, edits } = await answered('y\u0003');
    expect(result?.code).toBe('interrupted');
    expect([echoes, edits]).toEqual([true, true]);
  });

  it('ends when the work is stopped', async () => {
    const steps = [
      ['see', PROMPT],
      ['signal', 'SIGUSR2'],
    ] as const;
    expect((await onTerminal(steps, ['question', QUESTION])).result?.code).toBe('stopped');
  });

  it('shows its details in a form that cannot drive the terminal', async () => {
    const args = ['question', QUESTION, 'delivery: A\u001b[2J', 'crosswalk: B'] as const;
    const { screen } = await onTerminal(
      [
        ['see', PROMPT],
        ['type', '\r'],
      ],
      args,
    );
    expect(screen).toContain('delivery: A\\x1b[2J');
    expect(screen.indexOf('crosswalk: B')).toBeLessThan(screen.indexOf(QUESTION));
  });

  it('can be asked while standard output is a pipe, but not while standard input is', async () => {
    expect((await onTerminal([], ['can-ask'], '"$@" | cat')).result).toEqual({ value: true });
    expect((await onTerminal([], ['can-ask'], 'echo y | "$@"')).result).toEqual({ value: false });
  });
});
