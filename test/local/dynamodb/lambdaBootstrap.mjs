// The runtime of a Lambda function: loads the handler and serves events one at a time.
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true });

function call(method, where, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host, port, agent, method, path: `/2018-06-01/runtime/${where}` },
      response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    request.on('error', reject);
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const described = error => ({
  errorType: error?.name ?? 'Error',
  errorMessage: String(error?.message),
});

async function main() {
  const [file, name] = process.env._HANDLER.split('.');
  let handler;
  try {
    handler = require(path.join(process.env.LAMBDA_TASK_ROOT, file))[name];
  } catch (error) {
    await call('POST', 'init/error', described(error));
    process.exit(1);
  }
  for (;;) {
    const { headers, text } = await call('GET', 'invocation/next');
    const id = headers['lambda-runtime-aws-request-id'];
    process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
    const context = {
      awsRequestId: id,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
      getRemainingTimeInMillis: () => Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
    };
    try {
      const value = await handler(JSON.parse(text), context);
      await call('POST', `invocation/${id}/response`, value ?? null);
    } catch (error) {
      await call('POST', `invocation/${id}/error`, described(error));
    }
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
