import { string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import {
  CROSSWALK_FLAGS,
  CROSSWALK_TABLES,
  crosswalkCall,
  newSecret,
  REASON_FLAG,
} from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk rekey` */
export default class CrosswalkRekey extends BaseCommand {
  static override summary = 'lock a crosswalk with another secret; or: record that a project key was rotated';
  static override description =
    'Without --new-crosswalk-key a new passphrase is asked for, twice. Backups still open with the old ' +
    'secret. With --project-key the crosswalk keeps its secret, and the trial gets another project key ' +
    'from now on.';
  static override examples = [
    {
      description: 'A key file in place of a passphrase',
      command:
        '<%= config.bin %> crosswalk rekey --crosswalk x.db --new-crosswalk-key new.key ' +
        '--reason "yearly rotation"',
    },
    {
      description: 'The project key of a trial was rotated',
      command:
        '<%= config.bin %> crosswalk rekey --crosswalk x.db --trial trial.yaml ' +
        '--project-key trial-2.key --reason "old key lost"',
    },
  ];
  static override flags = {
    ...CROSSWALK_FLAGS,
    ...REASON_FLAG,
    'new-crosswalk-key': string({
      exclusive: ['project-key'],
      helpValue: 'FILE',
      description: "the new key file ('corelab key new')",
    }),
    'project-key': string({
      dependsOn: ['trial'],
      helpValue: 'FILE',
      description: 'the project key that the trial has from now on; needs --trial',
    }),
    trial: string({ dependsOn: ['project-key'], helpValue: 'FILE', description: 'the trial file' }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(CrosswalkRekey);
    const { crosswalk: path, reason, trial, 'project-key': projectKey, 'new-crosswalk-key': keyFile } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runProjectKey, runRekey } = await import('../../pipeline/crosswalk/rekey.js');
        const call = { ...(await crosswalkCall(flags, context)), reason };
        if (projectKey !== undefined && trial !== undefined) {
          return runProjectKey({ ...call, trial, projectKey });
        }
        return runRekey({ ...call, nextSecret: () => newSecret({ path, keyFile, signal: context.signal }) });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
