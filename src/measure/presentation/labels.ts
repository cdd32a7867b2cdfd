import type { Dataset } from '../../dicom/dataset.js';

/** A text of an annotation. */
export interface TextObject {
  readonly item: Dataset;
  readonly itemPath: string;
  /** On one line; undefined where it is empty. */
  readonly text: string | undefined;
  /** Numbers of what it belongs to. */
  readonly belongs: Readonly<Record<Belonging, number | undefined>>;
}

const BELONGINGS = ['CompoundGraphicInstanceID', 'GraphicGroupID'] as const;
type Belonging = (typeof BELONGINGS)[number];

/** Texts of an annotation. PS3.3 C.10.5. */
export function textObjects(annotation: Dataset, path: string): TextObject[] {
  return annotation.sequence('TextObjectSequence').map((item, i) => ({
    item,
    itemPath: `${path}.TextObjectSequence[${i}]`,
    text: item.string('UnformattedTextValue')?.replace(/\s+/g, ' ').trim() || undefined,
    belongs: {
      CompoundGraphicInstanceID: item.number('CompoundGraphicInstanceID'),
      GraphicGroupID: item.number('GraphicGroupID'),
    },
  }));
}

/**
 * Texts that label a drawing: those with its compound graphic's number or its group; else the only text of the
 * annotation, where there is one alone and it belongs to nothing else. What they say is not read.
 */
export function textsOf(drawing: Dataset, texts: readonly TextObject[]): readonly TextObject[] {
  for (const keyword of BELONGINGS) {
    const id = drawing.number(keyword);
    const same = id === undefined ? [] : texts.filter(({ belongs }) => belongs[keyword] === id);
    if (same.length > 0) return same;
  }
  const [only] = texts;
  if (!only || texts.length > 1) return [];
  return BELONGINGS.some((keyword) => only.belongs[keyword] !== undefined) ? [] : [only];
}

/** Labels of groups of graphics by their numbers. PS3.3, Graphic Group Module. */
export function groupLabels(dataset: Dataset): ReadonlyMap<number, string> {
  return new Map(
    dataset.sequence('GraphicGroupSequence').flatMap((group) => {
      const id = group.number('GraphicGroupID');
      const label = group.string('GraphicGroupLabel');
      return id === undefined || label === undefined ? [] : [[id, label] as const];
    }),
  );
}
