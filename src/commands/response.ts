import { string } from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.js';
import { present } from '../cli/present.js';
import { responseTargets, writeResponses } from '../cli/response-exports.js';
import { criteriaOptions, RESPONSE_FLAGS } from '../cli/response-flags.js';

/** `corelab response ROWS…` */
export default class ResponseCommand extends BaseCommand {
  static override summary =
    'response criteria (RECIST 1.1) on measurements of lesions, every decision with its reason';
  static override description =
    'Judges each visit and reader, and the best response of all: conformance of the lesions at baseline, sums, nadir, ' +
    'non-target and new lesions. Says the rule, the numbers and the source of each decision, and what would have changed it.';
  static override examples = [
    {
      description: 'From de-identified DICOM, whose dates are shifted, to the response',
      command:
        '<%= config.bin %> measure-export clean/ | <%= config.bin %> response - --criteria recist-1.1 --lesions lesions.csv',
    },
    {
      description: 'The domains of a trial database, held against the responses that they state',
      command: '<%= config.bin %> response tu.csv tr.csv rs.csv --criteria recist-1.1-confirmed',
    },
    {
      description: 'Tables and plots',
      command:
        '<%= config.bin %> response rows.csv --criteria trial.yaml --export best=best.csv --export waterfall=waterfall.svg',
    },
  ];
  static override args = {
    rows: string({
      multiple: true,
      required: true,
      ignoreStdin: true,
      description:
        "reports of measure-export, rows or SDTM TU, TR and RS as CSV or JSON; '-' for standard input",
    }),
  };
  static override flags = RESPONSE_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ResponseCommand);
    const targets = await responseTargets(flags);
    await this.deliver(flags, {
      run: async ({ options, signal, startedAt, arguments: typed }) => {
        const { runResponse } = await import('../pipeline/response/run.js');
        const { identifiers, operator } = options;
        return runResponse({
          inputs: args.rows,
          ...criteriaOptions(flags.criteria, flags),
          ...{ identifiers, signal, startedAt, arguments: typed },
          ...present({ operator }),
        });
      },
      exports: (report, signal) => writeResponses(report, targets, signal),
      csv: async (report) => (await import('../report/responses/response-table.js')).responseTable(report),
      terminal: async (report) => (await import('../cli/tables/response.js')).responseTerminalTable(report),
    });
  }
}
