import { statSync } from 'node:fs';
import { walk } from '../../../io/walk.js';
import type { BagContents } from './bag-contents.js';
import { type ByteText, bytesOf, byteText, isWithin } from './byte-text.js';
import type { VerifyWork } from './section.js';

/** What is there and not listed. */
export interface BagExtras {
  /** Numbers of files of the scan, and paths in the bag of files that the scan did not see. */
  readonly files: readonly (number | ByteText)[];
  readonly payloadFiles: number;
  readonly payloadBytes: number;
}

/** How the delivery lies to the bag. */
export interface ExtrasOptions {
  readonly inPlace: boolean;
  /** Names on disk of payload files that the manifests call differently. */
  readonly used: ReadonlySet<ByteText>;
}

/**
 * Files of the delivery and of the bag's payload that the bag does not list. Tag files need not be listed (RFC 8493
 * 2.2.1), so those of the bag are no extras.
 */
export function bagExtras(work: VerifyWork, bag: BagContents, options: ExtrasOptions): BagExtras {
  const { delivery } = work;
  if (!options.inPlace) return { files: [...delivery.untaken()], payloadFiles: 0, payloadBytes: 0 };
  const data = `${bag.folder}/data`;
  const files: (number | ByteText)[] = [];
  let payloadFiles = 0;
  let payloadBytes = 0;
  for (const file of delivery.untaken()) {
    const path = delivery.realPathOf(file);
    const isPayload = isWithin(path, data);
    if (isWithin(path, bag.folder) && !isPayload) continue;
    files.push(file);
    if (!isPayload) continue;
    payloadFiles++;
    payloadBytes += delivery.scan.files.bytes(file);
  }
  if (!delivery.roots.some(({ real }) => isWithin(data, real))) {
    for (const { name, bytes } of unseenPayload(work, bag, options.used)) {
      files.push(name);
      payloadFiles++;
      payloadBytes += bytes;
    }
  }
  return { files, payloadFiles, payloadBytes };
}

/** Payload outside the roots of the scan: a bag of which a part was given is still proven whole. */
function* unseenPayload({ delivery }: VerifyWork, bag: BagContents, used: ReadonlySet<ByteText>) {
  for (const { path } of walk(bytesOf(`${bag.folder}/data`))) {
    const name = `data/${byteText(path)}`;
    const full = `${bag.folder}/${name}`;
    if (bag.payload.has(name) || used.has(name) || delivery.locate(full) !== undefined) continue;
    yield { name, bytes: statSync(bytesOf(full), { throwIfNoEntry: false })?.size ?? 0 };
  }
}
