import { string as arg } from '@oclif/core/args';
import { boolean, option, string } from '@oclif/core/flags';
import { BaseCommand } from '../../cli/base-command.js';
import {
  CROSSWALK_FLAGS,
  CROSSWALK_TABLES,
  crosswalkCall,
  REASON_FLAG,
  TRIAL_FLAG,
} from '../../cli/crosswalk-flags.js';

/** `corelab crosswalk correct SUBJECT --to SUBJECT2` */
export default class CrosswalkCorrect extends BaseCommand {
  static override summary = 'put a wrong subject ID right, and reject the copies that bear it';
  static override description =
    'Without --study the whole subject had a wrong ID, and SUBJECT2 is new. With --study, only these ' +
    'studies are another’s. History stays; every delivery and released file is listed; new copies get ' +
    'the next generation of UIDs. With --notes each study gets a rejection note (113038, DCM), so that ' +
    'archives take its wrong copies out of view. The crosswalk is corrected first: a note that fails ' +
    'is told, and --notes-only writes it later.';
  static override examples = [
    {
      description: 'An ID was typed wrongly',
      command:
        '<%= config.bin %> crosswalk correct 07-0012-K --to 07-0021-P --crosswalk x.db ' +
        '--trial trial.yaml --notes notes/ --reason "ID mistyped"',
    },
    {
      description: 'One study was somebody else’s; its copies were de-identified',
      command:
        '<%= config.bin %> crosswalk correct 07-0012-K --to 07-0003-T --study 1.2.840.1 ' +
        '--crosswalk x.db --trial trial.yaml --notes notes/ --copies deid ' +
        '--key-file trial.key --reason "wrong patient on the CD"',
    },
  ];
  static override args = {
    subject: arg({ required: true, ignoreStdin: true, description: 'the ID that is wrong' }),
  };
  static override flags = {
    ...CROSSWALK_FLAGS,
    ...TRIAL_FLAG,
    ...REASON_FLAG,
    to: string({ required: true, helpValue: 'SUBJECT2', description: 'the right ID' }),
    study: string({
      helpValue: 'UID',
      multiple: true,
      multipleNonGreedy: true,
      description: 'only this study, by its UID as delivered; may be given more than once',
    }),
    notes: string({
      helpValue: 'DIR',
      description: 'write a rejection note for each study; replaces no file',
    }),
    'notes-only': boolean({
      description: 'write the notes of a correction or a merge that was made, those that are not there yet',
    }),
    copies: option({
      options: ['original', 'deid'] as const,
      default: 'original' as const,
      description:
        'which copies the notes reject: of assign-id --out, or of deid, whose UIDs the project key gives',
    })(),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(CrosswalkCorrect);
    const { trial, reason, to, study: studies = [], notes, copies, 'notes-only': notesOnly } = flags;
    await this.deliver(flags, {
      run: async (context) => {
        const { runCorrect } = await import('../../pipeline/crosswalk/correct.js');
        const { keyFile } = context.options;
        const given = { ...(notes !== undefined && { notes }), ...(keyFile !== undefined && { keyFile }) };
        const order = { subject: args.subject, to, studies, trial, reason, notesOnly, copies };
        return runCorrect({ ...(await crosswalkCall(flags, context)), ...order, ...given });
      },
      ...CROSSWALK_TABLES,
    });
  }
}
