"""Reads log streams with boto3 and prints their entries as JSON: an independent check of our own reader.

With one stream, all its entries; with a text and several streams, the entries that contain the text.
"""
import json
import sys

import boto3

endpoint, region, group, text, *streams = sys.argv[1:]
logs = boto3.client("logs", endpoint_url=endpoint, region_name=region)


def whole(stream):
    entries, token = [], None
    while True:
        options = {"nextToken": token} if token else {}
        page = logs.get_log_events(
            logGroupName=group, logStreamName=stream, startFromHead=True, **options
        )
        entries += [[event["timestamp"], event["message"]] for event in page["events"]]
        if page["nextForwardToken"] == token:
            return entries
        token = page["nextForwardToken"]


def containing():
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=group, logStreamNames=streams, filterPattern=f'"{text}"'
    )
    return [
        [event["logStreamName"], event["timestamp"], event["message"]]
        for page in pages
        for event in page["events"]
    ]


json.dump(containing() if text else whole(streams[0]), sys.stdout)
