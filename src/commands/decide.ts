import { string } from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.js';
import { DECIDE_FLAGS, decidedOf } from '../cli/decide-flags.js';
import { TRIAL_ARG, trialCall } from '../cli/trial-flags.js';

/** `corelab decide TRIAL ITEM…` */
export default class Decide extends BaseCommand {
  static override summary = 'enter what a person decided on items of the worklist, with the reason';
  static override description =
    'Accept, waive or reject what was found, ask the site, or enter its answer; or say that data has left. All items or ' +
    'none are written. The ledger keeps who, when and why; a later decision replaces an earlier one, which stays on record.';
  static override examples = [
    {
      description: 'This repeat counts',
      command:
        '<%= config.bin %> decide trial.yaml 41.2 --accept --reason "repeat after movement" --operator jd',
    },
    {
      description: 'Ask the site',
      command:
        '<%= config.bin %> decide trial.yaml 57.1 --query "Please send series 4 again" --reason "file cut short"',
    },
    {
      description: 'What was sent to the sponsor',
      command:
        '<%= config.bin %> decide trial.yaml --exported rows.json --to "sponsor, transfer 12" --reason "interim analysis"',
    },
  ];
  static override args = {
    ...TRIAL_ARG,
    item: string({
      multiple: true,
      ignoreStdin: true,
      description: "items of 'corelab status TRIAL --worklist', as 41.2",
    }),
  };
  static override flags = DECIDE_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Decide);
    const decided = decidedOf(args.item ?? [], flags);
    await this.deliver(flags, {
      run: async (context) => {
        const { runDecide } = await import('../pipeline/decide/run.js');
        const { declaredTrial } = await import('../pipeline/trial/trial-store.js');
        return runDecide({
          ...(await trialCall(await declaredTrial(args.trial), flags, context)),
          ...decided,
        });
      },
      csv: async (report) => (await import('../report/tables/ledger.js')).ledgerTable(report),
      terminal: async (report) => (await import('../cli/tables/ledger.js')).ledgerTerminalTable(report),
    });
  }
}
