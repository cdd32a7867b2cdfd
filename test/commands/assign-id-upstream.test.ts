import { describe, expect, it } from 'vitest';
import { TWO_PATIENTS } from '../../fixtures/identity/two-patients.js';
import { Clinic, written } from './assign-id/clinic.js';

describe('assign-id behind another assign-id', () => {
  it('refuses a report that was made with another project key, and changes nothing', async () => {
    const clinic = await Clinic.make();
    const { path } = await written(TWO_PATIENTS);
    const [other, report] = [clinic.path('other.key'), clinic.path('report.json')];
    const ran = await clinic.script(
      `$CORELAB key new ${other} > /dev/null; $ASSIGN ${path} > ${report}; cp ${clinic.path('x.db')} ${clinic.path('before')}
       $ASSIGN - --key-file ${other} < ${report}; echo $?; cmp ${clinic.path('x.db')} ${clinic.path('before')}`,
    );
    expect(ran.stderr).toMatch(/made with the project key [0-9a-f]{16}, not [0-9a-f]{16}: give that one/);
    expect(ran.stdout).toBe('2\n');
  });
});
