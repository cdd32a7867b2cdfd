/** What is wrong with a configuration file although it fits its schema. */
export interface ConfigFault {
  /** Keys that lead to the value, as `['private', 'elements', '2', 'group']`. */
  readonly path: readonly string[];
  readonly message: string;
  /** The value that was probably meant. */
  readonly suggestion?: string;
  /** What is told as the place: the value, or its key where that is at fault. The value when not given. */
  readonly at?: 'key' | 'value';
}

/** Keys that lead to a value; numbers are places in lists, from 0. */
export type FaultPath = readonly (string | number)[];

/** A fault whose message begins with the quoted path: `'admission.sopClasses[2]' is …`. */
export function faultAt(
  path: FaultPath,
  text: string,
  more: Pick<ConfigFault, 'at'> & { readonly meant?: string | undefined } = {},
): ConfigFault {
  const { meant, at } = more;
  const hint = meant === undefined ? '' : ` (did you mean '${meant}'?)`;
  return {
    path: path.map(String),
    message: `'${pathText(path)}' ${text}${hint}`,
    ...(meant === undefined ? {} : { suggestion: meant }),
    ...(at && { at }),
  };
}

function pathText(path: FaultPath): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}
