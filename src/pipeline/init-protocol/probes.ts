import { compileProtocol } from '../../rules/protocol/compile/compile-protocol.js';
import { initProbes } from '../../rules/protocol/init/attributes.js';
import { type Probe, probeKey } from '../../study/probe/probe.js';

/** What every protocol has to have read, whatever it asks for. */
function commonProbes(): readonly Probe[] {
  const compiled = compileProtocol(
    {
      schema: 'corelab/protocol@1',
      protocol: { id: 'x', version: 1 },
      series: { x: { match: { Modality: 'MR' } } },
    },
    [],
  );
  return 'ok' in compiled ? compiled.ok.probes : [];
}

/** What has to be read from a reference: to make a protocol, and to hold the reference against it. */
export function probesOfReference(): Probe[] {
  const all = [...initProbes(), ...commonProbes()];
  return [...new Map(all.map((probe) => [probeKey(probe), probe])).values()];
}
