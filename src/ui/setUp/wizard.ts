import type { Answer, StepPosition } from './quickPickStep';
import { withProfile, withRegion, type Draft, type Source } from './connectionDraft';
import { pickProfile } from './profileStep';
import { pickRegion } from './regionStep';
import { pickSource } from './sourceStep';
import { pickTable } from './tableStep';

/** Prompts for a part; resolves with the changed draft, or with where to go instead. */
type Step = (draft: Draft, position: StepPosition) => Promise<Answer<Draft>>;

function step<T extends string>(
  prompt: (draft: Draft, position: StepPosition) => Promise<Answer<T>>,
  apply: (draft: Draft, value: T) => Draft,
): Step {
  return async (draft, position) => {
    const answer = await prompt(draft, position);
    return answer.kind === 'value' ? { kind: 'value', value: apply(draft, answer.value) } : answer;
  };
}

const profileStep = step(pickProfile, withProfile);
const regionStep = step(pickRegion, withRegion);
const tableStep = step(pickTable, (draft, tableName) => ({ ...draft, tableName }));

/**
 * Runs the steps, back and forth; resolves with the selections, or undefined if the user cancels. `offersSample`:
 * sample data is a source to select too.
 */
export async function walk(
  draft: Draft,
  { offersSample = false } = {},
): Promise<Draft | undefined> {
  const sourceStep = step<Source>(
    (now, position) => pickSource(now, position, offersSample),
    (now, source) => ({ ...now, source }),
  );
  let current = draft;
  for (let index = 0; ;) {
    const steps = [
      ...[sourceStep, profileStep, regionStep],
      ...(current.source === 'batch' ? [] : [tableStep]),
    ];
    const prompt = steps[index];
    if (!prompt) {
      return current;
    }
    const answer = await prompt(current, { step: index + 1, totalSteps: steps.length });
    switch (answer.kind) {
      case 'value':
        current = answer.value;
        index++;
        break;
      case 'back':
        index = answer.toProfile ? steps.indexOf(profileStep) : Math.max(0, index - 1);
        break;
      case 'leave':
        await answer.run?.();
        return undefined;
    }
  }
}
