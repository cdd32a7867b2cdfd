import { string } from '@oclif/core/args';
import { BareCommand } from '../../cli/bare-command.js';
import { writeStdout } from '../../cli/stdout.js';
import { createProjectKey, fingerprint } from '../../identity/project-key.js';

/** `corelab key new FILE` */
export default class KeyNew extends BareCommand {
  static override summary = 'make a project key: 32 random bytes in a file that only you can read';
  static override description =
    'Whoever has this key can link what corelab released to the people it is about, and nobody without it can make ' +
    'the same identifiers again: keep it safe, keep a copy, never send it along with data. Prints its fingerprint.';
  static override examples = [
    { description: 'Make the key of a trial', command: '<%= config.bin %> key new trial.key' },
    {
      description: 'Keep it apart from the data',
      command: '<%= config.bin %> key new /secure/trial-07/project.key',
    },
  ];
  static override args = {
    file: string({ required: true, ignoreStdin: true, description: 'where to write it; never replaced' }),
  };

  override async run(): Promise<void> {
    const { args } = await this.parse(KeyNew);
    const key = await createProjectKey(args.file);
    await writeStdout([`${fingerprint(key)}\n`]);
  }
}
