import { closeSync, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { printable } from '../findings/printable.js';
import { HiddenLine } from './hidden-line.js';
import { Interrupted } from './interrupt.js';
import { SecretError } from './secret-error.js';

/** A new passphrase has at least this many characters: scrypt slows a guess down, but makes no short one long. */
const SHORTEST = 8;
/** How often a new passphrase may be typed that cannot be used. */
const ATTEMPTS = 3;
/** What a decoder puts in place of bytes that are no UTF-8. */
const NOT_UTF8 = '\ufffd';

const OTHER_WAY =
  "give a key file instead: '--crosswalk-key FILE', which 'corelab key new FILE' makes if there is none yet";

/** What to ask for. */
export interface PassphraseRequest {
  /** Whether it is a new one, which is asked for twice and has to have 8 characters. */
  readonly confirm: boolean;
  /** What it opens; shown in the prompt. */
  readonly path: string;
  /** Ends the wait; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Asks for a passphrase on the terminal, whatever standard input and output are connected to; nothing is echoed.
 * @returns what was typed, in Unicode normalisation form C, so that it is the same from every keyboard
 * @throws SecretError when there is no terminal, or nothing usable was typed
 * @throws Interrupted after Ctrl-C
 */
export async function askPassphrase({ confirm, path, signal }: PassphraseRequest): Promise<string> {
  signal?.throwIfAborted();
  const terminal = openTerminal();
  try {
    const name = printable(path);
    if (!confirm) return usable(await terminal.readHidden(`Passphrase of ${name}: `, signal));
    return await newPassphrase((prompt) => terminal.readHidden(prompt, signal), {
      name,
      tell: terminal.write,
    });
  } finally {
    terminal.close();
  }
}

interface Telling {
  readonly name: string;
  readonly tell: (text: string) => void;
}

async function newPassphrase(
  read: (prompt: string) => Promise<string>,
  { name, tell }: Telling,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      const first = usable(await read(`New passphrase of ${name}: `));
      if ([...first].length < SHORTEST) {
        const message = `a new passphrase needs at least ${SHORTEST} characters`;
        throw new SecretError('passphrase-too-short', message);
      }
      if (usable(await read('The same once more: ')) === first) return first;
      throw new SecretError('passphrase-mismatch', 'the two passphrases differ');
    } catch (error) {
      const isTypo = error instanceof SecretError && error.code.startsWith('passphrase-');
      if (!isTypo || attempt === ATTEMPTS) throw error;
      tell(`${error.message}; again\n`);
    }
  }
}

function usable(typed: string): string {
  if (typed === '') throw new SecretError('passphrase-empty', 'the passphrase is empty');
  if (!typed.includes(NOT_UTF8)) return typed.normalize('NFC');
  // Every such byte would stand for every other one.
  const message = `the terminal does not send UTF-8: set it to UTF-8, or ${OTHER_WAY}`;
  throw new SecretError('passphrase-not-utf-8', message);
}

interface HiddenTerminal {
  write(text: string): void;
  readHidden(prompt: string, signal: AbortSignal | undefined): Promise<string>;
  close(): void;
}

/** The process's own terminal, in raw mode until it is closed. */
function openTerminal(): HiddenTerminal {
  const output = openTty('r+');
  const input = inputOf(output);
  const line = new HiddenLine();
  const write = (text: string): void => {
    writeSync(output, text);
  };
  return {
    write,
    readHidden: async (prompt, signal) => {
      write(prompt);
      line.clear();
      try {
        await lineOf(input, line, signal);
      } finally {
        write('\n');
      }
      return line.text;
    },
    close: () => {
      // A terminal that has hung up has no mode to restore.
      if (!input.destroyed) input.setRawMode(false);
      input.destroy();
      closeSync(output);
    },
  };
}

/** Before the prompt is shown, so that not even the first key is echoed. */
function inputOf(output: number): ReadStream {
  try {
    const input = new ReadStream(openTty('r'));
    // Raw mode is told of failures by this event alone, and a terminal may hang up at any time.
    input.on('error', () => {});
    input.setRawMode(true);
    if (input.isRaw) return input;
    input.destroy();
    throw noTerminal();
  } catch (error) {
    closeSync(output);
    throw error;
  }
}

function openTty(flags: 'r' | 'r+'): number {
  try {
    return openSync('/dev/tty', flags);
  } catch (cause) {
    throw noTerminal({ cause });
  }
}

function noTerminal(options?: ErrorOptions): SecretError {
  return new SecretError(
    'no-terminal',
    `there is no terminal to ask for the passphrase; ${OTHER_WAY}`,
    options,
  );
}

/** Waits for the end of the line. */
function lineOf(input: ReadStream, line: HiddenLine, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = withResolvers();
  const advance = (): void => {
    const state = line.advance();
    if (state === 'done') resolve();
    else if (state === 'interrupted') reject(new Interrupted('SIGINT'));
    else if (state === 'ended') reject(new SecretError('no-passphrase', 'no passphrase was given'));
  };
  const onData = (bytes: Buffer): void => {
    line.feed(bytes);
    bytes.fill(0);
    advance();
  };
  const onGone = (cause?: Error): void => reject(noTerminal({ cause }));
  const onAbort = (): void => reject(signal?.reason);
  input.on('data', onData).on('error', onGone).on('end', onGone).resume();
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted) onAbort();
  // What was pasted with the line before may be a whole line already.
  advance();
  return promise.finally(() => {
    input.off('data', onData).off('error', onGone).off('end', onGone).pause();
    signal?.removeEventListener('abort', onAbort);
  });
}

interface Resolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** `Promise.withResolvers` of later engines. */
function withResolvers(): Resolvers {
  let resolve: () => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
