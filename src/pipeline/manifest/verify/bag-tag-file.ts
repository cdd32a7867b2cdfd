import type { ByteText } from './byte-text.js';
import { type Line, readLines } from './lines.js';

/** Gives the lines of a bag's tag files in UTF-8, whatever encoding the bag declares. */
export type TagLines = (path: ByteText) => Iterable<Line>;

/** What bagit.txt says. */
export interface BagDeclaration {
  readonly version: string;
  readonly encoding: string;
  /** What is wrong with it, in words. */
  readonly problems: readonly string[];
}

/** The versions that bags in the field have; RFC 8493 is 1.0. */
const VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];

/**
 * Reads bagit.txt: two lines in UTF-8 (RFC 8493 2.1.1).
 * @throws FileError when it cannot be read
 */
export function readDeclaration(bagItTxt: ByteText): BagDeclaration {
  const lines = [...firstLines(bagItTxt)];
  const version = /^BagIt-Version\s*:\s*(\d+\.\d+)\s*$/.exec(lines[0] ?? '')?.[1];
  const encoding = /^Tag-File-Character-Encoding\s*:\s*(\S+)\s*$/.exec(lines[1] ?? '')?.[1];
  const problems: string[] = [];
  if (version === undefined) problems.push('the first line of bagit.txt is no BagIt-Version');
  else if (!VERSIONS.includes(version)) problems.push('the BagIt-Version is not one of 0.93 to 1.0');
  if (encoding === undefined) problems.push('the second line of bagit.txt is no Tag-File-Character-Encoding');
  else if (!decoderOf(encoding)) problems.push('the Tag-File-Character-Encoding is not known');
  return { version: version ?? '1.0', encoding: encoding ?? 'UTF-8', problems };
}

function* firstLines(path: ByteText): Generator<string> {
  for (const { number, text } of readLines(Buffer.from(path, 'latin1'), { ends: 'lf-or-cr' })) {
    if (number > 2) return;
    yield text;
  }
}

/** A reader of tag files in the encoding declared; in UTF-8 where that is not known. */
export function tagLines(encoding: string): TagLines {
  return (path) => {
    const toUtf8 = decoderOf(encoding)?.();
    return readLines(Buffer.from(path, 'latin1'), { ends: 'lf-or-cr', ...(toUtf8 && { toUtf8 }) });
  };
}

type ToUtf8 = (block: Uint8Array, last: boolean) => Buffer;

/** Makes a decoder; UTF-8 is passed through, so that names of other bytes stay exact. */
function decoderOf(encoding: string): (() => ToUtf8) | undefined {
  if (/^utf-?8$/i.test(encoding)) return () => (block) => Buffer.from(block);
  // The web's TextDecoder takes ISO-8859-1 for windows-1252; here it is meant.
  if (/^(iso-?8859-1|latin-?1|us-ascii)$/i.test(encoding)) {
    return () => (block) => Buffer.from(Buffer.from(block).toString('latin1'));
  }
  try {
    new TextDecoder(encoding);
  } catch {
    return undefined;
  }
  return () => {
    const decoder = new TextDecoder(encoding);
    return (block, last) => Buffer.from(decoder.decode(block, { stream: !last }));
  };
}
