import { CsaError, parseCsa } from '../../../dicom/vendor/csa.js';
import { filterCsa } from '../../../dicom/vendor/csa-encode.js';
import { isKnownVr, packVr } from '../../../dicom/vr.js';
import type { KeyPatterns } from './key-patterns.js';
import { filteredProtocol } from './phoenix-filter.js';
import { isPlainNumber } from './plain-number.js';
import { type ValueKind, valueKind } from './value-kind.js';
import type { ValueTools } from './value-tools.js';

/** What may stay of CSA headers. */
export interface CsaAllowed {
  readonly tags: ReadonlySet<string>;
  /** Keys of the measurement protocol, where its tag may stay. */
  readonly keys: KeyPatterns;
}

/** Tags that hold a measurement protocol, newest first. */
const PROTOCOLS = new Set(['MrPhoenixProtocol', 'MrProtocol', 'MrEvaProtocol']);
const UID = /^[0-9]+(?:\.[0-9]+)+$/;
const TIME = /^\d[\d:.]*$/;

/** Tags have VRs of DICOM; `UN` and anything else lets nothing through. */
function kindOf(vr: string): ValueKind | undefined {
  const packed = packVr(vr);
  return vr.length === 2 && isKnownVr(packed) ? valueKind(packed) : undefined;
}

/** A value of a CSA tag after its VR's rule; empty where nothing may stay. */
function judged(value: string, vr: string, tools: ValueTools): string {
  const kind = kindOf(vr);
  if (value === '') return '';
  if (kind === 'decimal' || kind === 'number') return isPlainNumber(value) ? value : '';
  if (kind === 'text' || kind === 'code') return tools.clean(value).trim();
  if (kind === 'uid') return UID.test(value) ? tools.uidOf(value) : '';
  if (kind === 'date') return (vr === 'DA' ? tools.shiftDate(value) : tools.shiftDateTime(value)) ?? '';
  return kind === 'time' && TIME.test(value) ? value : '';
}

/**
 * A Siemens CSA header with the allowed tags alone, values judged by VR: numbers stay, text is cleaned, dates move, UIDs
 * are mapped, the measurement protocol is filtered line by line.
 * @returns undefined when the header cannot be read to its end, or no allowed tag stands in it
 */
export function filteredCsa(
  bytes: Uint8Array,
  allowed: CsaAllowed,
  tools: ValueTools,
): Uint8Array | undefined {
  const header = parseCsa(bytes);
  if (header instanceof CsaError) return undefined;
  const kept = new Set([...header.tags.keys()].filter((name) => allowed.tags.has(name)));
  if (kept.size === 0) return undefined;
  const rewrite = (name: string, values: readonly string[]): readonly string[] | undefined => {
    const vr = header.tags.get(name)?.vr ?? '';
    const now = values.map((value) =>
      PROTOCOLS.has(name)
        ? (filteredProtocol(value, allowed.keys, tools) ?? '').trim()
        : judged(value, vr, tools),
    );
    return now.every((value, at) => value === values[at]) ? undefined : now;
  };
  const filtered = filterCsa(bytes, kept, { rewrite });
  return filtered instanceof CsaError ? undefined : filtered;
}
