import type { Dataset } from '../../../dicom/dataset.js';
import type { Element } from '../../../dicom/element.js';
import type { EditPlan } from '../../../dicom/rewrite/edit-plan.js';
import type { NewElement, NewValue } from '../../../dicom/rewrite/new-value.js';
import { VR } from '../../../dicom/vr.js';

/** Larger values are pictures and documents, not identity. */
const MAX_BYTES = 16 * 1024;

/**
 * The elements of the top level that a plan changes, as they stood: what is written into Encrypted Attributes Sequence,
 * so that its recipients can tell whose file it was. PS3.15 E.1.1. Sequences and private elements are left out.
 * @returns values given as bytes are little endian
 */
export function originalsOf(dataset: Dataset, plan: EditPlan): NewElement[] {
  return dataset.elements().flatMap((element) => {
    const { tag, vr, deferred, length } = element;
    const isStandard = ((tag >>> 16) & 1) === 0;
    if (!isStandard || !plan.edits.has(element.at)) return [];
    if (vr === VR.SQ || deferred || length === 0 || length > MAX_BYTES) return [];
    return [{ tag, vr, value: asItStood(element) }];
  });
}

function asItStood(element: Element): NewValue {
  const { vr } = element;
  if (!element.littleEndian && vr !== VR.DS && vr !== VR.IS) {
    const value = element.value();
    if (value.kind === 'numbers') return { kind: 'numbers', values: value.values };
  }
  return { kind: 'bytes', bytes: Uint8Array.from(element.bytes) };
}
