import { describe, expect, it } from 'vitest';
import { mostConfidential, reportFileMode } from '../../src/report/confidentiality.js';

describe('confidentiality', () => {
  it('is that of the most confidential part', () => {
    expect(mostConfidential(['releasable', 'identified', 'linked'])).toBe('identified');
    expect(mostConfidential(['releasable', 'linked'])).toBe('linked');
    expect(mostConfidential([])).toBe('releasable');
  });

  it('closes the file of an identified report to others', () => {
    expect(reportFileMode('identified')).toBe(0o600);
    expect(reportFileMode('linked')).toBe(0o644);
    expect(reportFileMode('releasable')).toBe(0o644);
  });
});
