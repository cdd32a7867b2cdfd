import { lstatSync } from 'node:fs';
import type { BagContents } from './bag-contents.js';
import { type ByteText, bytesOf, isWithin } from './byte-text.js';
import type { Place } from './listed.js';
import { NameBases } from './name-bases.js';
import type { VerifyWork } from './section.js';

/** Finds the files that a bag lists, by their names in the bag. */
export interface BagPlaces {
  /** Whether the delivery is the bag, a part of it, or holds it; else it is what was, or will be, in a bag. */
  readonly inPlace: boolean;
  payload(name: ByteText): Place | undefined;
  /** Where only Unicode normalisation differs. */
  payloadNormalised(name: ByteText): Place | undefined;
  tag(name: ByteText): Place | undefined;
}

/** Looks in the bag itself where the delivery overlaps with it; else for `data/…` in the delivery. */
export function bagPlaces({ delivery, prover }: VerifyWork, { folder, payload }: BagContents): BagPlaces {
  const placed = (file: number | undefined) => (file === undefined ? undefined : prover.placeOf(file));
  const inBag = (name: ByteText): Place | undefined => {
    const full = `${folder}/${name}`;
    return placed(delivery.locate(full)) ?? onDisk(full);
  };
  const inPlace = delivery.roots.some(({ real }) => isWithin(real, folder) || isWithin(folder, real));
  if (inPlace) {
    const payloadNormalised = (name: ByteText) => placed(delivery.locateNormalised(`${folder}/${name}`));
    return { inPlace, payload: inBag, payloadNormalised, tag: inBag };
  }
  const bare = (name: ByteText): ByteText => name.slice('data/'.length);
  const bases = new NameBases(delivery, [], [...payload.keys()].map(bare));
  return {
    inPlace,
    payload: (name) => placed(bases.locate(bare(name))),
    payloadNormalised: (name) => placed(bases.locateNormalised(bare(name))),
    tag: inBag,
  };
}

/** A file of the bag that the scan did not see: left out, or outside its roots. */
function onDisk(full: ByteText): Place | undefined {
  const path = bytesOf(full);
  try {
    lstatSync(path);
    return { full: path };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { full: path };
  }
}
