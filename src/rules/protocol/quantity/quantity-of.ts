import { lookupKeyword, nearestKeyword } from '../../../dicom/dictionary.js';
import { nearest } from '../../../findings/suggest.js';
import { DERIVED } from '../derived/derived.js';
import type { Quantity } from '../series-view.js';
import { attributeQuantity } from './attribute-quantity.js';
import { vendorQuantity } from './vendor-quantity.js';

/** A name that means nothing, and what was probably meant. */
export interface UnknownQuantity {
  readonly problem: string;
  readonly meant?: string;
}

/**
 * What a name in a protocol stands for: a keyword or path (`EchoTime`), a private element (`CREATOR/0019/0C`), an entry
 * of Siemens' headers (`csa.…`, `phoenix.…`), a derived value (`sliceSpacing`).
 */
export function quantityOf(name: string): Quantity | UnknownQuantity {
  const vendor = vendorQuantity(name);
  if (vendor) return vendor;
  // PS3.6 6: one keyword begins with a small letter, dBdt (0018,1318).
  if (/^[A-Z]/.test(name) || lookupKeyword(name))
    return attributeQuantity(name) ?? unknown(name, 'no DICOM attribute has this keyword');
  return DERIVED.get(name) ?? unknown(name, 'no derived value has this name');
}

function unknown(name: string, problem: string): UnknownQuantity {
  const meant = meantBy(name);
  return meant === undefined ? { problem } : { problem, meant };
}

/** The nearest keyword or derived value; of both the one that differs in nothing but case. */
function meantBy(name: string): string | undefined {
  const keyword = nearestKeyword(name);
  const derived = nearest(name, DERIVED.keys());
  const isSame = (candidate: string | undefined): boolean => candidate?.toLowerCase() === name.toLowerCase();
  if (isSame(keyword)) return keyword;
  if (isSame(derived)) return derived;
  return /^[A-Z]/.test(name) ? (keyword ?? derived) : (derived ?? keyword);
}
