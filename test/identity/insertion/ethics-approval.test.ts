import { describe, expect, it } from 'vitest';
import { ethicsApproval } from '../../../src/identity/insertion/ethics-approval.js';
import type { EthicsApproval } from '../../../src/identity/trial/trial.js';
import { TRIAL } from './trial.js';

const approval = (number: string, more: Partial<EthicsApproval> = {}): EthicsApproval => ({
  number,
  committee: `committee of ${number}`,
  ...more,
});

const chosen = (approvals: readonly EthicsApproval[], date: string | undefined = '20230515') =>
  ethicsApproval({ ...TRIAL, ethicsApprovals: approvals }, '01', date)?.number;

describe('ethicsApproval', () => {
  it('takes one that names the site before one for all, and none of another site', () => {
    const other = approval('other', { sites: ['02'] });
    expect(chosen([approval('all'), other, approval('own', { sites: ['02', '01'] })])).toBe('own');
    expect(chosen([other, approval('all')])).toBe('all');
    expect(chosen([other])).toBeUndefined();
  });

  it('takes the one that took effect last, then the first of the file', () => {
    const old = approval('old', { effectiveFrom: '2020-01-01' });
    const late = approval('late', { effectiveFrom: '2023-05-15' });
    expect(chosen([old, late])).toBe('late');
    expect(chosen([late, old])).toBe('late');
    expect(chosen([approval('a'), approval('b')])).toBe('a');
  });

  it('takes none that was not in effect on the day of the study', () => {
    expect(chosen([approval('later', { effectiveFrom: '2023-05-16' })])).toBeUndefined();
    expect(chosen([approval('earlier', { effectiveUntil: '2023-05-14' })])).toBeUndefined();
    expect(
      chosen([approval('to the day', { effectiveFrom: '2023-05-15', effectiveUntil: '2023-05-15' })]),
    ).toBe('to the day');
  });

  it('does not judge effectiveness by a day that is not known', () => {
    const later = [approval('later', { effectiveFrom: '2099-01-01' })];
    expect(ethicsApproval({ ...TRIAL, ethicsApprovals: later }, '01', undefined)?.number).toBe('later');
    expect(chosen(later, 'damaged')).toBe('later');
    const { ethicsApprovals, ...none } = TRIAL;
    expect(ethicsApprovals).toHaveLength(1);
    expect(ethicsApproval(none, '01', undefined)).toBeUndefined();
  });
});
