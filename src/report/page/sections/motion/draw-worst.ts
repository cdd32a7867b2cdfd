import type { Judged, JudgedRow } from './judged.js';

/** Most drawings of a kind that a page holds. One takes a fifth of a second. */
const MOST_DRAWINGS = 40;
/** Most letters of all drawings of a kind: a long run takes a million, and a page must open on any computer. */
const MOST_LETTERS = 16_000_000;

/** Drawings by the ids of their rows. */
interface Drawn {
  readonly svgs: ReadonlyMap<string, string>;
  /** Rows that could be drawn and were not. */
  readonly left: number;
}

/** A drawing is one picture with a title: its marks are none that have names of their own (WCAG 1.1.1). */
function asOnePicture(svg: string): string {
  return svg.replace(/ (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")/g, '');
}

/** Attributes that say where something lies. */
const PLACES = / (d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|transform)="([^"]*)"/g;

/** Hundredths of a pixel nobody sees, and a long run has a million of them. */
function rounded(svg: string): string {
  return svg
    .replace(PLACES, (_, name: string, places: string) => {
      const short = places.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (place) =>
        String(Number(Number(place).toFixed(2))),
      );
      return ` ${name}="${short}"`;
    })
    .replace(/ opacity="1"/g, '');
}

/** Draws rows in their order, the worst first, until the page has enough of them. */
export async function drawWorst<R extends JudgedRow>(
  all: readonly Judged<R>[],
  draw: (one: Judged<R>) => Promise<string>,
): Promise<Drawn> {
  const svgs = new Map<string, string>();
  let letters = 0;
  for (const one of all) {
    if (svgs.size >= MOST_DRAWINGS || letters >= MOST_LETTERS) break;
    const svg = asOnePicture(await draw(one));
    svgs.set(one.id, rounded(svg));
    letters += svg.length;
  }
  return { svgs, left: all.length - svgs.size };
}
