import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeError } from '../../src/cli/errors.js';
import { Interrupted } from '../../src/cli/interrupt.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { KeyError } from '../../src/identity/key-error.js';

describe('an error as text', () => {
  it('is what a typed error says', () => {
    expect(describeError(new UsageError('no'))).toEqual({ message: 'no', exitCode: 2 });
    expect(describeError(new KeyError('key-missing', 'there is no key k')).message).toBe('there is no key k');
  });

  it('names a failure of the system by its path and its kind, not by the library’s message', () => {
    const error = ((): unknown => {
      try {
        return readFileSync('/nonexistent/x');
      } catch (reason) {
        return reason;
      }
    })();
    expect(describeError(error).message).toBe('/nonexistent/x: there is no such file or folder');
    const other = Object.assign(new Error('raw'), { code: 'ELOOP', syscall: 'open', path: 'l' });
    expect(describeError(other).message).toBe('l: open failed (ELOOP)');
  });

  it('never repeats the message of an unexpected error, for it may hold a name', () => {
    const { message, exitCode } = describeError(new TypeError('Smith^John'), { command: 'deid' });
    expect(message).toBe('an unexpected error (TypeError) in deid; CORELAB_DEBUG=1 shows where');
    expect(exitCode).toBe(2);
    expect(describeError('Smith^John').message).not.toContain('Smith');
    expect(describeError(Object.assign(new Error('Smith^John'), { code: 'ERR_X' })).message).not.toContain(
      'Smith',
    );
  });

  it('shows the stack to whoever debugs', () => {
    expect(describeError(new TypeError('why'), { debug: true }).message).toMatch(/TypeError: why\n\s+at /);
  });

  it('tells Ctrl-C from a failure', () => {
    expect(describeError(new Interrupted('SIGINT'))).toEqual({ message: 'interrupted', exitCode: 130 });
    expect(describeError(new Interrupted('SIGTERM')).exitCode).toBe(143);
  });

  it('sends no control characters to the terminal', () => {
    expect(describeError(new UsageError('no \u001b[2J')).message).toBe('no \\x1b[2J');
  });

  it('says which flag was probably meant', () => {
    const error = Object.assign(new Error('Nonexistent flag: --jsn'), {
      flags: ['--jsn', '--zzzzzz=Smith'],
      parse: {},
    });
    expect(describeError(error, { command: 'manifest', flags: ['json', 'jobs'] }).message).toBe(
      "unknown flag --jsn (did you mean --json?), unknown flag --zzzzzz; see 'corelab manifest --help'",
    );
  });
});
