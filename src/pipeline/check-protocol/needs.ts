import type { ScanNeeds } from '../scan/delivered.js';
import type { LoadedProtocol } from './load-protocol.js';

/** What `check-protocol` wants of a scan: everything that the protocol asks for. */
export function checkProtocolNeeds({ protocol: { probes } }: Pick<LoadedProtocol, 'protocol'>): ScanNeeds {
  return { further: [], probes };
}
