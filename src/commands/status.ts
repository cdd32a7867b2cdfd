import { boolean, string } from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.js';
import { present } from '../cli/present.js';
import { TRIAL_ARG, TRIAL_STORE_FLAGS, trialCall } from '../cli/trial-flags.js';

/** `corelab status TRIAL` */
export default class Status extends BaseCommand {
  static override summary = 'where a trial stands: what came, what is missing, what a person must do today';
  static override description =
    'By site, subject and visit: expected, received, passed, to be decided, overdue; turnaround, open queries, scanners ' +
    "and their upgrades, readings a month. From the trial's schedule and its ledger. Subject IDs stand in it, no identities.";
  static override examples = [
    { description: 'Where does the trial stand?', command: '<%= config.bin %> status trial.yaml' },
    {
      description: 'What must a person do today?',
      command: '<%= config.bin %> status trial.yaml --worklist --report today.csv',
    },
    {
      description: "What differs from the site's transfer form?",
      command: '<%= config.bin %> status trial.yaml --site 07 --reconcile transfer.csv',
    },
  ];
  static override args = TRIAL_ARG;
  static override flags = {
    ...TRIAL_STORE_FLAGS,
    site: string({ helpValue: 'ID', description: 'of this site only' }),
    subject: string({ helpValue: 'ID', description: 'of this subject only' }),
    visit: string({ helpValue: 'ID', description: 'of this visit only' }),
    worklist: boolean({ description: 'only what a person must do, in the order in which to do it' }),
    reconcile: string({
      helpValue: 'FILE',
      description: "the site's list (CSV): subject, and if wanted site, visit, date, modality, series",
    }),
    day: string({ helpValue: 'DATE', description: 'as of this day (YYYY-MM-DD); today when left out' }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Status);
    const { site, subject, visit, reconcile, day } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runStatus } = await import('../pipeline/status/run.js');
        const { declaredTrial } = await import('../pipeline/trial/trial-store.js');
        const asked = {
          worklist: Boolean(flags.worklist),
          ...present({ site, subject, visit, reconcile, day }),
        };
        return runStatus({ ...(await trialCall(await declaredTrial(args.trial), flags, context)), ...asked });
      },
      csv: async (report) => (await import('../report/tables/status.js')).statusTable(report),
      terminal: async (report) => (await import('../cli/tables/status.js')).statusTerminalTable(report),
    });
  }
}
