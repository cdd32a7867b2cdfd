/** Flags, arguments or a command that cannot be meant: the message says what would be right. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}
