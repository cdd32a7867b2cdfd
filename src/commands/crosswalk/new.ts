import { string as arg } from '@oclif/core/args';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_TABLES, crosswalkCall, NEW_CROSSWALK_FLAGS } from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk new FILE` */
export default class CrosswalkNew extends BaseCommand {
  static override summary = 'make a crosswalk: the encrypted store of who is who';
  static override description =
    'assign-id never makes one, so that a mistyped path cannot give everybody a second ID. Beside FILE ' +
    'stands FILE.anchor: it holds where the audit trail stood, and belongs into the same backup. ' +
    'Without --crosswalk-key a passphrase is asked for, twice.';
  static override examples = [
    {
      description: 'Locked with a key file',
      command: '<%= config.bin %> crosswalk new x.db --crosswalk-key crosswalk.key',
    },
    {
      description: 'Locked with a passphrase',
      command: '<%= config.bin %> crosswalk new /secure/trial-07/x.db',
    },
  ];
  static override args = {
    file: arg({ required: true, ignoreStdin: true, description: 'where to make it; never replaced' }),
  };
  static override flags = {
    ...NEW_CROSSWALK_FLAGS,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CrosswalkNew);
    await this.deliver(flags, {
      run: async (context) => {
        const { runNew } = await import('../../pipeline/crosswalk/new.js');
        return runNew(await crosswalkCall({ ...flags, crosswalk: args.file }, context, true));
      },
      ...CROSSWALK_TABLES,
    });
  }
}
