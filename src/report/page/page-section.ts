import type { VNode } from 'preact';
import type { PageSource } from './page-source.js';

/** What a page is made of, in its order. What needs a person stands before all. */
export const CHAPTERS = {
  trial: 'The trial',
  delivery: 'Delivery',
  identity: 'Who is who',
  deid: 'De-identification',
  protocol: 'Scanning protocol',
  motion: 'Motion',
  quality: 'Image quality and phantoms',
  measurements: 'Measurements',
  response: 'Response',
  other: 'More',
} as const;

/** See {@link CHAPTERS}. */
export type ChapterId = keyof typeof CHAPTERS;

/** What a report has to say in a chapter. Headings in its body begin at `<h4>`. */
export interface PageSection {
  readonly chapter: ChapterId;
  /** As a line of its own, when several reports have something in the chapter. */
  readonly title: string;
  readonly body: VNode;
}

/** Makes the sections of a report of one command. Pure but for drawing: no file, no clock, no network. */
export type SectionMaker = (source: PageSource) => Promise<readonly PageSection[]>;
