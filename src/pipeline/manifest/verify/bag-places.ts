import { lstatSync } from 'node:fs';
import type { BagContents } from './bag-contents.js';
import { type ByteText, bytesOf, isWithin } from './byte-text.js';
import type { DeliveryFiles } from './delivery-files.js';
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
  const names = [...payload.keys()];
  const { bases, bare } = namesOutside(delivery, names);
  return {
    inPlace,
    payload: (name) => placed(bases.locate(bare(name))),
    payloadNormalised: (name) => placed(bases.locateNormalised(bare(name))),
    tag: inBag,
  };
}

/** What the payload's names become outside the bag, and where they are looked for. */
interface NamesOutside {
  readonly bare: (name: ByteText) => ByteText;
  readonly bases: NameBases;
}

/**
 * Payload names without `data/`. Where the payload is one folder and the delivery one root, that folder may be called
 * otherwise in the delivery: a copy is often renamed. Whichever reading finds more files counts.
 */
function namesOutside(delivery: DeliveryFiles, names: readonly ByteText[]): NamesOutside {
  const reading = (bare: NamesOutside['bare']) => ({
    bare,
    bases: new NameBases(delivery, [], names.map(bare)),
  });
  const asListed = reading((name) => name.slice('data/'.length));
  const top = names[0]?.split('/').slice(0, 2).join('/') ?? '';
  const oneFolder = names.every((name) => name.startsWith(`${top}/`));
  if (!oneFolder || delivery.roots.length !== 1) return asListed;
  const renamed = reading((name) => name.slice(top.length + 1));
  return found(renamed, names) > found(asListed, names) ? renamed : asListed;
}

function found({ bare, bases }: NamesOutside, names: readonly ByteText[]): number {
  return names.filter((name) => bases.locate(bare(name)) !== undefined).length;
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
