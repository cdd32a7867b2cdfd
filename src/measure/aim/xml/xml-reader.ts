import { resolved } from './references.js';
import { XmlElement } from './xml-element.js';
import { XmlError } from './xml-error.js';

const MAX_DEPTH = 200;
const MAX_ELEMENTS = 1_000_000;

const NAME = /[A-Za-z_:\u0080-\uFFFF][\w:.\-\u0080-\uFFFF]*/y;
const SPACE = /[ \t\r\n]*/y;
const BLANK = /^[ \t\r\n]*$/;
const DECLARATION =
  /<\?xml\s+version\s*=\s*(["'])1\.[0-9]\1(?:\s+encoding\s*=\s*(["'])[\w.-]+\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/y;

/** An element whose end has not come. */
interface OpenElement {
  readonly element: XmlElement;
  /** Name with its prefix. */
  readonly tag: string;
  /** How many children there are of each name. */
  readonly counts: Map<string, number>;
}

/** One attribute as it was read. */
type Attributes = ReadonlyMap<string, string>;

/**
 * A strict reader of XML 1.0 without document types, in one pass and without recursion. Texts between tags are checked
 * and left out: AIM has its values in attributes.
 */
export class XmlReader {
  private at = 0;
  private elements = 0;
  private root: XmlElement | undefined;
  private readonly open: OpenElement[] = [];

  constructor(private readonly text: string) {}

  /** @throws XmlError */
  document(): XmlElement {
    if (/^<\?xml\s/.test(this.text) && this.match(DECLARATION) === undefined) this.fail();
    while (this.at < this.text.length) this.next();
    if (!this.root || this.open.length > 0) this.fail();
    return this.root;
  }

  /** Text up to the next tag, and the tag. */
  private next(): void {
    const { text } = this;
    const found = text.indexOf('<', this.at);
    const start = found < 0 ? text.length : found;
    this.characters(text.slice(this.at, start));
    this.at = start;
    if (start === text.length) return;
    const following = text[start + 1];
    if (following === '/') this.endTag();
    else if (following === '?') this.instruction();
    else if (following === '!') this.special();
    else this.startTag();
  }

  private characters(part: string): void {
    if (this.open.length === 0) {
      if (!BLANK.test(part)) this.fail();
    } else if (part.includes(']]>')) this.fail();
    else resolved(part);
  }

  private special(): void {
    const { text, at } = this;
    if (text.startsWith('<!--', at)) {
      const end = this.after('--', at + 4);
      if (text[end] !== '>') this.fail();
      this.at = end + 1;
    } else if (text.startsWith('<![CDATA[', at) && this.open.length > 0) {
      this.at = this.after(']]>', at + 9);
    } else if (/^<!DOCTYPE/i.test(text.slice(at, at + 9))) {
      throw new XmlError('document-type');
    } else this.fail();
  }

  private instruction(): void {
    this.at += 2;
    const target = this.match(NAME);
    if (target === undefined || target.toLowerCase() === 'xml') this.fail();
    this.at = this.after('?>', this.at);
  }

  private startTag(): void {
    this.at += 1;
    const tag = this.match(NAME) ?? this.fail();
    const attributes = this.attributes();
    const element = this.begin(tag, attributes);
    if (this.text[this.at] === '/') {
      if (this.text[this.at + 1] !== '>') this.fail();
      this.at += 2;
      return;
    }
    this.at += 1;
    this.open.push({ element, tag, counts: new Map() });
    if (this.open.length > MAX_DEPTH) throw new XmlError('too-deep');
  }

  /** Attributes up to `>` or `/`, which stay to be read. */
  private attributes(): Attributes {
    const attributes = new Map<string, string>();
    for (;;) {
      const isApart = this.match(SPACE) !== '';
      const next = this.text[this.at];
      if (next === '>' || next === '/') return attributes;
      const name = isApart ? this.match(NAME) : undefined;
      if (name === undefined || attributes.has(name)) this.fail();
      this.match(SPACE);
      if (this.text[this.at] !== '=') this.fail();
      this.at += 1;
      this.match(SPACE);
      attributes.set(name, this.quoted());
    }
  }

  private quoted(): string {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") this.fail();
    const end = this.after(quote, this.at + 1);
    const value = this.text.slice(this.at + 1, end - 1);
    if (value.includes('<')) this.fail();
    this.at = end;
    // XML 1.0, 3.3.3: white space in an attribute is a space.
    return resolved(/[\t\r\n]/.test(value) ? value.replace(/\r\n|[\t\r\n]/g, ' ') : value);
  }

  private begin(tag: string, attributes: Attributes): XmlElement {
    this.elements += 1;
    if (this.elements > MAX_ELEMENTS) throw new XmlError('too-many-elements');
    const above = this.open.at(-1);
    if (!above && this.root) this.fail();
    const name = localName(tag);
    const ordinal = (above?.counts.get(name) ?? 0) + 1;
    above?.counts.set(name, ordinal);
    const element = new XmlElement(name, attributes, schemaType(attributes), above?.element, ordinal);
    if (above) above.element.children.push(element);
    else this.root = element;
    return element;
  }

  private endTag(): void {
    this.at += 2;
    const tag = this.match(NAME);
    this.match(SPACE);
    if (tag === undefined || this.text[this.at] !== '>' || this.open.pop()?.tag !== tag) this.fail();
    this.at += 1;
  }

  /** What a sticky pattern matches here; it is passed over. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    this.at += found?.length ?? 0;
    return found;
  }

  /** The position after the next `mark`. */
  private after(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    if (found < 0) this.fail();
    return found + mark.length;
  }

  private fail(): never {
    throw new XmlError('not-well-formed');
  }
}

function localName(tag: string): string {
  return tag.slice(tag.lastIndexOf(':') + 1);
}

/** An attribute `type` with a prefix is that of XML Schema, whatever the prefix. */
function schemaType(attributes: Attributes): string | undefined {
  for (const [name, value] of attributes) {
    if (name !== 'type' && localName(name) === 'type') return localName(value.trim());
  }
  return undefined;
}
