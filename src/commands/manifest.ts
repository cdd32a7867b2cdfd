import { string } from '@oclif/core/args';
import { boolean, string as text } from '@oclif/core/flags';
import { BaseCommand, type WorkContext } from '../cli/base-command.js';
import type { ManifestOptions } from '../pipeline/manifest/options.js';
import type { Report } from '../report/envelope.js';

/** `corelab manifest PATH…` */
export default class Manifest extends BaseCommand {
  static override summary = 'what a folder or a CD holds: studies, series, devices, gaps, duplicates';
  static override description =
    'Finds DICOM by its content, never by a name, and counts every file: what is DICOM, what is not, what cannot be ' +
    'read. Compares with an earlier manifest, proves a delivery by its checksums, or packs it as a BagIt bag.';
  static override examples = [
    { description: 'What is on this CD?', command: '<%= config.bin %> manifest /media/cdrom' },
    {
      description: 'What changed since the last delivery, for a spreadsheet and for the next command',
      command: '<%= config.bin %> manifest new/ --checksums --against last.json --report series.csv --json',
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
    checksums: boolean({ description: 'SHA-256 of every file' }),
    against: text({ helpValue: 'REPORT', description: 'compare with an earlier manifest' }),
    verify: text({
      helpValue: 'FILE|BAG',
      description: 'prove the delivery: a manifest with checksums, a checksum file, or a BagIt bag',
    }),
    bag: text({ helpValue: 'DIR', description: 'copy everything into a new BagIt 1.0 bag' }),
    exclude: text({
      helpValue: 'GLOB',
      multiple: true,
      multipleNonGreedy: true,
      description: 'leave out what matches; may be given more than once',
    }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Manifest);
    const { checksums, against, verify, bag, exclude = [] } = flags;
    const own = { inputs: args.path, checksums, exclude, ...given({ against, verify, bag }) };
    await this.deliver(flags, {
      run: (context) => runWith({ ...own, ...shared(context) }),
      csv: async (report) => (await import('../report/tables/manifest.js')).manifestTable(report),
      terminal: async (report) => (await import('../cli/tables/manifest.js')).manifestTerminalTable(report),
    });
  }
}

async function runWith(options: ManifestOptions): Promise<Report> {
  const { runManifest } = await import('../pipeline/manifest/run.js');
  return runManifest(options);
}

type Shared = Omit<ManifestOptions, 'inputs' | 'checksums' | 'exclude' | 'against' | 'verify' | 'bag'>;

function shared({ options, signal, progress, startedAt, arguments: typed }: WorkContext): Shared {
  const { identifiers, jobs, keyFile, operator } = options;
  return {
    identifiers,
    jobs,
    signal,
    progress,
    startedAt,
    arguments: [...typed],
    ...given({ keyFile, operator }),
  };
}

/** Without the keys that were not given, so that an absent flag is an absent property. */
function given<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
