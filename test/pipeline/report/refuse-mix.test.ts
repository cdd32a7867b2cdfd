import { describe, expect, it } from 'vitest';
import type { PageError } from '../../../src/pipeline/report/page-error.js';
import type { GivenReport } from '../../../src/pipeline/report/read-sources.js';
import { refuseMix } from '../../../src/pipeline/report/refuse-mix.js';
import type { Confidentiality } from '../../../src/report/envelope.js';
import type { JsonReport } from '../../../src/report/page/page-source.js';

let made = 0;

function given(confidentiality: Confidentiality, keyFingerprint?: string): GivenReport {
  const number = made++;
  const report = { confidentiality, config: { keyFingerprint } } as unknown as JsonReport;
  return {
    from: `${confidentiality}-${keyFingerprint}.json`,
    source: { number, report, sha256: `${number}` },
  };
}

/** What refuses them; `none` where nothing does. */
function refusal(reports: readonly GivenReport[], identifiers = false): string {
  try {
    refuseMix(reports, { identifiers });
    return 'none';
  } catch (error) {
    return (error as PageError).code;
  }
}

describe('what goes on one page', () => {
  it.each([
    [['linked', 'linked'], false, 'none'],
    [['linked', 'releasable'], false, 'none'],
    [['releasable', 'releasable'], true, 'none'],
    [['identified'], false, 'identifiers-needed'],
    [['linked', 'identified'], false, 'identifiers-needed'],
    [['linked', 'identified'], true, 'none'],
    [['identified', 'releasable'], true, 'reports-mixed'],
    [['releasable', 'linked', 'identified'], true, 'reports-mixed'],
    [['releasable', 'identified'], false, 'reports-mixed'],
  ] as const)('%j with identifiers %s: %s', (levels, identifiers, expected) => {
    expect(
      refusal(
        levels.map((level) => given(level)),
        identifiers,
      ),
    ).toBe(expected);
  });

  it('is not made with two keys; reports without a key go with any', () => {
    expect(refusal([given('linked', 'aa'), given('linked'), given('linked', 'aa')])).toBe('none');
    expect(refusal([given('linked', 'aa'), given('linked'), given('linked', 'bb')])).toBe('keys-differ');
  });

  it('is not the same report twice, under whatever names', () => {
    const one = given('linked');
    expect(refusal([one, { ...one, from: 'other.json' }])).toBe('report-twice');
  });
});
