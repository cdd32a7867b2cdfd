import type { TopLevelSpec } from 'vega-lite';

/** A specification of vega-lite, as plain data. */
export type Spec = Readonly<Record<string, unknown>>;

/** What an image is for those who cannot see it. */
export interface SpokenText {
  readonly title: string;
  readonly description: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Exported by vega, missing in its types. */
interface TextMetrics {
  readonly textMetrics: { canvas(use: boolean): void };
}

/** Says nothing: whatever vega has to say must not reach stdout, where the report goes. */
const SILENT = {
  level() {
    return this;
  },
  error() {
    return this;
  },
  warn() {
    return this;
  },
  info() {
    return this;
  },
  debug() {
    return this;
  },
};

/**
 * Draws a specification as SVG: no script, no reference to anything outside, the same bytes each time. Vega is loaded
 * when the first plot is drawn.
 * @throws Error of vega where the specification is not one
 */
export async function drawSvg(spec: Spec, { title, description }: SpokenText): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  // Text is measured by vega's own estimate, never by a canvas that happens to be installed.
  (vega as unknown as TextMetrics).textMetrics.canvas(false);
  const { spec: compiled } = compile(spec as unknown as TopLevelSpec, { logger: SILENT as never });
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger: SILENT as never });
  try {
    const svg = await view.toSVG();
    const spoken = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
    return `${svg.replace(/^(<svg[^>]*)>/, `$1 role="img">${spoken}`)}\n`;
  } finally {
    view.finalize();
  }
}
