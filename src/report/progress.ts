/** Where long work says how far it is. Calls are cheap: a sink decides itself what to show, and how often. */
export interface ProgressSink {
  /**
   * @param done units finished so far
   * @param total units in all, or undefined while that is not known
   * @param label what a unit is, in the plural: "files", "series"
   */
  update(done: number, total: number | undefined, label: string): void;
}

/** A sink that shows nothing. */
export const NO_PROGRESS: ProgressSink = { update: () => {} };
