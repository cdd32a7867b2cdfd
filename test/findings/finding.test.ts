import { describe, expect, it } from 'vitest';
import { CATALOGUE, type FindingCode } from '../../src/findings/catalogue.js';
import { CatalogueError, finding } from '../../src/findings/finding.js';
import { OUTCOMES, SEVERITIES } from '../../src/findings/outcome.js';

describe('finding', () => {
  it('takes outcome, severity, text and source from the catalogue', () => {
    expect(
      finding('missing-slices', { params: { count: 2 }, expected: 0, actual: 2, unit: 'slices' }),
    ).toEqual({
      code: 'missing-slices',
      outcome: 'fail',
      severity: 'major',
      message: 'slices missing: 2',
      expected: 0,
      actual: 2,
      unit: 'slices',
      source: CATALOGUE['missing-slices'].source,
    });
  });

  it('throws for a code that the catalogue lacks, inherited names included', () => {
    expect(() => finding('no-such-code' as FindingCode)).toThrow(CatalogueError);
    expect(() => finding('toString' as FindingCode)).toThrow(CatalogueError);
  });

  it('throws for a text whose parameter is not given, so that no brace reaches a report', () => {
    expect(() => finding('missing-slices')).toThrow(/count/);
  });

  it('lets a caller change the outcome but not the severity', () => {
    const changed = finding('no-dicom', { outcome: 'fail' });
    expect(changed.outcome).toBe('fail');
    expect(changed.severity).toBe(CATALOGUE['no-dicom'].severity);
  });
});

describe('the catalogue', () => {
  it.each(Object.entries(CATALOGUE))(
    '%s is kebab case and says outcome, severity, text and source',
    (code, entry) => {
      expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      expect(OUTCOMES).toContain(entry.outcome);
      expect(SEVERITIES).toContain(entry.severity);
      expect(entry.text.length).toBeGreaterThan(5);
      expect(entry.source.length).toBeGreaterThan(3);
    },
  );

  it('has no pass among its findings that is worse than information', () => {
    const passes = Object.values(CATALOGUE).filter(({ outcome }) => outcome === 'pass');
    expect(passes.every(({ severity }) => severity === 'info')).toBe(true);
  });
});
