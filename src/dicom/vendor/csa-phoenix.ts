import { PHOENIX_BEGIN, PHOENIX_END, phoenixBlock } from './phoenix.js';

/** The value that stands at the start of a text, quotes kept; undefined when a quote has no end. */
function valueAt(text: string): string | undefined {
  if (!text.startsWith('"')) return text.replace(/#.*$/s, '').trimEnd();
  // A text inside the CSA protocol has its quotes doubled; `""` alone is an empty text outside of it.
  return (/^"".*?""/s.exec(text) ?? /^""\s*$/.exec(text) ?? /^"[^"]+"/.exec(text))?.[0].trimEnd();
}

/** An assignment without what follows its value, such as a comment; undefined when it is none, or is not to be kept. */
function keptLine(line: string, keepKey: (key: string) => boolean): string | undefined {
  const equals = line.indexOf('=');
  const key = line.slice(0, Math.max(equals, 0)).trim();
  if (key === '' || key.startsWith('#') || !keepKey(key)) return undefined;
  const after = line.slice(equals + 1);
  const value = valueAt(after.trim());
  return value === undefined ? undefined : line.slice(0, line.length - after.trimStart().length) + value;
}

/**
 * A measurement protocol reduced to the assignments of its ASCCONV block whose full key `keepKey` accepts, each line as it
 * stood up to the end of its value. All else goes: the XProtocol before the block, attributes of its first line, comments,
 * other lines, what follows the block. `parsePhoenix` reads the result. Empty when the text holds no block.
 */
export function filterPhoenix(text: string, keepKey: (key: string) => boolean): string {
  const block = phoenixBlock(text);
  if (block === undefined) return '';
  const kept = block.split('\n').flatMap((line) => keptLine(line, keepKey) ?? []);
  return [`${PHOENIX_BEGIN} ###`, ...kept, PHOENIX_END, ''].join('\n');
}
