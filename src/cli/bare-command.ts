import { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import type { Hook, Hooks, PJSON } from '@oclif/core/interfaces';

/** What a command is started with. */
export interface Start {
  readonly id: string;
  readonly argv: readonly string[];
  readonly pjson: PJSON;
  /** The folder of corelab's package.json. */
  readonly root: string;
}

/**
 * oclif's configuration without what only help and completion need (plugins, topics, theme, the shell's name), whose
 * loading takes longer than reading an empty folder.
 */
class StartConfig extends Config {
  constructor({ root, pjson }: Start) {
    super({ root });
    this.root = root;
    this.pjson = pjson;
    this.name = pjson.name;
    this.bin = pjson.oclif.bin ?? pjson.name;
    this.version = pjson.version;
    this.userAgent = `${this.name}/${this.version} ${process.platform}-${process.arch} node-${process.version}`;
  }

  /** No hook runs around a command of corelab's own. */
  override async runHook<T extends keyof Hooks>(): Promise<Hook.Result<Hooks[T]['return']>> {
    return { successes: [], failures: [] };
  }
}

/** A command's class, as its module exports it. */
export interface CommandClass {
  new (argv: string[], config: Config): BareCommand;
  id: string;
}

/** Starts a command with its arguments. */
export async function startCommand(Class: CommandClass, given: Start): Promise<void> {
  Class.id = given.id;
  await new Class([...given.argv], new StartConfig(given)).go();
}

/** What every command of corelab shares, with a report or without: errors are told in one way. */
export abstract class BareCommand extends Command {
  /** Runs this command; never throws. */
  async go(): Promise<void> {
    await this._run();
  }

  /** Turns any error into a line on standard error and an exit code. */
  protected override async catch(error: Error): Promise<void> {
    this.parsed = true;
    const { describeError } = await import('./errors.js');
    const { message, exitCode } = describeError(error, {
      command: (this.id ?? '').replaceAll(':', ' '),
      flags: Object.keys({ ...this.ctor.baseFlags, ...this.ctor.flags }),
      debug: Boolean(process.env.CORELAB_DEBUG),
    });
    process.stderr.write(`corelab: ${message}\n`);
    process.exitCode = exitCode;
  }
}
