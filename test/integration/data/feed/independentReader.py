"""Reads a table of jobs with boto3, which shares no code with us.

Usage: independentReader.py ENDPOINT TABLE [INDEX]. Prints JSON: items as DynamoDB sends them, with
the read units each read took, and the latest state of each job as Python sees it.
"""

import json
import sys

import boto3

endpoint, table = sys.argv[1:3]
index = sys.argv[3] if len(sys.argv) > 3 else None
client = boto3.client(
    "dynamodb",
    endpoint_url=endpoint,
    region_name="eu-west-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)


def read(operation, **parameters):
    items, units = [], 0.0
    pages = client.get_paginator(operation).paginate(
        TableName=table, ReturnConsumedCapacity="TOTAL", **parameters
    )
    for page in pages:
        items += page["Items"]
        units += page["ConsumedCapacity"]["CapacityUnits"]
    return {"items": items, "units": units}


def in_status(status):
    return read(
        "scan",
        FilterExpression="#s = :s",
        ExpressionAttributeNames={"#s": "status"},
        ExpressionAttributeValues={":s": {"S": status}},
    )


def of_shard(shard):
    return read(
        "query",
        IndexName=index,
        ScanIndexForward=False,
        KeyConditionExpression="#shard = :shard",
        ExpressionAttributeNames={"#shard": "shard"},
        ExpressionAttributeValues={":shard": {"S": shard}},
    )


def latest(items):
    """By the newest timestamp, which is how the first dashboard told."""
    found = {}
    for item in items:
        key = item.get("jobId", {}).get("S")
        time = item.get("timestamp", {}).get("S", "")
        if key and (key not in found or time > found[key][0]):
            found[key] = (time, item.get("status", {}).get("S", ""))
    return {key: status for key, (_, status) in found.items()}


everything = read("scan")
counts = {}
for status in latest(everything["items"]).values():
    counts[status] = counts.get(status, 0) + 1

print(
    json.dumps(
        {
            "all": everything,
            "failed": in_status("FAILED"),
            "running": in_status("RUNNING"),
            "changes": [of_shard(shard) for shard in "0123"] if index else [],
            "latest": latest(everything["items"]),
            "counts": counts,
        }
    )
)
