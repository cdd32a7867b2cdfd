import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../../src/measure/aim/xml/parse-xml.js';
import type { XmlElement } from '../../../../src/measure/aim/xml/xml-element.js';

const parse = (text: string): XmlElement | string => parseXml(Buffer.from(text, 'utf8'));

function root(text: string): XmlElement {
  const parsed = parse(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

describe('what is well-formed', () => {
  it('is read with its elements in order, by local names', () => {
    const { name, children } = root('<a:x xmlns:a="u"><a:y n="1"/><z/><y n="2">text</y></a:x>');
    expect([name, ...children.map((child) => child.name)]).toEqual(['x', 'y', 'z', 'y']);
    expect(children.map((child) => child.attributes.get('n'))).toEqual(['1', undefined, '2']);
  });

  it('has paths of names, numbered where a capital begins them', () => {
    const [first, second] =
      root('<Root><list><Item/><Item><Inner/></Item></list></Root>').children[0]?.children ?? [];
    expect(first?.path).toBe('Root/list/Item[1]');
    expect(second?.children[0]?.path).toBe('Root/list/Item[2]/Inner[1]');
  });

  it('may have a declaration, comments, instructions and character data', () => {
    const text = `\ufeff<?xml version='1.0' encoding='utf-8' standalone="no" ?><!-- c - c --><?pi x?>
<a b = 'c' ><![CDATA[ <not>&a; ]]>&#65;&amp;<!----></a >\n<!-- end -->`;
    expect(root(text).attributes.get('b')).toBe('c');
  });

  it('has the five entities and characters by number in its values, and blanks for line ends', () => {
    expect(root(`<a v='&lt;&gt;&amp;&quot;&apos;&#xE9;&#233;&#x1F600;'/>`).attributes.get('v')).toBe(
      `<>&"'éé😀`,
    );
    expect(root('<a v="1\r\n2\t3"/>').attributes.get('v')).toBe('1 2 3');
    expect(root('<a v="&amp;lt;"/>').attributes.get('v')).toBe('&lt;');
  });

  it('tells the type of the schema from an attribute type, whatever its prefix', () => {
    const { type, attributes } = root('<a type="Scalar" s:type="aim:Extended" xmlns:s="x"/>');
    expect([type, attributes.get('type')]).toEqual(['Extended', 'Scalar']);
    expect(root('<a type="Scalar"/>').type).toBeUndefined();
  });

  it('may be UTF-16 with a mark, and ISO 8859-1 where that is declared', () => {
    const text = '<?xml version="1.0" encoding="UTF-16"?><a v="é"/>';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a v="é"/>', 'latin1');
    for (const bytes of [little, big, latin]) {
      expect((parseXml(bytes) as XmlElement).attributes.get('v')).toBe('é');
    }
  });
});

describe('what is refused', () => {
  it('is a document type, before anything of it is expanded or opened', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]><lolz>&lol1;</lolz>`;
    expect(parse(bomb)).toBe('document-type');
    expect(parse('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBe('document-type');
    expect(parse('<!doctype a><a/>')).toBe('document-type');
  });

  it('is an entity of its own, in a value or a text', () => {
    expect(parse('<a v="&x;"/>')).toBe('entity');
    expect(parse('<a>&nbsp;</a>')).toBe('entity');
    expect(parse('<a v="&constructor;"/>')).toBe('entity');
  });

  it.each([
    '',
    ' ',
    'text',
    '<a>',
    '<a></b>',
    '<a><b></a></b>',
    '</a>',
    '<a/><b/>',
    '<a/>text',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a b="1"c="2"/>',
    '<a b="<"/>',
    '<a b="1>',
    '<a',
    '<a b',
    '< a/>',
    '<a>]]></a>',
    '<!-- -- --><a/>',
    '<!-- <a/>',
    '<a><![CDATA[</a>',
    '<![CDATA[x]]><a/>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&amp</a>',
    '<a/><?xml version="1.0"?>',
    '<?xml encoding="utf-8"?><a/>',
    '<a>\u0001</a>',
    '<1/>',
  ])('is what is not well-formed: %j', (text) => {
    expect(parse(text)).toBe('not-well-formed');
  });

  it('is what is nested deeper than 200 levels, however deep', () => {
    expect(typeof parse(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`)).toBe('object');
    expect(parse(`${'<a>'.repeat(201)}${'</a>'.repeat(201)}`)).toBe('too-deep');
    expect(parse('<a>'.repeat(100_000))).toBe('too-deep');
  });

  it('is what has more than a million elements, or more than 64 MiB', () => {
    expect(parse(`<a>${'<b/>'.repeat(1_000_000)}</a>`)).toBe('too-many-elements');
    expect(parseXml(new Uint8Array(64 * 1024 * 1024 + 1))).toBe('too-large');
  });

  it('is bytes that are not in the encoding they declare, and encodings that are not read', () => {
    expect(parseXml(Buffer.from('<a v="é"/>', 'latin1'))).toBe('encoding');
    expect(parse('<?xml version="1.0" encoding="UTF-16"?><a/>')).toBe('encoding');
    expect(parse('<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>')).toBe('encoding');
    expect(parseXml(Buffer.from('\ufeff<?xml version="1.0" encoding="utf-8"?><a/>', 'utf16le'))).toBe(
      'encoding',
    );
    expect(parseXml(Buffer.from('\ufeff<a v="\ud800"/>', 'utf16le'))).toBe('encoding');
  });
});

describe('any input', () => {
  it('gives an element or a reason, never an error', () => {
    const tokens = ['<', '>', '/', 'a', ' ', '=', '"', '&', ';', '#', '!', '-', '[', ']', '?', 'xml', 'b'];
    const texts = fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map((parts) => parts.join(''));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      texts.map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        expect(['string', 'object']).toContain(typeof parseXml(input));
      }),
      { numRuns: 2000 },
    );
  });

  it('of one huge value is read in time', () => {
    const value = 'x&amp;'.repeat(1_000_000);
    expect(root(`<a v="${value}"/>`).attributes.get('v')?.length).toBe(2_000_000);
    expect(parse(`<a v="${value}`)).toBe('not-well-formed');
  });

  it('keeps every value of an attribute', () => {
    const escaped = (text: string): string =>
      text.replace(/[&<"\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
    const characters = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(characters, (text) => {
        expect(root(`<a v="${escaped(text)}"/>`).attributes.get('v')).toBe(text);
      }),
    );
  });
});
