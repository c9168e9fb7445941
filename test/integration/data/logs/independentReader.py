"""Reads a whole log stream with boto3 and prints its entries as JSON: an independent check of our own reader."""
import json
import sys

import boto3

endpoint, region, group, stream = sys.argv[1:5]
logs = boto3.client("logs", endpoint_url=endpoint, region_name=region)
entries, token = [], None
while True:
    options = {"nextToken": token} if token else {}
    page = logs.get_log_events(
        logGroupName=group, logStreamName=stream, startFromHead=True, **options
    )
    entries += [[event["timestamp"], event["message"]] for event in page["events"]]
    if page["nextForwardToken"] == token:
        break
    token = page["nextForwardToken"]
json.dump(entries, sys.stdout)
