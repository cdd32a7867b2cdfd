import type { ByteText } from './byte-text.js';

/**
 * A path of a bag's manifest as the file is called. RFC 8493 2.1.3: line feed, carriage return and the percent sign,
 * and only those, are percent-encoded.
 */
export function decodeBagPath(written: ByteText): ByteText {
  return written.replace(/%(0a|0d|25)/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** The reverse of {@link decodeBagPath}. */
export function encodeBagPath(path: ByteText): ByteText {
  return path.replace(/[%\n\r]/g, (char) => (char === '%' ? '%25' : char === '\n' ? '%0A' : '%0D'));
}

/** Whether a path points out of the bag: absolute, by `..`, or to a home folder (RFC 8493 5.2, "path traversal"). */
export function leavesBag(path: ByteText): boolean {
  return (
    path.startsWith('/') ||
    path.startsWith('~') ||
    path.startsWith('\\') ||
    /^[A-Za-z]:[\\/]/.test(path) ||
    path.includes('\0') ||
    path.split(/[/\\]/).includes('..')
  );
}
