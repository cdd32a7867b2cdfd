import { string as arg } from '@oclif/core/args';
import { BaseCommand } from '../../cli/base-command.js';
import {
  CROSSWALK_FLAGS,
  CROSSWALK_TABLES,
  crosswalkCall,
  REASON_FLAG,
  TRIAL_FLAG,
} from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk merge SUBJECT INTO` */
export default class CrosswalkMerge extends BaseCommand {
  static override summary = 'two subjects are one person: make them one';
  static override description =
    'SUBJECT is retired, and its ID never used again. Its studies, record numbers and names become ' +
    'INTO’s, with its date shift and the next generation of UIDs. Lists every delivery and released ' +
    'file that bears the retired ID.';
  static override examples = [
    {
      description: 'One person was enrolled twice',
      command:
        '<%= config.bin %> crosswalk merge 07-0012-K 07-0003-T --crosswalk x.db ' +
        '--trial trial.yaml --reason "one person, two record numbers"',
    },
    {
      description: 'Then reject the copies with the retired ID',
      command:
        '<%= config.bin %> crosswalk correct 07-0012-K --to 07-0003-T --notes-only ' +
        '--notes notes/ --crosswalk x.db --trial trial.yaml --reason merged',
    },
  ];
  static override args = {
    subject: arg({ required: true, ignoreStdin: true, description: 'the subject that is retired' }),
    into: arg({ required: true, ignoreStdin: true, description: 'the subject that stays' }),
  };
  static override flags = {
    ...CROSSWALK_FLAGS,
    ...TRIAL_FLAG,
    ...REASON_FLAG,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CrosswalkMerge);
    const { trial, reason } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runMerge } = await import('../../pipeline/crosswalk/merge.js');
        return runMerge({ ...(await crosswalkCall(flags, context)), ...args, trial, reason });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
