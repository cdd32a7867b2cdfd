import type { RawTest } from '../../../../src/rules/protocol/protocol.js';
import type { SeriesView } from '../../../../src/rules/protocol/series-view.js';
import { compileSnippet } from '../../../../src/rules/protocol/tests/compile-snippet.js';
import { snippetView } from '../../../../src/rules/protocol/tests/snippet-view.js';

/** A series that holds these values and nothing else. @throws RangeError for values that are none */
export function viewOf(header: RawTest['header']): SeriesView {
  const compiled = compileSnippet({ Modality: 'MR', ...header }, []);
  if ('faults' in compiled) throw new RangeError(compiled.faults.map(({ message }) => message).join());
  return snippetView(compiled.ok);
}

/** Takes nothing out of a text. */
export const asItIs = (text: string): string => text;
