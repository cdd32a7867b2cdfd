import { string as arg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_FLAGS, CROSSWALK_TABLES, crosswalkCall, TRIAL_FLAG } from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk withdraw SUBJECT` */
export default class CrosswalkWithdraw extends BaseCommand {
  static override summary = 'a subject leaves the trial; or: what was released of it is destroyed';
  static override description =
    'Later deliveries are refused, and no visit is due any more. Lists every delivery and every file ' +
    'that was released. When those are destroyed, run it again with --destroyed.';
  static override examples = [
    {
      description: 'Consent was withdrawn',
      command:
        '<%= config.bin %> crosswalk withdraw 07-0012-K --crosswalk x.db ' +
        '--trial trial.yaml --reason "consent withdrawn" --report files.csv',
    },
    {
      description: 'The files are destroyed',
      command:
        '<%= config.bin %> crosswalk withdraw 07-0012-K --crosswalk x.db ' +
        '--trial trial.yaml --destroyed "certificate 2026-031"',
    },
  ];
  static override args = {
    subject: arg({ required: true, ignoreStdin: true, description: 'subject ID' }),
  };
  static override flags = {
    ...CROSSWALK_FLAGS,
    ...TRIAL_FLAG,
    reason: string({ helpValue: 'TEXT', description: 'why it leaves, in words that name nobody' }),
    destroyed: string({
      helpValue: 'TEXT',
      description: 'what proves the destruction, as a certificate’s number',
    }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CrosswalkWithdraw);
    const { trial, reason, destroyed } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runWithdraw } = await import('../../pipeline/crosswalk/withdraw.js');
        const said = {
          ...(reason !== undefined && { reason }),
          ...(destroyed !== undefined && { destroyed }),
        };
        const call = await crosswalkCall(flags, context);
        return runWithdraw({ ...call, subject: args.subject, trial, ...said });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
