import { string } from '@oclif/core/args';
import { ASSIGN_ID_FLAGS, type AssignIdFlags, checkPaths } from '../cli/assign-id-flags.js';
import { BaseCommand, type WorkContext } from '../cli/base-command.js';
import { crosswalkCall } from '../cli/crosswalk-flags.js';
import { present } from '../cli/present.js';
import type { Report } from '../report/envelope.js';

/** `corelab assign-id PATH…` */
export default class AssignId extends BaseCommand {
  static override summary = "recall or allocate research IDs, and place studies in the trial's visits";
  static override description =
    'Looks every patient up in the crosswalk before an ID is given out. What is not certain is a conflict or a question, ' +
    'never a guess, and one patient does not hold up the others. Without --out only a report is written, which deid consumes.';
  static override examples = [
    {
      description: 'Whose is this CD?',
      command: '<%= config.bin %> assign-id cd/ --trial trial.yaml --crosswalk x.db --site 07',
    },
    {
      description: 'Copies with the attributes of the trial, of what a site has de-identified',
      command:
        '<%= config.bin %> assign-id in/ --trial trial.yaml --crosswalk x.db --site 07 --subject 07-0012-K --out out/',
    },
    {
      description: 'Which visits are due?',
      command:
        '<%= config.bin %> assign-id --due 2026-11-22 --trial trial.yaml --crosswalk x.db --export ics=due.ics',
    },
  ];
  static override args = {
    path: string({
      multiple: true,
      ignoreStdin: true,
      description: "a folder or file, or '-' for a corelab report on standard input; none with --due",
    }),
  };
  static override flags = ASSIGN_ID_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(AssignId);
    const paths = args.path ?? [];
    const { due } = flags;
    checkPaths(paths, due);
    await this.deliver(flags, {
      run: (context) => (due === undefined ? assign(paths, flags, context) : listDue(due, flags, context)),
      csv: async (report) => (await import('../report/tables/assign-id.js')).assignIdTable(report),
      terminal: async (report) => (await import('../cli/tables/assign-id.js')).assignIdTerminalTable(report),
    });
  }
}

async function assign(
  inputs: readonly string[],
  flags: AssignIdFlags,
  context: WorkContext,
): Promise<Report> {
  const { runAssignId } = await import('../pipeline/assign-id/run.js');
  const { samePersonAsker } = await import('../cli/same-person.js');
  const { options, signal, progress } = context;
  const { trial, site, subject, list, visit, reason, out, state } = flags;
  const confirm = samePersonAsker(signal);
  const given = { site, subject, list, visit, reason, out, state, confirm, keyFile: options.keyFile };
  return runAssignId({
    ...(await crosswalkCall(flags, context)),
    ...present(given),
    ...{ inputs, trial, progress },
    // A switch that was not given is undefined, whatever its type says.
    resume: Boolean(flags.resume),
    append: Boolean(flags.append),
    blinded: Boolean(flags.blinded),
    yes: Boolean(flags.yes),
    exclude: flags.exclude ?? [],
    identifiers: options.identifiers,
    jobs: options.jobs,
  });
}

async function listDue(due: string, flags: AssignIdFlags, context: WorkContext): Promise<Report> {
  const { dueTargets, writeDue } = await import('../cli/due-exports.js');
  const { runDue } = await import('../pipeline/assign-id/run-due.js');
  const targets = await dueTargets(flags.export);
  const { trial, site } = flags;
  const report = await runDue({ ...(await crosswalkCall(flags, context)), trial, due, ...present({ site }) });
  await writeDue(report, targets, context.signal);
  return report;
}
