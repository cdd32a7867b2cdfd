import { string as arg } from '@oclif/core/args';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_FLAGS, CROSSWALK_TABLES, crosswalkCall, TRIAL_FLAG } from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk show SUBJECT` */
export default class CrosswalkShow extends BaseCommand {
  static override summary = 'one subject: studies, deliveries, excused visits and corrections';
  static override description =
    'Studies that a correction gave to another subject stand there too, as moved. Who the subject is, ' +
    'is never shown.';
  static override examples = [
    {
      description: 'What came of this subject?',
      command: '<%= config.bin %> crosswalk show 07-0012-K --crosswalk x.db --trial trial.yaml',
    },
    {
      description: 'Who changed it, when and why?',
      command:
        '<%= config.bin %> crosswalk show 07-0012-K --crosswalk x.db --trial trial.yaml ' +
        '--report history.json',
    },
  ];
  static override args = {
    subject: arg({ required: true, ignoreStdin: true, description: 'subject ID' }),
  };
  static override flags = {
    ...CROSSWALK_FLAGS,
    ...TRIAL_FLAG,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CrosswalkShow);
    await this.deliver(flags, {
      run: async (context) => {
        const { runShow } = await import('../../pipeline/crosswalk/show.js');
        const call = await crosswalkCall(flags, context);
        return runShow({ ...call, subject: args.subject, trial: flags.trial });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
