import type { Answer, StepPosition } from './quickPickStep';
import { withProfile, withRegion, type Draft } from './connectionDraft';
import { pickProfile } from './profileStep';
import { pickRegion } from './regionStep';
import { pickTable } from './tableStep';

interface Step {
  readonly prompt: (draft: Draft, position: StepPosition) => Promise<Answer<string>>;
  readonly apply: (draft: Draft, value: string) => Draft;
}

const steps: readonly Step[] = [
  { prompt: pickProfile, apply: withProfile },
  { prompt: pickRegion, apply: withRegion },
  { prompt: pickTable, apply: (draft, tableName) => ({ ...draft, tableName }) },
];

/** Runs the steps, back and forth; resolves with the selections, or undefined if the user cancels. */
export async function walk(draft: Draft): Promise<Draft | undefined> {
  let current = draft;
  for (let index = 0; ;) {
    const step = steps[index];
    if (!step) {
      return current;
    }
    const answer = await step.prompt(current, { step: index + 1, totalSteps: steps.length });
    switch (answer.kind) {
      case 'value':
        current = step.apply(current, answer.value);
        index++;
        break;
      case 'back':
        index = answer.toFirst ? 0 : Math.max(0, index - 1);
        break;
      case 'leave':
        await answer.run?.();
        return undefined;
    }
  }
}
