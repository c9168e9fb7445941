"""Reads a whole table as the first dashboard did: one sequential Scan of all attributes.

Usage: wholeScan.py ENDPOINT TABLE. Prints {"seconds": s, "items": n, "units": u}.
"""

import json
import sys
import time

import boto3

endpoint, table_name = sys.argv[1:3]
table = boto3.resource(
    "dynamodb",
    endpoint_url=endpoint,
    region_name="eu-west-1",
    aws_access_key_id="local",
    aws_secret_access_key="local",
).Table(table_name)

start = time.perf_counter()
items, units, more = 0, 0.0, {}
while True:
    page = table.scan(ReturnConsumedCapacity="TOTAL", **more)
    items += len(page["Items"])
    units += page["ConsumedCapacity"]["CapacityUnits"]
    if "LastEvaluatedKey" not in page:
        break
    more = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

print(json.dumps({"seconds": time.perf_counter() - start, "items": items, "units": units}))
