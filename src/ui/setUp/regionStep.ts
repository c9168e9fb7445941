import { t } from '@vscode/l10n';
import { partitions, regionName } from '../../core/aws/awsRegions';
import { connectionParts } from '../../core/settings/namedConnections';
import { listLabel } from '../../core/text/escapeText';
import type { AwsProfiles } from '../../data/config/profile';
import { trustedAws } from '../connection/trustedAws';
import {
  pickFromList,
  heading,
  typedChoice,
  type Answer,
  type Choice,
  type OpenList,
  type StepPosition,
} from './quickPickStep';
import { connectionOf, preferredRegion, type Draft } from './connectionDraft';

/** Prompts for the region of the jobs; regions in the AWS config files come first. */
export const pickRegion = (draft: Draft, position?: StepPosition): Promise<Answer<string>> =>
  pickFromList<string>(
    {
      title: t('AWS Region'),
      placeholder: t('Which region are your jobs in? Select a region or type its name.'),
      position,
      typed: typedRegion,
    },
    async list => {
      list.busy(true);
      showRegions(list, draft, await (await trustedAws()).listProfiles());
      list.busy(false);
    },
  );

function showRegions(list: OpenList<string>, draft: Draft, known: AwsProfiles): void {
  const preferred = preferredRegion(draft, known);
  const { profile } = connectionOf(draft);
  const profileRegion = known.profiles.find(
    ({ name }) => name === (profile ?? known.defaultProfile),
  )?.region;
  const { before, isConfigured } = draft;
  const first = [
    ...new Set([
      preferred,
      profileRegion,
      ...known.regions,
      isConfigured ? before.region : undefined,
    ]),
  ].flatMap(region => (region !== undefined && pattern.test(region) ? region : []));
  const configured = first.map(region => regionChoice(region, descriptionOf(region)));
  const others = partitions.flatMap(({ name, regions }) => {
    const rest = regions.filter(({ id }) => !first.includes(id));
    return rest.length === 0 ? [] : [heading(name), ...rest.map(({ id }) => regionChoice(id))];
  });
  list.show([heading(t('Configured regions')), ...configured, ...others], configured[0]);

  function descriptionOf(region: string): string | undefined {
    return isConfigured && region === before.region
      ? t('current')
      : region === profileRegion
        ? t('from the profile')
        : undefined;
  }
}

const { pattern, defaultValue } = connectionParts.region;

const regionChoice = (region: string, mark?: string): Choice<string> => ({
  label: region,
  description: [regionName(region), mark].filter(Boolean).join(' · '),
  answer: { kind: 'value', value: region },
});

/** While the text matches part of a region's id or name, the list's own filter applies. */
function typedRegion(text: string): Choice<string> | undefined {
  return pattern.test(text)
    ? typedChoice(text, pattern, t('use this region'), '')
    : isPartOfRegion(text)
      ? undefined
      : typedChoice(
          text,
          pattern,
          '',
          t('"{text}" is not a valid region name. Enter a name such as {example}.', {
            text: listLabel(text, 40),
            example: defaultValue,
          }),
        );
}

function isPartOfRegion(text: string): boolean {
  const part = text.toLowerCase();
  return partitions.some(({ regions }) =>
    regions.some(({ id, name }) => id.includes(part) || name.toLowerCase().includes(part)),
  );
}
