import { string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_FLAGS, CROSSWALK_TABLES, crosswalkCall } from '../../cli/crosswalk-flags.js';
import { exportTargets } from '../../cli/export-target.js';

/** `corelab crosswalk audit` */
export default class CrosswalkAudit extends BaseCommand {
  static override summary = 'the audit trail for an auditor: who, when, what and why';
  static override description =
    'Of the values themselves only HMACs stand there, so the copies hold no identity. The JSON copy ' +
    'names the HMAC before each record: the chain can be followed without the key. The export is ' +
    'itself a record. Large trails are for --export: without it every record stands in the report.';
  static override examples = [
    {
      description: 'Look at it',
      command: '<%= config.bin %> crosswalk audit --crosswalk x.db',
    },
    {
      description: 'One copy to read, one for programs',
      command:
        '<%= config.bin %> crosswalk audit --crosswalk x.db --export csv=audit.csv --export json=audit.json',
    },
  ];
  static override flags = {
    ...CROSSWALK_FLAGS,
    export: string({
      helpValue: 'csv|json=FILE',
      multiple: true,
      multipleNonGreedy: true,
      description: 'write the records to FILE (mode 0600), and not into the report',
    }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(CrosswalkAudit);
    const copies = await exportTargets(flags.export ?? [], ['csv', 'json']);
    await this.deliver(flags, {
      run: async (context) => {
        const { runAudit } = await import('../../pipeline/crosswalk/audit.js');
        return runAudit({ ...(await crosswalkCall(flags, context)), copies });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
