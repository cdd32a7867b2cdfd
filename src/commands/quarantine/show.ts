import { string } from '@oclif/core/args';
import { BaseCommand } from '../../cli/base-command.js';
import {
  entryNumber,
  QUARANTINE_FLAGS,
  QUARANTINE_TABLES,
  quarantineCall,
} from '../../cli/quarantine-flags.js';

/** `corelab quarantine show` */
export default class QuarantineShow extends BaseCommand {
  static override summary = 'why one file was not released, and where it held what must not be';
  static override description =
    'Tells the reason, the size, whether the copy in the quarantine is whole, and in which attributes something was ' +
    'found that identifies; never the value. On a terminal also what can be done with it. Where the file was read is ' +
    'told with --identifiers only.';
  static override examples = [
    {
      description: 'Why is file 3 not there?',
      command: '<%= config.bin %> quarantine show 3 --state clean.state',
    },
    {
      description: 'And which file was it?',
      command: '<%= config.bin %> quarantine show 3 --state clean.state --identifiers',
    },
  ];
  static override args = {
    number: string({ required: true, description: "its number in 'corelab quarantine list'" }),
  };
  static override flags = QUARANTINE_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(QuarantineShow);
    const number = entryNumber(args.number);
    await this.deliver(flags, {
      run: async (context) => {
        const { runQuarantineShow } = await import('../../pipeline/quarantine/show.js');
        return runQuarantineShow({ ...quarantineCall(flags, context), number });
      },
      csv: QUARANTINE_TABLES.csv,
      terminal: async (report) => {
        const { quarantineEntryTable } = await import('../../cli/tables/quarantine-entry.js');
        const { adviceOn } = await import('../../pipeline/quarantine/vouch.js');
        return quarantineEntryTable(report, adviceOn);
      },
    });
  }
}
