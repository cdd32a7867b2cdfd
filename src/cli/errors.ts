import { printable } from '../findings/printable.js';
import { nearest } from '../findings/suggest.js';
import { EXIT } from './exit-codes.js';
import { Interrupted } from './interrupt.js';

/** An error as a person reads it, and what the process exits with. */
export interface ErrorText {
  readonly message: string;
  readonly exitCode: number;
}

/** What is known of the command that failed. */
export interface ErrorContext {
  /** The command as it is typed, for example `key new`. */
  readonly command?: string;
  /** Its flags without dashes. */
  readonly flags?: readonly string[];
  /** Whether to show the stack of an unexpected error: a person who debugs corelab asked for it. */
  readonly debug?: boolean;
}

/**
 * The one place where errors become text. Typed errors (a `code` in kebab case) say themselves what is wrong; errors of
 * the system are named by their code; of anything else only the kind is told, for its message may hold values from a
 * header.
 */
export function describeError(error: unknown, context: ErrorContext = {}): ErrorText {
  if (error instanceof Interrupted) return { message: error.message, exitCode: error.exitCode };
  const stack = context.debug && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  const text =
    usageText(error, context) ?? typedText(error) ?? systemText(error) ?? unexpectedText(error, context);
  const lines = (text + stack).split('\n').map(printable);
  return { message: lines.join('\n'), exitCode: EXIT.unusable };
}

/** What oclif's parser has to say, with the flag that was probably meant. */
function usageText(error: unknown, { command, flags = [] }: ErrorContext): string | undefined {
  if (
    !(error instanceof Error) ||
    !('oclif' in error || 'parse' in error || /^Parsing --/.test(error.message))
  ) {
    return undefined;
  }
  const help = command ? `; see 'corelab ${command} --help'` : '';
  if ('flags' in error && Array.isArray(error.flags)) {
    return error.flags.map((flag) => unknownFlag(String(flag), flags)).join(', ') + help;
  }
  if ('args' in error && error.constructor.name === 'RequiredArgsError' && Array.isArray(error.args)) {
    const names = error.args.map((arg: { name?: unknown }) => String(arg.name).toUpperCase());
    return `missing argument ${names.join(', ')}${help}`;
  }
  const [text = ''] = error.message.replace(/\s*See more help with --help\s*$/, '').split(/\n\s*\n/);
  const line = text.replace(/^Parsing (--\S+)\s+/, '$1: ').replace(/\s+/g, ' ');
  return line.charAt(0).toLowerCase() + line.slice(1) + help;
}

function unknownFlag(flag: string, flags: readonly string[]): string {
  const [name = flag] = flag.split('=');
  const meant = nearest(name.replace(/^-+/, ''), flags);
  return `unknown flag ${name}${meant ? ` (did you mean --${meant}?)` : ''}`;
}

function typedText(error: unknown): string | undefined {
  const typed = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return typed && /^[a-z]+(-[a-z]+)*$/.test(error.code as string) ? error.message : undefined;
}

const SYSTEM_TEXTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many open files',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
};

function systemText(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  const code = String(error.code);
  const path = 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
  return `${path}${SYSTEM_TEXTS[code] ?? `${String(error.syscall)} failed (${code})`}`;
}

function unexpectedText(error: unknown, { command, debug }: ErrorContext): string {
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const hint = debug ? '' : '; CORELAB_DEBUG=1 shows where';
  return `an unexpected error (${kind})${command ? ` in ${command}` : ''}${hint}`;
}
