/** What became of a patient's assignment, as `assign-id` says it. */
export type AssignmentOutcome =
  | 'recalled'
  | 'allocated'
  | 'listed'
  | 'phantom'
  | 'conflict'
  | 'unassigned'
  | 'withdrawn';
