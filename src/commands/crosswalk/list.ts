import { string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_FLAGS, CROSSWALK_TABLES, crosswalkCall } from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk list` */
export default class CrosswalkList extends BaseCommand {
  static override summary = 'the subjects and phantoms of a crosswalk, without anything that identifies';
  static override description =
    'One line a subject: site, status, the visits that have studies, how many studies and deliveries. ' +
    'Names and record numbers are never shown, not with --identifiers either.';
  static override examples = [
    {
      description: 'Who is in the trial?',
      command: '<%= config.bin %> crosswalk list --crosswalk x.db --trial trial.yaml',
    },
    {
      description: 'One site, for a spreadsheet',
      command:
        '<%= config.bin %> crosswalk list --crosswalk x.db --trial trial.yaml --site 07 --report site-07.csv',
    },
  ];
  static override flags = {
    ...CROSSWALK_FLAGS,
    trial: string({ helpValue: 'FILE', description: 'the trial file; all trials without it' }),
    site: string({ helpValue: 'ID', description: 'only this site' }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(CrosswalkList);
    const { trial, site } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runList } = await import('../../pipeline/crosswalk/list.js');
        const call = await crosswalkCall(flags, context);
        return runList({
          ...call,
          ...(trial !== undefined && { trial }),
          ...(site !== undefined && { site }),
        });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
