import { type Finding, finding } from '../../../findings/finding.js';
import type { ManifestContext } from '../context.js';

/** What DICOMDIRs reference that is absent, what is present but not referenced, what is not what they say. */
export function directoryFindings({ directories }: ManifestContext): Finding[] {
  return directories.flatMap(({ file, absent, unreferenced, differs, referenced }) => {
    const subject = { file };
    const findings: Finding[] = [];
    if (absent.length > 0) {
      const params = { count: absent.length };
      findings.push(
        finding('dicomdir-file-absent', {
          subject,
          params,
          expected: referenced,
          actual: referenced - absent.length,
        }),
      );
    }
    if (differs.length > 0) {
      findings.push(finding('dicomdir-instance-differs', { subject, params: { count: differs.length } }));
    }
    if (unreferenced.length > 0) {
      findings.push(
        finding('dicomdir-file-unreferenced', { subject, params: { count: unreferenced.length } }),
      );
    }
    return findings;
  });
}
