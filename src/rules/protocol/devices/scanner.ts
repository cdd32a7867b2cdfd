import type { SeriesView } from '../series-view.js';

/** A scanner, and every combination of software versions that its series name. */
export interface Scanner {
  readonly manufacturer: string;
  readonly model: string;
  /** Device Serial Number (0018,1000); empty where it has no value. */
  readonly serial: string;
  /** The values of Software Versions (0018,1020) of some headers: at least one list, which may be empty. */
  readonly software: readonly (readonly string[])[];
}

/** The scanners that made some series, each once, in the order in which they are met. */
export function scannersOf(views: readonly SeriesView[]): Scanner[] {
  const scanners = new Map<string, Scanner & { readonly software: (readonly string[])[] }>();
  for (const { manufacturer, model, serial, softwareVersions } of views.flatMap(({ headers }) => headers)) {
    const key = JSON.stringify([manufacturer, model, serial]);
    const scanner = scanners.get(key) ?? { manufacturer, model, serial, software: [] };
    scanners.set(key, scanner);
    const known = scanner.software.some((versions) => versions.join('\\') === softwareVersions.join('\\'));
    if (!known) scanner.software.push(softwareVersions);
  }
  return [...scanners.values()];
}

/** `SIEMENS Prisma 12345, syngo MR XA30` */
export function scannerText({ manufacturer, model, serial, software }: Scanner): string {
  const name = [manufacturer, model, serial || 'without a serial number']
    .filter((part) => part !== '')
    .join(' ');
  const versions = software.map((one) => one.join('\\')).filter((one) => one !== '');
  return [name, versions.join(' or ')].filter((part) => part !== '').join(', ');
}
