import { type Finding, type FindingValue, finding } from '../../../findings/finding.js';
import { type ByteText, reportPath } from './byte-text.js';
import { cappedFindings } from './capped.js';
import type { InvalidRow } from './section.js';
import { pathSubject } from './tally.js';

/** Something of a bag that breaks RFC 8493. */
export interface BagProblem {
  readonly what: string;
  /** The path it is about. */
  readonly path?: ByteText;
  readonly expected?: FindingValue;
  readonly actual?: FindingValue;
}

/** Gathers what is wrong with a bag beside its files' content. */
export class BagProblems {
  private readonly problems: BagProblem[] = [];

  add(problem: BagProblem): void {
    this.problems.push(problem);
  }

  rows(): InvalidRow[] {
    return this.problems.map(({ what, path }) => ({ what, ...(path !== undefined && reportPath(path)) }));
  }

  findings(): Finding[] {
    return cappedFindings(
      this.problems,
      ({ what, path, ...values }) =>
        finding('bag-invalid', {
          ...(path !== undefined && { subject: pathSubject(path) }),
          ...values,
          params: { what },
        }),
      (count) => finding('bag-invalid', { params: { what: `${count} more faults` } }),
    );
  }
}
