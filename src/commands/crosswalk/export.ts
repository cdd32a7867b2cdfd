import { boolean, string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_FLAGS, CROSSWALK_TABLES, crosswalkCall } from '../../cli/crosswalk-flags.js';
import { exportTargets } from '../../cli/export-target.js';

/** `corelab crosswalk export` */
export default class CrosswalkExport extends BaseCommand {
  static override summary = 'subjects as CSV; with a reason, who they are or whose the reading IDs are';
  static override description =
    'Only --identified shows names, record numbers, birth dates and sex; only --unblinding tells whose ' +
    'a reading ID is. Both need a reason, and the audit trail keeps who asked. With --export the rows ' +
    'go to a file (mode 0600) and not into the report.';
  static override examples = [
    {
      description: 'Subjects and visits',
      command:
        '<%= config.bin %> crosswalk export --crosswalk x.db --trial trial.yaml --export csv=subjects.csv',
    },
    {
      description: 'Who are they?',
      command:
        '<%= config.bin %> crosswalk export --identified --crosswalk x.db ' +
        '--trial trial.yaml --reason "safety letter" --export csv=who.csv',
    },
  ];
  static override flags = {
    ...CROSSWALK_FLAGS,
    trial: string({ helpValue: 'FILE', description: 'the trial file; all trials without it' }),
    identified: boolean({ exclusive: ['unblinding'], description: 'who the subjects are; needs --reason' }),
    unblinding: boolean({ description: 'whose the reading IDs are; needs --reason' }),
    reason: string({ helpValue: 'TEXT', description: 'why: for the audit trail, in words that name nobody' }),
    export: string({
      helpValue: 'csv=FILE',
      multiple: true,
      multipleNonGreedy: true,
      description: 'write the rows to FILE, and not into the report',
    }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(CrosswalkExport);
    const { trial, reason, identified, unblinding } = flags;
    const other = unblinding ? 'unblinding' : 'subjects';
    const targets = await exportTargets(flags.export ?? [], ['csv']);
    const own = { kind: identified ? 'identified' : other, files: targets.map(({ path }) => path) } as const;
    const given = { ...(trial !== undefined && { trial }), ...(reason !== undefined && { reason }) };
    await this.deliver(flags, {
      run: async (context) => {
        const { runExport } = await import('../../pipeline/crosswalk/export.js');
        return runExport({ ...(await crosswalkCall(flags, context)), ...own, ...given });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
