import { string as arg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import {
  entryNumber,
  QUARANTINE_FLAGS,
  QUARANTINE_TABLES,
  quarantineCall,
  RELEASE_TRIAL_FLAGS,
  trialOfRelease,
} from '../../cli/quarantine-flags.js';
import { trialCall } from '../../cli/trial-flags.js';

/** `corelab quarantine release NUMBER…` */
export default class QuarantineRelease extends BaseCommand {
  static override summary = 'let files go that a second person has looked at and vouches for';
  static override description =
    'De-identifies each as its run would have, with the same profile, key and subject; verifies it, and writes it to ' +
    "the run's output folder. Who releases is another person than who ran it, and every release is logged with the " +
    'reason. Only pictures that may show text, kinds of file that the profile does not list, and hits in places that ' +
    'were looked at can be vouched for. With --trial the release stands in the ledger of the trial.';
  static override examples = [
    {
      description: 'Two screen captures were looked at, and show nobody',
      command:
        '<%= config.bin %> quarantine release 3 4 --state clean.state --key-file corelab.key ' +
        '--operator "B. Second" --reason "looked at: dose bars only"',
    },
    {
      description: "What 'corelab run' quarantined of its second delivery",
      command:
        '<%= config.bin %> quarantine release 1 --state clean.state/RUN/0002/deid --trial trial.yaml ' +
        '--key-file corelab.key --operator "B. Second" --reason "looked at: no text"',
    },
    {
      description: 'With a profile that no longer stands where the run found it',
      command:
        '<%= config.bin %> quarantine release 3 --state clean.state --key-file corelab.key --profile old/trial.yaml ' +
        '--operator "B. Second" --reason "the hit is the name of the scanner"',
    },
  ];
  static override args = {
    number: arg({
      required: true,
      multiple: true,
      ignoreStdin: true,
      description: "numbers in 'corelab quarantine list'",
    }),
  };
  static override flags = {
    ...QUARANTINE_FLAGS,
    reason: string({
      required: true,
      helpValue: 'TEXT',
      description: 'why it may be released: for the log, in words that name nobody',
    }),
    profile: string({
      helpValue: 'NAME|FILE',
      description: 'the profile of the run, where it is not where it was',
    }),
    ...RELEASE_TRIAL_FLAGS,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(QuarantineRelease);
    const numbers = args.number.map(entryNumber);
    const { reason, profile } = flags;
    const trial = trialOfRelease(flags);
    await this.deliver(flags, {
      run: async (context) => {
        const { runQuarantineRelease } = await import('../../pipeline/quarantine/release.js');
        const { declaredTrial } = await import('../../pipeline/trial/trial-store.js');
        const { signal, progress, options } = context;
        const ledger =
          trial === undefined ? undefined : await trialCall(await declaredTrial(trial), flags, context);
        return runQuarantineRelease({
          ...quarantineCall(flags, context),
          ...{ numbers, reason, signal, progress },
          ...(ledger && { ledger }),
          ...(profile !== undefined && { profile }),
          ...(options.keyFile !== undefined && { keyFile: options.keyFile }),
        });
      },
      ...QUARANTINE_TABLES,
    });
  }
}
