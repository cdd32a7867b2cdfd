import { string } from '@oclif/core/args';
import { BaseCommand, type WorkContext } from '../cli/base-command.js';
import {
  CHECK_PROTOCOL_FLAGS,
  type CheckProtocolFlags,
  checkProtocolMode,
} from '../cli/check-protocol-flags.js';
import { present } from '../cli/present.js';
import type { Report } from '../report/envelope.js';

/** `corelab check-protocol PATH… --protocol NAME|FILE` */
export default class CheckProtocol extends BaseCommand {
  static override summary = 'every deviation from the declared scanning protocol';
  static override description =
    'Takes each series for one of the protocol and says why, checks every instance of it, and compares series with ' +
    'each other and visits with earlier ones. What is required and absent, or cannot be told, never passes.';
  static override examples = [
    {
      description: 'Does this test scan follow the ACR phantom protocol?',
      command: '<%= config.bin %> check-protocol scan/ --protocol acr-mr-phantom',
    },
    {
      description: 'From a CD to the verdict, for CI and for a spreadsheet',
      command:
        '<%= config.bin %> deid cd/ --profile trial --key-file corelab.key --out clean/ | <%= config.bin %> check-protocol - --protocol trial.yaml --report checks.xml --report checks.csv',
    },
    {
      description: 'The follow-up against the baseline, with the decisions of the core lab',
      command:
        '<%= config.bin %> check-protocol visit2/ --protocol trial.yaml --against visit1.json --dispositions decisions.yaml',
    },
    {
      description: 'The protocol as the table of a manual',
      command: '<%= config.bin %> check-protocol --protocol ms-smart-3t --explain',
    },
  ];
  static override args = {
    path: string({
      multiple: true,
      ignoreStdin: true,
      description: "a folder or file, or '-' for a corelab report on standard input",
    }),
  };
  static override flags = CHECK_PROTOCOL_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CheckProtocol);
    const paths = args.path ?? [];
    const mode = checkProtocolMode(flags, paths);
    await this.deliver(flags, {
      run: (context) => (mode === 'check' ? check(paths, flags, context) : tell(mode, flags, context)),
      csv: async (report) => (await import('../report/tables/check-protocol.js')).checkProtocolTable(report),
      terminal: async (report) =>
        (await import('../cli/tables/check-protocol.js')).checkProtocolTerminalTable(report),
    });
  }
}

async function check(
  inputs: readonly string[],
  flags: CheckProtocolFlags,
  context: WorkContext,
): Promise<Report> {
  const { runCheckProtocol } = await import('../pipeline/check-protocol/run.js');
  const { options, signal, progress } = context;
  const { protocol, exclude = [], site, visit, against, dispositions } = flags;
  const { identifiers, jobs, keyFile } = options;
  return runCheckProtocol({
    inputs,
    protocol,
    exclude,
    ...present({ site, visit, against, dispositions, keyFile }),
    identifiers,
    jobs,
    signal,
    progress,
    ...call(context),
  });
}

async function tell(
  mode: 'explain' | 'lint',
  { protocol }: CheckProtocolFlags,
  context: WorkContext,
): Promise<Report> {
  const { runExplain, runLint } = await import('../pipeline/check-protocol/run-text.js');
  return (mode === 'explain' ? runExplain : runLint)({ protocol, ...call(context) });
}

function call({ startedAt, arguments: typed, options: { operator } }: WorkContext) {
  return { startedAt, arguments: typed, ...present({ operator }) };
}
