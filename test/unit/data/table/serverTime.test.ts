import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDbTable } from '../../../../src/data/table/dynamoDbTable';
import type { ItemPage } from '../../../../src/data/table/jobTable';

describe('The time of the service', () => {
  let server: Server;
  let date: string | undefined;
  let requests: Record<string, unknown>[];
  let table: DynamoDbTable;

  beforeEach(async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    requests = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += String(chunk)));
      request.on('end', () => {
        requests.push(JSON.parse(body) as Record<string, unknown>);
        response.sendDate = false;
        if (date !== undefined) {
          response.setHeader('Date', date);
        }
        response.setHeader('Content-Type', 'application/x-amz-json-1.0');
        response.end(JSON.stringify({ Items: [{ jobId: { S: 'a' } }], Count: 1 }));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    table = new DynamoDbTable({
      tableName: 'Jobs',
      region: 'eu-west-1',
      profile: undefined,
      endpoint: `http://127.0.0.1:${port}`,
    });
  });

  afterEach(() => {
    table.close();
    server.close();
    server.closeAllConnections();
  });

  const pages = async (source: AsyncIterable<ItemPage>): Promise<ItemPage[]> => {
    const found: ItemPage[] = [];
    for await (const page of source) {
      found.push(page);
    }
    return found;
  };

  it('is that of the response’s Date header, for scans and queries', async () => {
    date = 'Sun, 29 Nov 2026 10:00:05 GMT';
    const { signal } = new AbortController();
    const read = [
      ...(await pages(table.scanPages(signal))),
      ...(await pages(table.changedPages(signal, 1))),
    ];
    assert.deepEqual(
      read.map(({ servedAt }) => servedAt),
      Array.from({ length: 5 }, () => Date.UTC(2026, 10, 29, 10, 0, 5)),
    );
    assert.deepEqual(read[0]?.items, [{ jobId: 'a' }]);
  });

  for (const [name, header] of [
    ['without the header', undefined],
    ['with a damaged one', 'soon'],
  ] as const) {
    it(`is unknown ${name}`, async () => {
      date = header;
      const [page] = await pages(table.scanPages());
      assert.equal(page?.servedAt, undefined);
    });
  }

  it('verifies jobs in the table itself, with strongly consistent reads', async () => {
    const jobIds = Array.from({ length: 23 }, (_, index) => `job-${index}`);
    const read = await pages(table.currentPages(jobIds, new AbortController().signal));
    assert.equal(read.length, 23);
    assert(requests.every(request => request['ConsistentRead'] === true));
    assert(requests.every(request => request['IndexName'] === undefined));
  });
});
