import type { Answer, StepPosition } from './quickPickStep';
import { withProfile, withRegion, type Draft } from './connectionDraft';
import { askProfile } from './profileStep';
import { askRegion } from './regionStep';
import { askTable } from './tableStep';

interface Step {
  readonly ask: (draft: Draft, position: StepPosition) => Promise<Answer<string>>;
  readonly apply: (draft: Draft, value: string) => Draft;
}

const steps: readonly Step[] = [
  { ask: askProfile, apply: withProfile },
  { ask: askRegion, apply: withRegion },
  { ask: askTable, apply: (draft, tableName) => ({ ...draft, tableName }) },
];

/** Asks step by step, back and forth; resolves with what was chosen, or nothing once the user leaves. */
export async function walk(draft: Draft): Promise<Draft | undefined> {
  let current = draft;
  for (let index = 0; ;) {
    const step = steps[index];
    if (!step) {
      return current;
    }
    const answer = await step.ask(current, { step: index + 1, totalSteps: steps.length });
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
