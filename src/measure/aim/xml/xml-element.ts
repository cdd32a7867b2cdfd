/** An element by local names: namespaces tell nothing apart in AIM but `xsi:type` from `type`. */
export class XmlElement {
  readonly children: XmlElement[] = [];

  constructor(
    /** Without its prefix. */
    readonly name: string,
    /** By local name; those with a prefix by their whole name, {@link type} apart. */
    readonly attributes: ReadonlyMap<string, string>,
    /** `xsi:type` whatever its prefix, without the prefix of its value. */
    readonly type: string | undefined,
    readonly parent: XmlElement | undefined,
    /** Number among the siblings of its name, from 1. */
    readonly ordinal: number,
  ) {}

  /** The first child of this name. */
  child(name: string): XmlElement | undefined {
    return this.children.find((child) => child.name === name);
  }

  /** All children of this name. */
  all(name: string): XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }

  /**
   * Names from the root, joined by `/`: `ImageAnnotation/calculationCollection/Calculation[1]`. Elements that lists
   * are made of (AIM starts their names with a capital) have their number from 1; the root has none.
   */
  get path(): string {
    const { parent, name, ordinal } = this;
    if (!parent) return name;
    return `${parent.path}/${/^[A-Z]/.test(name) ? `${name}[${ordinal}]` : name}`;
  }
}
