import type { CharacterSet } from '../../../dicom/charset/character-set.js';
import type { Dataset } from '../../../dicom/dataset.js';

/** The character set in force at an element, by its position in the index: its item's own, or that around it. */
export function characterSetAt(root: Dataset, at: number): CharacterSet {
  let level = root;
  for (;;) {
    const holder = level.elements().findLast((element) => element.at < at);
    const item = holder && level.items(holder).findLast(({ position }) => position < at);
    // The element is this level's own when the one before it holds nothing up to there.
    if (!item || level.elements().some((element) => element.at === at)) return level.characterSet;
    level = item;
  }
}
