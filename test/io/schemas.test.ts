import { describe, expect, it } from 'vitest';
import { SCHEMA_NAMES, validatorOf } from '../../src/io/schemas.js';

describe('validatorOf', () => {
  it.each(SCHEMA_NAMES)('compiles %s in strict mode, references and all', async (name) => {
    const validate = await validatorOf(name);
    expect(validate(42).length).toBeGreaterThan(0);
  });

  it('compiles a schema once', async () => {
    const first = validatorOf('report');
    expect(validatorOf('report')).toBe(first);
    expect(await validatorOf('report')).toBe(await first);
  });

  it('answers an empty list for what fits, again and again', async () => {
    const validate = await validatorOf('findings');
    expect(validate([])).toEqual([]);
    expect(validate('no')).not.toEqual([]);
    expect(validate([])).toEqual([]);
  });

  it('reports every error, not the first only', async () => {
    const validate = await validatorOf('assignments');
    const errors = validate([{ key: 'x' }, 7]);
    expect(errors.filter((e) => e.keyword === 'required').length).toBeGreaterThanOrEqual(6);
    expect(errors.some((e) => e.instancePath === '/1')).toBe(true);
  });

  it('checks formats, which plain ajv does not', async () => {
    const validate = await validatorOf('trial');
    const approval = { number: '1', committee: 'C', effectiveFrom: '2026-02-30' };
    const errors = validate({ ethicsApprovals: [approval] });
    expect(errors.map((e) => e.keyword)).toContain('format');
  });
});
