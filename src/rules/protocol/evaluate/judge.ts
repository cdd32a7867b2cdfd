import type { Constraint, Test } from '../compiled.js';
import type { Known } from '../series-view.js';
import { alone, type Item, itemsOf } from './items.js';
import { judgeVersion } from './judge-version.js';
import type { JudgeContext, Judgement } from './judgement.js';
import { judgeScalar } from './scalar.js';
import { judgeSeveral } from './several.js';
import { shown } from './show.js';
import { absent, deviates, holds, notComparable, type Verdict, worstVerdict } from './verdict.js';

/**
 * Judges one value by one constraint: the worst of its tests. Numbers are equal within 1e-9 of their size (numbers.ts).
 * Several values where the test is of one cannot be compared: the protocol chooses how (`each`, `any`, `ordered`, …).
 */
export function judge(constraint: Constraint, value: Known, context: JudgeContext): Judgement {
  const verdict = judgeTests(constraint.tests, value, { constraint, context });
  const actual = shown(value, constraint);
  // What a derived value says of itself: the problems that make it `false`.
  const why = value.state === 'value' ? value.why : undefined;
  const note = [verdict.note, why].filter((text) => text !== undefined).join('; ');
  return {
    outcome: verdict.outcome,
    code: verdict.code,
    ...(actual !== undefined && { actual }),
    ...(verdict.difference !== undefined && { difference: verdict.difference }),
    ...(note !== '' && { note }),
  };
}

interface Rules {
  readonly constraint: Constraint;
  readonly context: JudgeContext;
}

function judgeTests(tests: readonly Test[], value: Known, rules: Rules): Verdict {
  return worstVerdict(tests.map((test) => judgeTest(test, value, rules)));
}

function judgeTest(test: Test, value: Known, rules: Rules): Verdict {
  switch (value.state) {
    case 'absent':
    case 'empty':
      return judgeNothing(test);
    case 'unreadable':
      return { outcome: 'not-evaluable', code: 'protocol-value-unreadable' };
    case 'unknown':
      return { outcome: 'not-evaluable', code: 'protocol-value-unknown', note: value.why };
    case 'value': {
      const items = itemsOf(value, rules.constraint.quantity.type);
      return items.every(({ text }) => text === '') ? judgeNothing(test) : judgeItems(test, items, rules);
    }
  }
}

/** What is required and absent never passes; where only presence is asked, it deviates. */
function judgeNothing(test: Test): Verdict {
  if (test.kind === 'absent') return holds();
  return test.kind === 'present' ? deviates() : absent();
}

function judgeItems(test: Test, items: readonly Item[], rules: Rules): Verdict {
  const { constraint, context } = rules;
  switch (test.kind) {
    case 'present':
      return holds();
    case 'absent':
      return deviates();
    case 'version':
      return judgeVersion(test, items, context);
    case 'equals':
    case 'range':
    case 'target':
    case 'oneOf':
    case 'noneOf':
    case 'matches': {
      const [item] = items;
      if (!item || items.length > 1) return notComparable(`${items.length} values where one is asked for`);
      return item.text === '' ? absent() : judgeScalar(test, item, constraint);
    }
    default:
      return judgeSeveral(test, items, {
        constraint,
        one: (tests, item) => judgeTests(tests, alone(item), rules),
      });
  }
}
