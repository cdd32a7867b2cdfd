import picomatch from 'picomatch';
import type { PathBytes } from '../../io/path-bytes.js';
import type { Exclusion } from './inputs.js';

/**
 * Leaves out what matches one of the globs, and counts it. A pattern without a slash matches names at any depth; one
 * with a slash matches paths below the root. A folder that matches is left out whole.
 * @param globs as understood by picomatch; case matters
 */
export class GlobExclusion implements Exclusion {
  /** Files and folders left out so far. */
  count = 0;
  private readonly matches: (path: string) => boolean;

  constructor(readonly globs: readonly string[]) {
    const patterns = globs.flatMap((glob) => {
      const plain = glob.replace(/\/+$/, '').replace(/^\.?\//, '');
      if (plain === '') return [];
      return plain.includes('/') ? plain : `**/${plain}`;
    });
    this.matches = patterns.length === 0 ? () => false : picomatch(patterns, { dot: true, nonegate: true });
  }

  excluded(path: PathBytes): boolean {
    if (!this.matches(path.toString('utf8'))) return false;
    this.count++;
    return true;
  }
}
