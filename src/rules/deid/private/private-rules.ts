import { unpadded } from '../../../dicom/values/padding.js';
import type { Vr } from '../../../dicom/vr.js';
import type { AttributeRule } from '../action.js';
import type { PrivateList, Profile } from '../profile/profile.js';
import { type CsaAllowed, filteredCsa } from './csa-filter.js';
import { filteredGeProtocol, isGeProtocol } from './ge-protocol-filter.js';
import { KeyPatterns } from './key-patterns.js';
import { elementKey, layerOf, type PrivateLayer, WHOLE_BLOCK } from './layer.js';
import { filteredProtocolBytes } from './phoenix-filter.js';
import type { PrivateVerdict } from './private-verdict.js';
import { safePrivateTable } from './safe-private-table.js';
import { settle } from './settle.js';
import type { ValueTools } from './value-tools.js';

/** PS3.15 Table E.1-1: private attributes go, unless Retain Safe Private says otherwise. */
const REMOVED: AttributeRule = {
  action: 'remove',
  otherwise: 'remove',
  rule: 'private',
  source: 'PS3.15 2026d Table E.1-1, private attributes',
};

/** What becomes of private elements: the profile's own entries first, then its lists in order, then Table E.3.10-1. */
export class PrivateRules {
  private readonly layers: readonly PrivateLayer[];
  private readonly allowed: CsaAllowed;
  private readonly rules = new Map<string, Map<number, AttributeRule>>();

  /** @param lists what `profile.private.lists` names, in its order */
  constructor(
    private readonly profile: Profile,
    lists: readonly PrivateList[],
  ) {
    this.layers = [
      layerOf(profile.private?.elements ?? [], `profile ${profile.name}`),
      ...lists.map((list) => layerOf(list.elements, `private list ${list.name}`)),
      ...(profile.options.retainSafePrivate ? [safePrivateTable()] : []),
    ];
    // Creators are remembered only where a layer knows them: a file can name any number of others.
    for (const creator of this.layers.flatMap((layer) => [...layer.keys()]))
      this.rules.set(creator, new Map());
    this.allowed = {
      tags: new Set(lists.flatMap((list) => list.csa ?? []).map(({ tag }) => tag)),
      keys: new KeyPatterns(lists.flatMap((list) => list.phoenix ?? []).map(({ key }) => key)),
    };
  }

  /**
   * The rule of a private element. PS3.5 7.8.1: it is known by its creator within the block that this reserved.
   * @param creator as it stands in the file, padding or not
   * @param group odd
   * @param element the low byte of the element number, 0x00–0xFF
   * @param vr as the file codes it; UN where it does not say
   */
  of(creator: string, group: number, element: number, vr: Vr): AttributeRule {
    const exact = this.rules.get(creator);
    const known = exact ?? this.rules.get(unpadded(creator));
    if (!known) return REMOVED;
    const key = elementKey(group, element) * 0x10000 + vr;
    const before = known.get(key);
    if (before) return before;
    const verdict = this.verdict(exact ? creator : unpadded(creator), group, element);
    const rule = verdict ? settle(verdict, vr, this.profile.options) : REMOVED;
    known.set(key, rule);
    return rule;
  }

  /**
   * What stays of the bytes of an element whose rule has a filter: a CSA header, or a vendor's
   * measurement protocol (`phoenix`), which the bytes tell: Siemens' text, or GE's packed lines.
   * @returns the new value, even in length; undefined where nothing can be kept and the element is to be removed
   */
  filterBytes({ filter }: AttributeRule, bytes: Uint8Array, tools: ValueTools): Uint8Array | undefined {
    if (filter === 'csa') return filteredCsa(bytes, this.allowed, tools);
    if (filter !== 'phoenix') return undefined;
    const { keys } = this.allowed;
    return isGeProtocol(bytes)
      ? filteredGeProtocol(bytes, keys, tools)
      : filteredProtocolBytes(bytes, keys, tools);
  }

  private verdict(creator: string, group: number, element: number): PrivateVerdict | undefined {
    for (const layer of this.layers) {
      const known = layer.get(creator);
      const found = known?.get(elementKey(group, element)) ?? known?.get(elementKey(group, WHOLE_BLOCK));
      if (found) return found;
    }
    return undefined;
  }
}
