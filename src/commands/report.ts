import { string } from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.js';
import { present } from '../cli/present.js';
import { checkPage, REPORT_FLAGS } from '../cli/report-flags.js';

/** `corelab report FILE…` */
export default class ReportCommand extends BaseCommand {
  static override summary = 'reports of any commands as one page of HTML, for people';
  static override description =
    'The verdict first, then what needs a person, then the delivery, de-identification, the protocol as a matrix, motion, ' +
    'measurements and responses with their plots. One file without scripts that asks nothing of a network. Reports that ' +
    'identify and reports that may leave freely do not go on one page. The exit code is the worst of the reports, and of what contradicts them.';
  static override examples = [
    {
      description: 'What the commands found on a CD, on one page',
      command:
        '<%= config.bin %> report manifest.json deid.json checks.json --out cd.html --title "Site 07, 12 May"',
    },
    {
      description: 'At the end of a pipe',
      command:
        '<%= config.bin %> check-protocol scan/ --protocol p.yaml | <%= config.bin %> report - --out scan.html',
    },
    {
      description: 'Every step of a delivery of a run',
      command:
        '<%= config.bin %> report clean.state/*/0001/{manifest,deid,check-protocol}.json --out delivery.html',
    },
  ];
  static override args = {
    reports: string({
      multiple: true,
      required: true,
      ignoreStdin: true,
      description: "reports of corelab, JSON or NDJSON; '-' for standard input",
    }),
  };
  static override flags = REPORT_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ReportCommand);
    await checkPage(args.reports, flags);
    await this.deliver(flags, {
      run: async ({ options, signal, startedAt, arguments: typed }) => {
        const { runReport } = await import('../pipeline/report/run.js');
        const { identifiers, operator } = options;
        return runReport({
          ...{ inputs: args.reports, out: flags.out, identifiers, signal, startedAt, arguments: typed },
          ...present({ operator, title: flags.title }),
        });
      },
      csv: async (report) => (await import('../report/tables/report.js')).reportTable(report),
      terminal: async (report) => (await import('../report/tables/report.js')).reportTable(report),
    });
  }
}
