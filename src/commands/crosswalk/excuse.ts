import { string as arg } from '@oclif/core/args';
import { BaseCommand } from '../../cli/base-command.js';
import {
  CROSSWALK_FLAGS,
  CROSSWALK_TABLES,
  crosswalkCall,
  REASON_FLAG,
  TRIAL_FLAG,
} from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk excuse SUBJECT VISIT` */
export default class CrosswalkExcuse extends BaseCommand {
  static override summary = 'record why a subject legitimately missed a visit';
  static override description =
    'assign-id --due then tells the visit with its reason. Another reason replaces the first; both ' +
    'stay in the audit trail.';
  static override examples = [
    {
      description: 'The scanner was down',
      command:
        '<%= config.bin %> crosswalk excuse 07-0012-K WEEK12 --crosswalk x.db ' +
        '--trial trial.yaml --reason "scanner out of order"',
    },
    {
      description: 'Who has said so?',
      command:
        '<%= config.bin %> crosswalk excuse 07-0012-K WEEK12 --crosswalk x.db ' +
        '--trial trial.yaml --reason "pregnancy" --operator "J. Doe"',
    },
  ];
  static override args = {
    subject: arg({ required: true, ignoreStdin: true, description: 'subject ID' }),
    visit: arg({ required: true, ignoreStdin: true, description: 'visit ID, as in the trial file' }),
  };
  static override flags = {
    ...CROSSWALK_FLAGS,
    ...TRIAL_FLAG,
    ...REASON_FLAG,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CrosswalkExcuse);
    const { trial, reason } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runExcuse } = await import('../../pipeline/crosswalk/excuse.js');
        return runExcuse({ ...(await crosswalkCall(flags, context)), ...args, trial, reason });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
