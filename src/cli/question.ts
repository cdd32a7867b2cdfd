import { createInterface, type Interface } from 'node:readline/promises';
import { printable } from '../findings/printable.js';
import { Interrupted } from './interrupt.js';

/** What neither says yes nor no is asked again this often; then it is a no. */
const ATTEMPTS = 3;

/** A question that is answered yes or no. */
export interface Question {
  /** One line, as `the same person?`. */
  readonly question: string;
  /** Lines above it: what there is to know. */
  readonly details?: readonly string[];
  /** Ends the wait; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** What a question is asked with: standard input and error, but for tests. */
export interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

const standard = (): Streams => ({ input: process.stdin, output: process.stderr });

/**
 * Whether somebody is there to answer: standard input and standard error are both terminals. Standard output may be a
 * pipe.
 */
export function canAsk({ input, output }: Streams = standard()): boolean {
  return input.isTTY === true && output.isTTY === true;
}

/**
 * Asks a question on standard error. Only `y` and `yes` are a yes; nothing typed, and the end of the input, are a no.
 * @returns false without asking where nobody can answer, see {@link canAsk}
 * @throws Interrupted after Ctrl-C
 */
export async function ask(question: Question, streams: Streams = standard()): Promise<boolean> {
  const { details = [], signal } = question;
  signal?.throwIfAborted();
  if (!canAsk(streams)) return false;
  for (const line of details) streams.output.write(`${printable(line)}\n`);
  const reader = createInterface({ ...streams, terminal: true, historySize: 0 });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const answer = meaningOf(await lineFrom(reader, question));
      if (answer !== undefined) return answer;
    }
    return false;
  } finally {
    reader.close();
  }
}

/** One line; empty when the input ends. */
async function lineFrom(reader: Interface, { question, signal }: Question): Promise<string> {
  const controller = new AbortController();
  const waits = signal ? AbortSignal.any([controller.signal, signal]) : controller.signal;
  const onInterrupt = (): void => controller.abort(new Interrupted('SIGINT'));
  const onClose = (): void => controller.abort();
  reader.on('SIGINT', onInterrupt).on('close', onClose);
  try {
    return await reader.question(`${printable(question)} [y/N] `, { signal: waits });
  } catch (error) {
    signal?.throwIfAborted();
    if (controller.signal.reason instanceof Interrupted) throw controller.signal.reason;
    if (controller.signal.aborted) return '';
    throw error;
  } finally {
    reader.off('SIGINT', onInterrupt).off('close', onClose);
  }
}

function meaningOf(answer: string): boolean | undefined {
  if (/^\s*(?:y|yes)\s*$/i.test(answer)) return true;
  return /^\s*(?:n|no)?\s*$/i.test(answer) ? false : undefined;
}
