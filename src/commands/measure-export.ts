import { string } from '@oclif/core/args';
import { BaseCommand } from '../cli/base-command.js';
import { assertImages, MEASURE_EXPORT_FLAGS, toleranceShare } from '../cli/measure-export-flags.js';
import { measureTargets, writeMeasurements } from '../cli/measure-exports.js';
import { present } from '../cli/present.js';
import { assertCriteria, criteriaOptions } from '../cli/response-flags.js';

/** `corelab measure-export PATH…` */
export default class MeasureExport extends BaseCommand {
  static override summary = 'every measurement of SR, SEG, RTSTRUCT, PR and AIM, recomputed, in one table';
  static override description =
    'Reads every measurement with its code, unit, site, reader and coordinates; recomputes it from the image where geometry ' +
    'exists, and says where stored and recomputed values differ. Nothing is dropped: what cannot be read or recomputed is named.';
  static override examples = [
    {
      description: 'What did the readers measure, and do their numbers hold?',
      command: '<%= config.bin %> measure-export reading/ --images scans/',
    },
    {
      description: 'Tables for a spreadsheet and for a statistician',
      command:
        '<%= config.bin %> measure-export reading/ --images scans/ --export csv=rows.csv --export parquet=rows.parquet',
    },
    {
      description: 'RECIST 1.1, with what DICOM does not say of the lesions',
      command:
        '<%= config.bin %> measure-export reading/ --images scans/ --criteria recist-1.1 --lesions lesions.csv',
    },
    {
      description: 'For a trial database, after de-identification',
      command:
        '<%= config.bin %> deid cd/ --profile trial --out clean/ | <%= config.bin %> measure-export - --export redcap=import.csv',
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
  static override flags = MEASURE_EXPORT_FLAGS;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(MeasureExport);
    const tolerance = toleranceShare(flags.tolerance);
    assertImages(flags);
    assertCriteria(flags);
    const targets = await measureTargets(flags);
    await this.deliver(flags, {
      run: async ({ options, signal, progress, startedAt, arguments: typed }) => {
        const { runMeasureExport } = await import('../pipeline/measure-export/run.js');
        const { images = [], exclude = [] } = flags;
        const { identifiers, jobs, operator } = options;
        return runMeasureExport({
          inputs: args.path,
          ...{ images, tolerance, exclude, identifiers, jobs },
          ...present({
            operator,
            respond: flags.criteria === undefined ? undefined : criteriaOptions(flags.criteria, flags),
          }),
          ...{ signal, progress, startedAt, arguments: typed },
        });
      },
      exports: (report, signal) => writeMeasurements(report, targets, signal),
      csv: async (report) => (await import('../report/tables/measure-export.js')).measureExportTable(report),
      terminal: async (report) =>
        (await import('../cli/tables/measure-export.js')).measureExportTerminalTable(report),
    });
  }
}
