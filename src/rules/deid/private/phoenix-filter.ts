import { filterPhoenix } from '../../../dicom/vendor/csa-phoenix.js';
import { PHOENIX_BEGIN, PHOENIX_END } from '../../../dicom/vendor/phoenix.js';
import type { KeyPatterns } from './key-patterns.js';
import { isPlainNumber } from './plain-number.js';
import { cleanedPlainText } from './plain-text.js';
import type { ValueTools } from './value-tools.js';

/** What quotes a text: doubled inside of a CSA header's protocol. */
const QUOTED = /^("{1,2})([^"]*)\1$/;

/** A text with what identifies taken out, quotes kept; undefined when it is not plain or nothing is left. */
function cleanedText(raw: string, clean: ValueTools['clean']): string | undefined {
  const [, quotes, text] = QUOTED.exec(raw) ?? [];
  if (quotes === undefined || text === undefined) return undefined;
  const cleaned = cleanedPlainText(text, clean);
  if (cleaned === undefined) return undefined;
  return cleaned === text ? raw : quotes + cleaned + quotes;
}

function judged(line: string, keys: KeyPatterns, clean: ValueTools['clean']): string | undefined {
  const equals = line.indexOf('=');
  const key = line.slice(0, equals).trim();
  const after = line.slice(equals + 1);
  const raw = after.trim();
  if (isPlainNumber(raw)) return line;
  const kept = keys.isNamed(key) ? cleanedText(raw, clean) : undefined;
  return kept === undefined ? undefined : line.replace(after, () => after.replace(raw, () => kept));
}

/**
 * A Siemens measurement protocol reduced to the assignments that `keys` lets stay: numbers of every such key, and text,
 * cleaned, of keys that are named letter by letter. Numbers that are dates go.
 * @returns the block alone, or undefined when nothing of it may stay
 */
export function filteredProtocol(text: string, keys: KeyPatterns, tools: ValueTools): string | undefined {
  const lines = filterPhoenix(text, (key) => keys.has(key))
    .split('\n')
    .slice(1, -2);
  const kept = lines.flatMap((line) => judged(line, keys, tools.clean) ?? []);
  return kept.length === 0 ? undefined : [`${PHOENIX_BEGIN} ###`, ...kept, PHOENIX_END, ''].join('\n');
}

/** {@link filteredProtocol} for the bytes of an element, as of `SIEMENS MR SDS 01`; even in length. */
export function filteredProtocolBytes(
  bytes: Uint8Array,
  keys: KeyPatterns,
  tools: ValueTools,
): Uint8Array | undefined {
  // Only ASCII is let through, so that the coding of the rest does not matter.
  const kept = filteredProtocol(Buffer.from(bytes).toString('latin1'), keys, tools);
  if (kept === undefined) return undefined;
  // dcm2niix does not find a block that starts with the first byte: it passes over one byte of what is no CSA header.
  const text = `\n${kept}`;
  return new TextEncoder().encode(text.length % 2 === 0 ? text : `${text}\n`);
}
