import { string } from '@oclif/core/args';
import { BareCommand } from '../../cli/bare-command.js';
import { writeStdout } from '../../cli/stdout.js';
import { fingerprint, loadProjectKey } from '../../identity/project-key.js';

/** `corelab key fingerprint FILE` */
export default class KeyFingerprint extends BareCommand {
  static override summary = 'print the fingerprint of a project key, as it stands in reports';
  static override description =
    'Two keys are the same when their fingerprints are. It tells nothing of the key itself.';
  static override examples = [
    { description: 'Which key is this?', command: '<%= config.bin %> key fingerprint trial.key' },
    {
      description: 'Which key was a report made with?',
      command: '<%= config.bin %> key fingerprint trial.key && grep keyFingerprint report.json',
    },
  ];
  static override args = {
    file: string({ required: true, ignoreStdin: true, description: "a key made by 'corelab key new'" }),
  };

  override async run(): Promise<void> {
    const { args } = await this.parse(KeyFingerprint);
    await writeStdout([`${fingerprint(await loadProjectKey(args.file))}\n`]);
  }
}
