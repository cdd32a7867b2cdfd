import type { PathText } from '../../io/path-bytes.js';
import type { Root } from '../../report/envelope.js';
import type { ReadReport } from '../../report/read-report.js';
import type { Scan } from '../scan/scan.js';
import { earlierContent, matchContent, scannedContent } from './against-content.js';
import { DeliveryFiles } from './verify/delivery-files.js';
import { samePathFinder } from './verify/same-path.js';

/** Files without an instance (not DICOM, DICOMDIR, unreadable), compared by path. */
export interface OtherFiles {
  readonly counts: Readonly<Record<'identical' | 'new' | 'missing' | 'changed' | 'unproven', number>>;
  readonly new: readonly { readonly file: number }[];
  readonly missing: readonly PathText[];
  readonly changed: readonly { readonly file: number }[];
}

/** Compares what holds no instance by path: with as many roots as before root by root, else below any root. */
export function compareOtherFiles(scan: Scan, earlier: ReadReport, roots: readonly Root[]): OtherFiles {
  const delivery = new DeliveryFiles(scan, roots, (file) => isOther(scan, file));
  const find = samePathFinder(delivery, earlier.roots);
  const missing: PathText[] = [];
  const changed: { file: number }[] = [];
  let identical = 0;
  let unproven = 0;
  for (const entry of earlier.files) {
    if (entry.sopInstanceUID) continue;
    const before = earlierContent(entry);
    const there = find(entry).filter((file) => !delivery.isTaken(file));
    const match = (file: number) => matchContent(before, scannedContent(scan.files, file));
    const file = there.find((one) => match(one) === 'identical') ?? there[0];
    if (file === undefined) {
      missing.push({
        path: entry.path,
        ...(entry.pathBase64 !== undefined && { pathBase64: entry.pathBase64 }),
      });
      continue;
    }
    delivery.take(file);
    const matched = match(file);
    if (matched === 'identical') identical++;
    else if (matched === 'unproven') unproven++;
    else changed.push({ file });
  }
  const added = [...delivery.untaken()].filter((file) => isOther(scan, file)).map((file) => ({ file }));
  const counts = { identical, new: added.length, missing: missing.length, changed: changed.length, unproven };
  return { counts, new: added, missing, changed };
}

function isOther({ files, instances }: Scan, file: number): boolean {
  const instance = files.instance(file);
  return instance === undefined || instances.sopInstanceUID(instance) === '';
}
