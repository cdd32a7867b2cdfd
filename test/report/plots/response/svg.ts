import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** All that is written in a plot, as a reader sees it. */
export function textsOf(svg: string): string[] {
  const parser = new XMLParser({ preserveOrder: true, trimValues: false });
  const texts: string[] = [];
  const walk = (nodes: readonly Record<string, unknown>[]): void => {
    for (const node of nodes) {
      for (const [name, inner] of Object.entries(node)) {
        if (name === '#text') texts.push(String(inner));
        else if (Array.isArray(inner)) walk(inner);
      }
    }
  };
  walk(parser.parse(svg));
  return texts;
}

/** The description for those who cannot see it. */
export function spokenOf(svg: string): { readonly title: string; readonly desc: string } {
  const { svg: root } = new XMLParser({ parseTagValue: false }).parse(svg);
  return { title: root.title, desc: root.desc };
}

/** How many marks of a kind have this fill, the legend's among them. */
export function fills(svg: string, colour: string): number {
  return [...svg.matchAll(/<path[^>]*>/g)].filter(([path]) => path.includes(`fill="${colour}"`)).length;
}

/** What a plot must not be: malformed, with holes in its numbers, or with a way out of the file. */
export function faultsOf(svg: string): string[] {
  const faults = [/NaN|Infinity|undefined|null/, /<script|<image|href=|url\(|@import|foreignObject/, / id="/];
  return [
    ...(XMLValidator.validate(svg) === true ? [] : ['malformed']),
    ...faults.filter((fault) => fault.test(svg)).map(String),
  ];
}
