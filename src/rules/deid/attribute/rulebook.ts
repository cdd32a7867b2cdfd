import type { Vr } from '../../../dicom/vr.js';
import type { AttributeRule } from '../action.js';
import type { Profile } from '../profile/profile.js';
import { rowOf } from '../table/confidentiality-row.js';
import { extraRowOf } from '../table/extra-rows.js';
import { type TypeLevel, typesOf } from '../table/iod-type.js';
import type { Attribute } from './attribute.js';
import { defaultRule } from './default-rule.js';
import { allowedRule, overridingRule } from './profile-rule.js';
import { rowRule } from './row-rule.js';

/** The rules of one level of an IOD: of the data set, or of the items of a sequence. */
export interface LevelRules {
  /**
   * The rule of a standard attribute; private ones have rules of their own.
   * @param vr as the file has it
   */
  of(tag: number, vr: Vr): AttributeRule;
  /** The rules inside a sequence of this level. */
  inside(tag: number): LevelRules;
}

/** Decisions that a level remembers: more than all standard attributes, so that no file can fill the memory. */
const MOST_REMEMBERED = 10_000;

/** Decides on an attribute that has no Type at the level, or where none is known. */
type Decide = (attribute: Attribute) => AttributeRule;

/** A level whose attributes have no known Type: one for all, since nothing else depends on where they stand. */
class UntypedLevel implements LevelRules {
  private readonly rules = new Map<number, AttributeRule>();

  constructor(private readonly decide: Decide) {}

  of(tag: number, vr: Vr): AttributeRule {
    const key = tag * 0x10000 + vr;
    let rule = this.rules.get(key);
    if (!rule) {
      rule = this.decide({ tag, vr, type: undefined });
      if (this.rules.size < MOST_REMEMBERED) this.rules.set(key, rule);
    }
    return rule;
  }

  inside(): LevelRules {
    return this;
  }
}

/** A level of an IOD that has Types for some of its attributes. */
class TypedLevel implements LevelRules {
  private readonly rules = new Map<number, AttributeRule>();
  private readonly below = new Map<number, LevelRules>();

  constructor(
    private readonly level: TypeLevel,
    private readonly untyped: LevelRules,
    private readonly decide: Decide,
  ) {}

  of(tag: number, vr: Vr): AttributeRule {
    const key = tag * 0x10000 + vr;
    let rule = this.rules.get(key);
    if (!rule) {
      const type = this.level.types.get(tag);
      rule = type === undefined ? this.untyped.of(tag, vr) : this.decide({ tag, vr, type });
      if (this.rules.size < MOST_REMEMBERED) this.rules.set(key, rule);
    }
    return rule;
  }

  inside(tag: number): LevelRules {
    const types = this.level.inside.get(tag);
    if (!types) return this.untyped;
    let rules = this.below.get(tag);
    if (!rules) {
      rules = new TypedLevel(types, this.untyped, this.decide);
      this.below.set(tag, rules);
    }
    return rules;
  }
}

/**
 * What a profile does with every standard attribute: its own word on it, else the row of PS3.15 Table E.1-1 under the
 * options chosen and the attribute's Type in the IOD, else what its VR asks for. Every decision is made once.
 */
export class Rulebook {
  private readonly levels = new Map<string, LevelRules>();
  private readonly untyped = new UntypedLevel((attribute) => this.decide(attribute));

  constructor(private readonly profile: Profile) {}

  /** The rules for the data set of an instance. Of a SOP class that is not known, or '', no attribute has a Type. */
  forSopClass(uid: string): LevelRules {
    const known = this.levels.get(uid);
    if (known) return known;
    const types = typesOf(uid);
    if (!types) return this.untyped;
    const rules = new TypedLevel(types, this.untyped, (attribute) => this.decide(attribute));
    this.levels.set(uid, rules);
    return rules;
  }

  private decide(attribute: Attribute): AttributeRule {
    const base = this.withoutProfile(attribute);
    return overridingRule(attribute, this.profile, base) ?? base;
  }

  private withoutProfile(attribute: Attribute): AttributeRule {
    const { options } = this.profile;
    const row = rowOf(attribute.tag);
    if (row) return rowRule(attribute, row, options);
    const extra = extraRowOf(attribute.tag);
    if (extra) return rowRule(attribute, extra, options, extra.why);
    const rule = defaultRule(attribute, options);
    return allowedRule(attribute, this.profile, rule) ?? rule;
  }
}
