import type { VNode } from 'preact';
import { Scroll } from './scroll.js';

interface DrawingProps {
  /** As `drawSvg` of ../plots makes it: no script, nothing outside, a title and a description. */
  readonly svg: string;
  /** Of this drawing alone, on the page: letters, digits and hyphens. */
  readonly id: string;
  readonly caption: string;
}

/**
 * A drawing of the server side in the page. Names within it get its own prefix: two drawings on one page would clip each
 * other's marks otherwise.
 */
export function Drawing({ svg, id, caption }: DrawingProps): VNode {
  const own = svg
    .replace(/\bid="([^"]+)"/g, `id="${id}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replace(/\bhref="#([^"]+)"/g, `href="#${id}-$1"`)
    // The drawing is one image with a title and a description: its parts are not images without a name.
    .replace(/ (?:role="graphics-(?:symbol|object|document)"|aria-roledescription="[^"]*")/g, '');
  return (
    <figure class="drawing">
      <Scroll label={caption}>
        {/* Made by ../plots, whose texts are escaped. */}
        <div dangerouslySetInnerHTML={{ __html: own }} />
      </Scroll>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
