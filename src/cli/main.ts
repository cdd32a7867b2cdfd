import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settings } from '@oclif/core/settings';
import type { CommandClass } from './bare-command.js';

const ROOT = new URL('../../', import.meta.url);

/** Words of the longest command. */
const MOST_WORDS = 2;

/**
 * Runs the CLI. A command of corelab's own is started from the manifest alone; help, completion and what is no command
 * need the whole of oclif, which takes longer to start than an empty folder to read. Sets the exit code; never throws.
 */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe);
  settings.enableAutoTranspile = false;
  try {
    const own = ownCommand(argv);
    if (own) await start(own, argv.slice(own.words));
    else {
      const { run } = await import('@oclif/core/run');
      await run([...argv], { root: fileURLToPath(ROOT) });
    }
  } catch (error) {
    const code = exitOf(error);
    if (code === undefined) await tell(error);
    else process.exitCode = code;
  }
}

/** A command of the manifest that scripts/oclif-manifest.mjs writes. */
interface OwnCommand {
  readonly id: string;
  readonly words: number;
  readonly file: string;
}

/** The command that the first words name, unless its help is wanted. */
function ownCommand(argv: readonly string[]): OwnCommand | undefined {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  if (flags.includes('--help') || flags.includes('-h')) return undefined;
  const { commands } = readJson('oclif.manifest.json');
  for (let words = Math.min(MOST_WORDS, argv.length); words > 0; words--) {
    const id = argv.slice(0, words).join(':');
    if (Object.hasOwn(commands, id)) return { id, words, file: commands[id].relativePath.join('/') };
  }
  return undefined;
}

async function start({ id, file }: OwnCommand, argv: readonly string[]): Promise<void> {
  const { startCommand } = await import('./bare-command.js');
  const { default: Class } = (await import(new URL(file, ROOT).href)) as { default: CommandClass };
  await startCommand(Class, { id, argv, pjson: readJson('package.json'), root: fileURLToPath(ROOT) });
}

function readJson(name: string) {
  return JSON.parse(readFileSync(new URL(name, ROOT), 'utf8'));
}

/** The code of oclif's own way to end a command early, for example after its help. */
function exitOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIT') return undefined;
  const { oclif } = error as { oclif?: { exit?: number } };
  return oclif?.exit ?? 0;
}

async function tell(error: unknown): Promise<void> {
  const { describeError } = await import('./errors.js');
  const { message, exitCode } = describeError(error, { debug: Boolean(process.env.CORELAB_DEBUG) });
  process.stderr.write(`corelab: ${message}\n`);
  process.exitCode = exitCode;
}

/** A reader that has gone, such as `head`, is no error. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') void tell(error);
}
