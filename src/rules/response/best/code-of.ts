import type { Criteria } from '../criteria/criteria.js';
import type { Response, ResponseKind } from '../words.js';

/**
 * What a response is, by the criteria that name it.
 * @throws RangeError where the criteria do not name it: what it means must not be guessed
 */
export function kindOf(response: Response, { responses, name }: Criteria): ResponseKind {
  const found = responses.find(({ code }) => code === response);
  if (!found) throw new RangeError(`${response} is no response of the criteria ${name}`);
  return found.kind;
}

/**
 * The criteria's code for a kind of response, the best where there are several.
 * @throws RangeError where the criteria have none
 */
export function codeOf(kind: ResponseKind, { responses, name }: Criteria): Response {
  const found = responses.find((response) => response.kind === kind);
  if (!found) throw new RangeError(`the criteria ${name} have no response that is ${kind}`);
  return found.code;
}
