import { decodeBagPath, leavesBag } from './bag-path.js';
import type { BagProblems } from './bag-problems.js';
import type { TagLines } from './bag-tag-file.js';
import type { ByteText } from './byte-text.js';

/**
 * The payload files that fetch.txt says are still to be fetched (RFC 8493 2.2.3: URL, length or `-`, path).
 * Nothing is ever fetched.
 * @throws FileError when the file cannot be read
 */
export function readFetch(path: ByteText, lines: TagLines, problems: BagProblems): Set<ByteText> {
  const names = new Set<ByteText>();
  for (const { number, text } of lines(path)) {
    if (text.trim() === '') continue;
    const written = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/s.exec(text)?.[1];
    const name = decodeBagPath(written?.replace(/^(?:\.\/)+/, '') ?? '');
    const place = `fetch.txt line ${number}`;
    if (name === '') problems.add({ what: `${place} is no URL, length and path` });
    else if (leavesBag(name) || !name.startsWith('data/')) {
      problems.add({ what: `${place} names a path outside data/`, path: name });
    } else names.add(name);
  }
  return names;
}
