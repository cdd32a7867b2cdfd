import { BaseCommand } from '../../cli/base-command.js';
import { QUARANTINE_FLAGS, QUARANTINE_TABLES, quarantineCall } from '../../cli/quarantine-flags.js';

/** `corelab quarantine list` */
export default class QuarantineList extends BaseCommand {
  static override summary = 'the files that were not released, each with its number and the reason';
  static override description =
    'One line a file, over all runs that wrote to one output folder. Where a file was read stands in the report ' +
    'with --identifiers only, since paths may name people.';
  static override examples = [
    {
      description: 'What was not released, and why?',
      command: '<%= config.bin %> quarantine list --state clean.state',
    },
    {
      description: 'One row a file, with its source path, for whoever sorts it out',
      command: '<%= config.bin %> quarantine list --state clean.state --identifiers --report waiting.csv',
    },
  ];
  static override flags = QUARANTINE_FLAGS;

  override async run(): Promise<void> {
    const { flags } = await this.parse(QuarantineList);
    await this.deliver(flags, {
      run: async (context) => {
        const { runQuarantineList } = await import('../../pipeline/quarantine/list.js');
        return runQuarantineList(quarantineCall(flags, context));
      },
      ...QUARANTINE_TABLES,
    });
  }
}
