import { EXIT } from './exit-codes.js';

/** The signals that ask a command to stop, and the exit code of each: 128 and the signal's number. */
const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/** The reason of the abort signal after Ctrl-C or SIGTERM. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code = 'interrupted';

  constructor(readonly signal: keyof typeof CODES) {
    super(signal === 'SIGINT' ? 'interrupted' : 'terminated');
  }

  /** 130 after Ctrl-C, 143 after SIGTERM. */
  get exitCode(): number {
    return CODES[this.signal];
  }
}

/** What {@link watchInterrupts} needs of a process. */
export interface SignalSource {
  on(event: keyof typeof CODES, listener: () => void): unknown;
  off(event: keyof typeof CODES, listener: () => void): unknown;
  exit(code: number): unknown;
}

/** A watch over Ctrl-C and SIGTERM; `dispose` ends it. */
export interface Interrupts {
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * Turns Ctrl-C and SIGTERM into an abort signal for the work, which removes what it has half written. The second one
 * ends the process at once.
 * @param onFirst called at the first one, to say that the command is stopping
 */
export function watchInterrupts(source: SignalSource, onFirst: () => void): Interrupts {
  const controller = new AbortController();
  const listener = (name: keyof typeof CODES) => () => {
    if (controller.signal.aborted) source.exit(CODES[name]);
    else {
      controller.abort(new Interrupted(name));
      onFirst();
    }
  };
  const listeners = { SIGINT: listener('SIGINT'), SIGTERM: listener('SIGTERM') };
  source.on('SIGINT', listeners.SIGINT);
  source.on('SIGTERM', listeners.SIGTERM);
  return {
    signal: controller.signal,
    dispose: () => {
      source.off('SIGINT', listeners.SIGINT);
      source.off('SIGTERM', listeners.SIGTERM);
    },
  };
}
