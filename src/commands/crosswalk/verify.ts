import { boolean, string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import { CROSSWALK_FLAGS, CROSSWALK_TABLES, crosswalkCall } from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk verify` */
export default class CrosswalkVerify extends BaseCommand {
  static override summary = 'prove that a crosswalk is what was written: edits, removals, a cut tail';
  static override description =
    'Goes over every audit record and every row, and holds the audit trail against the anchor beside ' +
    'it and against the heads in reports. Whatever is not as it was written fails. --accept-restored ' +
    'takes up an older copy when the newest is lost.';
  static override examples = [
    {
      description: 'Is it as it was written?',
      command: '<%= config.bin %> crosswalk verify --crosswalk x.db',
    },
    {
      description: 'And does it go on from what the sponsor has?',
      command:
        '<%= config.bin %> crosswalk verify --crosswalk x.db --anchor-of march.json --anchor-of april.json',
    },
  ];
  static override flags = {
    ...CROSSWALK_FLAGS,
    'anchor-of': string({
      helpValue: 'REPORT',
      multiple: true,
      multipleNonGreedy: true,
      description:
        'a report of assign-id or crosswalk (JSON, NDJSON) whose head it must hold; may be repeated',
    }),
    'accept-restored': boolean({
      dependsOn: ['reason'],
      description: 'the database was restored from a backup, and what came after it is lost',
    }),
    reason: string({
      dependsOn: ['accept-restored'],
      helpValue: 'TEXT',
      description: 'why it is accepted: for the audit trail',
    }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(CrosswalkVerify);
    const { reason, 'anchor-of': reports = [] } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runVerify } = await import('../../pipeline/crosswalk/verify.js');
        const accepted = reason === undefined ? {} : { acceptRestored: reason };
        return runVerify({ ...(await crosswalkCall(flags, context)), reports, ...accepted });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
