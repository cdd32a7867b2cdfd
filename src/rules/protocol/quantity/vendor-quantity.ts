import type { Probe } from '../../../study/probe/probe.js';
import type { Quantity } from '../series-view.js';
import { privateVr } from './private-vr.js';
import { probeSamples } from './probe-samples.js';
import type { UnknownQuantity } from './quantity-of.js';

/** `CREATOR/gggg/ee`; of `xxee` and `10ee` the block is left aside: which one it is, each data set decides. */
const PRIVATE = /^(.+)\/([0-9A-Fa-f]{4})\/(?:[0-9A-Fa-fxX]{2})?([0-9A-Fa-f]{2})$/;
/** Tags of CSA headers seen; assignments of measurement protocols have brackets and dots besides. */
const CSA_TAG = /^\w{1,64}$/;
const PHOENIX_KEY = /^[\w.[\]]{1,256}$/;

/** The quantity that a name of a private element or of an entry in a vendor's header stands for; undefined for others. */
export function vendorQuantity(name: string): Quantity | UnknownQuantity | undefined {
  if (name.includes('/')) return privateQuantity(name);
  const [, prefix = '', rest = ''] = /^(csa|phoenix)\.(.*)$/i.exec(name) ?? [];
  if (prefix === '') return undefined;
  if (prefix !== prefix.toLowerCase()) {
    return { problem: `${prefix} is written in small letters`, meant: `${prefix.toLowerCase()}.${rest}` };
  }
  if (prefix === 'csa') {
    if (!CSA_TAG.test(rest)) return { problem: 'csa. is followed by the name of a tag, as csa.B_value' };
    return anything(name, { kind: 'csa', tag: rest });
  }
  if (!PHOENIX_KEY.test(rest)) {
    return { problem: 'phoenix. is followed by a full key, as phoenix.sSliceArray.asSlice[0].dThickness' };
  }
  return anything(name, { kind: 'phoenix', key: rest });
}

function privateQuantity(name: string): Quantity | UnknownQuantity {
  const [, creator = '', hexGroup = '', hexElement = ''] = PRIVATE.exec(name) ?? [];
  if (creator === '') {
    return {
      problem: 'a private element is named by creator, group and element, as SIEMENS MR HEADER/0019/0C',
    };
  }
  const group = Number.parseInt(hexGroup, 16);
  // PS3.5 7.8: the groups of private elements are odd.
  if (group % 2 === 0) return { problem: `group ${hexGroup} is even: private groups are odd` };
  const element = Number.parseInt(hexElement, 16);
  const vr = privateVr(creator, group, element);
  return anything(name, { kind: 'private', creator, group, element, ...(vr !== undefined && { vr }) });
}

/** What no dictionary of the standard knows may hold anything. */
function anything(name: string, probe: Probe): Quantity {
  return {
    name,
    type: 'any',
    multi: true,
    probes: [probe],
    samples: (view) => probeSamples(view, name, probe),
  };
}
