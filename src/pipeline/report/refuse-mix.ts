import { PageError } from './page-error.js';
import type { GivenReport } from './read-sources.js';

/**
 * Fails for reports that may not stand on one page: whose page it is must be certain before anything is written.
 * @throws PageError
 */
export function refuseMix(given: readonly GivenReport[], { identifiers }: { identifiers: boolean }): void {
  refuseTwice(given);
  refuseLevels(given, identifiers);
  refuseKeys(given);
}

function refuseTwice(given: readonly GivenReport[]): void {
  const seen = new Map<string, string>();
  for (const { from, source } of given) {
    const before = seen.get(source.sha256);
    if (before !== undefined) throw new PageError('report-twice', `${from} is the same report as ${before}`);
    seen.set(source.sha256, from);
  }
}

function refuseLevels(given: readonly GivenReport[], identifiers: boolean): void {
  const first = (level: string) => given.find(({ source }) => source.report.confidentiality === level)?.from;
  const identified = first('identified');
  const releasable = first('releasable');
  if (identified !== undefined && releasable !== undefined) {
    const message = `${identified} identifies patients and ${releasable} may leave freely: they do not go on one page`;
    throw new PageError('reports-mixed', message);
  }
  if (identified !== undefined && !identifiers) {
    const message = `${identified} was made with --identifiers: give --identifiers here, too, or make it without`;
    throw new PageError('identifiers-needed', message);
  }
}

/** DESIGN §2.4: a fingerprint that is not that of an earlier report is an error. */
function refuseKeys(given: readonly GivenReport[]): void {
  let known: { readonly from: string; readonly fingerprint: string } | undefined;
  for (const { from, source } of given) {
    const { keyFingerprint: fingerprint } = source.report.config;
    if (typeof fingerprint !== 'string') continue;
    if (known && known.fingerprint !== fingerprint) {
      const message = `${known.from} and ${from} were made with different project keys: subjects cannot be told to be the same`;
      throw new PageError('keys-differ', message);
    }
    known ??= { from, fingerprint };
  }
}
