import { string } from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.js';
import { present } from '../cli/present.js';
import {
  assertPatterns,
  assertPlotted,
  assertQualification,
  QC_MOTION_FLAGS,
  referenceChoice,
} from '../cli/qc-motion-flags.js';

/** `corelab qc-motion PATH…` */
export default class QcMotion extends BaseCommand {
  static override summary = 'motion and image quality, of subjects and of phantoms, straight from DICOM';
  static override description =
    'Realigns every volume of functional, diffusion, ASL and dynamic series; measures noise, contrast, artefacts and slices of ' +
    'other images; measures phantoms that are declared. Holds figures against limits; what cannot be measured is said to be so.';
  static override examples = [
    {
      description: 'Did the subject move, while the subject is still here?',
      command: '<%= config.bin %> qc-motion scan/',
    },
    {
      description: 'With stricter limits, a plot of each run, and a row a limit for a spreadsheet',
      command:
        '<%= config.bin %> qc-motion scan/ --limits strict --plots plots/ --report qc.json --report qc.csv',
    },
    {
      description: 'Limits from the scanning protocol, after the protocol check',
      command:
        '<%= config.bin %> check-protocol scan/ --protocol trial.yaml | <%= config.bin %> qc-motion - --limits trial.yaml',
    },
    {
      description:
        "A phantom for the scanner's qualification, recorded in the list that check-protocol reads",
      command:
        '<%= config.bin %> qc-motion acr/ --limits acr-large --qualification scanners.csv --plots plots/',
    },
    {
      description: 'One series, held against its first volume',
      command: "<%= config.bin %> qc-motion scan/ --series 'func*run-1' --reference first",
    },
  ];
  static override args = {
    path: string({
      multiple: true,
      required: true,
      ignoreStdin: true,
      description: "a folder or file, or '-' for a corelab report on standard input",
    }),
  };
  static override flags = QC_MOTION_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(QcMotion);
    const reference = referenceChoice(flags.reference);
    assertPatterns(flags);
    assertPlotted(flags);
    assertQualification(flags);
    await this.deliver(flags, {
      run: async ({ options, signal, progress, startedAt, arguments: typed }) => {
        const { runQcMotion } = await import('../pipeline/qc-motion/run.js');
        const { limits, series = [], exclude = [], plots, thumbnails, trial, qualification } = flags;
        const { identifiers, jobs, operator } = options;
        return runQcMotion({
          inputs: args.path,
          ...{ limits, reference, series, exclude, thumbnails, identifiers, jobs },
          ...present({ plots, operator, trial, qualification }),
          ...{ signal, progress, startedAt, arguments: typed },
        });
      },
      csv: async (report) => (await import('../report/tables/qc-motion.js')).qcMotionTable(report),
      terminal: async (report) => (await import('../cli/tables/qc-motion.js')).qcMotionTerminalTable(report),
    });
  }
}
