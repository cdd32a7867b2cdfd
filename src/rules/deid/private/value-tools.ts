/** What is done to values inside a vendor's header: the subject's and the delivery's own, so it is given with each file. */
export interface ValueTools {
  /** The text without what identifies; the same text when nothing does. */
  clean(text: string): string;
  /** The DA moved by the subject's shift; undefined where it is no date, or dates do not stay. */
  shiftDate(text: string): string | undefined;
  /** The same for DT. */
  shiftDateTime(text: string): string | undefined;
  /** The project's UID for a UID; a well-known one as it is. */
  uidOf(uid: string): string;
}
