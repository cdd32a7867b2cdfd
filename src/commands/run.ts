import { string } from '@oclif/core/args';
import { BaseCommand, type WorkContext } from '../cli/base-command.js';
import { present } from '../cli/present.js';
import { RUN_FLAGS, type RunFlags } from '../cli/run-flags.js';
import { TRIAL_ARG, trialCall } from '../cli/trial-flags.js';
import { UsageError } from '../cli/usage-error.js';
import type { Report } from '../report/envelope.js';

/** `corelab run TRIAL PATH…` */
export default class Run extends BaseCommand {
  static override summary =
    'a day of CDs: manifest to measurements of each, as the trial says, and the ledger';
  static override description =
    "Does what the trial's pipeline declares with every delivery: manifest, assign-id, deid, check-protocol, qc-motion, " +
    'measure-export, response. Each source file is read once. A delivery that fails does not stop the others. Everything ' +
    "that came, went and was found stands in the trial's ledger ('corelab status', 'corelab ledger').";
  static override examples = [
    {
      description: 'The CDs of the day, a folder each',
      command: '<%= config.bin %> run trial.yaml inbox/ --each --site 07 --out clean/',
    },
    {
      description: 'Of several sites; complete what was interrupted',
      command: '<%= config.bin %> run trial.yaml 07=inbox/cd-1 12=inbox/cd-2 --out clean/ --resume',
    },
    {
      description: 'What needs a person, for a spreadsheet',
      command: '<%= config.bin %> run trial.yaml inbox/ --each --site 07 --out clean/ --report day.csv',
    },
  ];
  static override args = {
    ...TRIAL_ARG,
    path: string({
      required: true,
      multiple: true,
      ignoreStdin: true,
      description: 'a delivery: a folder or file; SITE=PATH says which site it is of',
    }),
  };
  static override flags = RUN_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Run);
    if (args.path.includes('-'))
      throw new UsageError("run works on deliveries, and reads no report from '-'");
    if (flags.identifiers) throw new UsageError('run tells no identifying values: show single reports of it');
    await this.deliver(flags, {
      run: (context) => runWith(args.trial, { inputs: args.path, flags }, context),
      csv: async (report) => (await import('../report/tables/run.js')).runTable(report),
      terminal: async (report) => (await import('../cli/tables/run.js')).runTerminalTable(report),
    });
  }
}

async function runWith(
  trial: string,
  { inputs, flags }: { readonly inputs: readonly string[]; readonly flags: RunFlags },
  context: WorkContext,
): Promise<Report> {
  const { runRun } = await import('../pipeline/run/run.js');
  const { declaredTrial } = await import('../pipeline/trial/trial-store.js');
  const { options, progress } = context;
  const { out, state, site, exclude = [], 'give-up': giveUp = [] } = flags;
  return runRun({
    ...(await trialCall(await declaredTrial(trial), flags, context)),
    ...{ inputs, out, exclude, giveUp, progress, jobs: options.jobs },
    ...present({ state, site, keyFile: options.keyFile }),
    // A switch that was not given is undefined, whatever its type says.
    each: Boolean(flags.each),
    resume: Boolean(flags.resume),
    yes: Boolean(flags.yes),
  });
}
