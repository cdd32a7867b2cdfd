import { string } from '@oclif/core/args';
import { string as text } from '@oclif/core/flags';
import { BaseCommand } from '../cli/base-command.js';
import { present } from '../cli/present.js';

/** `corelab init-protocol PATH… --out FILE` */
export default class InitProtocol extends BaseCommand {
  static override summary = 'a scanning protocol from a reference acquisition';
  static override description =
    'Writes a commented protocol for check-protocol: what was seen, and how closely it has to be met, by the kind of ' +
    'attribute. Scans of several scanners give variants. The reference passes its own protocol; where it cannot, the ' +
    'report says why. An existing file is never written over.';
  static override examples = [
    {
      description: 'From a test scan to a protocol, and back',
      command:
        '<%= config.bin %> init-protocol testscan/ --out trial.yaml && <%= config.bin %> check-protocol testscan/ --protocol trial.yaml',
    },
    {
      description: 'One protocol for the scanners of three sites',
      command:
        '<%= config.bin %> init-protocol siteA/ siteB/ siteC/ --out trial.yaml --id TRIAL-01 --name "Brain, 3 T"',
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
  static override flags = {
    out: text({ required: true, helpValue: 'FILE', description: 'the protocol to write; it must not exist' }),
    id: text({ helpValue: 'ID', description: "the protocol's identifier; the file's name when left out" }),
    name: text({ helpValue: 'TEXT', description: "the protocol's name for people" }),
    exclude: text({
      helpValue: 'GLOB',
      multiple: true,
      multipleNonGreedy: true,
      description: 'leave out what matches; may be given more than once',
    }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(InitProtocol);
    const { out, id, name, exclude = [] } = flags;
    await this.deliver(flags, {
      run: async ({ options, signal, progress, startedAt, arguments: typed }) => {
        const { runInitProtocol } = await import('../pipeline/init-protocol/run.js');
        const { identifiers, jobs, operator } = options;
        return runInitProtocol({
          inputs: args.path,
          out,
          exclude,
          identifiers,
          jobs,
          signal,
          progress,
          startedAt,
          arguments: typed,
          ...present({ id, name, operator }),
        });
      },
      csv: async (report) => (await import('../report/tables/init-protocol.js')).initProtocolTable(report),
      terminal: async (report) =>
        (await import('../report/tables/init-protocol.js')).initProtocolTable(report),
    });
  }
}
