import { string } from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.js';
import { exportTargets } from '../cli/export-target.js';
import { present } from '../cli/present.js';
import { TRIAL_ARG, TRIAL_STORE_FLAGS, trialCall } from '../cli/trial-flags.js';

/** `corelab ledger TRIAL` */
export default class Ledger extends BaseCommand {
  static override summary =
    'for an auditor: everything about a subject, a visit or a file, in order, verified';
  static override description =
    'What came, was assigned, released, held, checked, decided, exported, corrected, withdrawn and destroyed, when and by ' +
    'whom, each with the SHA-256 of the report that tells more. The chain over the whole store is verified first.';
  static override examples = [
    {
      description: 'What became of this subject?',
      command: '<%= config.bin %> ledger trial.yaml --subject 07-0012-K --export md=subject.md',
    },
    {
      description: 'Where does this released file come from?',
      command: '<%= config.bin %> ledger trial.yaml --file 2.25.1234 --json',
    },
    {
      description: 'The whole trial, for programs',
      command: '<%= config.bin %> ledger trial.yaml --export json=ledger.json',
    },
  ];
  static override args = TRIAL_ARG;
  static override flags = {
    ...TRIAL_STORE_FLAGS,
    subject: string({ helpValue: 'ID', description: 'of this subject, whatever its ID was' }),
    visit: string({ helpValue: 'ID', description: 'of this visit' }),
    file: string({
      helpValue: 'UID|PATH|SHA256',
      description: 'of this file: SOP Instance UID, path below the output, or SHA-256 of what was released',
    }),
    export: string({
      helpValue: 'FORM=FILE',
      multiple: true,
      multipleNonGreedy: true,
      description: 'write it to a file: md=FILE to be read, json=FILE or csv=FILE for programs',
    }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Ledger);
    const copies = await exportTargets(flags.export ?? [], ['md', 'json', 'csv'], flags.report);
    const { subject, visit, file } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runLedger } = await import('../pipeline/ledger/run.js');
        const { declaredTrial } = await import('../pipeline/trial/trial-store.js');
        const call = await trialCall(await declaredTrial(args.trial), flags, context);
        return runLedger({ ...call, copies, ...present({ subject, visit, file }) });
      },
      csv: async (report) => (await import('../report/tables/ledger.js')).ledgerTable(report),
      terminal: async (report) => (await import('../cli/tables/ledger.js')).ledgerTerminalTable(report),
    });
  }
}
