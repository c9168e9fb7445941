export interface AwsRegion {
  readonly id: string;
  /** AWS's name for it, the same in every language. */
  readonly name: string;
}

export interface Partition {
  readonly name: string;
  readonly regions: readonly AwsRegion[];
}

const regions = (byId: Readonly<Record<string, string>>): readonly AwsRegion[] =>
  Object.entries(byId).map(([id, name]) => ({ id, name }));

/** Regions that offer Batch and DynamoDB. Each partition is a separate AWS with its own accounts. */
export const partitions: readonly Partition[] = [
  {
    name: 'AWS',
    regions: regions({
      'us-east-1': 'US East (N. Virginia)',
      'us-east-2': 'US East (Ohio)',
      'us-west-1': 'US West (N. California)',
      'us-west-2': 'US West (Oregon)',
      'ca-central-1': 'Canada (Central)',
      'ca-west-1': 'Canada West (Calgary)',
      'mx-central-1': 'Mexico (Central)',
      'sa-east-1': 'South America (Sao Paulo)',
      'eu-central-1': 'Europe (Frankfurt)',
      'eu-central-2': 'Europe (Zurich)',
      'eu-north-1': 'Europe (Stockholm)',
      'eu-south-1': 'Europe (Milan)',
      'eu-south-2': 'Europe (Spain)',
      'eu-west-1': 'Europe (Ireland)',
      'eu-west-2': 'Europe (London)',
      'eu-west-3': 'Europe (Paris)',
      'af-south-1': 'Africa (Cape Town)',
      'il-central-1': 'Israel (Tel Aviv)',
      'me-central-1': 'Middle East (UAE)',
      'me-south-1': 'Middle East (Bahrain)',
      'ap-east-1': 'Asia Pacific (Hong Kong)',
      'ap-east-2': 'Asia Pacific (Taipei)',
      'ap-northeast-1': 'Asia Pacific (Tokyo)',
      'ap-northeast-2': 'Asia Pacific (Seoul)',
      'ap-northeast-3': 'Asia Pacific (Osaka)',
      'ap-south-1': 'Asia Pacific (Mumbai)',
      'ap-south-2': 'Asia Pacific (Hyderabad)',
      'ap-southeast-1': 'Asia Pacific (Singapore)',
      'ap-southeast-2': 'Asia Pacific (Sydney)',
      'ap-southeast-3': 'Asia Pacific (Jakarta)',
      'ap-southeast-4': 'Asia Pacific (Melbourne)',
      'ap-southeast-5': 'Asia Pacific (Malaysia)',
      'ap-southeast-6': 'Asia Pacific (New Zealand)',
      'ap-southeast-7': 'Asia Pacific (Thailand)',
    }),
  },
  {
    name: 'AWS GovCloud (US)',
    regions: regions({
      'us-gov-east-1': 'AWS GovCloud (US-East)',
      'us-gov-west-1': 'AWS GovCloud (US-West)',
    }),
  },
  {
    name: 'AWS China',
    regions: regions({
      'cn-north-1': 'China (Beijing)',
      'cn-northwest-1': 'China (Ningxia)',
    }),
  },
];

const names = new Map(
  partitions.flatMap(partition => partition.regions).map(({ id, name }) => [id, name]),
);

/** Undefined for a region that is newer than this list. */
export const regionName = (id: string): string | undefined => names.get(id);
