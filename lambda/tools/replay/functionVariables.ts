import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { requestHandler } from '../../client';

export type Variables = Readonly<Record<string, string>>;

/**
 * The environment variables of a deployed function. Needs `lambda:GetFunctionConfiguration`. Throws for
 * a function that does not write a table of jobs.
 */
export async function functionVariables(name: string, region: string): Promise<Variables> {
  const client = new LambdaClient({ region, requestHandler: requestHandler() });
  try {
    const request = new GetFunctionConfigurationCommand({ FunctionName: name });
    const { Environment } = await client.send(request);
    if (Environment?.Error) {
      throw new Error(`Lambda cannot read the variables of ${name}: ${Environment.Error.Message}`);
    }
    const variables = Environment?.Variables ?? {};
    if (variables['TABLE_NAME'] === undefined) {
      throw new Error(`${name} is not a Batch Monitor function: it has no variable TABLE_NAME`);
    }
    return variables;
  } finally {
    client.destroy();
  }
}
