import type { ValueTools } from './value-tools.js';

const PLAIN = /^[\x20\x21\x23-\x7e]*$/;
/** A character in UTF-7, as scanners write umlauts into protocol names: `+AF8-`. What it hides no cleaning finds. */
const UTF7 = /\+[A-Za-z0-9+/]+-/;
/** `%5C`: what stands for a character hides in the same way. */
const PERCENT = /%[0-9A-Fa-f]{2}/;

/**
 * A text of a measurement protocol with what identifies taken out; the same text when nothing does.
 * @returns undefined when it is not plain ASCII without quotes, hides characters, or nothing is left of it
 */
export function cleanedPlainText(text: string, clean: ValueTools['clean']): string | undefined {
  if (!PLAIN.test(text) || UTF7.test(text) || PERCENT.test(text)) return undefined;
  const cleaned = clean(text);
  return cleaned.trim() !== '' && PLAIN.test(cleaned) ? cleaned : undefined;
}
