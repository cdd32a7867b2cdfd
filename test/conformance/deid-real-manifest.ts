import { corelab } from '../commands/cli.js';

/** What of a manifest must be the same before and after. */
export interface Manifest {
  readonly summary: unknown;
  readonly findings: readonly { readonly code: string }[];
  readonly studies: readonly {
    readonly studyUID: string;
    readonly dayOffset: unknown;
    readonly series: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/** Texts that are cleaned: all other figures of a series are its verdict. */
const TEXTS = ['description', 'model', 'station', 'serial', 'softwareVersions'];
/** Makers by whom private elements are read: they are verdicts, what else stands there is a text. */
const MAKER = /^(?:ge|siemens|philips|uih|canon|toshiba)\b[^|]*$/i;

/** The manifest of files. */
export async function manifestOf(paths: readonly string[]): Promise<Manifest> {
  return JSON.parse((await corelab(['manifest', ...paths, '--json', '--quiet'])).stdout);
}

/** What a manifest says of each series, with the UIDs that they were given. */
export function verdicts({ studies }: Manifest, uids: ReadonlyMap<string, string>): string[] {
  // Sets are listed in the order of the files, which is that of the new UIDs.
  const mapped = (_: string, value: unknown) => {
    if (typeof value === 'string') return (uids.get(value) ?? value).split(' | ').sort().join(' | ');
    const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isTexts ? value.map((one) => uids.get(one) ?? one).sort() : value;
  };
  return studies
    .flatMap(({ studyUID, dayOffset, series }) =>
      series.map((one) => {
        const figures = Object.entries(one).filter(
          ([key, value]) => !TEXTS.includes(key) && (key !== 'manufacturer' || MAKER.test(String(value))),
        );
        return JSON.stringify({ studyUID, dayOffset, ...Object.fromEntries(figures) }, mapped);
      }),
    )
    .sort();
}

/** The codes of its findings. Devices are told apart by texts, which are cleaned. */
export function codesOf({ findings }: Manifest): string[] {
  return findings
    .map(({ code }) => code)
    .filter((code) => code !== 'software-changed')
    .sort();
}
