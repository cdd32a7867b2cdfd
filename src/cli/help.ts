import { CommandHelp, Help } from '@oclif/core/help';
import { EXIT_CODE_HELP } from './exit-codes.js';
import { unknownCommand } from './unknown-command.js';

class CommandHelpWithExitCodes extends CommandHelp {
  override generate(): string {
    const body = EXIT_CODE_HELP.map(([code, text]) => `${code}  ${text}`).join('\n');
    return `${super.generate().trimEnd()}\n\n${this.section('EXIT CODES', body)}`;
  }
}

/** oclif's help, with the exit codes at the end of each command's. */
export default class CorelabHelp extends Help {
  override CommandHelpClass = CommandHelpWithExitCodes;

  /** Shows the help for the command that `argv` names. Throws UsageError when there is none. */
  override async showHelp(argv: string[]): Promise<void> {
    try {
      await super.showHelp(argv);
    } catch (error) {
      const subject =
        error instanceof Error ? /^Command (.*) not found\.$/s.exec(error.message)?.[1] : undefined;
      throw subject === undefined ? error : unknownCommand(subject, this.config);
    }
  }

  /** Also where the exit codes stand: `corelab --help` lists them once for all commands. */
  protected override async showRootHelp(): Promise<void> {
    await super.showRootHelp();
    const body = EXIT_CODE_HELP.map(([code, text]) => `${code}  ${text}`).join('\n');
    this.log(this.section('EXIT CODES', body));
  }
}
