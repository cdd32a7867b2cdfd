import type { VNode } from 'preact';
import { spiderSvg } from '../../../plots/response/spider.js';
import { waterfallSvg } from '../../../plots/response/waterfall.js';
import type { ResponseSections } from '../../../response-sections.js';
import { Drawing } from '../../drawing.js';

/** The criteria's percentages as lines; those over the nadir are marks to compare with, no more. */
function linesOf({ criteria }: ResponseSections) {
  return criteria.thresholds.map(({ percent }) => ({
    percent,
    label: `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`,
  }));
}

/** Waterfall and spider plot of a report, drawn as `--export` draws them. */
export async function responsePlots(sections: ResponseSections, prefix: string): Promise<VNode> {
  const report = { sections: { ...sections } };
  const lines = linesOf(sections);
  const waterfall = await waterfallSvg(report, { lines });
  const spider = await spiderSvg(report, { lines });
  return (
    <div class="response-plots">
      <Drawing
        svg={waterfall}
        id={`${prefix}waterfall`}
        caption="Waterfall: a bar a subject, its smallest sum up to the first progression beside baseline. Dashed lines: the criteria's thresholds; that of progression is over the nadir, so it is no more than a mark here."
      />
      <Drawing
        svg={spider}
        id={`${prefix}spider`}
        caption="Spider: a line a subject, the sum at each visit beside baseline. A line breaks where there is no sum; a star is a new lesion."
      />
    </div>
  );
}
