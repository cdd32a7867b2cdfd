import { string } from '@oclif/core/args';
import { BaseCommand, type WorkContext } from '../cli/base-command.js';
import { DEID_FLAGS, type DeidFlags, deidCrosswalk, deidMode } from '../cli/deid-flags.js';
import { present } from '../cli/present.js';
import type { Report } from '../report/envelope.js';

/** `corelab deid PATH…` */
export default class Deid extends BaseCommand {
  static override summary = 'de-identify as PS3.15 says, and prove it on the output';
  static override description =
    'Writes a de-identified copy of every file of which that is certain, reads each again and searches it for what ' +
    'identifies. Everything else is quarantined with the reason, in a folder that only its owner may look into. ' +
    'Inputs are never changed.';
  static override examples = [
    {
      description: 'What would be done to each attribute, and why?',
      command: '<%= config.bin %> deid cd/ --profile trial --key-file corelab.key --dry-run',
    },
    {
      description: 'From a CD to the trial, with IDs of the crosswalk',
      command:
        '<%= config.bin %> assign-id cd/ --trial trial.yaml --crosswalk x.db | <%= config.bin %> deid - --profile trial --key-file corelab.key --out clean/',
    },
    {
      description: 'Does this folder hold anything that identifies?',
      command: '<%= config.bin %> deid clean/ --verify-only --known known.yaml',
    },
  ];
  static override args = {
    path: string({
      required: true,
      multiple: true,
      ignoreStdin: true,
      description: "a folder or file, or '-' for a corelab report on standard input",
    }),
  };
  static override flags = DEID_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Deid);
    const mode = deidMode(flags);
    await this.deliver(flags, {
      run: (context) =>
        mode.kind === 'verify'
          ? verify(args.path, flags, context)
          : deidentify({ inputs: args.path, profile: mode.profile }, flags, context),
      csv: async (report) => (await import('../report/tables/deid.js')).deidTable(report),
      terminal: async (report) => (await import('../cli/tables/deid.js')).deidTerminalTable(report),
    });
  }
}

async function deidentify(
  asked: { readonly inputs: readonly string[]; readonly profile: string },
  flags: DeidFlags,
  context: WorkContext,
): Promise<Report> {
  const { runDeid } = await import('../pipeline/deid/run.js');
  const { options } = context;
  const { out, state, assignments } = flags;
  const crosswalk = await deidCrosswalk(flags, context.signal);
  const maps = { uidMap: flags['uid-map'], patientMap: flags['patient-map'] };
  return runDeid({
    ...asked,
    ...shared(flags, context),
    ...present({ out, state, assignments, ...maps, crosswalk, keyFile: options.keyFile }),
    // A switch that was not given is undefined, whatever its type says.
    dryRun: Boolean(flags['dry-run']),
    resume: Boolean(flags.resume),
    append: Boolean(flags.append),
    identifiedReports: options.identifiers ? options.reports.map(({ path }) => path) : [],
  });
}

async function verify(inputs: readonly string[], flags: DeidFlags, context: WorkContext): Promise<Report> {
  const { runVerifyOnly } = await import('../pipeline/deid/run-verify.js');
  const { known } = flags;
  return runVerifyOnly({ inputs, ...shared(flags, context), ...present({ known }) });
}

function shared(flags: DeidFlags, context: WorkContext) {
  const { options, signal, progress, startedAt, arguments: typed } = context;
  const { identifiers, jobs, operator } = options;
  const exclude = flags.exclude ?? [];
  return {
    exclude,
    identifiers,
    jobs,
    signal,
    progress,
    startedAt,
    arguments: typed,
    ...present({ operator }),
  };
}
