import { type Finding, finding } from '../../../findings/finding.js';
import type { ManifestContext } from '../context.js';
import { deviceRows } from '../sections/device-rows.js';

/** Scanners that were upgraded between studies, or that claim several versions at once. */
export function changedSoftware(context: ManifestContext): Finding[] {
  return deviceRows(context)
    .filter(({ softwareVersions }) => softwareVersions.length > 1)
    .map(({ manufacturer, model, serial, softwareVersions }) =>
      finding('software-changed', {
        subject: { name: [manufacturer, model, serial].filter((part) => part !== null).join(' ') },
        actual: softwareVersions.map(({ version }) => version),
        params: { count: softwareVersions.length },
      }),
    );
}
