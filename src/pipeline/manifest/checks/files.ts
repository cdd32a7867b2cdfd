import { type Finding, finding } from '../../../findings/finding.js';
import type { ManifestContext } from '../context.js';

/** Instances and files that came more than once. */
export function repeatedFiles({ repetition, scan }: ManifestContext): Finding[] {
  return repetition
    .filter(({ kind }) => kind === 'same-instance')
    .map(({ files, sameBytes, sopInstanceUID }) => {
      const file = files[0] ?? 0;
      const { seriesUID } = scan.instances.header(scan.files.instance(file) ?? 0);
      return finding(sameBytes ? 'duplicate-instance' : 'instance-conflict', {
        subject: { file, seriesUID, ...(sopInstanceUID !== undefined && { sopInstanceUID }) },
        params: { count: files.length },
      });
    });
}
